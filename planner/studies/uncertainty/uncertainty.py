"""How likely each requirement and priority is filled, and what drives that.

Worlds are drawn by the chances that the scenario states (see `planner.worlds.chances`), each is solved for
all goals, and its plan is counted. Standard errors are from the spread of independent scramblings, so they
hold for points that are no independent draws (Owen 1997, doi 10.1214/aos/1031594731).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, Unpack

from planner.facts.fields import Level
from planner.plan.from_solution import counted
from planner.plan.plan import Counted, plain
from planner.problems import Problem
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.asked import begun, effort_problems, heading
from planner.studies.solved import Solved
from planner.studies.uncertainty.counted_worlds import CountedWorlds
from planner.studies.uncertainty.drawn import Drawn
from planner.studies.uncertainty.likely import Driver, Fill, LineChance, PhaseFill, record
from planner.studies.uncertainty.offer_prices import OfferPrice, prices
from planner.worlds.answers import hand_on
from planner.worlds.chances import Chances
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Effort

FORMAT = "planner-uncertainty/1"
DRAWS = 256
"""Worlds that are drawn unless another number is asked for."""


@dataclass(frozen=True)
class Uncertainty:
    """What was found. `no_plan` is the share of worlds in which nothing meets the hard constraints.

    Where it is unfinished, all is over the worlds that were solved.

    `assumed` are the paths that no chance is stated for and that stand as they are written, `usual` those of
    chances that the scenario leaves to the planner's own figures.
    """

    scenario: Scenario
    counted: Counted
    seed: int
    draws: int
    no_plan: float
    fill: tuple[Fill, ...]
    phases: tuple[PhaseFill, ...]
    requirements: tuple[LineChance, ...]
    drivers: tuple[Driver, ...]
    assumed: tuple[str, ...]
    usual: tuple[str, ...] = ()
    prices: tuple[OfferPrice, ...] = ()
    unfinished: bool = False

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        return heading(FORMAT, self.scenario, self.counted) | {
            "seed": self.seed,
            "draws": self.draws,
            "no_plan": plain(self.no_plan),
            "fill": [record(one) for one in self.fill],
            "phases": [record(one) for one in self.phases],
            "requirements": [record(one) for one in self.requirements],
            "drivers": [one.as_document() for one in self.drivers],
            "prices": [record(one) for one in self.prices],
            "assumed": list(self.assumed),
            "usual": list(self.usual),
            "unfinished": self.unfinished,
        }


def no_chance(scenario: Scenario, offers: Level) -> Iterator[Problem]:
    """Yield that nothing has a chance."""
    if not Chances.of(scenario, units=offers == "expected").factors:
        hint = "give conditions a `probability`, or offers `low`, `expected` and `ceiling` units"
        yield Problem(scenario.file or "<scenario>", 0, "", "states no chance of anything", hint)


def no_draws(draws: int) -> Iterator[Problem]:
    """Yield that there are no draws."""
    if draws < 1:
        yield Problem("--draws", 0, "", f"is {draws}", "at least 1")


@asked(no_chance, no_draws, effort_problems)
def uncertainty(
    scenario: Scenario,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    workers: int = 1,
    cache: str | os.PathLike[str] | None = None,
    scheduler: str | None = None,
    **how: Unpack[How],
) -> Uncertainty:
    """Return how likely requirements are filled over at least so many worlds, and what drives it.

    With another level of `offers` than the expected, units stand at it and only conditions are drawn. The
    same seed gives the same, whatever the number of `workers`; these are processes, and a plain script may
    ask for some. Raises InvalidInput where nothing has a chance, and as `begun` does.
    """
    question = Question(**how)
    chances = Chances.of(scenario, units=question.offers == "expected")
    solved, effort = begun(scenario, question, workers, cache, scheduler)
    drawn = Drawn.of(chances, draws, seed)
    told = partial(
        Uncertainty,
        scenario,
        counted(scenario, question.counting),
        assumed=chances.assumed,
        usual=chances.usual,
    )
    try:
        worlds = Distinct.of(drawn.worlds, effort.in_time(drawn.worlds))
        family = Family.of(solved.formulation, effort.in_time(worlds))
    except TimeoutError:
        return told(seed, drawn.count, 0.0, (), (), (), (), prices=(), unfinished=True)
    with closing(CountedWorlds(family, drawn, worlds)) as counts:
        hand_on(family, worlds, counts.take, effort, partly=True)
        each = _prices(solved, drawn, effort) if counts.complete else None
        return told(
            seed,
            drawn.count,
            counts.no_plan,
            tuple(counts.fills()),
            tuple(counts.phases()),
            tuple(counts.requirements()),
            tuple(sorted(counts.drivers(), key=_by_share)),
            prices=each or (),
            unfinished=each is None,
        )


def _by_share(one: Driver) -> tuple[int, float, str]:
    return one.priority, -plain(one.first or 0.0), one.factor


def _prices(solved: Solved, drawn: Drawn, effort: Effort) -> tuple[OfferPrice, ...] | None:
    """Return what one more unit of each offer fills, in the worlds drawn again; None where time is up."""
    try:
        return prices(solved.formulation, drawn.some, effort)
    except (TimeoutError, KeyboardInterrupt):
        return None
