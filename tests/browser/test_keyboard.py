"""The Tab key alone comes to everything that can be used, and shows where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

#: Numbers everything that takes the focus, and gives how many; of a group of radio buttons the
#: arrow keys reach the others.
NUMBERED = """() => {
  const groups = new Set();
  let count = 0;
  for (const one of document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex], audio, video")) {
    if (one.tabIndex < 0 || one.disabled || one.type === "hidden") continue;
    if (one.type === "radio") {
      if (groups.has(one.name)) continue;
      groups.add(one.name);
    }
    if (!one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) continue;
    one.dataset.stop = one.type === "radio" ? `group ${one.name}` : String(count);
    count += 1;
  }
  return [...document.querySelectorAll("[data-stop]")].map((one) => one.dataset.stop);
}"""
#: Where the focus is, and whether an outline is drawn there, on screen.
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return ["", true, ""];
  const name = here.type === "radio" ? `group ${here.name}` : here.dataset.stop || "";
  const shown = here.closest("label") || here;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [name, drawn && inside, here.outerHTML.slice(0, 120)];
}"""
ADDRESSES = (
    *("", "alerts/", "guides/rainstorm/", "bulletins/", "campaigns/", "places/", "tags/"),
    *("about/", "search/", "en/", "alerts/sample-winter-fire-risk/"),
)


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_reaches_everything_with_focus_in_sight(
    browser: Browser, server: str, built: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    missed: dict[str, list[str]] = {}
    for address in ADDRESSES:
        assert (built / address / "index.html").exists(), address
        page.goto(server + address, wait_until="networkidle")
        wanted = set(page.evaluate(NUMBERED))
        assert len(wanted) > 10
        faults = []
        for _ in range(len(wanted) + 20):
            page.keyboard.press("Tab")
            name, seen, what = page.evaluate(STOP)
            if not seen:
                faults.append(f"no outline in sight: {what}")
            wanted.discard(name)
            if not wanted:
                break
        faults += [f"not reached: {name}" for name in sorted(wanted)]
        if faults:
            missed[address] = faults
    context.close()
    assert missed == {}
