"""Feeds: what is new, for readers, hubs and the public account.

``posts``      which items there are at ``now``: data, made from cards alone
``windows``    which of them a feed holds, and which its archives
``sections``   feeds and covers as sections of the build
``tell``       a post and its entry → the words of an item
``article``    the text of an item as WeChat keeps it
``make``       posts → items → documents, for what is due
``item``       an item and a feed as every writer needs them
``rss``, ``atom``, ``json_feed``  the writers

Imports ``model``, ``text``, ``covers``, and ``pages`` for addresses and words; never ``site``.
"""
