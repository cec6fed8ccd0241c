"""Concessions: what would have to be agreed to so that more is filled, or so that there is a plan at all.

Three answers to each question. *Cheapest*: the least total price. *Fewest*: the fewest parties asked (a
nation, for its offers and for what holds for it alone; or a constraint that is nobody's alone), and then the
least price. *Even*: the largest concession, relative to what it is a concession of, as small as can be; then
the least price. Prices are explained in `terms`.

A fill asked for is that of all requirements together, weighted as the plan's total fill is. Where there is a
plan already, no priority may be filled worse than it is. What the scenario's own goals then make of it
counts: a plan fills the first priority first, with what would have filled more elsewhere. So more is asked
for until that plan reaches the fill; an answer that needed this is not proven to be the best of its kind.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import Solution, Watch
from planner.plan.plan import plain
from planner.program.tables import SHORTFALL, BoolArray, FloatArray
from planner.studies.concessions.bargain import Bargain, is_fill
from planner.studies.concessions.changes import Change, changed
from planner.studies.concessions.elastic import Elastic
from planner.studies.solved import Solved

Kind = Literal["cheapest", "fewest", "even"]
KINDS: tuple[Kind, ...] = ("cheapest", "fewest", "even")
MOST_RUNGS = 3
"""The ladder from today's fill to the most that is possible has up to so many rungs."""
STEPS = (0.05, 0.01, 0.001)
"""Rungs stand at multiples of the first of these that has one on the way."""
HAIR = 1e-9
"""What a fill may fall short of what is asked for, and a priority of what it had: the solver's rounding."""
ENOUGH = 1e-7
"""What the plan may fill less than was asked for, once concessions are made."""
TRIES, TRIES_MIXED = 10, 3
FURTHER, BEYOND = 1.1, 2e-4
"""How often more is asked for when the plan fills less; and by how much more than it falls short, a little at
least."""
SMALL = 100
"""With more possible concessions than this, the fewest are looked for on the first rung only: further up it
takes long to prove which they are. Asked for by itself every fill gets all three answers."""
Solve = Callable[[float | None], Solution]


@dataclass(frozen=True)
class Concession:
    """One answer: the changes that reach a fill (or any plan, where `fill` is None), and their total price.

    `parties` counts who is asked. `plan_fill` is what the plan fills once the changes are made. `proven` says
    whether no answer of its kind is better; it is not where the work was cut short.
    """

    fill: float | None
    kind: Kind
    price: float
    changes: tuple[Change, ...]
    parties: int
    plan_fill: float | None = None
    proven: bool = True

    def as_document(self) -> dict[str, Any]:
        """Return the answer as the contract's JSON object."""
        return {
            **({} if self.fill is None else {"fill": plain(self.fill)}),
            "kind": self.kind,
            "price": plain(self.price),
            "changes": [change.as_document() for change in self.changes],
            "parties": self.parties,
            **({} if self.plan_fill is None else {"plan_fill": plain(self.plan_fill)}),
            "proven": self.proven,
        }


@dataclass(frozen=True)
class Ladder:
    """What concessions could reach: today's fill, the most with all of them, and answers rung by rung.

    `today` is None where there is no plan, `most` where not even all concessions together allow one.
    """

    today: float | None
    most: float | None
    asked: float | None
    answers: tuple[Concession, ...] = ()

    def as_document(self) -> dict[str, float | None]:
        """Return what could be filled as a JSON object."""
        named = {"today": self.today, "most": self.most, "asked": self.asked}
        return {name: None if value is None else plain(value) for name, value in named.items()}


def concessions(
    solved: Solved, elastic: Elastic, *, fill: float | None = None, watch: Watch | None = None
) -> Iterator[Ladder]:
    """Yield the ladder of concessions, longer with each answer that is found.

    With a `fill` the ladder has this rung alone; it is empty where that much is filled already, or cannot be.
    """
    watch = watch or Watch()
    bargain = Bargain.over(elastic, _held(solved), watch)
    ladder = Ladder(_today(solved, elastic), bargain.most_filled(), fill)
    yield ladder
    rungs = _rungs(ladder)
    rungs = [rungs[0], *rungs[1:][-1:]] if rungs and bargain.mixed else rungs
    for number, rung in enumerate(rungs):
        if watch.progress is not None:
            watch.progress("concessions", number, len(rungs))
        for answer in _answers(bargain, rung, _kinds(bargain, number)):
            ladder = replace(ladder, answers=(*ladder.answers, answer))
            yield ladder


def relaxations(elastic: Elastic, watch: Watch | None = None) -> Iterator[Concession]:
    """Yield the smallest concessions with which there is a plan, for a scenario that has none."""
    yield from _answers(Bargain.over(elastic, (), watch or Watch()), None)


