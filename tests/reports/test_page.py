"""The plan as an HTML page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from planner.reports import page


class Page(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += f" {data}"


def parsed(text):
    reader = Page()
    reader.feed(text)
    return reader


@pytest.fixture(scope="module")
def html(plan, scenario):
    return page.page(plan, scenario)


def test_it_asks_nobody_for_anything(html):
    loads = {"src", "srcset", "data", "poster", "action", "background"}
    for tag, attributes in parsed(html).tags:
        assert tag not in {"script", "link", "iframe", "img", "object", "embed", "base"}
        assert not loads & set(attributes)
        if tag == "a":
            assert attributes["href"].startswith(("#", "https://"))
    assert "url(" not in html
    assert "@import" not in html


def test_what_a_scenario_says_is_text_and_never_markup(html):
    assert "<b>" not in html
    assert "Second <b>paragraph</b>." in parsed(html).text
    assert "javascript:" not in html


def test_it_says_what_the_other_reports_say(html):
    said = " ".join(parsed(html).text.split())
    for part in (
        "57 % of what is required",
        "1,876 of 2,500 (-624)",
        "Nothing comes from Hungary",
        "second hand",
        "Checked again",
        "SHA-256",
        "A hypothetical for analysis",
        "89 %",
    ):
        assert part in said


def test_its_charts_are_in_it(html):
    assert sum(tag == "svg" for tag, _ in parsed(html).tags) == 3


def test_every_id_is_there_once_and_every_link_inside_leads_somewhere(html):
    tags = parsed(html).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = [
        attributes["href"][1:] for tag, attributes in tags if tag == "a" and attributes["href"][0] == "#"
    ]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)


def test_it_turns_dark_with_the_reader_and_light_on_paper(html):
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "size: A4" in html


def test_the_same_plan_gives_the_same_page(plan, scenario, html):
    assert page.page(plan, scenario) == html


def test_without_a_plan_the_page_says_why(impossible):
    text = page.page(*impossible)
    assert "No plan meets all hard constraints." in text
    assert "<svg" not in text
