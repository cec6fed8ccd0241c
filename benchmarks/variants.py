"""1,000 variants of S solved again: `python -m benchmarks.variants`.

A variant changes every offer and every need by up to 20 %, or (one in ten) takes a nation away. The planner
solves them hot (one session; changed bounds of rows and columns, changed costs), and cold (a new session
for each); PuLP rebuilds its problem each time, on a sample that is scaled up to the number of variants. One
core; everyone's raw numbers are ready-made, and everyone's optimum is compared with that of PuLP on the
sample.

The hot time has two parts, both counted: `figures`, from a variant's raw numbers to the program's bounds
and costs, and `solve`, everything from there to the optimal values and prices in memory.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pulp

from benchmarks.compare import AGREEMENT, environment
from benchmarks.family import SIZES, Family, Floats, generate
from benchmarks.ours import validated
from benchmarks.peers import pulp_model
from benchmarks.records import Records
from benchmarks.timing import Watch
from planner.engines.engine import Face, Outcome
from planner.engines.solvers.highs import Highs, HighsSession
from planner.formulation.formulate import formulate
from planner.program.blocks import SHORTFALL, Keys
from planner.program.program import Program

CHANGE = 0.2
"""How much offers and needs change at most."""
GONE = 10
"""Every so many variants, a nation is gone instead."""


def variants(family: Family, count: int, seed: int) -> list[Family]:
    """Return variants of a family."""
    random = np.random.default_rng(seed)
    return [
        _without_a_nation(family, random) if number % GONE == GONE - 1 else _changed(family, random)
        for number in range(count)
    ]


def _changed(family: Family, random: np.random.Generator) -> Family:
    def change(values: Floats) -> Floats:
        return np.round(values * random.uniform(1 - CHANGE, 1 + CHANGE, values.shape), 4)

    return replace(family, units=change(family.units), quantity=change(family.quantity))


def _without_a_nation(family: Family, random: np.random.Generator) -> Family:
    gone = random.integers(family.size.nations)
    return replace(family, units=np.where(family.offer_nation == gone, 0.0, family.units))


@dataclass(frozen=True, eq=False)
class Places:
    """Where a family's numbers stand in its program: rows of offers and needs, columns of shortfalls."""

    program: Program
    offers: np.ndarray
    """Index of the family's pair for each offer row."""
    needs: np.ndarray
    """Index into the family's flat quantities for each need row."""
    shortfalls: np.ndarray
    """The same for each shortfall column."""

    @classmethod
    def of(cls, family: Family, program: Program) -> Places:
        """Find them by the ids of rows and columns."""
        pair = {
            (family.nations[nation], family.capabilities[capability]): number
            for number, (nation, capability) in enumerate(
                zip(family.offer_nation, family.offer_capability, strict=True)
            )
        }
        line = {
            (f"{capability}-{place}", phase): number
            for number, (capability, place, phase) in enumerate(
                (capability, place, phase)
                for capability in family.capabilities
                for place in family.places
                for phase in family.phases
            )
        }
        blocks = {block.family: block for block in program.rows}
        short = next(block for block in program.columns if block.family == SHORTFALL)
        return cls(
            program,
            _found(pair, program, blocks["offer"].keys, ("nation", "capability")),
            _found(line, program, blocks["need"].keys, ("requirement", "phase")),
            _found(line, program, short.keys, ("requirement", "phase")),
        )

    def rows(self, name: str) -> slice:
        """Return where a block of rows stands."""
        start = 0
        for block in self.program.rows:
            if block.family == name:
                return slice(start, start + block.count)
            start += block.count
        raise KeyError(name)

    def figures(self, base: Floats, family: Family) -> tuple[Floats, Face]:
        """Return the cost of fill and the bounds of the program for a variant."""
        program = self.program
        row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
        quantity = family.quantity.ravel()
        row_upper[self.rows("offer")] = family.on_station[self.offers]
        row_lower[self.rows("need")] = row_upper[self.rows("need")] = quantity[self.needs]
        cost = base.copy()
        months = np.tile(family.months, family.size.capabilities * family.size.places)
        weight = months[self.shortfalls] / quantity[self.shortfalls]
        cost[program.family(SHORTFALL)] = weight
        return cost, replace(Face.of(program), row_lower=row_lower, row_upper=row_upper)


