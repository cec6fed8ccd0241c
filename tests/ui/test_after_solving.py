"""The page Edit after Solve: what came of the edits, and the ways on."""

from __future__ import annotations

import pytest

from planner.editing.background_comparing import comparing as holding_against
from planner.editing.background_solving import solving as making_plans
from planner.ui import services
from tests.ui.visit import Visit

UNITS = "form nations.FRA.offers.infantry_battalion.units expected"


@pytest.fixture
def page(first, monkeypatch) -> Visit:
    """Return a visit on the page Edit on which nothing was solved yet."""
    comparing, solving = holding_against(), making_plans()
    monkeypatch.setattr(services, "comparing", lambda: comparing)
    monkeypatch.setattr(services, "solving", lambda: solving)
    return first


def solved(visit: Visit) -> Visit:
    """Solve what is on the desk, and wait for all that is solved."""
    visit.press("solve")
    for job in services.solving()._jobs.values():
        assert job.ended.wait(30)
    return visit.run()


def links(visit: Visit) -> list[str]:
    return [one.proto.label for one in visit.app.main.get("page_link")]


def test_before_anything_is_solved_nothing_is_said(page) -> None:
    assert "filled" not in page.text
    assert links(page) == []


def test_the_first_plan_is_said_with_the_way_to_it(page) -> None:
    assert "99 % of what is required is filled" in solved(page).text
    assert links(page) == ["Plan"]
    assert ":small[against" not in page.text


def test_what_edits_changed_is_said_against_the_plan_before_and_the_saved_version_at_once(page) -> None:
    solved(solved(page).put("number_input", UNITS, 2.0))
    assert "99 % → 78 % filled, Germany -650 people, France -650" in page.text
    assert "against the plan before and the saved version" in page.text


def test_the_plan_before_and_the_saved_version_are_told_apart(page) -> None:
    solved(solved(page).put("number_input", UNITS, 2.0))
    solved(page.put("number_input", UNITS, 2.5))
    assert (
        "78 % → 83 % filled, Germany +325 people, France +325**  \n:small[against the plan before]"
        in page.text
    )
    assert (
        "99 % → 83 % filled, Germany -325 people, France -325**  \n:small[against the saved version]"
        in page.text
    )


def test_the_saved_version_is_solved_for_it_where_it_never_was(page) -> None:
    solved(page.put("number_input", UNITS, 2.0))
    assert "99 % → 78 % filled" in page.text
    assert "against the saved version" in page.text


def test_after_another_edit_it_says_how_old_it_is(page) -> None:
    solved(page.put("number_input", UNITS, 2.0)).put("number_input", UNITS, 2.5)
    assert "Plan is 1 edit old" in [one.value.split(": ")[-1] for one in page.app.main.caption]


def test_a_scenario_is_compared_with_its_changed_self(page) -> None:
    solved(page.put("number_input", UNITS, 2.0)).press("compare with saved")
    for job in services.comparing()._jobs.values():
        assert job.ended.wait(30)
    page.run()
    assert "One scenario held against first (before)" in page.text
    assert "78 % of what is required is filled (baseline" in page.text
    assert "Nothing that a plan can depend on is different" not in page.text
    assert page.input("selectbox", "compare baseline").value.endswith("first.yaml?saved")


def test_what_is_saved_is_not_offered_beside_itself(page) -> None:
    solved(page.put("number_input", UNITS, 2.0)).press("save").run()
    assert "compare with saved" not in [one.key for one in page.app.button]
    page.visit("compare")
    assert not any("as saved" in option for option in page.input("selectbox", "compare baseline").options)


def test_a_scenario_that_lost_its_plan_leads_to_why(page, folder) -> None:
    rule = "  no: {kind: limit, nations: FRA, measure: personnel, at_least: 90000, negotiable: false}\n"
    text = page.desk.document.text.replace("constraints:\n", f"constraints:\n{rule}")
    solved(page)
    page.desk.retype(text, "a rule")
    solved(page.run())
    assert "99 % filled → No plan meets all hard constraints" in page.text
    assert links(page) == ["Why"]
