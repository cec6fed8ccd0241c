"""Worlds of the reassurance force solved for all fill goals: `python -m benchmarks.worlds`.

Worlds are drawn by the scenario's own chances. `hot` solves all of them on one family, `cold` opens HiGHS
anew for each on the same arrays, and PuLP rebuilds each and holds every goal as a row for those after it,
with CBC and with HiGHS; cold and PuLP on a sample that is scaled up to the number of worlds. One core. The
family is built within the hot time; PuLP is given each world's bounds ready-made. All goals are compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import planner
from benchmarks.compare import AGREEMENT
from benchmarks.timing import Watch
from planner.engines.again import Again
from planner.engines.engine import Held
from planner.engines.pulp_model import answer, hold, model
from planner.formulation.formulate import formulate
from planner.program.program import Goal
from planner.worlds.chances import Chances
from planner.worlds.family import Family
from planner.worlds.world import World

SCENARIO = "scenarios/reassurance.yaml"


@dataclass(frozen=True)
class Run:
    """A way of solving the worlds: its seconds for all of them, and the goals of those it solved."""

    name: str
    seconds: float
    goals: list[list[float]]


def fill_goals(family: Family) -> tuple[Goal, ...]:
    """Return the fill goals, which come first."""
    return tuple(goal for goal in family.program.goals if goal.name.startswith("fill"))


def hot(worlds: Sequence[World]) -> tuple[Run, Family]:
    """Solve all worlds on one family, which is built here."""
    formulation = formulate(planner.load(SCENARIO))
    watch = Watch()
    family = Family.of(formulation, worlds)
    again, goals = Again(family.program), fill_goals(family)
    again.solve(family.face(World()), goals[:1])
    found = [[one.value for one in again.solve(family.face(world), goals).stages] for world in worlds]
    return Run("hot", watch.lap(), found), family


def cold(family: Family, worlds: Sequence[World], scaled: float) -> Run:
    """Solve each with a solver opened anew."""
    watch, goals = Watch(), fill_goals(family)
    found = [
        [one.value for one in Again(family.program).solve(family.face(world), goals).stages]
        for world in worlds
    ]
    return Run("cold", watch.lap() * scaled, found)


def rebuilt(family: Family, worlds: Sequence[World], solver: str, scaled: float) -> Run:
    """Rebuild each in PuLP and solve goal by goal."""
    watch, goals, found = Watch(), fill_goals(family), []
    for world in worlds:
        written = model(family.program, goals[0].cost, family.face(world))
        values = []
        for number, goal in enumerate(goals):
            written.problem.setObjective(
                sum(float(goal.cost[spot]) * written.variables[spot] for spot in np.flatnonzero(goal.cost))
            )
            _, columns = answer(written, solver, None)
            values.append(float(goal.cost @ columns))
            held = Held.at(goal.cost, values[-1])
            hold(written, goal.cost, held.bound, f"held_{number}")
        found.append(values)
    return Run(f"PuLP with {solver}", watch.lap() * scaled, found)


def main() -> int:
    """Print seconds and ratios; 1 where goals do not agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worlds", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=20, help="how many are solved cold and by PuLP")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chances = Chances.of(planner.load(SCENARIO))
    worlds = chances.worlds(chances.draws(asked.count, asked.seed))[: asked.count]
    first, family = hot(worlds)
    sample, scaled = worlds[: asked.sample], len(worlds) / min(asked.sample, len(worlds))
    others = [rebuilt(family, sample, solver, scaled) for solver in ("PULP_CBC_CMD", "HiGHS")]
    runs = [first, cold(family, sample, scaled), *others]
    for run in runs:
        print(f"{run.name:26s} {run.seconds:9.2f} s  {run.seconds / first.seconds:6.1f} x")
    values = np.array([run.goals[: len(sample)] for run in runs])
    apart = float(np.ptp(values, axis=0).max())
    print(f"{len(worlds)} worlds, seed {asked.seed}; goals differ by at most {apart:.1e}")
    return int(apart > AGREEMENT)


if __name__ == "__main__":
    sys.exit(main())
