"""Worlds of the reassurance force solved in all ways: `python -m benchmarks.worlds`.

Worlds are drawn by the scenario's own chances; units are divisible. `hot` solves the fill goals of all on one
family, `cold` opens HiGHS anew for each on the same arrays, and PuLP rebuilds each and holds every goal as a
row for those after it, with CBC and with HiGHS; cold and PuLP on a sample that is scaled up to the number of
worlds. The family is built within the hot time; PuLP is given each world's bounds ready-made. Each goal
that any of them reached is held against the best that SciPy finds with what that one left of the goals before
it: nothing given up by us, no more than it was allowed by PuLP's solvers. Then: two workers beside one, the
memory of a few and of many worlds, `withdraw --depth 2` beside one cold solve, and, with `--cluster N`, a
family on a dask cluster that is killed half-way and goes on.

Seconds are processor time of this process and all that it began, so that ratios hold on a busy machine; only
workers are told by the clock, and by the processor time that sharing costs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

import planner
from benchmarks.compare import AGREEMENT
from benchmarks.many_worlds import cut_off, memory, on_paper, spread
from benchmarks.many_worlds.given_up import Reached
from benchmarks.many_worlds.scenarios import reassurance, with_offering
from benchmarks.timing import ProcessorWatch
from planner.engines.engine import Held
from planner.engines.hot.again import Again
from planner.engines.hot.together import Together
from planner.engines.solvers.pulp_model import answer, hold, model
from planner.formulation.formulate import formulate
from planner.program.blocks import FloatArray
from planner.program.program import Goal
from planner.worlds.answers import TASK
from planner.worlds.chances import Chances
from planner.worlds.family import Family
from planner.worlds.world import World

NATIONS, PAIRS_AND_ONES = 31, 496
"""Nations that offer something, four more than in the scenario, and the programs of every one and two of them
gone; each condition failed is a program besides."""
ROOM = 1e-7
"""How much of a goal PuLP's solvers may give up for later ones: CBC calls what leaves it less infeasible."""

TOLERATED = 1e-7
"""By how much the row that holds a goal may be missed on top: both solvers' own tolerance."""


@dataclass(frozen=True)
class Run:
    """A way of solving the worlds: its seconds for all of them, and the goals of those it solved.

    `reached` says what else is known of them, where the solver may give up some of a goal.
    """

    name: str
    seconds: float
    goals: list[list[float]]
    reached: tuple[Reached, ...] = ()


def fill_goals(family: Family) -> tuple[Goal, ...]:
    """Return the fill goals, which come first."""
    return tuple(goal for goal in family.program.goals if goal.name.startswith("fill"))


def hot(worlds: Sequence[World]) -> tuple[Run, Family]:
    """Solve all worlds on one family, which is built here."""
    formulation = formulate(reassurance())
    watch = ProcessorWatch()
    family = Family.of(formulation, worlds)
    fills = replace(family.program, goals=fill_goals(family))
    together = Together(fills, family.face(World()))
    found = []
    for start in range(0, len(worlds), TASK):
        faces = [family.face(world) for world in worlds[start : start + TASK]]
        solved = together.solve_each(faces, lambda: None)
        found += [[one.value for one in solution.stages] for solution in solved]
    return Run("planner, hot", watch.lap(), found), family


def cold(family: Family, worlds: Sequence[World], scaled: float) -> Run:
    """Solve each with a solver opened anew."""
    watch, goals = ProcessorWatch(), fill_goals(family)
    found = [
        [one.value for one in Again(family.program).solve(family.face(world), goals).stages]
        for world in worlds
    ]
    return Run("planner, cold", watch.lap() * scaled, found)


