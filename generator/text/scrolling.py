"""What is wide in a text scrolls by itself: it never makes a page wider than a phone."""

_TABLE = '<div class="yj-table" role="group" aria-label="表格" tabindex="0"><table'


def scrolling(html: str) -> str:
    """``html``, made by Python-Markdown, with tables and code in frames that the keyboard reaches.

    Text holds no bare `<`, so what looks like a tag is one.
    """
    if "<table" in html:
        html = html.replace("<table", _TABLE).replace("</table>", "</table></div>")
    return html.replace("<pre>", '<pre tabindex="0">')
