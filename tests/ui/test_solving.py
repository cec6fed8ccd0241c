"""Solving on the page: progress, a plan and its age, infeasible scenarios, errors in words."""

from __future__ import annotations

import threading
from typing import Never

import pytest

from planner.editing.background_solving import solving as making_plans
from planner.ui import services, sidebar
from tests.ui.visit import Visit, waited_for

UNITS = "form nations.FRA.offers.infantry_battalion.units expected"


def solved(visit: Visit) -> Visit:
    """Solve what is on the desk, and wait for it."""
    visit.press("solve")
    asked = visit.app.session_state["asked"][1] if "asked" in visit.app.session_state else None
    if asked is not None:
        waited_for(services.solving().job(asked.asked), 30)
    return visit.run()


@pytest.fixture
def slow(monkeypatch):
    """Have the solver wait until it is told to go on."""
    go_on = threading.Event()

    def solve(scenario, *, progress, **named):
        from planner.planning import solve as usual

        progress("fill 1", 0, 3)
        go_on.wait(20)
        return usual(scenario, progress=progress, **named)

    solving = making_plans(solve)
    monkeypatch.setattr(services, "solving", lambda: solving)
    yield go_on
    go_on.set()


def test_a_plan_is_shown_and_grows_old(first) -> None:
    solved(first).visit("plan")
    assert "of what is required is filled" in first.text
    assert "Plan is up to date" in first.text
    first.visit("edit").put("number_input", UNITS, 4.0).visit("plan")
    assert "Plan is 1 edit old" in first.text
    first.press("undo")
    assert "Plan is up to date" in first.text


def test_a_plan_that_was_made_before_is_found_again(first, folder) -> None:
    solved(first)
    again = Visit.to(folder).open("first.yaml", "plan")
    assert "of what is required is filled" in again.text


def test_progress_is_shown_and_solving_can_be_cancelled(first, slow) -> None:
    first.press("solve")
    assert first.app.button(key="cancel")
    first.press("cancel").run()
    assert first.app.button(key="solve")
    assert "Solving was cancelled" in first.text


def test_one_can_go_on_editing_while_it_is_solved(first, slow) -> None:
    first.press("solve").put("number_input", UNITS, 4.0)
    slow.set()
    waited_for(services.solving().job(first.app.session_state["asked"][1].asked), 30)
    first.run()
    assert "Plan is 1 edit old" in first.text


def test_a_scenario_with_problems_is_not_solved_and_says_so(visit, folder) -> None:
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    (folder / "own.yaml").write_text(text.replace("A first", "A never solved"), encoding="utf-8")
    first = visit.open("own.yaml")
    first.put("number_input", UNITS, -1.0).press("solve")
    assert [one.value for one in first.app.toast] == ["There are problems to mend first."]
    assert not first.app.warning
    first.visit("plan")
    assert "1 problem to mend before a plan can be made" in first.text


def test_a_scenario_without_a_plan_leads_on(visit, folder) -> None:
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    rule = (
        "  impossible: {kind: limit, nations: FRA, measure: personnel, at_least: 90000, negotiable: false}\n"
    )
    (folder / "first.yaml").write_text(
        text.replace("constraints:\n", f"constraints:\n{rule}"), encoding="utf-8"
    )
    solved(visit.open("first.yaml")).visit("plan")
    assert "No plan meets all hard constraints" in visit.text
    assert "impossible: personnel of all forces by France is at least 90,000" in visit.text


def test_an_error_of_the_solver_is_said_in_words(first, monkeypatch, caplog) -> None:
    def solve(*_, **__) -> Never:
        raise RuntimeError("secret")

    solving = making_plans(solve)
    monkeypatch.setattr(services, "solving", lambda: solving)
    solved(first)
    assert any("our mistake" in one.value for one in first.app.error)
    assert "secret" not in first.text
    assert first.app.button(key="solve")
    assert "secret" in caplog.text


def leads(visit: Visit) -> list[str]:
    """Return the addresses that links to a comparison with the origin have."""
    links = [one.proto for one in visit.app.get("page_link")]
    return [one.query_string for one in links if one.label == "Compare with what it came from"]


def test_a_what_if_leads_to_the_comparison_with_what_it_came_from(visit) -> None:
    solved(visit.open("heir.yaml")).visit("plan")
    assert leads(visit) == ["baseline=first.yaml&with=heir.yaml"]


def test_a_scenario_that_extends_none_does_not(first) -> None:
    solved(first).visit("plan")
    assert leads(first) == []


def test_so_long_as_is_usual_is_what_the_sidebar_shows(visit, monkeypatch) -> None:
    monkeypatch.setattr(sidebar, "USUAL_SECONDS", 90)
    assert visit.open("first.yaml").input("number_input", "seconds").value == 90