def _held(solved: Solved) -> list[tuple[FloatArray, float]]:
    """Return the fill of each priority as a cost on shortfalls, with what the plan leaves unfilled of it."""
    if not solved.found:
        return []
    costs = [goal.cost[solved.program.family(SHORTFALL)] for goal in solved.program.goals if is_fill(goal)]
    return [(cost, float(cost @ solved.short) + HAIR) for cost in costs]


def _today(solved: Solved, elastic: Elastic) -> float | None:
    if not solved.found:
        return None
    return 1.0 - float(elastic.unfilled @ solved.short)


def _rungs(ladder: Ladder) -> list[float]:
    """Return the fills to be reached: the one asked for, or a few on the way to the most."""
    today, most = ladder.today or 0.0, ladder.most
    if most is None or most - today <= HAIR:
        return []
    if ladder.asked is not None:
        return [ladder.asked] if today + HAIR < ladder.asked <= most + HAIR else []
    for step in STEPS:
        low, high = math.ceil(today / step + 0.5), math.floor(most / step - 0.5)
        on_the_way = [round(number * step, 9) for number in range(low, high + 1)]
        if on_the_way:
            return [*_thinned(on_the_way), most]
    return [most]


def _kinds(bargain: Bargain, number: int) -> Sequence[Kind]:
    """Return the kinds of answers that are looked for at a rung."""
    if number == 0:
        return KINDS
    if bargain.mixed:
        return ("cheapest",)
    return KINDS if bargain.terms.open.sum() <= SMALL else ("cheapest", "even")


def _thinned(rungs: list[float]) -> list[float]:
    spots = np.linspace(0, len(rungs) - 1, min(len(rungs), MOST_RUNGS - 1)).round().astype(int)
    return [rungs[spot] for spot in spots]


def _answers(bargain: Bargain, fill: float | None, kinds: Sequence[Kind] = KINDS) -> Iterator[Concession]:
    """Yield the answer of each kind, where one is found."""
    for kind in kinds:
        solves: dict[Kind, Solve] = {
            "cheapest": bargain.cheapest,
            "fewest": _Fewest(bargain),
            "even": bargain.most_even,
        }
        found = _reaching(bargain, solves[kind], fill)
        if found is not None:
            yield _answer(found, fill, kind)


class _Fewest:
    """The fewest parties; once found they are kept as long as they can reach what is asked for."""

    def __init__(self, bargain: Bargain) -> None:
        self._bargain, self._status = bargain, Status.OPTIMAL
        self._parties: BoolArray | None = None

    def __call__(self, fill: float | None) -> Solution:
        """Return the cheapest concessions of the parties."""
        known = None if self._parties is None else self._bargain.cheapest(fill, self._parties)
        if known is not None and known.found:
            return replace(known, status=self._status)
        self._status, parties = self._bargain.fewest_parties(fill)
        self._parties = parties if len(parties) else np.zeros(len(self._bargain.terms.parties), dtype=bool)
        found = self._bargain.cheapest(fill, self._parties)
        return replace(found, status=self._status) if found.found else found


@dataclass(frozen=True, eq=False)
class _Found:
    """Changes, what the plan fills once they are made, and whether none better of their kind exist."""

    changes: tuple[Change, ...]
    parties: int
    filled: float | None
    proven: bool


def _reaching(bargain: Bargain, solve: Solve, fill: float | None) -> _Found | None:
    """Solve for a fill, and where the plan then fills less, for a little more, until it is reached."""
    target = fill
    found: _Found | None = None
    for number in range(TRIES_MIXED if bargain.mixed else TRIES):
        solution = solve(target)
        if not solution.found and target is not None:
            solution = solve(target - (ENOUGH if bargain.mixed else HAIR))
        if not solution.found:
            return found
        found = _read(bargain, solution, first=number == 0)
        if fill is None or target is None or found.filled is None or found.filled >= fill - ENOUGH:
            return found
        target = min(target + (fill - found.filled) * FURTHER + BEYOND, 1.0)
    return found


def _read(bargain: Bargain, solution: Solution, *, first: bool) -> _Found:
    elastic = bargain.elastic
    found = bargain.changes.of(solution.values[: len(elastic.program.lower)])
    filled = bargain.filled(changed(elastic.scenario, found))
    parties = bargain.asked(solution)
    return _Found(found, parties, filled, first and solution.status is Status.OPTIMAL)


def _answer(found: _Found, fill: float | None, kind: Kind) -> Concession:
    price = math.fsum(change.price for change in found.changes)
    return Concession(fill, kind, price, found.changes, found.parties, found.filled, found.proven)
