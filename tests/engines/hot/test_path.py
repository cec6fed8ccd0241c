"""Rows and columns after pivots, against a small tableau that is pivoted whole."""

from __future__ import annotations

import numpy as np
import pytest

from planner.engines.hot.path import Path, TableauLine, where

ROWS, COLUMNS = 6, 9


def pivoted(tableau: np.ndarray, place: int, variable: int) -> np.ndarray:
    """Return a tableau after a variable has entered at a place."""
    found = tableau.copy()
    found[place] /= tableau[place, variable]
    for other in range(len(tableau)):
        if other != place:
            found[other] -= tableau[other, variable] * found[place]
    return found


@pytest.fixture(params=range(20))
def gone(request) -> tuple[Path, np.ndarray, np.ndarray]:
    """A path of five pivots with the tableau at its start and at its end; many entries are nothing."""
    random = np.random.default_rng(request.param)
    start = random.uniform(1, 3, (ROWS, COLUMNS)) * (random.random((ROWS, COLUMNS)) < 0.6)
    start = np.hstack([start, np.eye(ROWS)])
    outside = np.arange(COLUMNS + ROWS) < COLUMNS
    path = Path(np.zeros(len(outside)), np.arange(COLUMNS, COLUMNS + ROWS, dtype=np.int32), outside)
    now = start
    for variable in random.permutation(COLUMNS)[:5].tolist():
        column = path.column(TableauLine.of(start[:, variable]))
        spots = column.spots[np.abs(column.entries) > 0.1]
        if len(spots):
            place = int(random.choice(spots))
            path.enter(variable, place, column, float(now[place, variable]))
            now = pivoted(now, place, variable)
    assert len(path.pivots) > 2
    return path, start, now


def test_a_column_is_what_pivots_have_made_of_it(gone) -> None:
    path, start, now = gone
    for variable in where(path.outside).tolist():
        column = np.zeros(ROWS)
        line = path.column(TableauLine.of(start[:, variable]))
        column[line.spots] = line.entries
        assert [line.at(place) for place in range(ROWS)] == column.tolist()
        assert column == pytest.approx(now[:, variable], abs=1e-9)


def test_a_row_is_those_of_the_vertex_together_each_so_many_times(gone) -> None:
    path, start, now = gone
    for place in range(ROWS):
        row = sum(weight * start[other] for other, weight in path.row(place).items())
        assert row == pytest.approx(now[place], abs=1e-9)


def test_weights_brought_back_are_those_of_rows_added_up(gone) -> None:
    path, start, now = gone
    weights = np.arange(1.0, ROWS + 1)
    assert path.brought_back(weights.copy()) @ start == pytest.approx(weights @ now, abs=1e-9)


def test_who_enters_is_inside_and_who_leaves_is_outside(gone) -> None:
    path, start, _ = gone
    assert not path.outside[path.basic].any()
    assert path.outside.sum() == start.shape[1] - ROWS
