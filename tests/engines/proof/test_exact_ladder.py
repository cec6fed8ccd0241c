"""The simplex method in whole numbers finds what the solver finds, and what it cannot see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.engines.engine import Status
from planner.engines.proof import exact_ladder
from planner.engines.proof.audit import audit
from planner.engines.proof.exact_ladder import solved_exactly
from planner.engines.proof.exact_tableau import Tableau
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.reading import read
from tests.sceptic.absurd_scales import absurd
from tests.sceptic.scenarios import document
from tests.small import formulated

SCENARIOS = 60


def of_seed(seed: int) -> Program:
    return formulate(read(document(seed))).program


def begun(program: Program) -> Solution:
    """Return a solution of which nothing but the values is of use: all that is required is short."""
    values = np.zeros(len(program.lower))
    values[program.family("shortfall")] = program.reach[program.family("shortfall")]
    return Solution(program, Status.OPTIMAL, values, (), "nobody", "0")


def solution_of(program: Program, near: Solution) -> Solution:
    """Return what is found of a program that has a solution."""
    found = solved_exactly(program, near)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("seed", range(SCENARIOS))
def test_it_finds_what_the_solver_finds_wherever_it_begins(seed: int) -> None:
    program = of_seed(seed)
    solution = solve(program, Highs())
    if program.integer.any() or solution.status is not Status.OPTIMAL:
        return
    for near in (solution, begun(program)):
        found = solution_of(program, near)
        assert audit(program, found.values, found.stages).passed
        values = [stage.value for stage in found.stages]
        assert values == pytest.approx([stage.value for stage in solution.stages], abs=1e-7, rel=1e-7)


def test_a_program_without_a_solution_has_none() -> None:
    program = formulated().program
    rows = program.row_upper.copy()
    rows[-1] = -1.0
    less_than_nothing = replace(program, row_upper=rows)
    assert not Tableau.of(less_than_nothing, begun(program).values, 1000).make_feasible()
    assert solved_exactly(less_than_nothing, begun(program)) is None


def test_it_gives_up_after_so_many_pivots_and_on_large_programs(monkeypatch) -> None:
    program = formulated().program
    monkeypatch.setattr(exact_ladder, "PIVOTS", 1)
    assert solved_exactly(program, begun(program)) is None
    monkeypatch.undo()
    monkeypatch.setattr(exact_ladder, "LARGEST", 1)
    assert solved_exactly(program, begun(program)) is None


@pytest.mark.parametrize("seed", [9, 54])
def test_a_cost_that_is_nothing_beside_the_largest_is_seen(seed: int) -> None:
    program = formulate(read(absurd(seed))).program
    solution = solve(program, Highs())
    assert not audit(program, solution.values, solution.stages).passed
    found = solution_of(program, solution)
    assert audit(program, found.values, found.stages).passed


def test_what_is_rounding_of_the_programs_own_numbers_is_worth_nothing() -> None:
    # Thirds of a fill add up to it but for the last digit: to hold that digit would cost the tie-break.
    program = of_seed(94)
    found, solution = solution_of(program, begun(program)), solve(program, Highs())
    assert found.stages[-1].value == pytest.approx(solution.stages[-1].value)
