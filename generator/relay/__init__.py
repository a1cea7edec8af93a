"""Upstream messages → alert files (design §4, ``yingji import``).

``tree``      hostile bytes → XML elements, or a refusal
``draft``     what was understood of a message, and what an editor must look at
``words``     levels, hazards, areas and times in Chinese text
``cap``       CAP 1.2 elements → draft
``subject``   what a CAP message is about, in our words
``infos``     the segments of a CAP message → texts, level, times
``kept``      what of it has no field of ours
``notice``    a Chinese notice → draft
``sentence``  the sentence a notice turns on
``events``    which event of ours a draft belongs to
``yaml_text`` a draft as YAML that any text survives
``timing``    the times of a message as we publish it
``append``    a further message in the bytes of a file
``place``     new file or further message, checked before anything is written
``files``     atomic writing that never overwrites

Nothing is dropped: what has no field stands as a comment at the message.
Knows models and the reader of content, no pages and no clock.
"""
