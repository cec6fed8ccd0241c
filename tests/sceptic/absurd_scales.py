"""Scenarios of the whole language whose amounts are absurd and valid, and plans of them, spoilt.

Costs go from a millionth to a billion, phases from a thousandth of a month to a century, quantities from a
millionth to a million.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random

import numpy as np

from planner.engines.solve import Solution
from planner.problems import InvalidInput
from planner.program.blocks import CONTRIBUTION, FloatArray
from planner.scenario.reading import read
from tests.sceptic.scenarios import Document, document

FIRST = 1_000_000
"""Seeds of the sceptic's own scenarios are below this."""
ATTEMPTS = 50
COSTS, QUANTITIES, MONTHS = (-6.0, 9.0), (-6.0, 6.0), (-3.0, 3.07)
"""Powers of ten between which amounts lie."""
WORSE = 2e-4
"""A goal that is worse by more than this of its size is no rounding, whatever that buys."""


def absurd(seed: int) -> Document:
    """Return the scenario of a seed as a document that is read without a problem."""
    for attempt in range(ATTEMPTS):
        sections = document(FIRST + ATTEMPTS * seed + attempt)
        _stretch(sections, Random(f"absurd {seed} {attempt}"))
        try:
            read(copy.deepcopy(sections))
        except InvalidInput:
            continue
        return {**sections, "title": f"absurd {seed}"}
    raise ValueError(f"seed {seed} gives no valid scenario")


def _stretch(sections: Document, random: Random) -> None:
    """Give every amount of a scenario another size, each by itself."""

    def drawn(powers: tuple[float, float]) -> float:
        return float(f"{10 ** random.uniform(*powers):.{random.choice((1, 2, 4))}g}")

    for capability in sections["capabilities"].values():
        capability["cost"] = drawn(COSTS)
    for phase in sections["phases"]:
        phase["months"] = drawn(MONTHS)
    for line in sections["requirements"].values():
        asked = line["quantity"]
        if isinstance(asked, dict):
            line["quantity"] = {key: drawn(QUANTITIES) if amount else 0 for key, amount in asked.items()}
        else:
            line["quantity"] = drawn(QUANTITIES)
    offers = [offer for nation in sections["nations"].values() for offer in nation["offers"].values()]
    for offer in offers:
        offer |= {field: drawn(QUANTITIES) for field in ("units", "pool") if offer.get(field)}
    for nation in sections["nations"].values():
        for costs in sorted(nation.keys() & {"support", "sustain"}):
            nation[costs] = {place: drawn(COSTS) for place in nation[costs]}


def spoilt(solution: Solution) -> Iterator[FloatArray]:
    """Yield plans in which one contribution is nothing, half as large, or nearer to the most it can be.

    The shortfall of its line goes with it. Left out are those of which no goal is clearly worse while those
    before it are no better.
    """
    program, values = solution.program, solution.values
    contributions = program.family(CONTRIBUTION)
    for column in range(contributions.start, contributions.stop):
        now, most = float(values[column]), float(program.reach[column])
        for other in {0.0, now / 2, (now + most) / 2} - {now}:
            worse = values.copy()
            worse[column] = other
            _make_up(solution, worse, column)
            if _is_worse(solution, worse):
                yield worse


def _make_up(solution: Solution, values: FloatArray, column: int) -> None:
    """Let the column that nothing but a need has, the shortfall, take what another no longer fills."""
    program, matrix = solution.program, solution.program.matrix
    single = np.bincount(matrix.indices, minlength=len(values)) == 1
    for row in matrix.tocsc()[:, [column]].indices.tolist():
        if program.row_lower[row] == program.row_upper[row]:
            for other in matrix[[row]].indices.tolist():
                if single[other] and other != column:
                    missing = program.row_lower[row] - float((matrix[[row]] @ values)[0])
                    values[other] += missing / matrix[row, other]


def _is_worse(solution: Solution, values: FloatArray) -> bool:
    """Say whether the first goal that is clearly another than it was is worse."""
    for stage in solution.stages:
        was, now = (float(stage.goal.cost @ one) for one in (solution.values, values))
        if stage.goal.stated and abs(now - was) > WORSE * max(1.0, abs(was), abs(now)):
            return now > was
    return False
