"""What goals reach in programs that are much alike is what each reaches by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.engines.hot.nearest_programs import KEPT, NearestPrograms
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program


def program(name: str = "gaza") -> Program:
    whole = formulate(planner.load(f"scenarios/{name}.yaml")).program.relaxed()
    return replace(whole, goals=tuple(goal for goal in whole.goals if goal.stated))


def scaled(whole: Program, part: float) -> Program:
    """Return a program with so much of the upper bound of each row that only has one."""
    one_sided = np.isinf(whole.row_lower) & np.isfinite(whole.row_upper)
    upper = whole.row_upper.copy()
    upper[one_sided] *= part
    return replace(whole, row_upper=upper)


@pytest.mark.parametrize("name", ["gaza", "reassurance"])
def test_other_bounds_are_solved_as_from_the_beginning(name: str) -> None:
    whole, nearest = program(name), NearestPrograms()
    for part in (0.5, 1.0, 0.9, 0.5, 0.0):
        changed = scaled(whole, part)
        alone, hot = solve(changed, Highs()), nearest.solve(changed)
        assert hot.status is alone.status
        values = [[stage.value for stage in one.stages] for one in (hot, alone)]
        assert values[0] == pytest.approx(values[1], rel=1e-9, abs=1e-9)


def test_other_goals_or_another_matrix_are_not_taken_for_those_at_hand() -> None:
    whole, nearest = program(), NearestPrograms()
    backwards = replace(whole, goals=whole.goals[::-1])
    doubled = replace(whole, matrix=whole.matrix * 2.0)
    for one in (whole, backwards, doubled):
        found, alone = nearest.solve(one), solve(one, Highs())
        assert [stage.goal.name for stage in found.stages] == [goal.name for goal in one.goals]
        assert [stage.value for stage in found.stages] == pytest.approx([x.value for x in alone.stages])


def test_what_has_no_solution_is_told_so() -> None:
    whole, nearest = program(), NearestPrograms()
    nearest.solve(whole)
    barred = replace(whole, row_lower=np.where(np.isfinite(whole.row_lower), 1e6, whole.row_lower))
    barred = replace(barred, row_upper=np.maximum(barred.row_upper, barred.row_lower))
    assert nearest.solve(barred).status is solve(barred, Highs()).status


def test_no_more_than_a_few_matrices_are_held() -> None:
    whole, nearest = program(), NearestPrograms()
    for number in range(KEPT + 2):
        nearest.solve(replace(whole, matrix=whole.matrix * (1.0 + number), goals=whole.goals[:1]))
    assert len(nearest._held) == KEPT
