"""What was shortened means what was written: the script parses, the styles have the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.theme.style import published, styler
from tests.browser.own import ROOT

SCRIPT = "assets/javascripts/yingji.js"
#: Whether a browser takes a text for a script; nothing of it is run.
PARSES = (
    "(text) => { try { new Function(text); return ''; } catch (fault) { return String(fault); } }"
)
#: The rules of a style sheet as a browser understood them.
RULES = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\\s+/g, ",")); }"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_published_script_is_one_and_shorter(page: Page, built: Path) -> None:
    written = (ROOT / "overrides" / SCRIPT).read_text(encoding="utf-8")
    shipped = (built / SCRIPT).read_text(encoding="utf-8")
    assert shipped.encode() == published(SCRIPT, written.encode())
    assert len(shipped) < 0.8 * len(written)
    assert page.evaluate(PARSES, shipped) == ""
    assert "SyntaxError" in page.evaluate(PARSES, f"{shipped}(")
    for phrase in ("目前没有生效中的预警（{time}）", "{year}年{number}月{day}日 {clock}"):
        assert phrase in shipped


@pytest.mark.parametrize(
    "path", sorted((ROOT / "overrides/styles").glob("*.css")), ids=lambda p: p.stem
)
def test_a_shortened_style_has_the_rules_that_were_written(page: Page, path: Path) -> None:
    """As many, each with the same selectors and values; none was dropped as unknown."""
    written = page.evaluate(RULES, path.read_text(encoding="utf-8"))
    assert page.evaluate(RULES, str(styler(ROOT / "overrides")(path.stem))) == written
    assert bool(written) == bool(path.stat().st_size)
