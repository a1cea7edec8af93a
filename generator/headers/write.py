"""The rules, written down for a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.headers.rules import REST, REVALIDATE, RULES, Rule, common, rule_of
from generator.headers.survey import Survey

Headers = Iterable[tuple[str, str]]
#: What nginx is to compress beside HTML: of its own accord it compresses nothing, and then a first
#: search is a third larger. Caddy knows these, and hosts do it unasked.
_TEXTS = (
    *("text/css", "text/plain", "text/xml", "text/javascript", "text/calendar", "image/svg+xml"),
    *("application/javascript", "application/json", "application/xml", "application/rss+xml"),
    *("application/atom+xml", "application/feed+json", "application/cap+xml"),
    "application/manifest+json",
)


def nginx(site: Survey) -> str:
    """For ``include`` in the ``server`` block.

    Every block has all headers: one ``add_header`` in a ``location`` takes away all that
    stand outside of it.
    """
    lines = [
        *_head(site, "nginx：在 server { … } 里 include 这个文件；root 指向网站的上一级"),
        "charset utf-8;",
        "charset_types text/css text/plain text/xml application/javascript;",
        "gzip on;",
        "gzip_vary on;",
        f"gzip_types {' '.join(_TEXTS)};",
        f"error_page 404 {site.base}404.html;",
    ]
    for rule in RULES:
        lines += _location(f'~ "^{_literal(site.base)}(?:{rule.pattern})$"', rule, site)
    return "\n".join([*lines, *_location(site.base, REST, site), ""])


def _location(where: str, rule: Rule, site: Survey) -> Iterator[str]:
    yield f"location {where} {{"
    if rule.kind:
        yield "    types { }"
        yield f'    default_type "{rule.kind}";'
    for name, value in (*common(site), ("Cache-Control", rule.cache), *rule.more):
        yield f'    add_header {name} "{value}" always;'
    yield "}"


def caddy(site: Survey) -> str:
    """For ``import`` in the block of the site.

    In a ``route`` the order is the one written here: the rule that counts stands last.
    Outside of one Caddy sorts by matcher.
    """
    lines = [*_head(site, "Caddy：在网站的块里 import 这个文件，另写 root 和 file_server")]
    for number, rule in enumerate(RULES):
        lines.append(f"@yingji{number} path_regexp `^{_literal(site.base)}(?:{rule.pattern})$`")
    lines += ["encode zstd gzip", "route {"]
    lines += _header("", (*common(site), ("Cache-Control", REVALIDATE)))
    for number, rule in reversed([*enumerate(RULES)]):
        kind = (("Content-Type", rule.kind),) if rule.kind else ()
        lines += _header(f"@yingji{number} ", (("Cache-Control", rule.cache), *rule.more, *kind))
    lines += ["}", "handle_errors {", f"\trewrite * {site.base}404.html", "\tfile_server", "}", ""]
    return "\n".join(lines)


def _header(matcher: str, headers: Headers) -> Iterator[str]:
    yield f"\theader {matcher}{{"
    for name, value in headers:
        yield f'\t\t{name} "{value}"'
    yield "\t}"


def pages(site: Survey) -> str:
    """A ``_headers`` file, as Netlify and Cloudflare Pages read it.

    All that fit are put together there, so no header is named twice for one file; and these
    hosts have files asked for anew each time where nothing else is said.
    """
    lines = [*_head(site, "Netlify、Cloudflare Pages：放在发布目录的根，文件名 _headers")]
    lines += _block(f"{site.base}*", common(site))
    below = {folder: _told(rule) for rule in RULES for folder in rule.folders}
    for folder, headers in below.items():
        lines += _block(f"{site.base}{folder}*", headers.items())
    for name in site.files:
        if name.startswith(_NAMED) or "/" not in name:
            known = next((some for folder, some in below.items() if name.startswith(folder)), {})
            own = [one for one in _told(rule_of(name)).items() if one[0] not in known]
            if own:
                lines += _block(site.base + name, own)
    return "\n".join([*lines, ""])


#: Where files are named one by one; elsewhere may be thousands, and such hosts take a hundred.
_NAMED = ("api/", "assets/")


def _told(rule: Rule) -> dict[str, str]:
    """What the rule adds to what such hosts send anyway."""
    found = dict(rule.more)
    if rule.cache != REVALIDATE:
        found["Cache-Control"] = rule.cache
    if rule.kind:
        found["Content-Type"] = rule.kind
    return found


def _block(path: str, headers: Headers) -> Iterator[str]:
    yield path
    for name, value in headers:
        yield f"  {name}: {value}"


def _head(site: Survey, what: str) -> Iterator[str]:
    yield f"# {what}。"
    yield "# 由 yingji headers 按已生成的网站写出；每次改动模板以后重新生成。"
    if not site.https:
        yield "# 网站地址 url 没有填，或者不是 https：没有写 Strict-Transport-Security。"


def _literal(text: str) -> str:
    """``text`` in a regular expression, in the signs that all three kinds read alike."""
    return "".join(f"\\{sign}" if sign in ".+*?()[]|^$\\" else sign for sign in text)


FORMATS: dict[str, Callable[[Survey], str]] = {"nginx": nginx, "caddy": caddy, "netlify": pages}
