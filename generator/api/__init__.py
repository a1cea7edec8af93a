"""The site for machines: JSON below ``/api/v1/``, and schemas that say what is in it.

``sections``  what each file holds, as data with a key
``rows``      what is said of an entry
``write``     that data and the entries it names → JSON
``schemas/``  JSON Schema 2020-12, served as they lie

Imports model, languages, pages and the shape of a loaded file. ``status.json`` is made by
``generator.pages``, for the banner of every page reads it.
"""
