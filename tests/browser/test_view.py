"""The reader's view: the menu, the view for elders, the colours; with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(17, 23, 29)"
GROUND = "getComputedStyle(document.body).backgroundColor"
#: A browser whose settings let no site keep anything.
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of a reader who was never here."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A phone that runs no script."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def menu(page: Page) -> Locator:
    return page.locator(".yj-menu")


def tabs(page: Page) -> Locator:
    return page.locator("#yj-nav")


# --- the menu ---


def test_a_click_opens_the_menu_and_another_closes_it(page: Page, server: str) -> None:
    page.goto(f"{server}alerts/")
    button = page.get_by_role("button", name="菜单")
    expect(button).to_have_attribute("aria-controls", "yj-nav")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(tabs(page)).to_be_hidden()
    button.click()
    expect(tabs(page)).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(tabs(page).get_by_role("link", name="应急指南")).to_be_visible()
    button.click()
    expect(tabs(page)).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert page.url == f"{server}alerts/"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_works_by_keyboard(page: Page, server: str, key: str) -> None:
    """A button's keys open it; Escape closes it and leaves the reader where the button is."""
    page.goto(f"{server}alerts/")
    expect(menu(page)).to_have_attribute("aria-expanded", "false")
    menu(page).focus()
    page.keyboard.press(key)
    expect(tabs(page)).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Tab")
    expect(tabs(page).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(tabs(page)).to_be_hidden()
    expect(menu(page)).to_be_focused()
    expect(menu(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    expect(tabs(page)).to_be_visible()


def test_without_scripts_the_menu_is_a_link_to_what_it_shows(still: Page, server: str) -> None:
    still.goto(f"{server}alerts/")
    expect(tabs(still)).to_be_hidden()
    still.get_by_role("link", name="菜单").click()
    expect(tabs(still)).to_be_visible()
    tabs(still).get_by_role("link", name="应急指南").click()
    expect(still).to_have_url(f"{server}guides/")


def test_an_address_that_opens_the_menu_does_not_hold_it_open(page: Page, server: str) -> None:
    """One copied from a browser without scripts."""
    page.goto(f"{server}alerts/#yj-nav")
    expect(menu(page)).to_have_attribute("aria-expanded", "false")
    menu(page).click()
    expect(tabs(page)).to_be_visible()
    menu(page).click()
    expect(tabs(page)).to_be_hidden()


def test_on_a_wide_screen_the_tabs_stand_open(page: Page, server: str) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{server}alerts/")
    expect(menu(page)).to_be_hidden()
    expect(tabs(page).get_by_role("link", name="应急指南")).to_be_visible()


# --- the view for elders ---

TEXT = "parseFloat(getComputedStyle(document.body).fontSize)"


def test_the_view_for_elders_stays_over_pages_until_it_is_switched_off(
    page: Page, server: str
) -> None:
    page.goto(server)
    switch = page.get_by_role("checkbox", name="长者模式")
    expect(switch).not_to_be_checked()
    page.locator(".yj-elder").click()
    expect(switch).to_be_checked()
    assert page.evaluate(TEXT) >= 18
    for address in ("guides/", "en/", "about/"):
        page.goto(server + address)
        expect(page.locator("#yj-elder")).to_be_checked()
        assert page.evaluate(TEXT) >= 18
    page.goto(server)
    page.locator(".yj-elder").click()
    page.goto(f"{server}guides/")
    expect(page.locator("#yj-elder")).not_to_be_checked()
    assert page.evaluate(TEXT) == 17


def test_the_view_for_elders_is_there_before_anything_is_painted(
    context: BrowserContext, server: str
) -> None:
    """By the script in the head, though that of the page never comes."""
    context.add_init_script("localStorage.setItem('yj-elder', '1')")
    context.route("**/yingji.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{server}guides/")
    assert page.evaluate(TEXT) >= 18


def test_without_scripts_the_switch_holds_for_the_page(still: Page, server: str) -> None:
    """By the switch itself: CSS sees that it is on."""
    still.goto(f"{server}guides/")
    lead = still.locator("main p").first
    before = lead.bounding_box()
    still.locator(".yj-elder").click()
    expect(lead).to_have_css("font-size", "24px")
    after = lead.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]


# --- the colours ---


def test_the_colours_stay_over_pages(page: Page, server: str) -> None:
    page.goto(server)
    menu(page).click()
    assert page.evaluate(GROUND) == LIGHT
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(GROUND) == DARK
    page.goto(f"{server}guides/")
    assert page.evaluate(GROUND) == DARK
    menu(page).click()
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(GROUND) == LIGHT
    page.goto(server)
    assert page.evaluate(GROUND) == LIGHT


def test_colours_that_are_those_of_the_system_go_on_with_it(page: Page, server: str) -> None:
    """Only what differs from the system is kept."""
    page.goto(server)
    menu(page).click()
    page.get_by_role("button", name="深色").click()
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate("localStorage.getItem('yj-theme')") is None
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == DARK
    expect(page.get_by_role("button", name="浅色")).to_be_visible()
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate("localStorage.getItem('yj-theme')") == "light"
    page.reload()
    assert page.evaluate(GROUND) == LIGHT


def test_without_scripts_the_colours_are_those_of_the_system(still: Page, server: str) -> None:
    """And no button stands there in vain."""
    still.emulate_media(color_scheme="dark")
    still.goto(f"{server}#yj-nav")
    expect(still.locator("body")).to_have_css("background-color", DARK)
    expect(still.locator(".yj-theme")).to_be_hidden()


def test_a_page_that_comes_back_has_the_choice_of_now(page: Page, server: str) -> None:
    """The browser keeps pages as they were, and the choice was made on another one since."""
    page.goto(f"{server}about/")
    page.evaluate(
        "localStorage.setItem('yj-elder', '1'); localStorage.setItem('yj-theme', 'dark');"
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    )
    expect(page.locator("#yj-elder")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".yj-colours")).to_have_text("浅色")


def test_where_nothing_may_be_kept_choices_hold_for_the_page(
    context: BrowserContext, server: str
) -> None:
    """And nothing is thrown; the banner too goes on."""
    context.add_init_script(BLOCKED)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(server)
    page.locator(".yj-elder").click()
    assert page.evaluate(TEXT) >= 18
    menu(page).click()
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(GROUND) != LIGHT
    expect(page.locator(".yj-banner-title")).to_be_visible()
    assert told == []
