"""The page Report: of one scenario or several, sections chosen, read and taken away."""

from __future__ import annotations

import base64
from typing import Any, Never

import pytest

from planner.editing.background_solving import solving as making_plans
from planner.reports import html_page
from planner.ui import report_page, services, take_away
from tests.ui.test_compare_page import fewer, waited  # noqa: F401  a fixture is used by its name
from tests.ui.visit import Visit


@pytest.fixture
def offered(monkeypatch):
    """Return what makes the files that were offered last."""
    found: dict[str, Any] = {}
    usual = take_away.offer

    def offer(stem, made) -> None:
        found.update(stem=stem, made=made)
        usual(stem, made)

    monkeypatch.setattr(take_away, "offer", offer)
    return found


@pytest.fixture
def nothing_known(monkeypatch) -> None:
    """Have nothing been solved yet."""
    solving = making_plans()
    monkeypatch.setattr(services, "solving", lambda: solving)


@pytest.fixture
def solved(nothing_known, visit) -> Visit:
    """Return a visit on the page Report, with a plan."""
    visit.open("first.yaml", "report").press("solve here")
    for job in services.solving()._jobs.values():
        assert job.ended.wait(30)
    return visit.run()


def preview(visit: Visit) -> str:
    (frame,) = visit.app.get("iframe")
    return base64.b64decode(frame.proto.src.partition("base64,")[2]).decode()


def keep(visit: Visit, *names: str) -> Visit:
    """Keep sections, and leave the others out."""
    known = list(report_sections(visit))
    visit.app.session_state["report left out"] = {name for name in known if name not in names}
    return visit.run()


def report_sections(visit: Visit) -> list[str]:
    return list(visit.app.session_state["report sections"])


def test_the_empty_page_says_what_to_choose(visit) -> None:
    visit.visit("report")
    assert "Choose a scenario for a report of its plan, or several" in visit.text


def test_without_a_plan_the_page_offers_to_make_one(nothing_known, visit) -> None:
    visit.open("first.yaml", "report")
    assert visit.app.button(key="solve here")
    assert not visit.app.get("iframe")


def test_the_report_of_one_scenario_is_that_of_its_plan(solved, offered) -> None:
    solved.run()
    assert "<h1>A first scenario</h1>" in preview(solved)
    assert offered["stem"] == "plan"
    assert "# A first scenario" in offered["made"]("plan.md")


def test_the_report_of_several_compares_them(solved, fewer, offered) -> None:  # noqa: F811
    scenarios = [str(solved.folder / name) for name in ("first.yaml", "fewer.yaml")]
    solved.run().put("multiselect", "report scenarios", scenarios)
    waited(solved.press("compare"))
    assert "<h1>One scenario held against first</h1>" in preview(solved)
    assert offered["stem"] == "compare"
    assert solved.app.query_params["of"] in ("first.yaml", ["first.yaml"])
    assert solved.app.query_params["with"] in ("fewer.yaml", ["fewer.yaml"])


def test_sections_are_left_out_of_what_is_read_and_taken_away(solved, offered) -> None:
    assert "nations" in report_sections(solved)
    keep(solved, "fill", "short")
    assert report_sections(solved) == ["fill", "short"]
    for text in (preview(solved), offered["made"]("plan.html"), offered["made"]("plan.md")):
        assert "What is filled" in text
        assert "Goals, in order" in text.partition("Left out of this report")[2]
        assert "A hypothetical for analysis" in text
        assert "SHA-256 of the scenario" in text


def test_the_data_is_whole_whatever_is_left_out(solved, offered) -> None:
    solved.run()
    whole = offered["made"]("plan.json"), offered["made"]("plan.xlsx")
    keep(solved)
    assert (offered["made"]("plan.json"), offered["made"]("plan.xlsx")) == whole
    assert "are always whole" in solved.text


def test_a_section_is_left_out_by_its_pill(solved) -> None:
    known = report_sections(solved)
    solved.put("pills", "report sections", [name for name in known if name != "goals"])
    assert solved.app.session_state["report left out"] == {"goals"}
    assert "Left out of this report: Goals, in order" in preview(solved)


def test_what_a_report_does_not_have_stays_left_out(solved, fewer) -> None:  # noqa: F811
    keep(solved, *(name for name in report_sections(solved) if name != "goals"))
    solved.app.session_state["report left out"] |= {"inputs"}
    solved.run()
    assert solved.app.session_state["report left out"] == {"goals", "inputs"}


def test_the_preview_is_apart_from_the_page_and_asks_nobody(solved) -> None:
    (frame,) = solved.app.get("iframe")
    assert frame.proto.src.startswith("data:text/html")
    assert "default-src 'none'" in preview(solved)


def test_a_report_that_is_too_large_is_not_shown_but_offered(solved, monkeypatch) -> None:
    monkeypatch.setattr(report_page, "LARGEST_PREVIEW", 1000)
    solved.run()
    assert "too large to be shown here" in solved.text
    assert not solved.app.get("iframe")
    assert len(solved.app.get("download_button")) == 4


def test_a_scenario_with_problems_is_named(visit, folder) -> None:
    (folder / "odd.yaml").write_text("extends: first.yaml\ntitle: Odd one\nodd: 1\n", encoding="utf-8")
    visit.open("odd.yaml", "report")
    assert "1 problem to mend first" in "".join(one.value for one in visit.app.warning)
    assert not visit.app.get("iframe")


def test_an_error_of_the_solver_is_said_in_words(visit, monkeypatch, caplog) -> None:
    def solve(*_, **__) -> Never:
        raise RuntimeError("secret")

    solving = making_plans(solve)
    monkeypatch.setattr(services, "solving", lambda: solving)
    visit.open("first.yaml", "report").press("solve here")
    for job in solving._jobs.values():
        assert job.ended.wait(10)
    visit.run()
    assert any("our mistake" in one.value for one in visit.app.error)
    assert visit.app.button(key="solve here")
    assert "secret" in caplog.text


def test_unsaved_edits_are_reported_and_said_to_be(first) -> None:
    units = "form nations.FRA.offers.infantry_battalion.units expected"
    first.put("number_input", units, 4.0).visit("report")
    assert "A first scenario is reported with unsaved edits" in first.text


def test_the_page_that_is_taken_away_is_the_one_that_is_shown_and_draws_nothing_again(
    offered, solved, monkeypatch
) -> None:
    shown = preview(solved)
    monkeypatch.setattr(html_page, "pictures", lambda *_: pytest.fail("pictures were drawn again"))
    assert offered["made"]("plan.html") == shown
