"""Figures that are put by rows and taken by columns, in memory or on disk, are the very same."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from planner.worlds import figure_columns
from planner.worlds.figure_columns import FigureColumns


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_columns_are_what_was_put_in_any_order_and_the_rest_is_no_number(monkeypatch, in_memory) -> None:
    monkeypatch.setattr(figure_columns, "IN_MEMORY", in_memory)
    wanted = np.random.default_rng(1).random((500, 7))
    with closing(FigureColumns(500)) as found:
        for start, stop in ((300, 450), (0, 32), (32, 300)):
            found.put(start, wanted[start:stop])
        wanted[450:] = np.nan
        for number in range(7):
            assert np.array_equal(found.column(number), wanted[:, number], equal_nan=True)
            assert np.array_equal(found.column(number, 20, 480), wanted[20:480, number], equal_nan=True)


def test_nothing_is_left_of_the_file(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(figure_columns, "IN_MEMORY", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with closing(FigureColumns(500)) as found:
        found.put(0, np.ones((500, 7)))
        assert found.column(6).sum() == 500
    assert list(tmp_path.iterdir()) == []
