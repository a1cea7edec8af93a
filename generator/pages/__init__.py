"""The library at ``now`` → pages as data (``sections``) → HTML (``render``, ``templates``).

Imports model and text; knows no file of content, no output, no MkDocs.
"""
