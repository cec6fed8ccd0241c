"""Why the shortfalls are there and what would change that; or why there is no plan, and what would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, Unpack

from planner.digits import in_full
from planner.engines.engine import Status
from planner.engines.solve import Watch
from planner.formulation.offers import required
from planner.problems import Problem
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Concession, Ladder, concessions, relaxations
from planner.studies.concessions.elastic import Elastic, elastic
from planner.studies.conditions.conditions import ConditionEffect, conditions
from planner.studies.conflicts.conflicts import NO_CONFLICTS, Conflicts, conflicts
from planner.studies.parts import Parts, solved_and_audited
from planner.studies.prices.price import RowPrice
from planner.studies.prices.prices import prices
from planner.studies.ranges.ranges import Range, ranges
from planner.studies.shortfalls.account import Shortfall
from planner.studies.shortfalls.shortfalls import shortfalls
from planner.studies.solved import Solved

FORMAT = "planner-explain/1"


@dataclass(frozen=True)
class Explanation:
    """Everything that was found out; what does not apply, or was not reached, is empty.

    `unfinished` names the parts that were cut short by an interrupt or the time limit, `partial` those that
    left out by themselves what would have taken too long. Nothing is `required` where no line needs anything.
    """

    title: str
    status: Status
    required: bool = True
    shortfalls: tuple[Shortfall, ...] = ()
    prices: tuple[RowPrice, ...] = ()
    conditions: tuple[ConditionEffect, ...] = ()
    ladder: Ladder | None = None
    conflicts: Conflicts = NO_CONFLICTS
    relaxations: tuple[Concession, ...] = ()
    ranges: tuple[Range, ...] = ()
    unfinished: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def concessions(self) -> tuple[Concession, ...]:
        """The answers of the ladder."""
        return () if self.ladder is None else self.ladder.answers

    def as_document(self) -> dict[str, Any]:
        """Return the explanation as the contract's document."""
        return {
            "format": FORMAT,
            "status": self.status.value,
            "shortfalls": _documents(self.shortfalls),
            "prices": _documents(self.prices),
            "conditions": _documents(self.conditions),
            "fill": None if self.ladder is None else self.ladder.as_document(),
            "concessions": [one.as_document() for one in self.concessions],
            "conflicts": [one.as_document() for one in self.conflicts.found],
            "all_conflicts_found": self.conflicts.complete,
            "relaxations": [one.as_document() for one in self.relaxations],
            "ranges": _documents(self.ranges),
            "unfinished": list(self.unfinished),
            "partial": list(self.partial),
        }


def _documents(found: Iterable[Any]) -> list[dict[str, Any]]:
    return [one.as_document() for one in found]


def fill_problems(fill: float | None) -> Iterator[Problem]:
    """Yield what is wrong with the part that is asked for."""
    if fill is not None and not 0 <= fill <= 1:
        percent = 2 <= fill <= 100
        hint = f"write {in_full(fill / 100)} for {in_full(fill)} %" if percent else "such as 0.9 for 90 %"
        text = f"{in_full(fill)} is not a part of what is required, between 0 and 1"
        yield Problem("--fill", 0, "", text, hint)


@asked(fill_problems)
def explain(
    scenario: Scenario,
    *,
    fill: float | None = None,
    **how: Unpack[How],
) -> Explanation:
    """Explain the plan of a scenario, or why it has none.

    `fill` asks for the concessions that reach this part of all requirements, between 0 and 1; without it a
    few on the way to the most that is possible are looked at. The other arguments are those of `solve`;
    `time_limit` is for everything together. Every solve but the first is by HiGHS. An interrupt from the
    keyboard keeps what was found by then. Raises InvalidInput where `fill` is no such part,
    UnknownSolverError, and AuditFailedError.
    """
    question = Question(**how)
    watch = question.begin()
    solved = solved_and_audited(scenario, question, watch)
    if solved.solution.status is Status.INFEASIBLE:
        return _without_plan(solved, fill, watch)
    if not solved.found:
        return Explanation(scenario.title, solved.solution.status)
    return _with_plan(solved, fill, watch)


def _with_plan(solved: Solved, fill: float | None, watch: Watch) -> Explanation:
    """Return what is told of a plan; parts cut short, or without what takes too long, are named in it."""
    parts, progress = Parts(watch), watch.progress
    short = parts.collect("shortfalls", lambda: shortfalls(solved, progress))
    priced = parts.collect("prices", lambda: prices(solved, progress))
    flipped = parts.collect("conditions", lambda: conditions(solved, progress))
    ladder = parts.collect(
        "concessions", lambda: concessions(solved, _elastic(solved), fill=fill, watch=watch)
    )
    ranged = parts.collect("ranges", lambda: ranges(solved, progress))
    return Explanation(
        title=solved.scenario.title,
        status=solved.solution.status,
        required=bool(required(solved.formulation.ground.facts, solved.formulation.ground.index).any()),
        shortfalls=tuple(short),
        prices=tuple(priced),
        conditions=tuple(flipped),
        ladder=_last(ladder),
        ranges=tuple(ranged),
        unfinished=tuple(parts.unfinished),
        partial=tuple(parts.partial),
        interrupted=parts.interrupted,
    )


def _without_plan(solved: Solved, fill: float | None, watch: Watch) -> Explanation:
    """Return why there is no plan and what would allow one; concessions only where a `fill` is asked for."""
    parts, bending = Parts(watch), _elastic(solved)
    found = parts.collect("conflicts", lambda: conflicts(solved.formulation, watch))
    relaxed = parts.collect("relaxations", lambda: relaxations(bending, watch))
    asked: list[Ladder] = []
    if fill is not None:
        asked = parts.collect("concessions", lambda: concessions(solved, bending, fill=fill, watch=watch))
    return Explanation(
        title=solved.scenario.title,
        status=solved.solution.status,
        ladder=_last(asked),
        conflicts=_last(found) or NO_CONFLICTS,
        relaxations=tuple(relaxed),
        unfinished=tuple(parts.unfinished),
        partial=tuple(parts.partial),
        interrupted=parts.interrupted,
    )


def _elastic(solved: Solved) -> Elastic:
    return elastic(solved.formulation)


Item = TypeVar("Item")


def _last(found: Sequence[Item]) -> Item | None:
    return found[-1] if found else None