def _found(
    numbers: dict[tuple[str, str], int], program: Program, keys: Keys, names: tuple[str, str]
) -> np.ndarray:
    first, second = (np.array(program.names[name], dtype=object)[keys[name]] for name in names)
    return np.array([numbers[key] for key in zip(first, second, strict=True)])


@dataclass(frozen=True)
class Run:
    """What a way of solving all variants took, and the optimum of each."""

    name: str
    seconds: float
    objectives: tuple[float, ...]
    remark: str = ""


def hot(places: Places, families: Sequence[Family], open_session: Callable[[], HighsSession]) -> Run:
    """Solve all in one session, each from the basis of the base, so that their order does not matter."""
    session = open_session()
    base = np.zeros(len(places.program.lower))
    session.minimise(places.program.goals[0].cost, Face.of(places.program))
    start = session.basis()
    watch, solving, objectives = Watch(), 0.0, []
    for family in families:
        cost, face = places.figures(base, family)
        inner = Watch()
        outcome = session.minimise(cost, face, start=start)
        solving += inner.lap()
        objectives.append(_objective(cost, outcome))
    seconds = watch.lap()
    remark = f"figures {seconds - solving:.2f} s, solve {solving:.2f} s"
    return Run("planner, hot", seconds, tuple(objectives), remark)


def cold(places: Places, families: Sequence[Family], open_session: Callable[[], HighsSession]) -> Run:
    """Solve each in a session of its own."""
    base = np.zeros(len(places.program.lower))
    watch, objectives = Watch(), []
    for family in families:
        cost, face = places.figures(base, family)
        objectives.append(_objective(cost, open_session().minimise(cost, face)))
    return Run("planner, cold", watch.lap(), tuple(objectives))


def _objective(cost: Floats, outcome: Outcome) -> float:
    if len(outcome.values) == 0:
        raise RuntimeError(f"a variant ended {outcome.status}")
    return float(cost @ outcome.values)


def rebuilt(families: Sequence[Family], count: int) -> list[Run]:
    """Rebuild and solve a sample with PuLP, scaled up to the count; with CBC and with HiGHS."""
    solvers = {
        "PuLP with CBC": pulp.PULP_CBC_CMD(msg=False, threads=1),
        "PuLP with HiGHS": pulp.HiGHS(msg=False, threads=1),
    }
    records = [Records.of(family) for family in families]
    runs = []
    for name, solver in solvers.items():
        watch, objectives = Watch(), []
        for record in records:
            model = pulp_model.build(record)
            model.problem.solve(solver)
            objectives.append(float(pulp.value(model.problem.objective)))
        seconds = watch.lap() * count / len(families)
        runs.append(Run(f"{name}, rebuilt", seconds, tuple(objectives), f"from a sample of {len(families)}"))
    return runs


def disagreement(runs: Sequence[Run]) -> float:
    """Return the largest relative difference between optima of the same variant."""
    shared = min(len(run.objectives) for run in runs)
    values = np.array([run.objectives[:shared] for run in runs])
    return float(
        ((values.max(axis=0) - values.min(axis=0)) / np.maximum(1.0, np.abs(values.min(axis=0)))).max()
    )


def compared(count: int, sample: int, seed: int) -> list[Run]:
    """Return all runs, the planner's hot one first."""
    family = generate(SIZES["S"], seed)
    families = variants(family, count, seed)
    program = formulate(validated(family)).program
    places = Places.of(family, program)
    ours = [way(places, families, lambda: Highs().open(program)) for way in (hot, cold)]
    return [*ours, *rebuilt(families[:sample], count)]


def main() -> int:
    """Print seconds and ratios; 1 where optima do not agree."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.variants", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=50, help="how many of them PuLP solves")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="write the figures to this file")
    asked = parser.parse_args()
    runs = compared(asked.count, min(asked.sample, asked.count), asked.seed)
    for run in runs:
        ratio = run.seconds / runs[0].seconds
        print(f"{run.name:26s} {run.seconds:8.2f} s  {ratio:6.1f} x  {run.remark}".rstrip())
    apart = disagreement(runs)
    print(f"{asked.count} variants of S, seed {asked.seed}; optima differ by at most {apart:.1e}")
    if asked.json:
        figures = {
            "count": asked.count,
            "seed": asked.seed,
            "environment": environment(),
            "seconds": {run.name: run.seconds for run in runs},
        }
        Path(asked.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(apart > AGREEMENT)


if __name__ == "__main__":
    sys.exit(main())
