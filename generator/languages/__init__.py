"""The languages beside Chinese: a table of words that an editor reviews, and what is made of it.

``words.csv`` has a row for each phrase: its use, the Chinese, and its translations.
``words`` reads it, ``names`` calls alerts by it, ``times`` writes dates. Imports the model alone.
"""
