"""Which variable is worth most to move."""

from __future__ import annotations

import numpy as np

from planner.engines.hot.bounds import Bounds
from planner.engines.hot.movable import Movable
from planner.engines.hot.path import Path, TableauLine

BOUNDS = Bounds(np.array([0.0, 0.0, -np.inf, 1.0, 0.0]), np.array([1.0, 1.0, np.inf, 1.0, 9.0]))


def path() -> Path:
    """Return a path at the least of the first two and the most of none; the last variable is basic."""
    outside = np.array([True, True, True, True, False])
    return Path(np.array([0.0, 1.0, 5.0, 1.0, 2.0]), np.array([4], dtype=np.int32), outside)


def test_what_is_worth_most_is_taken_where_it_has_room_that_way() -> None:
    movable = Movable(path(), BOUNDS)
    assert movable.most_worth(np.array([-2.0, 1.0, 0.0, 0.0, 0.0])) == 0
    assert movable.most_worth(np.array([-2.0, 3.0, 0.0, 0.0, 0.0])) == 1
    assert movable.most_worth(np.array([2.0, -3.0, 0.0, 0.0, 0.0])) is None


def test_what_is_free_moves_either_way() -> None:
    movable = Movable(path(), BOUNDS)
    assert movable.most_worth(np.array([0.0, 0.0, 1.0, 0.0, 0.0])) == 2
    assert movable.most_worth(np.array([0.0, 0.0, -1.0, 0.0, 0.0])) == 2


def test_what_is_held_basic_or_worth_rounding_is_not_moved() -> None:
    assert Movable(path(), BOUNDS).most_worth(np.array([-1e-10, 0.0, 0.0, -9.0, -9.0])) is None


def test_of_equals_the_first_is_taken() -> None:
    assert Movable(path(), BOUNDS).most_worth(np.array([-1.0, 1.0, 1.0, 0.0, 0.0])) == 0


def test_who_has_moved_is_looked_at_again() -> None:
    gone = path()
    movable = Movable(gone, BOUNDS)
    gone.value[0] = 1.0
    movable.moved(0)
    assert movable.most_worth(np.array([-2.0, 0.0, 0.0, 0.0, 0.0])) is None
    assert movable.most_worth(np.array([2.0, 0.0, 0.0, 0.0, 0.0])) == 0
    gone.enter(1, 0, TableauLine.of(np.array([1.0])), 1.0)
    for variable in (1, 4):
        movable.moved(variable)
    assert movable.most_worth(np.array([0.0, 3.0, 0.0, 0.0, -2.0])) == 4
