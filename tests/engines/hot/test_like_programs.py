"""Programs that are much alike have the answers that each has by itself, whatever was asked before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.engines.hot.again import Again
from planner.engines.hot.like_programs import LikePrograms
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program


def program() -> Program:
    return formulate(planner.load("scenarios/gaza.yaml")).program.relaxed()


def scaled(whole: Program, part: float) -> Program:
    """Return a program with so much of the upper bound of each row that only has one."""
    one_sided = np.isinf(whole.row_lower)
    return replace(whole, row_upper=np.where(one_sided, whole.row_upper * part, whole.row_upper))


def test_other_bounds_are_solved_as_from_the_beginning() -> None:
    whole = program()
    like = LikePrograms(Again(whole))
    for part in (0.5, 1.0, 0.9, 0.5):
        changed = scaled(whole, part)
        alone, hot = solve(changed, Highs()), like.solve(changed)
        assert hot.status is alone.status
        values = [[stage.value for stage in one.stages if stage.goal.stated] for one in (hot, alone)]
        assert values[0] == pytest.approx(values[1], rel=1e-7, abs=1e-7)


def test_another_matrix_is_not_taken_for_the_one_at_hand() -> None:
    whole = program()
    doubled = replace(whole, matrix=whole.matrix * 2.0)
    like = LikePrograms(Again(whole))
    assert like.solve(doubled).stages[0].value == pytest.approx(solve(doubled, Highs()).stages[0].value)


def test_beside_a_known_program_no_answer_depends_on_what_was_asked_before() -> None:
    whole = program()
    programs = [replace(whole, matrix=whole.matrix * times) for times in (1.0, 2.0, 0.5)]
    programs = [scaled(one, part) for one in programs for part in (0.5, 0.9)]

    def asked(order: list[int]) -> list[bytes]:
        known = Again(whole)
        known.solve()
        like = LikePrograms(known)
        found = {number: like.solve(programs[number]).values.tobytes() for number in order}
        return [found[number] for number in range(len(programs))]

    assert asked([0, 1, 2, 3, 4, 5]) == asked([5, 3, 1, 4, 2, 0])
