"""What editors wrote → models and problems.

``source`` reads bytes as text, ``yaml_document`` text as data that knows where
everything stands, ``load`` one file as an entry; ``scan`` says what a path may
hold, ``references`` compares entries with each other and with the media,
``check`` does all of it for a project. Imports ``model``, ``text``, ``problems``.
"""
