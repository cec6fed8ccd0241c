"""The plan in the terminal."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from rich.console import Console

from planner.plan.plan import Plan
from planner.planning import solve
from planner.reports import plan_terminal
from planner.scenario.scenario import Scenario
from tests.reports import example


def printed(plan, scenario, width, show=plan_terminal.show):
    file = io.StringIO()
    show(plan, scenario, Console(file=file, width=width, highlight=False))
    return file.getvalue()


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 120])
def test_everything_is_said_at_any_width(plan, scenario, width) -> None:
    said = words(printed(plan, scenario, width))
    for part in (
        "57 % of what is required",
        "Battalion or Company, The west",
        "Türkiye: at most 1,125,060 people",
        "Nothing comes from Hungary",
        "Checked again",
        "A hypothetical",
        "Guards: 0 % filled",
    ):
        assert part in said


def test_a_shortage_is_marked_by_its_figures_and_not_by_colour_alone(plan, scenario) -> None:
    assert "1,876 of 2,500 (-624)" in words(printed(plan, scenario, 120))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_clipped_or_too_wide(width) -> None:
    scenario = example.long_drawn(11)
    text = printed(solve(scenario), scenario, width)
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    for number in range(11):
        assert f"phase-{number}" in text.split()
    assert text.count("Priority 1: ") >= 2, "the phases go on in a further table"


def test_a_pipe_gets_no_colours(plan, scenario) -> None:
    assert "\x1b" not in printed(plan, scenario, 80)


def test_markup_in_a_title_is_text(plan, scenario) -> None:
    assert "Harbour | watch *one* [draft]" in printed(plan, scenario, 80)


def test_the_headline_alone_is_short(plan, scenario) -> None:
    text = printed(plan, scenario, 80, show=plan_terminal.show_headline)
    assert "57 %" in text
    assert "What is filled" not in text


def test_without_a_plan_it_says_why(impossible: tuple[Plan, Scenario]) -> None:
    text = printed(*impossible, 80)
    assert "No plan meets all hard constraints." in text
    assert "What is filled" not in text


def test_a_plan_that_nobody_fills_is_printed(nothing: tuple[Plan, Scenario]) -> None:
    assert "0 of 2,500 (-2,500)" in words(printed(*nothing, 80))


def test_a_plan_too_long_for_a_screen_is_cut_down_and_says_so(plan, scenario, monkeypatch) -> None:
    monkeypatch.setattr(plan_terminal, "MOST_CELLS", 2)
    text = words(printed(plan, scenario, 80))
    assert "The requirement that is filled in every phase is left out" in text
    assert "3 lines behind these are too many here" in text


def test_importing_it_draws_no_charts() -> None:
    program = "import sys, planner.reports.plan_terminal, planner.reports.folder; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"altair", "vl_convert", "jinja2", "xlsxwriter", "streamlit"} & set(loaded)


def test_without_a_plan_the_command_is_named_that_says_what_stands_in_the_way(impossible) -> None:
    plan, scenario = impossible
    assert "`planner explain` names what stands in the way." in words(printed(plan, scenario, 120))
