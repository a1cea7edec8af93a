"""The policy of a page names what the page has, and nothing else."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from generator.headers.policy import (
    Inline,
    inline,
    policy,
    stated,
    with_policy,
    without_policy,
)


def hash_of(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("html", "scripts", "styles"),
    [
        ("<script>a()</script>", ["a()"], []),
        ("<SCRIPT async>\n a() </SCRIPT >", ["\n a() "], []),
        ('<script type="module">a()</script>', ["a()"], []),
        ("<script type=text/javascript>a()</script>", ["a()"], []),
        ('<script type="importmap">{}</script>', ["{}"], []),
        ('<script data-a="x>y">a()</script>', ["a()"], []),
        ("<script>中文</script><script>中文</script>", ["中文"], []),
        ("<script></script>", [""], []),
        ('<script src="a.js"></script>', [], []),
        ('<script type="application/ld+json">{"a":1}</script>', [], []),
        ("<script type='application/json'>{}</script>", [], []),
        ('<script data-src="a">a()</script>', ["a()"], []),
        ("<style>a{}</style><style media=print>b{}</style>", [], ["a{}", "b{}"]),
        ("<styled>a</styled><scripts>b</scripts>", [], []),
    ],
)
def test_what_runs_is_found(html: str, scripts: list[str], styles: list[str]) -> None:
    assert inline(html) == Inline(
        tuple(sorted(map(hash_of, scripts))), tuple(sorted(map(hash_of, styles)))
    )


PAGE = """<!doctype html><html><head>
<meta charset="utf-8">
<style>a{}</style></head><body><script>a()</script></body></html>
"""


def test_a_page_states_what_it_has_before_anything_of_it() -> None:
    page = with_policy(PAGE)
    assert stated(page) == inline(page) == inline(PAGE)
    place = page.index("Content-Security-Policy")
    assert page.index('<meta charset="utf-8">') < place < page.index("<style>")
    assert page.count("http-equiv") == 1
    assert '<meta name="referrer"' in page


def test_a_preview_takes_the_policy_away_and_nothing_else() -> None:
    page = with_policy(PAGE)
    bare = without_policy(page.encode()).decode()
    assert "Content-Security-Policy" not in bare
    assert len(page) - len(bare) == len(page) - len(PAGE) - bare.index("<style") + PAGE.index(
        "<style"
    )
    assert without_policy(b"\xff<p>") == b"\xff<p>"


def test_nothing_is_allowed_from_elsewhere_nor_by_eval() -> None:
    given = policy(Inline(("sha256-a=",), ()), ["frame-ancestors 'none'"])
    rules = dict(one.split(" ", 1) for one in given.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == "'none'"
    assert rules.pop("frame-ancestors") == "'none'"
    assert rules.pop("script-src") == "'self' 'wasm-unsafe-eval' 'sha256-a='"
    assert rules.pop("img-src") == "'self' data:"
    assert {*rules.values()} == {"'self'"}


def test_a_page_without_a_policy_states_nothing() -> None:
    assert stated(PAGE) is None
