"""The sizes of columns and rows: what a row holds where it is has the size that it would have."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from planner.engines.solvers.highs_model import SMALLEST as HIGHS_SMALLEST
from planner.program.scale import LARGEST, Scale
from planner.studies.prices.prices import prices
from planner.studies.solved import solved
from tests.small import constrained, scenario


def of(matrix: list[list[float]], upper: list[float], most: list[float]) -> Scale:
    """Return the scale of a program with columns from zero up, and rows with a most."""
    columns = np.zeros(len(upper)), np.array(upper)
    rows = np.full(len(most), -np.inf), np.array(most)
    return Scale.of(sparse.csr_array(np.array(matrix)), columns, rows)


def test_a_column_that_a_row_holds_at_nothing_keeps_its_size() -> None:
    scale = of([[1.0, 1.0]], [4.0, 8.0], [0.0])
    assert scale.column.tolist() == [4.0, 8.0]


def test_a_column_that_follow_up_leaves_nothing_but_rounding_keeps_its_size() -> None:
    """The first row holds two columns at nothing, and the second holds another where those are."""
    scale = of([[1.0, 1.0, 0.0], [-1.0, -1.0, 1.0]], [4.0, 8.0, 2.0], [0.0, 0.0])
    assert scale.column.tolist() == [4.0, 8.0, 2.0]


def test_a_column_that_a_row_holds_at_little_is_as_small() -> None:
    scale = of([[1.0, 1.0]], [4.0, 8.0], [0.25])
    assert scale.column.tolist() == [0.25, 0.25]


def test_a_row_of_many_columns_that_holds_them_at_nothing_leaves_no_more_than_rounding() -> None:
    scale = of([[1.0] * 200], [8.0] * 200, [0.0])
    assert scale.column.tolist() == [8.0] * 200


def test_a_column_that_rows_hold_to_nothing_keeps_the_size_of_its_reach() -> None:
    matrix = sparse.csr_array(np.array([[50.0, 0.0], [50.0, 50.0], [1.0, 1.0]]))
    rows = np.array([-np.inf, 150.0, -np.inf]), np.array([0.0, np.inf, 0.0])
    scale = Scale.of(matrix, (np.zeros(2), np.full(2, 8.0)), rows)
    assert scale.column.tolist() == [8.0, 8.0]
    assert abs(rows[0][1] * scale.row[1]) < 1e20


def test_a_column_that_rows_hold_to_little_has_that_size() -> None:
    matrix = sparse.csr_array(np.array([[1.0]]))
    scale = Scale.of(matrix, (np.zeros(1), np.full(1, 1e6)), (np.array([-np.inf]), np.array([0.25])))
    assert scale.column.tolist() == [0.25]


def test_no_coefficient_is_so_small_beside_the_others_of_its_row_that_solvers_take_it_for_none() -> None:
    """A column that another row holds to a trifle counts in a row of much larger ones."""
    scale = of([[1.0, 0.0], [1e-5, 1.0]], [4.0, 8.0], [1e-9, 4.0])
    sizes = np.array([[1.0, 0.0], [1e-5, 1.0]]) * scale.column[None, :] * scale.row[:, None]
    assert sizes[sizes > 0].min() > HIGHS_SMALLEST
    assert sizes.max() <= LARGEST


def test_rows_that_no_scale_makes_alike_end_all_the_same() -> None:
    scale = of([[1.0, 1e-30], [1e-30, 1.0]], [1.0, 1.0], [1.0, 1.0])
    assert np.isfinite(scale.column).all()
    assert np.isfinite(scale.row).all()


def test_a_limit_of_nothing_has_the_price_of_what_more_of_it_fills() -> None:
    """Each one more of a limit of no people fills a six-hundredth battalion."""
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 0}
    found = {price.row: price.as_document() for price in prices(solved(scenario(**constrained(**rule))))}
    (line,) = found["rule"]["more"]["lines"]
    assert line["units"] == pytest.approx(1 / 600)
