"""The basis that is begun from is the one whose prices promise most, and a run ends where it would anyway."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.engines.engine import Face
from planner.engines.hot import beginnings
from planner.engines.hot.beginnings import Beginnings, Nearing
from planner.engines.solvers.highs import Highs
from tests.small import formulated

PROGRAM = formulated().program
COST = PROGRAM.goals[0].cost


def part(size: float) -> Face:
    """Return the program with so much left of each offer."""
    offers = ~np.isfinite(PROGRAM.row_lower)
    return replace(Face.of(PROGRAM), row_upper=np.where(offers, size, 1.0) * PROGRAM.row_upper)


def prices(face: Face) -> np.ndarray:
    """Return the prices of the first goal on a face."""
    return Highs().open(PROGRAM).minimise(COST, face).prices


def nearest(kept: Beginnings, face: Face) -> object:
    """Return the basis to begin from on one face."""
    return Nearing(kept, Face.stacked([face])).nearest(0)[0]


def bound(worth: np.ndarray, face: Face) -> float:
    """Return what prices say that no point of a face is below."""
    reduced = COST - PROGRAM.matrix.T @ worth
    parts = [(reduced, face.lower, face.upper), (worth, face.row_lower, face.row_upper)]
    return sum(
        float(np.sum(np.where(one > 1e-9, one * low, np.where(one < -1e-9, one * high, 0.0))))
        for one, low, high in parts
    )


@pytest.mark.filterwarnings("ignore:invalid value")
def test_the_nearest_is_the_one_with_the_highest_bound() -> None:
    kept, met = Beginnings(PROGRAM, COST), [part(size) for size in (1.0, 0.6, 0.2)]
    each = [prices(face) for face in met]
    for number, worth in enumerate(each):
        kept.keep(number, worth)
    asked = [*met, part(0.3), part(0.8)]
    nearing = Nearing(kept, Face.stacked(asked))
    for number, face in enumerate(asked):
        bounds = [bound(worth, face) for worth in each]
        nearest, promised = nearing.nearest(number)
        assert bounds[nearest] == pytest.approx(max(bounds))
        assert promised == pytest.approx(max(bounds))


def test_a_basis_that_is_kept_while_faces_are_solved_is_looked_at_too() -> None:
    kept, met = Beginnings(PROGRAM, COST), Face.stacked([part(size) for size in (1.0, 0.2)])
    kept.keep("first", prices(part(1.0)))
    nearing = Nearing(kept, met)
    assert nearing.nearest(0)[0] == nearing.nearest(1)[0] == "first"
    kept.keep("second", prices(part(0.2)))
    assert nearing.nearest(1)[0] == "second"


def test_where_none_is_kept_there_is_none() -> None:
    assert nearest(Beginnings(PROGRAM, COST), Face.of(PROGRAM)) is None


def test_a_basis_whose_price_points_where_there_is_no_end_comes_last() -> None:
    kept, face = Beginnings(PROGRAM, COST), Face.of(PROGRAM)
    kept.keep("endless", np.where(np.isfinite(face.row_lower), 1e6, 1e-3))
    kept.keep("sound", prices(part(0.5)))
    assert nearest(kept, face) == "sound"


def test_no_more_are_kept_than_there_is_room_for_and_the_first_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "KEPT", 2)
    kept = Beginnings(PROGRAM, COST)
    for number, size in enumerate((1.0, 0.6, 0.2)):
        kept.keep(number, prices(part(size)))
    assert kept.bases == [0, 1]
    monkeypatch.setattr(beginnings, "NUMBERS", 1)
    kept = Beginnings(PROGRAM, COST)
    for number, size in enumerate((1.0, 0.6)):
        kept.keep(number, prices(part(size)))
    assert kept.bases == [0]
