"""The plan as Markdown."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from planner.reports import markdown


@pytest.fixture(scope="module")
def tokens(plan, scenario):
    return MarkdownIt("commonmark").enable("table").parse(markdown.page(plan, scenario))


def test_every_table_is_read_as_a_table(tokens) -> None:
    headings = [token for token in tokens if token.type == "heading_open" and token.tag == "h2"]
    tables = [token for token in tokens if token.type == "table_open"]
    assert len(headings) == 10
    assert len(tables) == 9


def test_what_a_scenario_says_is_text_and_never_markup(tokens) -> None:
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert not [child for child in inline if child.type == "html_inline"]
    said = [child.content for child in inline if child.type == "text"]
    assert "Harbour | watch *one* [draft]" in "".join(said)
    assert "Second <b>paragraph</b>." in "".join(said)


def test_sources_lead_to_the_web_and_nowhere_else(tokens) -> None:
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert links == ["https://example.org/a%7Cb"]


def test_a_line_that_looks_like_a_list_is_none() -> None:
    assert markdown.escaped("1. one") == "1\\. one"
    assert markdown.escaped("- one") == "\\- one"


def test_the_same_plan_gives_the_same_text(plan, scenario) -> None:
    assert markdown.page(plan, scenario) == markdown.page(plan, scenario)


def test_without_a_plan_the_page_says_why_and_what_was_asked(impossible) -> None:
    text = markdown.page(*impossible)
    assert "No plan meets all hard constraints." in text
    assert "## What is assumed" in text
    assert "## What is filled" not in text


def test_a_plan_that_nobody_fills_has_a_page(nothing) -> None:
    assert "Nobody sends anything." in markdown.page(*nothing)