def rebuilt(family: Family, worlds: Sequence[World], solver: str, scaled: float) -> Run:
    """Rebuild each in PuLP and solve goal by goal."""
    watch, goals, found = ProcessorWatch(), fill_goals(family), []
    for world in worlds:
        written = model(family.program, goals[0].cost, family.face(world))
        solutions = []
        for number, goal in enumerate(goals):
            written.problem.setObjective(
                sum(float(goal.cost[spot]) * written.variables[spot] for spot in np.flatnonzero(goal.cost))
            )
            _, columns = answer(written, solver, None)
            solutions.append(columns)
            held = Held.at(goal.cost, float(goal.cost @ columns), ROOM)
            hold(written, goal.cost, held.bound, f"held_{number}")
        found.append(Reached.at(goals, solutions))
    values = [one.values for one in found]
    return Run(f"PuLP with {solver}, rebuilt", watch.lap() * scaled, values, tuple(found))


def fills(count: int, sampled: int, seed: int) -> int:
    """Print what each way takes; return 1 where goals do not agree."""
    chances = Chances.of(reassurance())
    worlds = chances.worlds(chances.draws(count, seed))[:count]
    first, family = hot(worlds)
    sample, scaled = worlds[:sampled], len(worlds) / min(sampled, len(worlds))
    others = [rebuilt(family, sample, solver, scaled) for solver in ("PULP_CBC_CMD", "HiGHS")]
    runs = [first, cold(family, sample, scaled), *others]
    for run in runs:
        print(f"{run.name:34s} {run.seconds:9.2f} s  {run.seconds / first.seconds:6.1f} x", flush=True)
    each = np.array([run.goals[: len(sample)] for run in runs])
    apart = max(
        _apart(family, sample, run, np.abs(each[0] - mine)) for run, mine in zip(runs, each, strict=True)
    )
    print(f"{len(worlds)} worlds, seed {seed}; goals are off by at most {apart:.1e}", flush=True)
    return int(apart > AGREEMENT)


def _apart(family: Family, sample: Sequence[World], run: Run, beside: FloatArray) -> float:
    """Print and return by how much a goal that was reached is off the best that those before it left."""
    goals = fill_goals(family)
    reached = run.reached or [Reached.given_up_nothing(values) for values in run.goals[: len(sample)]]
    allowed = ROOM + TOLERATED if run.reached else 0.0
    off = max(
        one.apart(family.program, family.face(world), goals, allowed)
        for one, world in zip(reached, sample, strict=True)
    )
    print(f"{run.name:34s} off by at most {off:.1e}; other goals than hot by {beside.max():.1e}", flush=True)
    return off


def withdrawals() -> int:
    """Print what `withdraw --depth 2` takes beside one cold solve of all goals; 1 where it is unfinished."""
    unfinished = False
    for scenario in (reassurance(), with_offering(reassurance(), NATIONS)):
        watch = ProcessorWatch()
        for _ in range(10):
            Again(formulate(scenario).program).solve()
        once = watch.lap() / 10
        found = planner.withdraw(scenario, depth=2)
        all_of_them = watch.lap()
        programs = len(found.losses)
        ratio = all_of_them / once
        print(
            f"one cold solve, all goals {once:.3f} s; "
            f"{programs} programs {all_of_them:.2f} s, {ratio:.1f} x; "
            f"as {PAIRS_AND_ONES} programs {ratio * PAIRS_AND_ONES / programs:.1f} x",
            flush=True,
        )
        unfinished |= found.unfinished
    return int(unfinished)


def main() -> int:
    """Print seconds and ratios; 1 where answers do not agree."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.worlds",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=20, help="how many are solved cold and by PuLP")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=int, default=1000, help="how many two workers share")
    parser.add_argument("--cluster", type=int, default=0, help="how many a dask cluster is given")
    parser.add_argument("--solved", type=int, default=1000, help="how many are solved where memory is told")
    parser.add_argument("--only", choices=("fills", "withdraw", "workers", "memory", "cluster", "paper"))
    asked = parser.parse_args()
    parts: dict[str, Callable[[], int]] = {
        "fills": partial(fills, asked.count, asked.sample, asked.seed),
        "withdraw": withdrawals,
        "workers": partial(spread.told, asked.shared, asked.seed),
        "memory": partial(memory.told, asked.solved),
        "cluster": partial(cut_off.told, asked.cluster) if asked.cluster else lambda: 0,
        "paper": on_paper.told,
    }
    wanted = [asked.only] if asked.only else list(parts)
    return max(parts[name]() for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
