"""Labelled numbers → a drawing: where bars, lines and words stand. Pure; imports nothing of ours.

``numbers`` writes values as people read them, ``type`` knows how wide words are, ``scale`` finds
round steps, ``rows`` lays bars under each other, ``plot`` columns and lines side by side,
``words`` tells in a sentence what is to be seen. A template of ``pages`` writes the SVG.

Across, places are percents of a width that nobody knows; down, they are in em of the text
around. So the drawing fills a telephone as it fills a notice board, and its words have the
size of all other words, in the elders' view too.
"""
