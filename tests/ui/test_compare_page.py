"""The page Compare: choose, compare, differences only, the address, cancelling, problems, errors in words."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, Never

import pytest

from planner.editing.background_comparing import comparing as holding_against
from planner.editing.background_solving import solving as making_plans
from planner.ui import services
from planner.ui.compare import taking_away
from tests.ui.visit import Visit

UNITS = "form nations.FRA.offers.infantry_battalion.units expected"
FEWER = """\
extends: first.yaml
title: France sends fewer
nations:
  FRA:
    offers:
      infantry_battalion: {units: 1}
"""
IMPOSSIBLE = """\
extends: first.yaml
title: No way
constraints:
  impossible: {kind: limit, nations: FRA, measure: personnel, at_least: 90000, negotiable: false}
"""


@pytest.fixture
def fewer(folder):
    (folder / "fewer.yaml").write_text(FEWER, encoding="utf-8")
    return folder / "fewer.yaml"


@pytest.fixture
def page(fewer, visit, monkeypatch) -> Visit:
    """Return a visit on the page Compare, with the first scenario open and nothing known yet."""
    comparing, solving = holding_against(), making_plans()
    monkeypatch.setattr(services, "comparing", lambda: comparing)
    monkeypatch.setattr(services, "solving", lambda: solving)
    return visit.open("first.yaml", "compare")


@pytest.fixture
def slow(monkeypatch):
    """Have comparing wait until it is told to go on."""
    go_on = threading.Event()

    def compare(*given, progress, **named):
        from planner.studies.comparison.compare import compare as usual

        progress("solving first", 0, 2)
        go_on.wait(20)
        return usual(*given, progress=progress, **named)

    comparing = holding_against(compare)
    monkeypatch.setattr(services, "comparing", lambda: comparing)
    yield go_on
    go_on.set()


def choose(visit: Visit, *names: str) -> Visit:
    """Choose a baseline and others."""
    baseline, *others = (str(visit.folder / name) for name in names)
    visit.put("selectbox", "compare baseline", baseline)
    return visit.put("multiselect", "compare others", others)


def waited(visit: Visit) -> Visit:
    """Wait for what is being compared, and draw the page."""
    for job in services.comparing()._jobs.values():
        assert job.ended.wait(30)
    return visit.run()


def compared(visit: Visit, *names: str) -> Visit:
    """Compare scenarios, and wait for it."""
    return waited(choose(visit, *names).press("compare"))


def headings(visit: Visit) -> list[str]:
    return [one.value for one in visit.app.subheader]


def test_the_empty_page_leads_on(page) -> None:
    assert page.input("selectbox", "compare baseline").value.endswith("first.yaml")
    assert "Choose what to hold against it" in page.text
    page.press("with fewer.yaml")
    assert page.input("multiselect", "compare others").value == [str(page.folder / "fewer.yaml")]
    assert page.app.button(key="compare")


def test_a_browser_that_draws_the_choice_late_is_told_again_what_the_address_named(page) -> None:
    """One that was still loading when it was told first would send back that nothing is chosen."""
    choose(page, "first.yaml", "fewer.yaml").run()
    baseline, others = (
        page.input(kind, f"compare {name}").proto
        for kind, name in (("selectbox", "baseline"), ("multiselect", "others"))
    )
    assert baseline.set_value
    assert baseline.raw_value == "A first scenario"
    assert others.set_value
    assert list(others.raw_values) == ["France sends fewer"]


def test_the_page_leads_on_without_a_baseline(page) -> None:
    page.put("selectbox", "compare baseline", None)
    assert "Choose a baseline" in page.text


def test_one_scenario_alone_cannot_be_compared_and_the_page_says_what_to_do(visit, folder) -> None:
    (folder / "heir.yaml").unlink()
    visit.open("first.yaml", "compare")
    assert "There is only one scenario" in visit.text


def test_what_differs_going_in_comes_first_then_what_comes_out_then_why(page) -> None:
    compared(page, "first.yaml", "fewer.yaml")
    assert headings(page) == [
        "What differs going in",
        "What differs coming out",
        "Who moves",
        "Which change caused how much",
        "Take it away",
    ]
    assert "France, Infantry battalion: units, expected" in page.text
    assert "nations.FRA.offers.infantry_battalion.units.expected" in page.text
    assert "fewer.yaml:6" in page.text
    assert "was first.yaml:" in page.text
    assert "Filled of priority 1" in page.text
    assert "points, -" in page.text


def test_differences_only_leaves_out_what_is_the_same_and_the_words(page) -> None:
    compared(page, "first.yaml", "fewer.yaml")
    assert "Different in words only" not in "".join(one.label for one in page.app.expander)
    fewer_rows = page.text.count("<tr>")
    page.put("toggle", "differences only", value=False)
    assert page.text.count("<tr>") >= fewer_rows
    assert any(one.label.startswith("Different in words only") for one in page.app.expander)


def test_where_nothing_comes_out_different_the_page_says_so(page) -> None:
    compared(page, "first.yaml", "heir.yaml")
    assert "Nothing that a plan can depend on is different" in page.text
    assert "Every figure comes out the same" in page.text
    assert "Everybody sends the same" in page.text
    assert "Not divided among changes" in "".join(one.value for one in page.app.info)


def test_the_choice_is_kept_in_the_address(page) -> None:
    choose(page, "first.yaml", "fewer.yaml", "heir.yaml")
    assert page.app.query_params["baseline"] in ("first.yaml", ["first.yaml"])
    assert page.app.query_params["with"] == ["fewer.yaml", "heir.yaml"]
    page.put("multiselect", "compare others", [])
    assert "with" not in page.app.query_params


def test_the_choice_survives_a_visit_to_another_page(page) -> None:
    choose(page, "first.yaml", "fewer.yaml").visit("help").visit("compare")
    assert page.input("multiselect", "compare others").value == [str(page.folder / "fewer.yaml")]


def test_a_link_is_compared_at_once(fewer, folder) -> None:
    visit = Visit.to(folder)
    visit.app.query_params["baseline"] = "first.yaml"
    visit.app.query_params["with"] = ["gone.yaml", "fewer.yaml"]
    visit.visit("compare")
    visit.app.query_params["baseline"] = "first.yaml"
    visit.app.query_params["with"] = ["gone.yaml", "fewer.yaml"]
    waited(visit.run())
    assert "What differs going in" in headings(visit)


def test_a_link_may_name_more_than_can_be_compared(page) -> None:
    for number in range(6):
        (page.folder / f"more-{number}.yaml").write_text(FEWER, encoding="utf-8")
    page.app.query_params["baseline"] = "first.yaml"
    page.app.query_params["with"] = [f"more-{number}.yaml" for number in range(6)]
    page.run()
    assert len(page.input("multiselect", "compare others").value) == 4


def test_a_baseline_that_was_among_the_others_is_not_held_against_itself(page) -> None:
    choose(page, "first.yaml", "fewer.yaml", "heir.yaml")
    page.put("selectbox", "compare baseline", str(page.folder / "heir.yaml"))
    assert page.input("multiselect", "compare others").value == [str(page.folder / "fewer.yaml")]


def test_progress_is_shown_and_comparing_can_be_cancelled(page, slow) -> None:
    choose(page, "first.yaml", "fewer.yaml").press("compare")
    assert page.app.button(key="cancel comparing")
    page.press("cancel comparing").run()
    assert "Comparing was cancelled" in page.text
    assert page.app.button(key="compare")


def test_a_plan_that_was_made_is_not_made_again(page, monkeypatch) -> None:
    given: list[Any] = []

    def compare(*sides, **named):
        from planner.studies.comparison.compare import compare as usual

        given.extend(sides)
        return usual(*sides, **named)

    comparing = holding_against(compare)
    monkeypatch.setattr(services, "comparing", lambda: comparing)
    page.press("solve")
    for job in services.solving()._jobs.values():
        assert job.ended.wait(30)
    compared(page, "first.yaml", "fewer.yaml")
    assert [isinstance(one, tuple) for one in given] == [True, False]


def test_unsaved_edits_are_compared_and_said_to_be(page) -> None:
    page.visit("edit").put("number_input", UNITS, 4.0).visit("compare")
    compared(page, "first.yaml", "heir.yaml")
    assert "A first scenario is compared with unsaved edits" in page.text
    assert "France, Infantry battalion: units" in page.text


def test_after_an_edit_the_page_says_that_something_changed_and_keeps_what_was_found(page) -> None:
    compared(page, "first.yaml", "fewer.yaml")
    page.visit("edit").put("number_input", UNITS, 4.0).visit("compare")
    assert "Something changed since" in page.text
    assert "What differs going in" in headings(page)
    waited(page.press("compare"))
    assert "Something changed since" not in page.text


def test_a_scenario_with_problems_is_named_and_the_others_are_compared(page, folder) -> None:
    (folder / "odd.yaml").write_text("extends: first.yaml\ntitle: Odd one\nodd: 1\n", encoding="utf-8")
    compared(page.run(), "first.yaml", "odd.yaml", "fewer.yaml")
    assert "Odd one (odd.yaml) has 1 problem to mend first" in "".join(
        one.value.replace("\\", "") for one in page.app.warning
    )
    assert "What differs going in" in headings(page)


@pytest.fixture
def inner(folder: Path) -> Path:
    """Return a folder in the library that has a scenario of a name that the library has itself."""
    inner = folder / "north_sea"
    inner.mkdir()
    return inner


def test_problems_of_scenarios_of_one_name_in_two_folders_are_both_told(page, folder, inner) -> None:
    for place in (folder, inner):
        (place / "odd.yaml").write_text(f"title: Odd one in {place.name}\nodd: 1\n", encoding="utf-8")
    page.run().put("multiselect", "compare others", [str(folder / "odd.yaml"), str(inner / "odd.yaml")])
    assert len(page.app.warning) == 2


def test_a_baseline_with_problems_leads_on(page, folder) -> None:
    (folder / "odd.yaml").write_text("extends: first.yaml\ntitle: Odd one\nodd: 1\n", encoding="utf-8")
    choose(page.run(), "odd.yaml", "first.yaml")
    assert "Without a baseline that is in order nothing can be compared" in page.text
    page.press(f"mend {folder / 'odd.yaml'}").run()
    assert page.app.title[0].value == "Odd one"
    page.visit("compare")
    choose(page, "first.yaml", "odd.yaml")
    assert "There is nothing left to hold against the baseline" in page.text


def test_a_scenario_without_a_plan_is_said_to_have_none(page, folder) -> None:
    (folder / "impossible.yaml").write_text(IMPOSSIBLE, encoding="utf-8")
    compared(page.run(), "first.yaml", "impossible.yaml", "fewer.yaml")
    assert "impossible has no plan" in page.text
    assert "there is no plan of impossible" in "".join(one.value for one in page.app.info)
    assert "What differs coming out" in headings(page)


def test_an_error_is_said_in_words(page, monkeypatch, caplog) -> None:
    def compare(*_, **__) -> Never:
        raise RuntimeError("secret")

    comparing = holding_against(compare)
    monkeypatch.setattr(services, "comparing", lambda: comparing)
    compared(page, "first.yaml", "fewer.yaml")
    assert any("our mistake" in one.value for one in page.app.error)
    assert "secret" not in page.text
    assert page.app.button(key="compare")
    assert "secret" in caplog.text


def test_every_file_can_be_taken_away(page) -> None:
    compared(page, "first.yaml", "fewer.yaml")
    labels = [one.label for one in page.app.get("download_button")]
    assert labels == ["Report (HTML)", "Tables (Excel)", "Markdown", "Data (JSON)"]


def test_the_data_is_that_of_the_comparison(page) -> None:
    compared(page, "first.yaml", "fewer.yaml")
    asked = page.app.session_state["compare asked"]
    answer = services.comparing().answer(asked)
    assert answer is not None
    found = taking_away.made(answer, "compare.json")
    assert json.loads(found)["others"] == ["fewer"]


def test_a_table_is_opened(page) -> None:
    page.app.session_state["section nations"] = True
    compared(page, "first.yaml", "fewer.yaml")
    page.app.session_state["section nations"] = True
    page.run()
    assert "Most people at a time" in page.text


def test_the_report_is_one_step_away(page) -> None:
    compared(page, "first.yaml", "fewer.yaml").press("to report").run()
    assert page.app.title[0].value == "Report"
    assert [file.rsplit("/", 1)[1] for file in page.input("multiselect", "report scenarios").value] == [
        "first.yaml",
        "fewer.yaml",
    ]
