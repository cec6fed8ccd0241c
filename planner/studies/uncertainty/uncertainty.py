"""How likely each requirement and priority is filled, and what drives that.

Worlds are drawn by the chances that the scenario states (see `planner.worlds.chances`), each is solved for
all goals, and its plan is counted. Standard errors are from the spread of independent scramblings, so they
hold for points that are no independent draws (Owen 1997, doi 10.1214/aos/1031594731).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np

from planner.engines.engine import Status
from planner.plan.from_solution import counted
from planner.plan.plan import Counted, plain, plain_or
from planner.problems import InvalidInput, Problem
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.question import How, Question, of_a_scenario
from planner.scenario.scenario import Scenario
from planner.studies.asked import begun, heading
from planner.studies.solved import Solved
from planner.studies.uncertainty.offer_prices import OfferPrice, prices
from planner.studies.uncertainty.variance_shares import Share, error_of, left_by, share_of, shares
from planner.words.figures import NEGLIGIBLE
from planner.worlds.answers import answers
from planner.worlds.chances import ALL_OFFERS, REPLICATES, Chances
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import Standing, World
from planner.worlds.world_answer import Answer

FORMAT = "planner-uncertainty/1"
ALL_CONDITIONS = "all conditions"
"""All conditions drawn again at once, which says what is left to the offers."""
REDRAWN, LEAST_REDRAWN = 8, 2
"""One in so many draws is drawn again for each driver, but at least so many of each scrambling."""
DRAWS = 256
"""Worlds that are drawn unless another number is asked for."""


@dataclass(frozen=True)
class Fill:
    """The filled part of a priority over the worlds with a plan: mean, its standard error, and quantiles."""

    priority: int
    mean: float
    error: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class PhaseFill:
    """The filled part of a priority in one phase: quantiles over the worlds with a plan."""

    priority: int
    phase: str
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class LineChance:
    """A requirement in a phase: how likely it is filled, with standard error, and what is missing, in units.

    A world without a plan fills nothing; means and quantiles are over the worlds with one.
    """

    requirement: str
    phase: str
    chance_filled: float
    error: float
    mean_short: float
    p90_short: float


@dataclass(frozen=True)
class ConditionalMeans:
    """How often a condition comes to hold, however late, and the mean fill where it does and does not."""

    chance: float
    if_holds: float
    if_fails: float


@dataclass(frozen=True)
class Driver:
    """What a condition, or how much all offers bring, does to the fill of a priority.

    `first` is the first-order share of the variance (Sobol' 1993): what of it would be gone if one knew how
    this turns out; `total` what would be left if one knew all else and not this (Jansen 1999, doi
    10.1016/S0010-4655(98)00154-4), each with its standard error; None where nothing varies. Offers have no
    two sides.
    """

    factor: str
    priority: int
    first: float | None
    error: float
    total: float | None
    total_error: float
    sides: ConditionalMeans | None

    def as_document(self) -> dict[str, Any]:
        """Return the record of the contract, in which offers have null for the two sides."""
        record = _record(self)
        del record["sides"]
        sides = dict.fromkeys(ConditionalMeans.__annotations__) if self.sides is None else _record(self.sides)
        return record | sides


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
            "fill": [_record(one) for one in self.fill],
            "phases": [_record(one) for one in self.phases],
            "requirements": [_record(one) for one in self.requirements],
            "drivers": [one.as_document() for one in self.drivers],
            "prices": [_record(one) for one in self.prices],
            "assumed": list(self.assumed),
            "usual": list(self.usual),
            "unfinished": self.unfinished,
        }


def _record(entry: Any) -> dict[str, Any]:
    return {name: plain_or(value) for name, value in vars(entry).items()}


@of_a_scenario
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
    same seed gives the same, whatever the number of `workers`. Raises InvalidInput where nothing has a
    chance, and as `begun` does.
    """
    question = Question(**how)
    chances = Chances.of(scenario, units=question.offers == "expected")
    check_chances(scenario, chances, draws)
    solved, effort = begun(scenario, question, workers, cache, scheduler)
    drawn = Drawn.of(chances, draws, seed)
    family = Family.of(solved.formulation, drawn.worlds)
    told = _Told(family, drawn, answers(family, drawn.worlds, effort, partly=True))
    each = _prices(solved, drawn, effort) if told.known.all() else None
    return Uncertainty(
        scenario,
        counted(scenario, question.counting),
        seed,
        drawn.count,
        told.no_plan,
        tuple(told.fills()),
        tuple(told.phases()),
        tuple(told.requirements()),
        tuple(sorted(told.drivers(), key=lambda one: (one.priority, -plain(one.first or 0.0), one.factor))),
        chances.assumed,
        chances.usual,
        each or (),
        each is None,
    )


def _prices(solved: Solved, drawn: Drawn, effort: Effort) -> tuple[OfferPrice, ...] | None:
    """Return what one more unit of each offer fills, in the worlds drawn again; None where time is up."""
    try:
        return prices(solved.formulation, [drawn.worlds[spot] for spot in drawn.redrawn], effort)
    except (TimeoutError, KeyboardInterrupt):
        return None


def check_chances(scenario: Scenario, chances: Chances, draws: int, others: Sequence[Problem] = ()) -> None:
    """Raise InvalidInput where nothing has a chance, there are no draws, or there are other problems."""
    problems = list(others)
    if not chances.factors:
        hint = "give conditions a `probability`, or offers `low`, `expected` and `ceiling` units"
        problems.append(Problem(scenario.file or "<scenario>", 0, "", "states no chance of anything", hint))
    if draws < 1:
        problems.append(Problem("--draws", 0, "", f"is {draws}", "at least 1"))
    if problems:
        raise InvalidInput(problems)


@dataclass(frozen=True, eq=False)
class Drawn:
    """The worlds that are solved: one for each draw, and then, for each driver, all with only it drawn again.

    `stands` say how conditions stand in each draw. Where there are offers, last come all with every condition
    drawn again: what that leaves of the variance is not theirs (Sobol' 1993: both halves add up to 1). Drawn
    again are `redrawn`, some of each scrambling: all would be as many worlds again for every driver.
    """

    worlds: tuple[World, ...]
    count: int
    redrawn: IntArray
    drivers: tuple[str, ...]
    stands: Mapping[str, Sequence[Standing]]

    @classmethod
    def of(cls, chances: Chances, draws: int, seed: int) -> Drawn:
        """Return the worlds of at least so many draws."""
        points, others = chances.draws(draws, seed), chances.redraws(draws, seed)
        columns = dict(chances.drivers)
        if ALL_OFFERS in columns:
            columns[ALL_CONDITIONS] = ~columns[ALL_OFFERS]
        rows = np.arange(len(points), dtype=np.int32).reshape(REPLICATES, -1)
        each = rows.shape[1]
        some = rows[:, : max(each // REDRAWN, min(each, LEAST_REDRAWN))].ravel()
        again = [chances.worlds(np.where(chosen, others[some], points[some])) for chosen in columns.values()]
        worlds = [world for part in (chances.worlds(points), *again) for world in part]
        return cls(tuple(worlds), len(points), some, tuple(columns), chances.stands(points))


class _Told:
    """The answers of all worlds, counted."""

    def __init__(self, family: Family, drawn: Drawn, answered: list[Answer]) -> None:
        """Take the answers of `drawn.worlds`, in order; where one has no plan, its fill is NaN."""
        self._index, self._drawn = family.ground.index, drawn
        self.lines = Lines.of(family)
        found = answered[: drawn.count]
        self.there: BoolArray = np.array([one.found for one in found], dtype=bool)
        self.known: BoolArray = self.there | np.array([one.status is Status.INFEASIBLE for one in found])
        nothing = np.full(len(self.lines.required), np.nan)
        self._short = np.array([one.short if one.found else nothing for one in found])
        self._fill = self._fills(found)
        starts = range(drawn.count, len(answered), len(drawn.redrawn))
        again = [self._fills(answered[start : start + len(drawn.redrawn)]) for start in starts]
        self._again = dict(zip(drawn.drivers, again, strict=True))

    def _fills(self, answered: list[Answer]) -> dict[int, FloatArray]:
        """Return the fill of each priority in some worlds."""
        filled = [self.lines.fill(one.short) if one.found else {} for one in answered]
        return {rank: np.array([one.get(rank, np.nan) for one in filled]) for rank in self.lines.priorities}

    @property
    def no_plan(self) -> float:
        """The share of the worlds that were solved in which nothing meets the hard constraints."""
        return 1 - float(self.there[self.known].mean()) if self.known.any() else 0.0

    def fills(self) -> Iterator[Fill]:
        """Yield each priority."""
        for rank, values in self._fill.items():
            known = values[self.there]
            if len(known):
                low, middle, high = (float(one) for one in np.quantile(known, (0.1, 0.5, 0.9)))
                yield Fill(rank, float(known.mean()), error_of(values), low, middle, high)

    def phases(self) -> Iterator[PhaseFill]:
        """Yield each priority in each phase in which it needs something."""
        lines = self.lines
        for rank in lines.priorities:
            for phase in np.unique(lines.phase[lines.priority == rank]):
                chosen = (lines.priority == rank) & (lines.phase == phase)
                some = lines.among(chosen)
                values = [some.filled(short) for short in self._short[self.there][:, chosen]]
                if values:
                    low, middle, high = (float(one) for one in np.quantile(values, (0.1, 0.5, 0.9)))
                    yield PhaseFill(rank, self._index.names["phase"][phase], low, middle, high)

    def requirements(self) -> Iterator[LineChance]:
        """Yield each requirement and phase with a need."""
        names = self._index.names
        for number, (line, phase) in enumerate(zip(self.lines.requirement, self.lines.phase, strict=True)):
            short = self._short[:, number]
            filled = (short <= NEGLIGIBLE * self.lines.required[number]).astype(float)
            filled[~self.known] = np.nan
            known = short[self.there]
            mean, high = (float(known.mean()), float(np.quantile(known, 0.9))) if len(known) else (0.0, 0.0)
            yield LineChance(
                names["requirement"][line],
                names["phase"][phase],
                float(filled[self.known].mean()) if self.known.any() else 0.0,
                error_of(filled),
                mean,
                high,
            )

    def drivers(self) -> Iterator[Driver]:
        """Yield each condition that may hold or fail, and all offers, for each priority."""
        for name in (one for one in self._drawn.drivers if one != ALL_CONDITIONS):
            for rank, values in self._fill.items():
                some = values[self._drawn.redrawn]
                total = shares(some, self._again[name][rank], left_by)
                if name == ALL_OFFERS:
                    rest = shares(some, self._again[ALL_CONDITIONS][rank], left_by)
                    first = None if rest[0] is None else 1 - rest[0], rest[1]
                    yield Driver(name, rank, *first, *total, None)
                else:
                    yield from self._condition(name, rank, values, total)

    def _condition(self, name: str, rank: int, values: FloatArray, total: Share) -> Iterator[Driver]:
        ways = self._drawn.stands[name]
        numbers = {holds: number for number, holds in enumerate(dict.fromkeys(ways))}
        holds = np.array([one != "never" for one in ways], dtype=bool)
        with_it, without = values[holds & self.there], values[~holds & self.there]
        if len(with_it) and len(without):
            first = shares(values, np.array([numbers[one] for one in ways]), share_of)
            sides = ConditionalMeans(float(holds.mean()), float(with_it.mean()), float(without.mean()))
            yield Driver(name, rank, *first, *total, sides)
