"""From sources to the output directory, doing only what changed.

``sources`` reads, ``links`` checks references, ``planner`` decides, ``outputs``
writes, ``store`` remembers, ``build`` holds it together. Imports everything
but the parts of ``theme`` that need MkDocs.
"""
