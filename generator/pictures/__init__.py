"""Pictures of content for pages: how large they are, and smaller copies of them in WebP.

``look`` reads the head of a file, ``encode`` makes the copies, ``picture`` says what a page
needs to know and where copies lie. Imports nothing of ours.
"""
