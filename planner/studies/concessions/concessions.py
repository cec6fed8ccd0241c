"""Concessions: what would have to be agreed to so that more is filled, or so that there is a plan at all.

Three answers to each question. *Cheapest*: the least total price. *Fewest*: the fewest parties asked (a
nation, for its offers and for what holds for it alone; or a constraint that is nobody's alone), and then the
least price. *Even*: the largest concession, relative to what it is a concession of, as small as can be; then
the least price. Prices are explained in `terms`.

A fill asked for is that of all requirements together, weighted as the plan's total fill is. Where there is a
plan already, no priority may be filled worse than it is. What the scenario's own goals then make of it
counts: a plan fills the first priority first, with what would have filled more elsewhere. So every answer is
tried before it is said (see `reaching`); one that had to be bargained for again is not proven to be the best
of its kind. The most is what the plan fills with everything lifted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from planner.engines.engine import Status
from planner.engines.solve import Solution, Watch
from planner.formulation.fills import is_fill
from planner.plan.plan import plain
from planner.program.blocks import SHORTFALL, BoolArray, FloatArray
from planner.studies.concessions.bargain import HAIR, Bargain, Wanted
from planner.studies.concessions.elastic import Elastic
from planner.studies.concessions.first_enough import SAME_PRICE, Enough, FirstEnough, Solve
from planner.studies.concessions.priced_changes import PricedChange
from planner.studies.concessions.trial import Trial
from planner.studies.solved import Solved
from planner.words.figures import share

Kind = Literal["cheapest", "fewest", "even"]
KINDS: tuple[Kind, ...] = ("cheapest", "fewest", "even")
MOST_RUNGS = 3
"""The ladder from today's fill to the most that is possible has up to so many rungs."""
STEPS = (0.05, 0.01, 0.001)
"""Rungs stand at multiples of the first of these that has one on the way."""
SMALL = 100
"""With more possible concessions than this, the fewest are looked for on the first rung only: further up it
takes long to prove which they are. Asked for by itself every fill gets all three answers."""


@dataclass(frozen=True)
class Concession:
    """One answer: the changes that reach a fill (or any plan, where `fill` is None), and their total price.

    `parties` counts who is asked. `plan_fill` is what the plan fills once the changes are made. `proven` says
    whether no answer of its kind is better; it is not where the work was cut short.
    """

    fill: float | None
    kind: Kind
    price: float
    changes: tuple[PricedChange, ...]
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
    held = _held(solved)
    bargain = Bargain.over(elastic, held, watch)
    trial = Trial(elastic, bargain.watch, np.array([most for _, most in held]) if solved.found else None)
    today = _today(solved, elastic)
    ladder = Ladder(today, _most(bargain, trial, today), fill)
    yield ladder
    rungs = _rungs(ladder)
    rungs = [rungs[0], *rungs[1:][-1:]] if rungs and bargain.mixed else rungs
    for number, rung in enumerate(rungs):
        if watch.progress is not None:
            watch.progress("concessions", number, len(rungs))
        for answer in _answers(FirstEnough(bargain, trial, rung), _kinds(bargain, number)):
            ladder = replace(ladder, answers=_none_dearer((*ladder.answers, answer), bargain, trial))
            yield ladder


def relaxations(elastic: Elastic, watch: Watch | None = None) -> Iterator[Concession]:
    """Yield the smallest concessions with which there is a plan, for a scenario that has none."""
    bargain = Bargain.over(elastic, (), watch or Watch())
    yield from _answers(FirstEnough(bargain, Trial(elastic, bargain.watch, None), None))


def _most(bargain: Bargain, trial: Trial, today: float | None) -> float | None:
    """Return what the plan fills with everything negotiable lifted; None where there is none even then.

    Where another goal comes before fill that can be less than today: nothing need be lifted.
    """
    tried = trial.of(bargain.changes.everything())
    return None if tried is None else max(tried.filled, today or 0.0)


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
    if share(today) == share(most) and ladder.asked is None:
        return []
    if ladder.asked is not None:
        return [ladder.asked] if today + HAIR < ladder.asked <= most + HAIR else []
    for step in STEPS:
        low, high = math.ceil(today / step + 0.5), math.floor(most / step - 0.5)
        steps = {share(rung): rung for rung in (round(number * step, 9) for number in range(low, high + 1))}
        on_the_way = [rung for said, rung in steps.items() if said not in (share(today), share(most))]
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


