"""A face whose columns are capped has the same points as before, and an end for every column."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.engine import Face, Status
from planner.engines.hot.capped import Capped
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.program import Program
from tests.small import formulated

PROGRAM = formulated().program
SENT = slice(0, PROGRAM.family("contribution").stop)


def with_rows(parts: list[float]) -> Face:
    """Return the program with a part of each offer, row after row; infinity lifts the row."""
    part = np.where(np.isfinite(PROGRAM.row_lower), 1.0, np.resize(parts, len(PROGRAM.row_upper)))
    return replace(Face.of(PROGRAM), row_upper=np.where(part == 0, 0.0, PROGRAM.row_upper * part))


parts = st.lists(st.sampled_from([0.0, 0.4, 1.0, np.inf]), min_size=1, max_size=7)


@settings(max_examples=60)
@given(parts)
def test_capping_changes_no_goal(drawn: list[float]) -> None:
    face = with_rows(drawn)
    plain, capped = (solve(PROGRAM, Highs(), face=one) for one in (face, Capped.of(PROGRAM).face(face)))
    assert plain.status is capped.status is Status.OPTIMAL
    assert [one.value for one in capped.stages] == pytest.approx([one.value for one in plain.stages])


def test_every_contribution_ends_where_its_tightest_row_does() -> None:
    capped = Capped.of(PROGRAM).face(Face.of(PROGRAM))
    assert np.isfinite(capped.upper[SENT]).all()
    rows = PROGRAM.matrix.toarray()
    whole = (rows >= 0).all(axis=1)
    for column in range(SENT.stop):
        there = whole & (rows[:, column] > 0)
        tightest = (PROGRAM.row_upper[there] / rows[there, column]).min()
        assert capped.upper[column] == pytest.approx(min(tightest, PROGRAM.upper[column]))


def test_a_lifted_row_ends_at_what_its_columns_can_reach() -> None:
    face = with_rows([np.inf, 1.0, 1.0, 1.0])
    lifted = np.isinf(face.row_upper) & np.isfinite(PROGRAM.row_upper)
    assert lifted.any()
    capped = Capped.of(PROGRAM).face(face)
    reach = np.maximum(PROGRAM.matrix.toarray(), 0.0)[lifted] @ capped.upper
    assert capped.row_upper[lifted] == pytest.approx(reach)


def test_where_a_column_may_be_below_zero_nothing_is_capped() -> None:
    below = replace(Face.of(PROGRAM), lower=np.full(len(PROGRAM.lower), -1.0))
    assert Capped.of(PROGRAM).face(below) is below
    face, program = Face.of(PROGRAM), replace(PROGRAM, lower=below.lower)
    assert Capped.of(program).face(face) is face


def test_a_program_without_columns_is_left_as_it_is() -> None:
    empty: Program = replace(
        PROGRAM,
        columns=(),
        matrix=PROGRAM.matrix[:, :0],
        lower=np.zeros(0),
        upper=np.zeros(0),
    )
    face = Face.of(empty)
    assert Capped.of(empty).face(face) is face
