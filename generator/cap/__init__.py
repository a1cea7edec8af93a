"""CAP 1.2: a file for every message of an alert, and the RSS index of them (outputs.md, CAP).

``plan``      which files there are at ``now``: data, made from cards alone; a section of the build
``spec``      one file as data
``table``     ``table.yml``: severity, urgency, certainty and response, to be read by editors
``compose``   a file's data and its entry → what the message says
``words``     the sentences of a message, Chinese and translated
``document``  a message and its parts, in the order of the standard
``write``     a message → XML
``index``     the RSS index
``sign``      XML signatures
``make``      all of this, for what is due

Nothing here knows ``now``: once a message is out, its file keeps its bytes.
Imports ``model`` and ``languages``, ``pages`` and ``feeds`` for addresses; never ``site``.
"""
