"""Concessions tried: they are made in the scenario, and its own goals choose the plan.

Nothing is said of concessions before that. What a bargain thinks of them is not enough: a plan fills the
first priority first, with what would have filled more elsewhere; and a number of a constraint is not its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Status
from planner.engines.hot.nearest_programs import NearestPrograms
from planner.engines.solve import Watch
from planner.engines.trust import relative_violation
from planner.formulation.fills import is_fill, up_to_last_fill
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.renewed import Renewing
from planner.program.blocks import SHORTFALL, FloatArray
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from planner.studies.concessions.elastic import Elastic
from planner.studies.concessions.least_part import Margins
from planner.studies.concessions.made import Made
from planner.studies.concessions.priced_changes import PricedChange

ENOUGH = 1e-7
"""What a plan may fill less than was asked for, and a priority less than it had: rounding."""
EXACT = 1e-11
"""What a row is broken by, relative to what it adds up, in a plan that leans on no tolerance."""
KEPT = 8
"""So many formulations are kept, each with other rules in force; the one asked for longest ago goes."""
SECONDS = 3.0
"""No plan with whole numbers is waited for longer."""


@dataclass(frozen=True, eq=False)
class TrialPlan:
    """The plan of a changed scenario: the part of all that it fills, and what each priority lacks.

    `values` are the columns that it was read from.
    """

    filled: float
    lacks: FloatArray
    values: FloatArray = field(repr=False)


@dataclass(frozen=True, eq=False)
class Trial:
    """Tries concessions; what was tried once is known."""

    elastic: Elastic
    watch: Watch
    today: FloatArray | None
    """What each priority lacks in the plan as it is; None where there is no plan."""
    _known: dict[tuple[str, ...], TrialPlan | None] = field(default_factory=dict, repr=False)
    _programs: NearestPrograms = field(default_factory=NearestPrograms, repr=False)
    _latest: dict[tuple[str, ...], Program] = field(default_factory=dict, repr=False)

    @cached_property
    def _made(self) -> Made:
        return Made(self.elastic)

    @cached_property
    def _renewing(self) -> dict[tuple[str, ...], Renewing]:
        """Formulations by the constraints that hold: from one, others are made with these in force."""
        return {_rules(self.elastic.scenario): Renewing(self.elastic.formulation)}

    def of(self, changes: Sequence[PricedChange]) -> TrialPlan | None:
        """Return what becomes of the plan; None where there is none, or none is found in time."""
        key = _named(changes)
        if key not in self._known:
            self._known[key] = self._solved(changes)
        return self._known[key]

    def reaches(self, changes: Sequence[PricedChange], fill: float | None) -> bool:
        """Say whether the plan then fills so much, and no priority less than it does today.

        Without a fill it is enough that there is a plan.
        """
        tried = self.of(changes)
        if tried is None or fill is None:
            return tried is not None
        return min(self.margins(tried, fill)) >= -ENOUGH

    def margins(self, tried: TrialPlan, fill: float) -> Margins:
        """Return what a plan fills beyond a fill, and what it fills of each priority beyond today's plan."""
        more = () if self.today is None else (self.today - tried.lacks).tolist()
        return tried.filled - fill, *more

    @property
    def no_plan(self) -> Margins:
        """The margins where there is no plan, as if nothing was filled."""
        return (-1.0,) * (1 + (0 if self.today is None else len(self.today)))

    def is_exact(self, changes: Sequence[PricedChange]) -> bool:
        """Say whether there is a plan that keeps every row without the solver's tolerance.

        Another run may not grant that.
        """
        tried = self.of(changes)
        if tried is None:
            return False
        return relative_violation(self._program(changes), tried.values) <= EXACT

    def _solved(self, changes: Sequence[PricedChange]) -> TrialPlan | None:
        program = self._program(changes)
        wanted = replace(program, goals=up_to_last_fill(program.goals) or program.goals)
        solution = self._programs.solve(wanted, seconds=self._seconds(program))
        if solution.status is not Status.OPTIMAL:
            return None
        short = np.maximum(solution.values[program.family(SHORTFALL)], 0.0)
        filled = 1.0 - float(self.elastic.unfilled @ short)
        return TrialPlan(filled, lacking(program, short), solution.values)

    def _program(self, changes: Sequence[PricedChange]) -> Program:
        """Return the program of a changed scenario; the last is at hand, as it is often asked for again."""
        key = _named(changes)
        if key not in self._latest:
            self._latest.clear()
            self._latest[key] = self._formulated(self._made.scenario(changes)).program
        return self._latest[key]

    def _formulated(self, scenario: Scenario) -> Formulation:
        """Return the formulation of a changed scenario, from one in which the same constraints hold."""
        offers, rules = self._made.offers(scenario), _rules(scenario)
        known = self._renewing.pop(rules, None)
        like = known or Renewing(formulate(scenario, self.elastic.counting, table=offers))
        self._renewing[rules] = like
        if len(self._renewing) > KEPT:
            del self._renewing[next(iter(self._renewing))]
        return like.known if known is None else like.formulation(scenario, offers)

    def _seconds(self, program: Program) -> float | None:
        left = self.watch.left()
        if not program.integer.any():
            return left
        return SECONDS if left is None else min(SECONDS, left)


def _rules(scenario: Scenario) -> tuple[str, ...]:
    return tuple(sorted(scenario.constraints))


def _named(changes: Sequence[PricedChange]) -> tuple[str, ...]:
    return tuple(sorted(change.assignment for change in changes))


def lacking(program: Program, short: FloatArray) -> FloatArray:
    """Return what is left unfilled of each priority that is a goal, in the order of goals."""
    return np.array(
        [float(goal.cost[program.family(SHORTFALL)] @ short) for goal in program.goals if is_fill(goal)]
    )
