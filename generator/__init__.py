"""The 长宁应急 site generator: content → model → pages → site, one way.

``problems``  what is wrong with content, and how it is told
``project``   where everything lies
``refusals``  what the operating system refuses, in words
``encoding``  names of files are UTF-8, whatever the locale
``model``     what the content means; pure, no clock
``text``      Markdown bodies → safe HTML
``languages`` the words of pages in English, Japanese and Korean
``content``   YAML and CSV → models and problems
``pictures``  how large pictures are, and their copies in WebP
``charts``    numbers → bars, lines and words with their places
``pages``     models and ``now`` → pages; frames are filled here
``feeds``     models and ``now`` → RSS, Atom, JSON Feed and their articles
``cap``       models and ``now`` → CAP 1.2 messages and their index
``api``       models and ``now`` → JSON for machines
``covers``    pictures for what has none, drawn
``headers``   what a browser may do with a page, and what a server sends with it
``theme``     MkDocs and its frames; the only importer of mkdocs
``site``      sources, store, compile: what changed reaches the output
``search``    what was built → the search index, by Pagefind
``net``       one bounded HTTP exchange
``wechat``    our own RSS → drafts in the WeChat account; knows nothing of the rest
``relay``     upstream messages → alert files
``cli``       the command ``yingji``
"""

__version__ = "0.1.0"
