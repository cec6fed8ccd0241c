"""The plan as an HTML page."""

from __future__ import annotations

import pytest

from planner.reports import html_page
from tests.reports.markup import Markup, assert_it_asks_nobody_for_anything
from tests.there import there


@pytest.fixture(scope="module")
def html(plan, scenario):
    return html_page.page(plan, scenario)


def test_it_asks_nobody_for_anything(html) -> None:
    assert_it_asks_nobody_for_anything(html)


def test_what_a_scenario_says_is_text_and_never_markup(html) -> None:
    assert "<b>" not in html
    assert "Second <b>paragraph</b>." in Markup(html).text
    assert "javascript:" not in html


def test_it_says_what_the_other_reports_say(html) -> None:
    said = " ".join(Markup(html).text.split())
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


def test_its_charts_are_in_it(html) -> None:
    assert sum(tag == "svg" for tag, _ in Markup(html).tags) == 3


def test_every_id_is_there_once_and_every_link_inside_leads_somewhere(html) -> None:
    tags = Markup(html).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    hrefs = [there(attributes["href"]) for tag, attributes in tags if tag == "a"]
    links = [href[1:] for href in hrefs if href[0] == "#"]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)


def test_it_turns_dark_with_the_reader_and_light_on_paper(html) -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "size: A4" in html


def test_the_same_plan_gives_the_same_page(plan, scenario, html) -> None:
    assert html_page.page(plan, scenario) == html


def test_without_a_plan_the_page_says_why(impossible) -> None:
    text = html_page.page(*impossible)
    assert "No plan meets all hard constraints." in text
    assert "<svg" not in text
