"""Covers: pictures drawn for what has none of its own.

``spec`` says what a cover shows, ``draw`` makes it, ``wrap`` breaks its title
into lines, ``font`` knows Debian's Noto CJK. Imports nothing of ours.
"""
