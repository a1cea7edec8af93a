"""What the site knows: one frozen pydantic model per kind of entry, and what follows from them.

``vocabulary`` holds the enumerations as data, ``fields`` the types read from
text, ``base`` what all models share; then a module per kind, imported where it
is needed (a warning alone loads ``alert`` only). ``life`` says what is in
force, ``titles`` how it is called. Knows no file and no clock: whatever depends
on time takes a ``Moment``. Imports nothing of ours outside this package.
"""
