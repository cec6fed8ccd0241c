"""Random small scenarios through the whole of solving: none may fail, no audit may, no figure is below zero.

Run `python -m benchmarks.campaign --count 2000 --solver highs`; it ends with exit code 1 and the seeds that
went wrong. `document(seed)` is the scenario of a seed, for whoever wants to look at one or test with many.
Figures are as awkward as people write them: thirds and sevenths as decimals, effectiveness above one,
quantities from a millionth to a million, phases of one month beside ten years, goals in any order.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from planner.engines.proof.audit import AuditFailedError
from planner.planning import solve
from planner.scenario.scenario import Scenario

AWKWARD = (1.0, 1.0, 0.5, 0.25, 1.5, 1 / 3, 0.3333333, 2 / 7, 0.1, 1.1)
COMPONENTS = ("land", "maritime", "training")
MONTHS = (1, 2, 3, 6, 12, 0.5, 100)
ZERO = -1e-12
"""A figure below this is a negative one."""


def document(seed: int) -> dict[str, Any]:
    """Return the scenario of a seed; it is valid and has no whole units."""
    draw = Random(seed)
    phases = [f"p{number}" for number in range(draw.randint(1, 4))]
    capabilities = [f"k{number}" for number in range(draw.randint(1, 5))]
    nations = [f"N{number}" for number in range(draw.randint(1, 5))]
    wide = draw.random() < 0.3
    return {
        "title": f"random {seed}",
        "phases": [{"id": phase, "months": draw.choice(MONTHS)} for phase in phases],
        "conditions": {"c0": {"holds": draw.sample(phases, draw.randint(1, len(phases)))}},
        "places": {"pl0": {"area": "a0"}, "pl1": {"area": draw.choice(("a0", "a1"))}},
        "capabilities": {name: _capability(draw) for name in capabilities},
        "requirements": {
            f"r{number}": _requirement(draw, capabilities, phases, wide=wide)
            for number in range(draw.randint(1, 6))
        },
        "nations": {name: _nation(draw, capabilities, wide=wide) for name in nations},
        "constraints": {f"q{number}": _constraint(draw, nations) for number in range(draw.randint(0, 3))},
        "goals": _goals(draw),
    }


def _capability(draw: Random) -> dict[str, Any]:
    return {
        "component": draw.choice(COMPONENTS),
        "unit": "unit",
        "personnel": draw.choice((1, 10, 50, 200, 700)),
        "cost": draw.choice((0, 1, 2.46, 0.89, round(draw.uniform(0, 5), 2))),
        "measures": {"tonnage": draw.choice((1, 650, 4000))},
    }


def _size(draw: Random, *, wide: bool) -> float:
    if wide:
        return float(f"{10 ** draw.uniform(-6, 6):.3g}")
    return draw.choice((draw.randint(1, 10), draw.randint(1, 10), round(10 / draw.randint(1, 9), 7)))


def _requirement(draw: Random, capabilities: list[str], phases: list[str], *, wide: bool) -> dict[str, Any]:
    served = draw.sample(capabilities, draw.randint(1, min(3, len(capabilities))))
    needed = draw.sample(phases, draw.randint(1, len(phases)))
    return {
        "place": draw.choice(("pl0", "pl1")),
        "priority": draw.randint(1, 3),
        "weight": draw.choice((1, 1, 2, 0.7, 10)),
        "accepts": {name: draw.choice(AWKWARD) for name in served},
        "quantity": {phase: _size(draw, wide=wide) for phase in needed},
    }


def _nation(draw: Random, capabilities: list[str], *, wide: bool) -> dict[str, Any]:
    offered = draw.sample(capabilities, draw.randint(1, len(capabilities)))
    able = {"keys": {"gdp": draw.choice((1, 10, 31, 1000, 27720))}} if draw.random() < 0.8 else {}
    return {"offers": {name: _offer(draw, wide=wide) for name in offered}, **able}


def _offer(draw: Random, *, wide: bool) -> dict[str, Any]:
    offer: dict[str, Any] = {"units": _size(draw, wide=wide)}
    if draw.random() < 0.3:
        pool = {"pool": _size(draw, wide=wide), "rotation": draw.randint(1, 4), "tour": draw.randint(1, 9)}
        offer |= pool
    if draw.random() < 0.2:
        offer["needs"] = ["c0"]
    return offer


def _constraint(draw: Random, nations: list[str]) -> dict[str, Any]:
    some = draw.sample(nations, draw.randint(1, max(1, len(nations) - 1)))
    chosen: dict[str, Any] = draw.choice(
        (
            {"kind": "share", "nations": some, "at_most": draw.choice((0.2, 0.3333333, 0.5))},
            {"kind": "share", "per": "nation", "at_most": draw.choice((0.5, 0.7, 0.4285714))},
            {"kind": "lead", "nations": some, "component": draw.choice(COMPONENTS), "mode": "together"},
            {"kind": "limit", "measure": "personnel", "at_most": draw.choice((100, 1000, 3333.333))},
            {"kind": "limit", "measure": "personnel", "at_most": 1000, "per": ["area", "horizon"]},
            {"kind": "limit", "measure": "cost", "at_most": 33.3, "per": ["nation", "horizon"]},
            {"kind": "ramp", "measure": "personnel", "by": draw.choice((0, 100, 333))},
            {"kind": "reliance", "nations": some[:1], "on": {"nations": nations[-1:]}, "ratio": 2 / 3},
        )
    )
    return {**chosen, "because": "random"}


STEADY = 0.25
"""How often contingents are to be kept where they are."""


def _goals(draw: Random) -> list[Any]:
    burden = {"burden": {"measure": draw.choice(("personnel", "tonnage", "cost"))}}
    goals: list[Any] = ["fill", "even", burden, "cost"]
    chosen = draw.sample(goals, draw.randint(1, len(goals)))
    # Drawn last: the scenario of a seed is otherwise the one that it was before there was this goal.
    if draw.random() < STEADY:
        chosen.insert(draw.randint(0, len(chosen)), "steady")
    return chosen


def wrong(seed: int, solver: str) -> Iterator[str]:
    """Yield what went wrong with the scenario of a seed."""
    try:
        plan = solve(Scenario.model_validate(document(seed)), solver=solver)
    except AuditFailedError as failed:
        yield f"audit: {failed}"
        return
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    if plan.status not in ("optimal", "infeasible"):
        yield str(plan.status)
    if min(_figures(plan.as_document()), default=0.0) < ZERO:
        yield "negative figure"


def _figures(value: Any) -> Iterator[float]:
    """Yield the figures of a document; bounds are no claim of a plan and may be a rounding below zero."""
    if isinstance(value, float | int):
        yield float(value)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key != "bound":
                yield from _figures(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _figures(entry)


def main() -> int:
    """Run the campaign; return 0 where nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--solver", default="highs")
    chosen = parser.parse_args()
    kinds: Counter[str] = Counter()
    for seed in range(chosen.first, chosen.first + chosen.count):
        for said in wrong(seed, chosen.solver):
            kinds[said.split(":")[0]] += 1
            sys.stdout.write(f"{seed}: {said}\n")
            sys.stdout.flush()
    sys.stdout.write(json.dumps({"scenarios": chosen.count, "solver": chosen.solver, "wrong": kinds}) + "\n")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
