"""How solving grows on families of problems of several kinds, ours beside raw solvers.

    python -m benchmarks.families [--family NAME] [--sizes 18k,38k] [--ways "HiGHS primal, hot"]

Ours is from the program to the audited plan: all goals in order and the tie-break; beside it what formulating
takes, and what the costs of goals would (`--costs`). Raw solvers get the same program, goal after goal, the
tie-break last, and only their own time counts; where one has no time left (`--seconds`) or gives up, how many
goals it has finished stands beside. Processor time. Growth is the exponent of the columns, fitted over the
sizes, of each the median over `--seeds` members: one alone says little. With `--ways none` only ours is
measured; `--ways` takes names with a semicolon between.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from benchmarks import differing, family
from benchmarks.horizons import long
from benchmarks.peers.goal_by_goal import Reached, reached, ways
from benchmarks.quarters import quarters
from benchmarks.steps import in_steps
from benchmarks.sustained import sustained
from benchmarks.timing import ProcessorWatch
from planner.engines.goal_costs import goal_costs
from planner.engines.proof.audit import audit
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario

Document = dict[str, Any]
QUICK = ("HiGHS primal, hot", "HiGHS interior")
"""The ways that are gone when none is named: the best that we know, on one family or the other."""
OFF = 1e-5
"""From how far off, in proportion, a peer's answer is said to be another."""

FAMILIES: Mapping[str, Mapping[str, Callable[[int], Document]]] = {
    "sustained": {
        "18k": partial(sustained, size=family.Size(26, 16, 6, 18)),
        "36k": partial(sustained, size=family.M),
        "82k": partial(sustained, size=family.Size(48, 24, 8, 24)),
    },
    "differing": {name: partial(differing.document, size=size) for name, size in differing.SIZES.items()},
    "united-nations": {f"{count} quarters": partial(quarters, count=count) for count in (2, 6, 12)},
    "horizon": {
        f"{phases} phases": partial(long, size=differing.Size(30, 6, 2, phases), pools=False)
        for phases in (20, 80, 200)
    },
    "horizon-pools": {
        f"{phases} phases": partial(long, size=differing.Size(30, 6, 2, phases), pools=True)
        for phases in (20, 80, 200)
    },
    "steps": {
        "12 nations": partial(in_steps, size=family.Size(12, 6, 2, 2)),
        "26 nations": partial(in_steps, size=family.S),
    },
}
"""By name: each member by its size, made of a seed."""


@dataclass(frozen=True)
class Measured:
    """What one member took, in seconds, and what raw ways came to."""

    size: str
    columns: int
    rows: int
    entries: int
    formulate: float
    solve: float
    audit: float
    gap: float
    costs: float
    goals: int
    values: Sequence[float]
    """What ours makes of the stated goals."""
    raw: Mapping[str, Reached] = field(default_factory=dict)


def measured(size: str, document: Document, raw: Sequence[str], seconds: float, *, costs: bool) -> Measured:
    """Measure one member."""
    scenario = Scenario.model_validate(document)
    watch = ProcessorWatch()
    program = formulate(scenario).program
    formulated = watch.lap()
    solution = solve(program, Highs(), seconds=None if not program.integer.any() else seconds)
    solved = watch.lap()
    found = audit(program, solution.values, solution.stages)
    audited = watch.lap()
    if costs:
        goal_costs(program, solution, Highs())
    spent = watch.lap() if costs else math.nan
    values = [float(goal.cost @ solution.values) for goal in program.goals if goal.stated]
    sizes = (len(program.lower), len(program.row_lower), program.matrix.nnz)
    peers = dict(_peers(program, raw, seconds))
    gap = found.gap if found.passed else math.inf
    took = (formulated, solved, audited, gap, spent)
    return Measured(size, *sizes, *took, len(program.goals), values, peers)


def _peers(program: Program, names: Sequence[str], seconds: float) -> Iterator[tuple[str, Reached]]:
    for name in names:
        yield name, reached(name, program, seconds)


def main() -> None:
    """Print a table for each family that is asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--family", choices=FAMILIES, action="append")
    options.add_argument("--sizes", type=lambda text: text.split(","), help="only these, of those it has")
    options.add_argument("--seed", type=int, default=1, help="the first")
    options.add_argument("--seeds", type=int, default=1, help="how many members of each size")
    options.add_argument("--ways", default=";".join(QUICK), help=f"all, none, or of: {'; '.join(ways())}")
    options.add_argument(
        "--seconds", type=float, default=120.0, help="the most for each raw way, and for steps"
    )
    options.add_argument("--costs", action="store_true", help="also the costs of goals")
    given = options.parse_args()
    chosen = {"all": ways(), "none": []}.get(given.ways, given.ways.split(";"))
    for name in given.family or FAMILIES:
        print(f"\n{name}, {given.seeds} of each size from seed {given.seed}\n")
        _table(name, chosen, given)


def _table(name: str, chosen: Sequence[str], given: argparse.Namespace) -> None:
    head = ["size", "columns", "rows", "entries", "formulate", "solve", "audit", "costs of goals", *chosen]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    found: dict[str, list[Measured]] = {}
    for size, made in FAMILIES[name].items():
        if given.sizes is None or size in given.sizes:
            found[size] = []
            for seed in range(given.seed, given.seed + given.seeds):
                found[size].append(measured(size, made(seed), chosen, given.seconds, costs=given.costs))
                print(f"| {' | '.join(_line(found[size][-1]))} |", flush=True)
    if len(found) > 1:
        columns = _medians(found, "columns")
        parts = ("formulate", "solve", "audit")
        told = (f"{part} {exponent(columns, _medians(found, part)):.2f}" for part in parts)
        print(f"\ngrowth with columns: {', '.join(told)}", flush=True)


def _medians(found: Mapping[str, Sequence[Measured]], part: str) -> list[float]:
    return [statistics.median(getattr(one, part) for one in members) for members in found.values()]


def _line(one: Measured) -> Iterator[str]:
    yield from (one.size, f"{one.columns:,}", f"{one.rows:,}", f"{one.entries:,}")
    yield f"{one.formulate:.2f}"
    yield f"{one.solve:.2f}"
    yield f"{one.audit:.2f} ({one.audit / one.solve:.2f} x)" + (" FAILED" if math.isinf(one.gap) else "")
    yield "" if math.isnan(one.costs) else f"{one.costs:.2f} ({one.costs / one.solve:.2f} x)"
    for raw in one.raw.values():
        yield _said(raw, one)


def _said(raw: Reached, one: Measured) -> str:
    """Say what a raw way took, beside ours, how far it came, and by how much its answer is off."""
    taken = sum(raw.seconds)
    told = f"{taken:.1f} (ours {one.solve / taken:.2f} x)" if taken else "-"
    if len(raw.values) < one.goals:
        told += f", {len(raw.values)} of {one.goals} goals"
    pairs = zip(raw.values, one.values, strict=False)
    off = max((abs(theirs - ours) / max(1.0, abs(ours)) for theirs, ours in pairs), default=0.0)
    return told + (f", off by {off:.1e}" if off > OFF else "")


def exponent(columns: Sequence[float], seconds: Sequence[float]) -> float:
    """Return by which power of the columns the seconds grow, fitted over all sizes."""
    return float(np.polyfit(np.log(columns), np.log(seconds), 1)[0])


if __name__ == "__main__":
    main()
