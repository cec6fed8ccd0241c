"""The planner's own run behind the same interface as its peers; all that is asked of the planner is here.

`one goal` optimises fill alone, as the peers do. `all goals` is what `planner solve` does: fill, and then the
tie-break that makes the plan unique. Under `extra`: `validate`, from the document to the checked scenario
(peers get their numbers ready-made), and `audit`, the check of the answer that takes no solver's word (peers
have none).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from unittest.mock import patch

import highspy

from benchmarks.family import Family, as_document
from benchmarks.timing import Timing, Watch
from planner.engines.proof.audit import audit
from planner.engines.solve import Solution
from planner.engines.solve import solve as solve_program
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import Formulation, formulate
from planner.plan.from_solution import plan_of
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario

COLUMNS = ["nation", "capability", "place", "phase", "units"]


def validated(family: Family) -> Scenario:
    """Return the family as a checked scenario."""
    return Scenario.model_validate(as_document(family))


def with_goals(formulation: Formulation, count: int | None) -> Formulation:
    """Return the formulation with only its first goals; None leaves them all."""
    program = formulation.program
    return replace(formulation, program=replace(program, goals=program.goals[:count]))


@contextmanager
def solver_clock() -> Iterator[list[float]]:
    """Note the seconds of every run of HiGHS within, whoever starts it and for whatever reason."""
    seconds: list[float] = []
    run = highspy.Highs.run

    def clocked(highs: Any) -> Any:
        watch = Watch()
        answer = run(highs)
        seconds.append(watch.lap())
        return answer

    with patch.object(highspy.Highs, "run", clocked):
        yield seconds


@dataclass(frozen=True, eq=False)
class Solved:
    """A program solved and read, and the seconds: `solve` is HiGHS's own time, `hand_over` the rest."""

    solution: Solution
    plan: Plan
    hand_over: float
    solve: float
    read: float


def solved(formulation: Formulation) -> Solved:
    """Solve a program and read its plan; raises where no optimum is found."""
    with solver_clock() as runs:
        watch = Watch()
        solution = solve_program(formulation.program, Highs())
        call = watch.lap()
    if solution.status != "optimal":
        raise RuntimeError(f"the planner ended {solution.status}")
    plan = plan_of(formulation, solution, None, goal_costs={}, sha256="")
    read = watch.lap()
    return Solved(solution, plan, call - sum(runs), sum(runs), read)


def objective(family: Family, plan: Plan) -> float:
    """Return what the peers minimise, from the plan's own table of fill: unfilled parts times months."""
    months = plan.fill["phase"].map(dict(zip(family.phases, family.months.tolist(), strict=True)))
    return float((months * plan.fill["short"] / plan.fill["required"]).sum())


def solve(family: Family, goals: int | None) -> Timing:
    """Solve a family and time the stages."""
    document = as_document(family)
    watch = Watch()
    scenario = Scenario.model_validate(document)
    validate = watch.lap()
    formulation = with_goals(formulate(scenario), goals)
    build = watch.lap()
    run = solved(formulation)
    watch.lap()
    audited = audit(formulation.program, run.solution.values, run.solution.stages)
    checking = watch.lap()
    if not audited.passed:
        raise RuntimeError("the planner's answer did not pass its audit")
    return Timing(
        build=build,
        hand_over=run.hand_over,
        solve=run.solve,
        read=run.read,
        objective=objective(family, run.plan),
        contributions=run.plan.contributions[COLUMNS],
        extra={"validate": validate, "audit": checking},
    )


RUNS = {"one goal": partial(solve, goals=1), "all goals": partial(solve, goals=None)}
