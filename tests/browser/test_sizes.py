"""Text and targets are as large as they should be, and bear what readers do to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

#: Visible text of the page with the size of its type, in px.
TYPES = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || parent.closest("script, style, noscript, template, svg"))
      continue;
    if (!parent.checkVisibility()) continue;
    const heading = parent.closest("h1, h2, h3");
    found.push([parseFloat(getComputedStyle(parent).fontSize), Boolean(heading),
      `${parent.className || parent.tagName}: ${walk.currentNode.data.trim().slice(0, 40)}`]);
  }
  return found;
}"""
#: What can be pressed and is no part of a sentence (WCAG 2.2, 2.5.8 leaves those out), with the
#: height of what may be hit, in px.
TARGETS = """() => {
  const found = [];
  for (const one of document.querySelectorAll("a[href], button, summary, label, input, select")) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (one.closest(".yj-skip, .yj-unseen")) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (getComputedStyle(one).display === "inline") {
      let around = one.parentElement;
      while (getComputedStyle(around).display === "inline") around = around.parentElement;
      const rest = around.textContent.trim().length - one.textContent.trim().length;
      if (rest > 0) continue;
    }
    found.push([box.height, `${one.parentElement.className || one.parentElement.tagName} > ` +
      `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 30)}`]);
  }
  return found;
}"""
#: The spacing that WCAG 2.2, 1.4.12 lets readers set.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
#: Text that a box cuts off, or that stands outside of the screen. Summaries, titles in the banner
#: end in `…` at any spacing: the whole text is where they lead, or there once unfolded.
CUT = """() => {
  const found = [];
  const FOLDED = ".yj-unseen, .yj-skip, .yj-row-summary, .yj-aside-word, " +
    "#yj-banner:not(:has(> details[open])) :is(.yj-banner-row, .yj-banner-lines, summary)";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || parent.closest("script, style, noscript, template, svg"))
      continue;
    if (parent.closest(FOLDED) || !parent.checkVisibility())
      continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const text = range.getBoundingClientRect();
    let cut = false, moves = false;
    for (let box = parent; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const around = box.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) { moves = true; break; }
      if (/hidden|clip/.test(style.overflowX + style.overflowY))
        cut ||= text.bottom > around.bottom + 2 || text.right > around.right + 2;
    }
    if (!moves && (text.right > innerWidth + 1 || text.left < -1)) cut = true;
    if (cut) found.push(`${parent.className || parent.tagName}: ${walk.currentNode.data.trim()}`);
  }
  return found;
}"""


@pytest.fixture(params=[320, 390, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """From 1280 px at 400 % (WCAG 2.2, 1.4.10) to a desk."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, bypass_csp=True)
    yield context.new_page()
    context.close()


def kinds(addresses: list[str]) -> list[str]:
    """One page of each kind."""
    found = {re.sub(r"(?<=/)[a-z0-9-]+/$", "@/", one): one for one in addresses}
    assert len(found) > 20
    return sorted(found.values())


def test_the_view_for_elders_is_large(page: Page, server: str, addresses: list[str]) -> None:
    """Text of 18 px at least, headings of 30, targets of 60 (适老化通用设计规范).

    The page does not become wider than the screen by it.
    """
    page.add_init_script("localStorage.setItem('yj-elder', '1')")
    small, low, wide = {}, {}, []
    for address in kinds(addresses):
        page.goto(server + address)
        expect(page.locator(".yj-banner-title")).to_be_visible()
        types = page.evaluate(TYPES)
        assert any(heading for _, heading, _ in types)
        few = [(size, text) for size, heading, text in types if size < (30 if heading else 18)]
        if few:
            small[address] = few
        targets = page.evaluate(TARGETS)
        assert len(targets) > 5
        few = [(height, text) for height, text in targets if height < 59.5]
        if few:
            low[address] = few
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert small == {}
    assert low == {}
    assert wide == []


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_wider_spacing_of_text_cuts_nothing_off(
    page: Page, server: str, addresses: list[str], elder: bool
) -> None:
    """Readers who need it set it for every page (WCAG 2.2, 1.4.12)."""
    if elder:
        page.add_init_script("localStorage.setItem('yj-elder', '1')")
    cut, wide = {}, []
    for address in kinds(addresses):
        page.goto(server + address)
        page.add_style_tag(content=SPACING)
        # The banner can not verify anything here: the server has today's date.
        page.locator("#yj-banner summary").click()
        found = page.evaluate(CUT)
        if found:
            cut[address] = found
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert cut == {}
    assert wide == []


def test_links_that_stand_alone_are_24_pixels_high(
    page: Page, server: str, addresses: list[str]
) -> None:
    """Without the view for elders too (WCAG 2.2, 2.5.8, whatever the space around)."""
    low = {}
    for address in kinds(addresses):
        page.goto(server + address)
        expect(page.locator(".yj-banner-title")).to_be_visible()
        few = [(height, text) for height, text in page.evaluate(TARGETS) if height < 24]
        if few:
            low[address] = few
    assert low == {}


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_what_is_unfolded_does_not_push_the_page_aside(
    page: Page, server: str, addresses: list[str], elder: bool
) -> None:
    """The table of an archive has thirteen columns, behind a word."""
    if elder:
        page.add_init_script("localStorage.setItem('yj-elder', '1')")
    wide = []
    folded = 0
    for address in kinds(addresses):
        page.goto(server + address)
        for word in page.locator("main summary").all():
            word.click()
            folded += 1
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(address)
    assert folded
    assert wide == []
