"""Somebody's own plan held against a scenario: what it breaks, what it costs, what is nearest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
import pandas as pd

from planner.engines.engine import Status
from planner.engines.solve import Solution, Watch
from planner.plan.from_solution import contributions_of
from planner.plan.given import load_plan
from planner.plan.plan import plain, records
from planner.program.blocks import CONTRIBUTION
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.own_plan.broken import BrokenRule, StandingPlan
from planner.studies.own_plan.deviations import Deviation, deviations
from planner.studies.own_plan.nearest import Move, moves, nearest_plan
from planner.studies.own_plan.theirs import Theirs
from planner.studies.parts import Parts, solved_and_audited, within
from planner.studies.saying import Saying
from planner.studies.solved import Solved

FORMAT = "planner-evaluate/1"
SECONDS = 30.0
"""The nearest plan is looked for no longer than this; with whole numbers it may then not be the nearest."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What became of somebody's plan.

    `rounded` are rules that the plan breaks by no more than its figures may have lost to rounding; they count
    as kept. `goals` are the values that their plan has of each goal, whether or not it breaks rules, and
    `best` those of the best plan; empty where there is none. `nearest` are the contributions of the nearest
    plan that breaks nothing, `moves` what it changes of theirs, and `distance` is how far it is, in people:
    what is forbidden counts as far as it has to go.
    `unfinished` names what was cut short.
    """

    title: str
    status: Status
    broken: tuple[BrokenRule, ...]
    goals: Mapping[str, float]
    best: Mapping[str, float]
    nearest: pd.DataFrame
    distance: float | None
    moves: tuple[Move, ...]
    deviations: tuple[Deviation, ...]
    unfinished: tuple[str, ...] = ()
    rounded: tuple[BrokenRule, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether their plan breaks no rule by more than its figures are rounded."""
        return not self.broken

    def as_document(self) -> dict[str, Any]:
        """Return the evaluation as the contract's document."""
        return {
            "format": FORMAT,
            "status": self.status.value,
            "feasible": self.feasible,
            "broken": [one.as_document() for one in self.broken],
            "rounding": [one.as_document() for one in self.rounded],
            "goals": [self._goal(name) for name in self.goals],
            "nearest": records(self.nearest),
            "distance": None if self.distance is None else plain(self.distance),
            "moves": [one.as_document() for one in self.moves],
            "deviations": [one.as_document() for one in self.deviations],
            "unfinished": list(self.unfinished),
        }

    def _goal(self, name: str) -> dict[str, Any]:
        best = self.best.get(name)
        return {
            "goal": name,
            "value": plain(self.goals[name]),
            "best": None if best is None else plain(best),
        }


@asked()
def evaluate(
    scenario: Scenario,
    plan: str | os.PathLike[str] | pd.DataFrame,
    **how: Unpack[How],
) -> Evaluation:
    """Hold somebody's own plan against a scenario.

    `plan` is a CSV file or a table with the columns nation, capability, requirement, phase and units. The
    other arguments are those of `solve`; `time_limit` is for everything together. An interrupt from the
    keyboard keeps what was found by then. Raises InvalidInput with all that is wrong with the plan,
    UnknownSolverError, and AuditFailedError.
    """
    question = Question(**how)
    watch = question.begin()
    given = load_plan(plan, scenario)
    best = solved_and_audited(scenario, question, watch)
    theirs = Theirs.on(best.formulation, given)
    standing = StandingPlan.of(theirs)
    parts = Parts(watch)
    broken = standing.broken(Saying(scenario, question.offers))
    kept = all(one.rounding for one in broken)
    status = best.solution.status
    found = best.found and status is Status.OPTIMAL
    solution = parts.collect("the nearest plan", lambda: _nearest(theirs, watch)) if best.found else []
    differing = parts.collect("deviations", lambda: deviations(theirs, best, watch)) if found else []
    return Evaluation(
        title=scenario.title,
        status=status,
        broken=tuple(one for one in broken if not one.rounding),
        rounded=tuple(one for one in broken if one.rounding),
        goals=standing.goals,
        best=best.goals if best.found else {},
        nearest=_contributions(best, solution),
        distance=solution[0].stages[0].value + theirs.forbidden if solution else None,
        moves=tuple(moves(theirs, best, solution[0])) if solution and not kept else (),
        deviations=tuple(differing),
        unfinished=tuple(parts.unfinished),
    )


def _nearest(theirs: Theirs, watch: Watch) -> Iterator[Solution]:
    solution = nearest_plan(theirs, seconds=within(watch, SECONDS).left())
    if solution.found:
        yield solution


def _contributions(best: Solved, found: Sequence[Solution]) -> pd.DataFrame:
    units = np.zeros(best.ground.count)
    if found:
        units = np.maximum(found[0].values[best.program.family(CONTRIBUTION)], 0.0)
    return contributions_of(best.ground, units).frame()
