"""The seam to MkDocs: its theme is rendered once, into frames (design.md §2).

``chrome`` gives the frames, from the cache or by ``taking``; ``plugin`` is what
MkDocs loads; ``frames`` is the table of frames; ``settings`` checks mkdocs.yml.
Only ``plugin``, ``taking``, ``generated``, ``writing`` and ``serve`` import
mkdocs, and nothing else in the project does.
"""
