"""Hand-written pages: their head, and their links to entries."""

from __future__ import annotations

from generator.project import Project
from generator.theme.chrome import Chrome
from generator.theme.docs import split_links
from tests.theme.support import Reader


def address(target: str) -> str | None:
    """Only the guide is visible."""
    return "../guides/rainstorm/" if target == "entry:guide/rainstorm" else None


def test_a_link_to_an_entry_gets_its_address_and_one_to_nothing_visible_is_text(
    taken: tuple[Project, Chrome],
) -> None:
    """The label keeps its HTML either way; code is no link."""
    _, chrome = taken
    page = chrome.docs["report/index.html"].fill(address)
    label = "暴雨指南 &amp; &lt;怎么办&gt;"
    link = f'<a href="../guides/rainstorm/" title="提示 &amp; 说明">{label}</a>'
    assert link in page
    assert '<span class="yj-unlinked">撤下的</span>' in page
    assert "<code>entry:guide/code</code>" in page
    assert 'href="entry:' not in page


def test_links_to_entries_raise_no_warning(taken: tuple[Project, Chrome]) -> None:
    """`mkdocs build --strict` passes."""
    _, chrome = taken
    assert chrome.problems == ()


def test_the_head_of_a_hand_written_page_is_escaped(taken: tuple[Project, Chrome]) -> None:
    """Whatever its front matter, its title and the name of the site hold."""
    _, chrome = taken
    document = chrome.docs["report/index.html"]
    page = Reader(document.fill(address))
    name = '长宁<应急> & "x"\''
    assert document.title == "隐患举报"
    assert page.texts["title"] == [f"隐患举报 - {name}"]
    assert page.metas["description"] == "描述 <b> & \"引号\" '单引号' </script>"
    assert page.metas["og:description"] == page.metas["description"] == document.description
    assert page.metas["og:title"] == "隐患举报"
    assert page.metas["SiteName"] == name
    assert page.metas["SiteDomain"] == "example.gov.cn"
    assert page.metas["SiteIDCode"] == "3101050000"
    assert page.metas["ColumnName"] == "服务"
    assert page.metas["ColumnType"] == "咨询投诉"
    assert page.metas["ColumnDescription"] == "举报 & 培训"
    assert page.metas["ColumnKeywords"] == "举报,隐患"
    assert page.metas["robots"] == "noindex"
    canonical = [link["href"] for link in page.links if link.get("rel") == "canonical"]
    assert canonical == ["https://example.gov.cn/sub/report/"]
    assert page.texts["path"] == ["首页", "服务", "隐患举报"]


def test_headings_are_escaped_once_in_the_table_of_contents(
    taken: tuple[Project, Chrome],
) -> None:
    """And their anchors keep Chinese."""
    _, chrome = taken
    page = chrome.docs["report/index.html"].fill(address)
    assert "小标题 &lt;x&gt; &amp; y" in page
    assert "&amp;amp;" not in page
    assert 'href="#小标题-x-y"' in page


def test_split_pages_are_whole_again() -> None:
    """Links inside links, other attributes and text like links change nothing."""
    page = (
        '<p>entry:guide/x <a class="c" href="entry:guide/x" title="&lt;">A<b>B</b></a>'
        '<a href="https://x/?entry:guide/y">z</a>&lt;a href="entry:guide/n"&gt;'
        '<a href="entry:alert/a"></a></p>'
    )
    literals, links = split_links(page)
    assert [link.target for link in links] == ["entry:guide/x", "entry:alert/a"]
    whole = literals[0]
    for link, literal in zip(links, literals[1:], strict=True):
        whole += f'<a{link.before} href="{link.target}"{link.after}>{link.label}</a>{literal}'
    assert whole == page
