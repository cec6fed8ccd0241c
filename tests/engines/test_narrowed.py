"""Starting from the lines that the first goal asks of: only speed may depend on it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from benchmarks.differing import Size, document
from planner.engines import highs, large_start
from planner.engines.audit import audit
from planner.engines.engine import Face, Status
from planner.engines.highs import Highs
from planner.engines.large_start import INTERIOR, NARROWED
from planner.engines.narrowed import narrowed
from planner.engines.solve import solve
from planner.formulation.formulate import formulate
from planner.program.blocks import CONTRIBUTION
from planner.program.program import Program
from planner.scenario.scenario import Scenario


@cache
def program(seed: int, form: str = "direct") -> Program:
    scenario = Scenario.model_validate(document(seed, Size(10, 5, 3, 5)))
    return formulate(scenario, form="compact" if form == "compact" else "direct").program


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_sent_but_to_lines_that_the_goal_asks_of(seed, form) -> None:
    whole = program(seed, form)
    face = narrowed(whole, whole.goals[0].cost, Face.of(whole))
    assert face is not None
    held = np.flatnonzero(face.upper < whole.upper)
    sent = np.arange(len(whole.upper))[whole.family(CONTRIBUTION)]
    assert len(held)
    assert set(held) <= set(sent)
    asked = whole.matrix[:, whole.goals[0].cost != 0].nonzero()[0]
    assert whole.matrix[asked][:, held].nnz == 0
    assert not np.any(face.upper[held])
    assert not np.any(face.lower[held])


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_program_started_from_the_lines_asked_of_has_the_same_plan(seed, form, monkeypatch) -> None:
    whole = program(seed, form)
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    started = solve(whole, Highs())
    assert started.stages[0].method == NARROWED
    assert started.values == pytest.approx(without.values, abs=1e-7)
    assert audit(whole, started.values, started.stages).passed


def test_where_the_lines_asked_of_take_too_many_pivots_it_is_interior_point_from_nothing(monkeypatch) -> None:
    whole = program(1)
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(large_start, "PIVOTS", 3)
    cut_short = solve(whole, Highs())
    assert cut_short.stages[0].method == INTERIOR
    assert cut_short.values == pytest.approx(without.values, abs=1e-7)


def test_a_limit_of_time_holds_from_the_first_lines_on(monkeypatch) -> None:
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    assert solve(program(1), Highs(), seconds=0.0).status is Status.LIMIT


def test_a_goal_about_all_that_is_sent_starts_without_narrowing() -> None:
    whole = program(1)
    cost = next(goal.cost for goal in whole.goals if goal.name == "cost")
    assert narrowed(whole, cost, Face.of(whole)) is None
