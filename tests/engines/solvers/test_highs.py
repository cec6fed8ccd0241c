"""HiGHS held in memory: what is asked of it after a run."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.engines.engine import Face
from planner.engines.solvers import highs
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.large_start import INTERIOR
from planner.formulation.formulate import formulate
from planner.scenario.reading import read
from tests.small import document


class Noted:
    """HiGHS, with a note of what it is asked."""

    def __init__(self, held: Any) -> None:
        self.held, self.asked = held, list[str]()

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self.held, name)


def test_after_interior_point_the_basis_is_handed_back_before_its_inverse_is_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    program = formulate(read(document(goals=["cost", "fill"]))).program
    session, face = Highs().open(program), Face.of(program)
    summed = program.goals[0].cost + program.goals[1].cost
    assert session.minimise(summed, face, summed=True).method == INTERIOR
    session._highs = noted = Noted(session._highs)
    prices = session.prices(program.goals)
    assert noted.asked.index("setBasis") < noted.asked.index("getBasicVariables")
    assert all(np.isfinite(one).all() for one in prices)


def test_after_pivots_it_is_not(monkeypatch) -> None:
    program = formulate(read(document(goals=["cost", "fill"]))).program
    session = Highs().open(program)
    session.minimise(program.goals[0].cost, Face.of(program), summed=True)
    session._highs = noted = Noted(session._highs)
    session.prices(program.goals)
    assert "setBasis" not in noted.asked
