"""Small scenarios with yes-or-no columns, and the best of all their whole numbers, tried one by one."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import numpy as np

from planner.engines.engine import Face
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.program.program import Program

MOST = 6
"""Up to this many yes-or-no columns all of them are tried."""


def drawn(seed: int) -> dict[str, Any]:
    """Return a scenario drawn by chance: two lines, three nations, support elements or a smallest package."""
    chance = Random(seed)
    package = {
        "kind": "package",
        "measure": "units",
        "capabilities": "k0",
        "at_least": chance.choice([1, 2, 3.5]),
        "per": ["nation", "horizon"],
        "because": "too small is useless",
    }
    goals = chance.sample(["fill", "even", "burden", "cost"], chance.choice([2, 3, 4]))
    return {
        "title": f"Drawn {seed}",
        "phases": [{"id": "p0", "months": chance.choice([1, 3, 6])}],
        "places": {"here": {"area": "a"}, "there": {"area": "b"}},
        "capabilities": {
            name: {
                "component": "land",
                "unit": "unit",
                "personnel": chance.choice([1, 10, 700]),
                "cost": round(chance.uniform(0, 3), 2),
            }
            for name in ("k0", "k1")
        },
        "requirements": {
            "r0": {"capability": "k0", "place": "here", "quantity": chance.choice([2, 5, 7])},
            "r1": {
                "accepts": {"k0": 0.5, "k1": 1},
                "place": "there",
                "quantity": chance.choice([3, 4]),
                "priority": chance.choice([1, 2]),
            },
        },
        "nations": {f"N{number}": _nation(chance) for number in range(3)},
        "constraints": {"useful": package} if chance.random() < 0.5 else {},
        "goals": goals,
    }


def _nation(chance: Random) -> dict[str, Any]:
    support = {"there": round(chance.uniform(0.1, 2), 2)} if chance.random() < 0.5 else {}
    return {
        "offers": {"k0": chance.choice([1, 2, 4]), "k1": chance.choice([1, 2])},
        "support": support,
        "keys": {"gdp": chance.choice([1, 10, 1000])},
    }


def best_of_all(program: Program) -> list[float]:
    """Return the values of the goals in the best of all choices of the whole numbers."""
    whole = np.flatnonzero(program.integer)
    ends = [range(int(program.lower[column]), int(program.upper[column]) + 1) for column in whole]
    found = [values for chosen in product(*ends) if (values := _with(program, whole, chosen)) is not None]
    for number in range(len(program.goals)):
        least = min(values[number] for values in found)
        found = [values for values in found if values[number] <= least + 1e-7 * max(1.0, abs(least))]
    return found[0]


def _with(program: Program, whole: np.ndarray, chosen: tuple[int, ...]) -> list[float] | None:
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[whole] = upper[whole] = chosen
    face = Face(lower, upper, program.row_lower, program.row_upper)
    solution = solve(program.relaxed(), Highs(), face=face)
    return [float(goal.cost @ solution.values) for goal in program.goals] if solution.found else None
