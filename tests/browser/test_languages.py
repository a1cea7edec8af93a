"""The banner and the rows of a page in another language speak it, and flip as the Chinese do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.languages.names import Name
from generator.languages.words import words
from generator.model.site import Site as Model
from generator.pages.environment import Href, make_environment
from generator.pages.frame import SLOTS
from generator.pages.page import Head
from generator.pages.page import Page as Data
from generator.pages.sections.languages.lists import HomeView
from generator.pages.sections.languages.rows import Row
from generator.theme.chrome import load_chrome
from tests.browser.support import NOON, Site, alert
from tests.theme.support import make_project

Files = dict[str, bytes]
ROW = Row(
    url="en/alerts/rainstorm-1123/",
    kind="预警",
    level="黄",
    state="生效中",
    nature="实际",
    hazards=(Name("Rainstorm", chinese=False),),
    area=(Name("All of Changning District", chinese=False),),
    when=datetime.fromisoformat("2026-11-23T10:00:00+08:00"),
    until=NOON + timedelta(hours=6),
    headline="",
    text="预计有暴雨。",
    chinese=True,
    sign="rainstorm",
)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Files]:
    """The files of a site whose English home page lists the given rows."""
    chrome = load_chrome(make_project(tmp_path_factory.mktemp("project")))
    template = make_environment(None).get_template("foreign/home.html")

    def home(*rows: Row) -> Files:
        head, view = Head("Emergency", "", "首页"), HomeView(rows, (), ())
        content = template.render(
            view=view,
            head=head,
            page=Data("en/index.html", "en-home", "foreign/home.html", head, view, language="en"),
            site=Model(),
            root="../",
            href=Href("../"),
            w=words("en"),
        )
        values = {**dict.fromkeys(SLOTS, ""), "content": content}
        return {**chrome.files, "en/index.html": chrome.frames["en-home"].fill(values).encode()}

    return home


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader far away: times are still shown in 北京时间."""
    context = browser.new_context(timezone_id="America/New_York")
    yield context.new_page()
    context.close()


def tell(site: Site, *rows: dict[str, object], **more: object) -> None:
    """Let the English status say that ``rows`` are in force."""
    status = {**site.status, "language": "en", "in_force": rows, **more}
    site.files = {**site.files, "api/v1/status.en.json": json.dumps(status).encode()}


def english(**changes: Any) -> dict[str, Any]:
    """A row of the English status."""
    row = alert(url="en/alerts/rainstorm-1123/", hazard="Rainstorm", **changes)
    return {**row, "headline": "Yellow warning: Rainstorm", "area": ["All of Changning District"]}


def test_the_banner_names_an_alert_in_the_words_of_the_page(
    page: Page, home: Callable[..., Files]
) -> None:
    """Level, area, end and link; nothing of it Chinese."""
    with Site(home()) as site:
        tell(site, english())
        page.goto(f"{site.url}en/")
        banner = page.locator("#yj-banner")
        expect(banner).to_contain_text("Alerts in effect: 1")
        for said in ("Yellow", "All of Changning District", "Valid until 23 November 2026, 18:00"):
            expect(banner.locator("li")).to_contain_text(said)
        link = banner.get_by_role("link", name="Yellow warning: Rainstorm")
        expect(link).to_have_attribute("href", re.compile(r"^\.\./en/alerts/rainstorm-1123/$"))
        assert not re.search(r"[\u3400-\u9fff]", banner.inner_text())


def test_nothing_in_force_and_nothing_known_are_said_in_the_words_of_the_page(
    page: Page, home: Callable[..., Files]
) -> None:
    """With the time of the heartbeat; a page that can not know says that."""
    with Site(home()) as site:
        tell(site)
        page.goto(f"{site.url}en/")
        banner, verdict = page.locator("#yj-banner"), page.locator("[data-yj-verdict]")
        expect(banner).to_contain_text("No alert is in effect (23 November 2026, 12:00)")
        expect(verdict).to_have_text("No alert is in effect (23 November 2026, 12:00).")
        site.files = {**site.files, "api/v1/status.en.json": b"?"}
        page.reload()
        expect(banner).to_contain_text("Current alerts cannot be verified")
        expect(verdict).to_contain_text("Current alerts cannot be verified.")


def test_an_alert_ends_in_the_words_of_the_page(page: Page, home: Callable[..., Files]) -> None:
    """At the second of the server's clock, in banner and row."""
    end = NOON + timedelta(seconds=4)
    with Site(home(ROW._replace(until=end))) as site:
        tell(site, english(expires=end.isoformat()), next_change=end.isoformat())
        page.goto(f"{site.url}en/")
        expect(page.locator("#yj-banner")).to_contain_text("Alerts in effect: 1")
        expect(page.locator(".yj-alert-row .yj-state")).to_have_text("In effect")
        expect(page.locator("#yj-banner li")).to_contain_text("Expired")
        assert site.now >= end
        expect(page.locator("#yj-banner")).to_contain_text("The following alerts have expired")
        expect(page.locator(".yj-alert-row .yj-state")).to_have_text("Expired")
        expect(page.locator(".yj-alert-row")).to_have_attribute("data-state", "已过期")
