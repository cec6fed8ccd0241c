"""Sections of a report are chosen; what says where it comes from stays."""

from __future__ import annotations

import pytest

from planner.plan.plan import HYPOTHETICAL
from planner.reports import html_page, markdown
from planner.reports.comparison import compare_files
from planner.reports.comparison.comparison_sections import sections as sections_of_comparison
from planner.reports.comparison.comparison_tables import inputs
from planner.reports.kept_sections import ALWAYS, choices, kept
from planner.reports.sections import sections
from planner.studies.comparison.compare import compare
from tests.reports import example
from tests.reports.markup import Markup


@pytest.fixture(scope="module")
def comparison():
    fewer = {**example.DOCUMENT["nations"], "ROU": {"name": "Romania"}}
    return compare(
        example.scenario(), example.scenario(nations=fewer), example.scenario(title="Only other words")
    )


def section_ids(html):
    return [attributes["id"] for tag, attributes in Markup(html).tags if tag == "section"]


def test_all_sections_are_kept_where_nothing_is_said(plan, scenario) -> None:
    parts = sections(plan, scenario)
    assert kept(parts, None) == parts
    assert kept(parts, choices(parts)) == parts


def test_sections_are_kept_in_the_order_of_the_report(plan, scenario) -> None:
    found = kept(sections(plan, scenario), ["nations", "fill"])
    assert [part.id for part in found] == ["fill", "nations", ALWAYS]


def test_where_a_report_comes_from_cannot_be_left_out(plan, scenario) -> None:
    parts = sections(plan, scenario)
    assert ALWAYS not in choices(parts)
    for text in (markdown.page(plan, scenario, []), html_page.page(plan, scenario, [])):
        assert plan.sha256 in text
        assert HYPOTHETICAL in text


def test_a_report_says_what_was_left_out(plan, scenario) -> None:
    text = markdown.page(
        plan, scenario, [name for name in choices(sections(plan, scenario)) if name != "short"]
    )
    assert "Left out of this report: What stays short." in text
    assert "Left out" not in markdown.page(plan, scenario)


def test_a_name_that_no_section_has_is_refused(plan, scenario) -> None:
    with pytest.raises(ValueError, match="no section is called shorts; there are fill, short"):
        kept(sections(plan, scenario), ["shorts"])


def test_pictures_of_sections_that_are_left_out_are_left_out(plan, scenario) -> None:
    html = html_page.page(plan, scenario, ["fill"])
    assert section_ids(html) == ["fill", ALWAYS]
    assert sum(tag == "svg" for tag, _ in Markup(html).tags) == 1


def test_pictures_that_were_drawn_before_are_taken(plan, scenario) -> None:
    drawn = html_page.pictures(plan, scenario)
    assert html_page.page(plan, scenario, drawn=drawn) == html_page.page(plan, scenario)


def test_sections_of_several_scenarios_are_chosen_together(comparison) -> None:
    found = choices(sections_of_comparison(comparison))
    assert list(found)[:2] == ["inputs", "goals"]
    assert found["inputs"] == "What differs going in"
    html = compare_files.compare_html(comparison, ["inputs", "why"])
    assert section_ids(html) == ["inputs-1", "inputs-2", "why-1", "why-2", ALWAYS]


def test_a_comparison_says_where_it_comes_from_and_what_was_left_out(comparison) -> None:
    text = compare_files.compare_markdown(comparison, ["goals"])
    assert HYPOTHETICAL in text
    assert comparison.baseline.plan.scenario.sha256 in text
    assert "Left out of this report: What differs going in" in text


def test_a_whole_comparison_also_has_the_lines_that_are_the_same_but_none_that_are_blank(comparison) -> None:
    def rows(*, whole):
        parts = {part.id: part for part in sections_of_comparison(comparison, whole=whole)}
        return {name: sum(len(grid.rows) for grid in parts[name].grids) for name in ("fill", "nations")}

    assert rows(whole=False) == {"fill": 1, "nations": 1}
    assert rows(whole=True) == {"fill": 3, "nations": 2}


def test_an_input_change_is_said_in_words(comparison) -> None:
    said = inputs(comparison, comparison.others[0], remarks=False)["In words"].tolist()
    assert said == ["Romania, Company"]
