"""The search index: what a build left in its store → ``site/pagefind/``, by Pagefind.

``pairs``     text → pairs of characters, as the browser splits a query too
``records``   an entry → what of it can be found
``snapshot``  what is on the site, by the store of the build before
``units``     which part of the index holds what; a digest each
``pagefind``  one run of the binary
``shelf``     the folder of the index: names, loader, what goes
``index``     all of it, after a build

It runs when the pages are out, and nothing of it stops or fails a build (decisions/0021).
"""