def _answers(reaching: FirstEnough, kinds: Sequence[Kind] = KINDS) -> Iterator[Concession]:
    """Yield the answer of each kind, where one is found; a cheaper one in hand is the cheapest."""
    bargain, found = reaching.bargain, dict[Kind, Enough]()
    for kind in kinds:
        solves: dict[Kind, Solve] = {
            "cheapest": bargain.cheapest,
            "fewest": _Fewest(bargain),
            "even": bargain.most_even,
        }
        answer = reaching.answer(solves[kind])
        if kind == "fewest" and answer is None and not bargain.mixed:
            answer = reaching.answer(_Fewest(bargain, several=True))
        if answer is not None:
            found[kind] = answer
    if "cheapest" not in found and (all_but := reaching.all_but()) is not None:
        found["cheapest"] = all_but
    for kind in kinds:
        if kind in found:
            yield _answer(_best(found, kind), reaching.fill, kind)


def _none_dearer(answers: tuple[Concession, ...], bargain: Bargain, trial: Trial) -> tuple[Concession, ...]:
    """Return answers in which none for less is called the cheapest that costs more than one for more.

    What was found for more goes back as far as less needs.
    """
    told = []
    for answer in answers:
        best = min(
            (one for one in answers if _covers(one, answer)), key=lambda one: one.price, default=answer
        )
        if answer.kind == "cheapest" and best.price < answer.price - HAIR * max(1.0, answer.price):
            least = FirstEnough(bargain, trial, answer.fill).least_of(best.changes)
            answer = (
                replace(best, fill=answer.fill, kind=answer.kind, proven=False)
                if least is None
                else _answer(least, answer.fill, answer.kind)
            )
        told.append(answer)
    return tuple(told)


def _covers(one: Concession, other: Concession) -> bool:
    return one.fill is not None and other.fill is not None and one.fill >= other.fill


def _best(found: Mapping[Kind, Enough], kind: Kind) -> Enough:
    """Return the answer of a kind, or another that is better in what this kind is about.

    Of answers that are as good the one of the first kind is told: which of them a solver finds is chance.
    """
    if kind == "even":
        return found[kind]
    asked = {"cheapest": lambda one: (one.price, one.parties), "fewest": lambda one: (one.parties, one.price)}
    best, own = min(found.values(), key=asked[kind]), found[kind]
    if asked[kind](best) < asked[kind](own) and best.price < own.price - HAIR:
        return replace(best, proven=False)
    alike = (one for one in found.values() if one.parties == own.parties and _same(one.price, own.price))
    return replace(next(alike), proven=own.proven)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_PRICE * max(1.0, abs(other))


class _Fewest:
    """The fewest parties; of those found so far the fewest are kept that can reach what is asked for.

    Where one does, several are asked no more, unless `several` says so: a plan that fills less than the
    bargain thought has more asked for than is needed in the end.
    """

    def __init__(self, bargain: Bargain, *, several: bool = False) -> None:
        self._bargain, self._several = bargain, several
        self._known: list[tuple[Status, BoolArray]] = []

    def __call__(self, wanted: Wanted) -> Solution:
        """Return the cheapest concessions of the parties."""
        for status, parties in sorted(self._known, key=lambda one: int(one[1].sum())):
            found = self._bargain.cheapest(wanted, parties)
            if found.found:
                return replace(found, status=status)
        one = not self._several and any(parties.sum() == 1 for _, parties in self._known)
        status, parties = self._bargain.fewest_parties(wanted, one=one)
        if one and not len(parties):
            return found
        parties = parties if len(parties) else np.zeros(len(self._bargain.terms.parties), dtype=bool)
        self._known.append((status, parties))
        found = self._bargain.cheapest(wanted, parties)
        return replace(found, status=status) if found.found else found


def _answer(found: Enough, fill: float | None, kind: Kind) -> Concession:
    return Concession(fill, kind, found.price, found.changes, found.parties, found.filled, found.proven)
