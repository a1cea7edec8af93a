"""Feeds: what is new, for readers, hubs and the public account (outputs.md, Feeds).

``item``       an item as every writer needs it, neutral and finished
``posts``      which items there are at ``now``: data, made from cards alone
``windows``    which of them each feed and each archive holds
``sections``   feeds and covers as sections of the build
``article``    the text of an item as WeChat keeps it
``views``      what the article of a post shows
``make``       posts → items → bytes
``rss``, ``atom``, ``json_feed``  the writers

Imports ``model``, ``text``, ``covers`` and of ``pages`` addresses and words; never ``site``.
"""
