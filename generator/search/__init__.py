"""The search index: what a build left in its store → ``site/pagefind/``, by Pagefind.

``pairs``     text → pairs of characters, as the browser splits a query too
``records``   an entry → what of it can be found
``snapshot``  what is on the site, by the store of the build before
``texts``     all of them, from the content
``pagefind``  one run of the binary
``files``     what it is given, and what it wrote → what a page loads
``shelf``     the folder of the index: names, loader, what goes
``index``     all of it, after a build

It runs when the pages are out, and nothing of it stops or fails a build (decisions/0021).
"""
