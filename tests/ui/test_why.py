"""The page Why: asking, progress, a stop, what it finds, and what-if scenarios of that."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, Never

import pytest

from planner.editing.background_explaining import Why
from planner.editing.background_explaining import explaining as finding_out
from planner.editing.background_solving import Asked
from planner.plan.plan import Counted
from planner.scenario.reading import load
from planner.ui import screen, services
from planner.ui.why import why_page
from tests.ui.test_solving import UNITS, solved
from tests.ui.visit import Visit, waited_for

IMPOSSIBLE = (
    "  impossible: {kind: limit, nations: FRA, measure: personnel, at_least: 90000, because: pride}\n"
)


def why(visit: Visit, fill: float | None = None) -> Why:
    """Return the question that the page asks of what is on the desk."""
    examined = visit.desk.examined()
    assert examined is not None
    assert examined.scenario is not None
    return Why(Asked.of(examined.scenario), fill)


def rule(visit: Visit, name: str) -> Any:
    """Return a constraint of the file that is on the desk."""
    return load(visit.desk.file).constraints[name]


def explained(visit: Visit) -> Visit:
    """Ask why on the page Why, and wait for the answer."""
    visit.visit("why").press("ask why")
    waited_for(services.explaining().job(why(visit)))
    return visit.run()


def part(visit: Visit, name: str) -> Visit:
    """Open a part of the answer."""
    visit.app.session_state["why part"] = name
    return visit.run()


def files(folder) -> set[str]:
    return {file.name for file in folder.glob("*.yaml")}


@pytest.fixture(autouse=True)
def anew(monkeypatch) -> None:
    """Have nothing been explained before a test."""
    explaining = finding_out()
    monkeypatch.setattr(services, "explaining", lambda: explaining)


@pytest.fixture
def impossible(visit, folder) -> Visit:
    """Return a visit that has a scenario without a plan open."""
    text = (folder / "first.yaml").read_text(encoding="utf-8")
    text = text.replace("constraints:\n", f"constraints:\n{IMPOSSIBLE}")
    (folder / "first.yaml").write_text(text, encoding="utf-8")
    return visit.open("first.yaml")


@pytest.fixture
def held(monkeypatch):
    """Have the explanation wait among the prices until it is told to go on."""
    there, go_on = threading.Event(), threading.Event()

    def explain(scenario, *, progress, **named):
        from planner.studies.explain import explain as usual

        def told(name, done, count) -> None:
            if (name, done) == ("prices", 2):
                there.set()
                go_on.wait(20)
            progress(name, done, count)

        return usual(scenario, progress=told, **named)

    explaining = finding_out(explain)
    monkeypatch.setattr(services, "explaining", lambda: explaining)
    yield there, go_on
    go_on.set()


def test_a_gap_is_told_in_a_sentence_with_the_offers_behind_it(first) -> None:
    explained(first)
    assert "99 % of what is required is filled." in first.text
    assert "ships short of the 4 ships required" in first.text
    assert "offers behind it" in first.text
    assert '<th scope="col" class="figure">Held back</th>' in first.text


def test_whoever_asks_why_has_the_plan_too(first) -> None:
    explained(first)
    waited_for(services.solving().job(why(first).of))
    first.run()
    assert "No plan yet" not in first.text
    assert "Plan is up to date" in first.text
    first.visit("plan")
    assert "There is no plan of this scenario yet." not in first.text


def test_prices_are_told_both_ways_and_as_a_table(first) -> None:
    part(explained(first), "Prices")
    assert "one more" in first.text
    assert "one less" in first.text
    table = first.app.dataframe[0].value
    assert list(table)[:3] == ["Bound", "Phase", "One more"]
    assert len(table) == 19


def test_a_price_that_is_chosen_is_told_and_can_be_tried(first) -> None:
    part(explained(first), "Prices")
    first.app.session_state["all prices"] = {"selection": {"rows": [18], "columns": [], "cells": []}}
    first.run()
    assert first.app.button(key="try chosen price")


def test_conditions_concessions_and_ranges_are_told(first) -> None:
    part(explained(first), "Conditions")
    assert "percentage points" in first.text
    assert 'colspan="3" class="group">If it fails</th>' in first.text
    part(first, "Concessions")
    assert "The cheapest" in first.text
    assert "nobody_carries_it_all" in first.text
    part(first, "Ranges")
    assert "in every plan as good as this one" in first.text or "Every plan as good" in first.text


def test_on_a_narrow_screen_the_goals_stand_below_each_condition(first) -> None:
    first.app.session_state[screen.WIDTH] = 420
    part(explained(first), "Conditions")
    assert 'colspan="' not in first.text
    assert '<td class="soft">Priority 1</td>' in first.text


def test_a_fill_can_be_asked_for(first) -> None:
    part(explained(first), "Concessions")
    first.put("number_input", "why percent", 99).press("ask fill")
    waited_for(services.explaining().job(why(first, 0.99)))
    first.run()
    assert "99 %" in first.input("segmented_control", "why rung").options
    assert first.input("segmented_control", "why rung").value == 0.99
    first.put("number_input", "why percent", 50).press("ask fill")
    waited_for(services.explaining().job(why(first, 0.5)))
    first.run()
    assert "50 %: That much is filled already." in first.text


@pytest.mark.parametrize("name", ["explain.html", "explain.xlsx", "explain.md", "explain.json"])
def test_the_answer_can_be_taken_away(first, name) -> None:
    explained(first)
    assert len(first.app.get("download_button")) == 4
    found = services.explaining().answer(why(first))
    assert found is not None
    assert len(why_page._made(found, Counted(None, "expected", ()), name)) > 500


def test_whoever_comes_from_a_plan_is_told_without_asking(first) -> None:
    solved(first).visit("why")
    waited_for(services.explaining().job(why(first)))
    assert "of what is required is filled" in first.run().text


def test_an_explanation_that_was_found_before_is_shown_again(first, folder) -> None:
    explained(first)
    again = Visit.to(folder).open("first.yaml", "why")
    assert "of what is required is filled" in again.text


def test_a_stop_keeps_what_was_found_and_one_can_ask_to_the_end(first, held) -> None:
    there, go_on = held
    first.visit("why").press("ask why")
    assert there.wait(20)
    first.run()
    first.press("why stop")
    assert "what was found is kept" in first.text
    go_on.set()
    waited_for(services.explaining().job(why(first)), 20)
    first.run()
    assert "Cut short before it was done: prices, conditions, concessions, ranges." in first.text
    assert "ships short of the 4 ships required" in first.text
    first.press("ask to the end")
    waited_for(services.explaining().job(why(first)), 20)
    assert "Cut short" not in first.run().text


def test_asking_can_be_cancelled(first, held) -> None:
    there, _ = held
    first.visit("why").press("ask why")
    assert there.wait(20)
    first.run().press("why cancel").run()
    assert "Asking was cancelled." in first.text
    assert first.app.button(key="ask why")


def test_what_was_cancelled_is_not_begun_again_by_itself(first, held) -> None:
    there, _ = held
    solved(first).visit("why")
    assert there.wait(20)
    first.run().press("why cancel").run()
    first.visit("plan").visit("why")
    assert first.app.button(key="ask why")


def test_two_visitors_wait_for_the_same_answer(first, folder, held) -> None:
    there, go_on = held
    solved(first).visit("why")
    assert there.wait(20)
    other = Visit.to(folder).open("first.yaml", "plan").visit("why")
    assert other.app.button(key="why stop")
    go_on.set()
    waited_for(services.explaining().job(why(first)), 20)
    assert "ships short of the 4 ships required" in other.run().text
    assert "ships short of the 4 ships required" in first.run().text


def test_an_answer_for_which_time_was_up_says_how_to_get_more(first, monkeypatch) -> None:
    def explain(scenario, **named):
        from planner.studies.explain import explain as usual

        return replace(usual(scenario, **named), unfinished=("ranges",))

    explaining = finding_out(explain)
    monkeypatch.setattr(services, "explaining", lambda: explaining)
    explained(first)
    assert "Cut short before it was done: ranges." in first.text
    assert "Time was up. Allow more seconds" in first.text


def test_an_error_is_said_in_words(first, monkeypatch, caplog) -> None:
    def explain(*_, **__) -> Never:
        raise RuntimeError("secret")

    explaining = finding_out(explain)
    monkeypatch.setattr(services, "explaining", lambda: explaining)
    explained(first)
    assert any("our mistake" in one.value for one in first.app.error)
    assert "secret" not in first.text
    assert "secret" in caplog.text
    assert first.app.button(key="ask why")


def test_an_answer_grows_old_and_can_be_asked_for_again(first) -> None:
    explained(first).visit("edit").put("number_input", UNITS, 4.0).visit("why")
    assert "The answer is 1 edit old" in first.text
    first.press("ask again")
    waited_for(services.explaining().job(why(first)))
    assert "The answer is" not in first.run().text


def test_a_scenario_with_problems_is_not_explained_and_leads_on(first) -> None:
    first.put("number_input", UNITS, -1.0).visit("why")
    assert "1 problem to mend before anything can be explained" in first.text


def test_a_scenario_without_a_plan_shows_conflicts_and_ways_out(impossible, folder) -> None:
    explained(impossible)
    assert "No plan meets all hard constraints" in impossible.text
    assert "Conflict 1" in impossible.text
    assert "Because: pride" in impossible.text
    part(impossible, "Ways out").press("try None cheapest").press("try_go").run()
    assert rule(impossible, "impossible").at_least < 90000
    assert impossible.app.title[0].value == "Plan"


def test_the_plan_page_leads_here_where_there_is_no_plan(impossible) -> None:
    solved(impossible).visit("plan")
    labels = [one.label for one in impossible.app.get("page_link")]
    assert "See what stands in the way" in labels


def test_a_concession_is_tried_as_a_scenario_of_its_own(first, folder) -> None:
    part(explained(first), "Concessions").press("try 0.999 cheapest")
    before = files(folder)
    first.put("text_input", "try_title", "More ships").press("try_go")
    assert files(folder) - before == {"more-ships.yaml"}
    assert first.desk.name == "more-ships.yaml"
    assert "extends: first.yaml" in first.desk.document.text
    assert rule(first, "nobody_carries_it_all").at_most > 0.6
    assert "a what-if of first.yaml, which stays as it was" in first.text


def test_a_condition_is_tried(first, folder) -> None:
    part(explained(first), "Conditions").press("try condition ceasefire").press("try_go").run()
    assert load(first.desk.file).conditions["ceasefire"].holds == "never"


def test_a_price_is_tried_at_another_number(first) -> None:
    part(explained(first), "Prices").press("try price 0")
    assert first.app.button(key="try_go").disabled
    first.put("number_input", "try_number 0", 0.7).press("try_go").run()
    assert rule(first, "nobody_carries_it_all").at_most == 0.7


def test_unsaved_edits_are_saved_first_or_copied(first, folder) -> None:
    saved = (folder / "first.yaml").read_text(encoding="utf-8")
    explained(first.put("number_input", UNITS, 4.0))
    part(first, "Conditions").press("try condition ceasefire")
    assert "first.yaml has 1 unsaved edit" in first.text
    first.press("try_copy").run()
    assert "extends" not in first.desk.document.text
    assert first.value("conditions", "ceasefire", "holds") == "never"
    assert first.value("nations", "FRA", "offers", "infantry_battalion", "units", "expected") == 4
    assert (folder / "first.yaml").read_text(encoding="utf-8") == saved
    first.open("first.yaml", "why")
    assert first.desk.unsaved
    first.press("try condition ceasefire").press("try_save").run()
    assert "extends: first.yaml" in first.desk.document.text
    assert (folder / "first.yaml").read_text(encoding="utf-8") != saved
