"""The written files, read as their servers read them."""

from __future__ import annotations

import re

_NGINX = re.compile(
    r'^location (~ "(?P<regex>[^"]*)"|(?P<prefix>\S+)) \{\n(?P<body>.*?)^\}',
    re.MULTILINE | re.DOTALL,
)
_ADDED = re.compile(r'^    add_header (\S+) "([^"]*)" always;$', re.MULTILINE)
_KIND = re.compile(r'^    default_type "([^"]*)";$', re.MULTILINE)


def nginx(text: str, path: str) -> dict[str, str]:
    """Of regular expressions the first that fits, else the prefix; nothing is inherited."""
    blocks = list(_NGINX.finditer(text))
    found = next((b for b in blocks if b["regex"] and re.search(b["regex"], path)), None)
    if found is None:
        found = max(
            (b for b in blocks if b["prefix"] and path.startswith(b["prefix"])),
            key=lambda b: len(b["prefix"]),
        )
    added = _ADDED.findall(found["body"])
    assert len({name for name, _ in added}) == len(added)
    kind = _KIND.search(found["body"])
    if not kind:
        return dict(added)
    # `charset` is added to what `charset_types` names alone.
    charset = "; charset=utf-8" if kind[1] in listed(text, "charset_types") else ""
    return dict(added) | {"Content-Type": kind[1] + charset}


def listed(text: str, directive: str) -> set[str]:
    """The words of a directive of nginx outside of its blocks."""
    (line,) = re.findall(rf"^{directive} (.*);$", text, re.MULTILINE)
    return {*line.split()}


def caddy(text: str, path: str) -> dict[str, str]:
    """In a ``route`` each ``header`` after the other; a later one replaces what an earlier set."""
    matchers = dict(re.findall(r"^(@\w+) path_regexp `(.*)`$", text, re.MULTILINE))
    route = text.partition("route {\n")[2].partition("\n}\n")[0]
    found: dict[str, str] = {}
    for matcher, body in re.findall(r"\theader (@\w+ )?\{\n(.*?)\n\t\}", route, re.DOTALL):
        if not matcher or re.search(matchers[matcher.strip()], path):
            found |= dict(re.findall(r'^\t\t(\S+) "(.*)"$', body, re.MULTILINE))
    return found


def pages(text: str, path: str) -> dict[str, str]:
    """All blocks that fit are put together; the same header twice would be joined by a comma."""
    found: dict[str, str] = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        if not line.startswith(" "):
            fits = path == line or (line.endswith("*") and path.startswith(line[:-1]))
        elif fits:
            name, _, value = line.strip().partition(": ")
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found
