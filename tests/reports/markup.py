"""HTML as tests read it."""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """The tags of a page, each with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


def assert_it_asks_nobody_for_anything(html: str) -> None:
    """Fail where a page would load something from somewhere else, or run a script."""
    loads = {"src", "srcset", "data", "poster", "action", "background"}
    for tag, attributes in Markup(html).tags:
        assert tag not in {"script", "link", "iframe", "img", "object", "embed", "base"}
        assert not loads & set(attributes)
        if tag == "a":
            assert str(attributes["href"]).startswith(("#", "https://"))
    assert "url(" not in html
    assert "@import" not in html
