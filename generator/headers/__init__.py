"""What the browser may do with a page: its policy, and the headers that a server sends with it.

``policy`` is pure and part of every page; ``survey`` reads a built site; ``rules`` says
what is sent with which file; ``nginx``, ``caddy`` and ``pages`` write it down for a server.
Imports nothing of ours.
"""
