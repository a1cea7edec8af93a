"""The body of a feed item: one ``<section>`` that survives WeChat, and reads well anywhere.

``views`` says what an article shows, ``render`` makes it. Imports the words of
the model, the quick look at characters, and nothing else of ours.
"""
