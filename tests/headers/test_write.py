"""Each server, given its file, sends what the rules say, with every file of a built site."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.headers.rules import headers_of, rule_of
from generator.headers.survey import Survey, survey
from generator.headers.write import FORMATS
from tests.headers import readers
from tests.site.support import NOW, Bench, make_project

#: Of these hosts another cache rule is the default.
HOSTED = ("Cache-Control", "no-cache")


@pytest.fixture(scope="session", params=["https://a.example/", "https://a.example/yj.x/"])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = tmp_path_factory.mktemp("headers")
    bench = Bench(make_project(root / "project"), root / "site")
    bench.write("site.yml", {"name": "站", "url": request.param, "cap_sender": "cap@a.example"})
    bench.build(NOW)
    return bench


@pytest.fixture(scope="session")
def site(bench: Bench) -> Survey:
    return survey(bench.site)


def asked(name: str) -> str:
    return name.removesuffix("index.html")


@pytest.mark.parametrize("server", FORMATS)
def test_every_file_is_sent_with_what_the_rules_say(site: Survey, server: str) -> None:
    text = FORMATS[server](site)
    read = {"nginx": readers.nginx, "caddy": readers.caddy, "netlify": readers.pages}[server]
    assert len(site.files) > 100
    for name in site.files:
        wanted = headers_of(asked(name), site)
        if server == "netlify":
            wanted = dict(one for one in wanted.items() if one != HOSTED)
            if name.endswith(".ics"):
                del wanted["Content-Type"]
        assert read(text, site.base + asked(name)) == wanted, name


def test_what_must_be_fresh_is_never_stored_and_only_digests_last(site: Survey) -> None:
    caches = {name: headers_of(asked(name), site)["Cache-Control"] for name in site.files}
    fresh = {name for name, said in caches.items() if said == "no-store"}
    status = {f"api/v1/status{tail}.json" for tail in ("", ".en", ".ja", ".ko")}
    assert fresh == {*status, "api/v1/heartbeat.json"}
    lasting = [name for name, said in caches.items() if "immutable" in said]
    assert all(re.search(r"[._-][0-9a-f]{7,}\.", name) for name in lasting)
    assert all(name.startswith("assets/") for name in lasting)
    for name in ("sw.js", "offline.json", "index.html", "guides/index.html", "feed.xml"):
        assert caches[name] == "no-cache"
    # A date in the name of a picture is no digest.
    assert rule_of("media/2026/photo_20260710.jpg").cache != rule_of("assets/a.20260710.js").cache


def test_every_text_of_the_site_is_compressed(site: Survey) -> None:
    """By default nginx compresses HTML alone, and the script is half of the page of an alert."""
    # As mime.types of nginx and of Caddy has what no rule names.
    given = {"json": ["application/json"], "xml": ["text/xml"], "txt": ["text/plain"]}
    given |= {"js": ["application/javascript", "text/javascript"], "css": ["text/css"]}
    nginx, caddy = FORMATS["nginx"](site), FORMATS["caddy"](site)
    assert "\ngzip on;\n" in nginx
    zipped = readers.listed(nginx, "gzip_types")
    for name in site.files:
        ending = name.rpartition(".")[2]
        kind = rule_of(asked(name)).kind.partition(";")[0]
        for one in [kind] if kind else given.get(ending, []):
            assert one in zipped, name
            assert f"\t\theader Content-Type {one}*\n" in caddy, name


def test_an_answer_that_there_is_no_such_file_is_a_page_and_not_kept(site: Survey) -> None:
    """Of a script, too, that a deployment has not brought yet; nginx sees it as a page itself."""
    gone = FORMATS["caddy"](site).partition("handle_errors {\n")[2]
    assert 'Cache-Control "no-cache"' in gone
    assert 'Content-Type "text/html; charset=utf-8"' in gone
    assert f"error_page 404 {site.base}404.html;" in FORMATS["nginx"](site)


def test_redirects_keep_the_scheme_and_port_of_the_reader(site: Survey) -> None:
    """Before nginx may stand something that speaks HTTPS for it."""
    assert "\nabsolute_redirect off;\n" in FORMATS["nginx"](site)


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("pagefind/core-67f0d16d1e/pagefind.js", "immutable"),
        ("pagefind/news-2026-c5a341c4fc/index/a.pf_index", "immutable"),
        ("pagefind/search.json", "no-cache"),
        ("pictures/2026/a.jpg-480.webp", "max-age=3600"),
        ("media/2026/a.jpg", "max-age=3600"),
    ],
)
def test_what_is_named_by_its_content_lasts(site: Survey, path: str, cache: str) -> None:
    assert cache in headers_of(path, site)["Cache-Control"]


def test_files_of_the_search_index_last_and_what_names_them_does_not() -> None:
    """Their folder has the digest in its name; a second search asks for none of them again."""
    folder = "pagefind/news-2026-2c9d925f7c"
    for name in ("facts.json", "index/qaa-news-2026_13c33c2.pf_index", "pagefind.js"):
        assert "immutable" in rule_of(f"{folder}/{name}").cache
    assert rule_of("pagefind/search.json").cache == "no-cache"
    assert rule_of("pagefind/news-2026/facts.json").cache == "no-cache"


def test_what_others_may_read_says_so(site: Survey) -> None:
    """The API, the feeds and the CAP files; no page."""
    for name in site.files:
        public = name.startswith(("api/", "feeds/", "cap/")) or name in (
            *("feed.xml", "atom.xml", "feed.json"),
        )
        assert (headers_of(asked(name), site).get("Access-Control-Allow-Origin") == "*") == public


def test_the_policy_of_the_header_is_that_of_the_pages(site: Survey, bench: Bench) -> None:
    said = headers_of("", site)["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in said
    assert "upgrade-insecure-requests" in said
    assert "'unsafe" not in said
    assert not site.broken
    for one in (*site.inline.scripts, *site.inline.styles):
        assert f"'{one}'" in said
        assert any(one in page.read_text("utf-8") for page in bench.site.rglob("*.html"))


def test_lines_are_short_enough_for_every_host(site: Survey) -> None:
    text = FORMATS["netlify"](site)
    assert max(map(len, text.splitlines())) <= 2000
    assert sum(not line.startswith((" ", "#")) for line in text.splitlines()) <= 100


def command(bench: Bench, server: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "generator", "headers", server]
    where = ["--project", str(bench.project.root), "--site", str(bench.site)]
    return subprocess.run([*run, *where], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("server", FORMATS)
def test_the_command_prints_the_file(bench: Bench, site: Survey, server: str) -> None:
    done = command(bench, server)
    assert (done.returncode, done.stdout, done.stderr) == (0, FORMATS[server](site), "")


def test_a_page_that_breaks_its_own_policy_is_named(bench: Bench) -> None:
    page = bench.site / "about/index.html"
    before = page.read_bytes()
    try:
        page.write_bytes(before.replace(b"</body>", b"<script>other()</script></body>"))
        done = command(bench, "nginx")
    finally:
        page.write_bytes(before)
    assert done.returncode == 1
    assert "about/index.html" in done.stderr
    assert done.stdout == ""


def test_a_folder_that_is_no_site_is_refused(bench: Bench, tmp_path: Path) -> None:
    done = command(Bench(bench.project, tmp_path), "caddy")
    assert done.returncode == 2
    assert "不是已生成的网站" in done.stderr


def test_without_an_address_nothing_speaks_of_https(tmp_path: Path) -> None:
    bare = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    bare.build()
    site = survey(bare.site)
    assert (site.base, site.https) == ("/", False)
    for write in FORMATS.values():
        text = write(site)
        assert "Strict-Transport-Security:" not in text
        assert "upgrade-insecure" not in text
