"""Alerts and guides in English, Japanese and Korean: a section for each language.

Every alert has a page in every language, translated or not; a guide only where it
is translated. ``context`` is what the pages of one language share.
"""
