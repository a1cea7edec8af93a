"""A quick look at the characters of a text."""


def plain(text: str) -> bool:
    """Whether ``text`` holds nothing but printable characters and line feeds.

    Most texts do; where one does not, a closer look at each character is worth its time.
    """
    return text.replace("\n", "").replace("\u3000", "").isprintable()
