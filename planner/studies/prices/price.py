"""The price of a bound, as it is told."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.plan.plan import plain

_ROUNDING = 1e-9


@dataclass(frozen=True)
class LineChange:
    """What becomes of a line: units of it filled more, for one unit more or less of a bound."""

    requirement: str
    phase: str
    units: float


@dataclass(frozen=True)
class GoalChange:
    """The change of a goal for one unit, valid for `until` units."""

    goal: str
    change: float
    until: float


@dataclass(frozen=True)
class Effect:
    """The change of the price's goal for one unit, valid for `until` units; infinite where that has no end.

    `lines` is what it does to lines where the goal is a fill: one way of doing it, others may be as good.
    `then` is the first goal that changes in this direction, where that is not the price's. `rate` is what the
    first little does for a unit, where one whole unit does otherwise: the change is then for just one.
    """

    change: float
    until: float
    lines: tuple[LineChange, ...] = ()
    then: GoalChange | None = None
    rate: GoalChange | None = None

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it; `until` is null where it holds without end."""
        document: dict[str, Any] = {"change": plain(self.change), "until": _end(self.until)}
        if self.lines:
            document["lines"] = [
                {"requirement": line.requirement, "phase": line.phase, "units": plain(line.units)}
                for line in self.lines
            ]
        if self.then is not None:
            change, until = plain(self.then.change), _end(self.then.until)
            document["then"] = {"goal": self.then.goal, "change": change, "until": until}
        if self.rate is not None:
            change, until = plain(self.rate.change), _end(self.rate.until)
            document["rate"] = {"goal": self.rate.goal, "change": change, "until": until}
        return document


@dataclass(frozen=True)
class RowPrice:
    """The price of one row; a direction that is not possible is None.

    `row` is a scenario path, or where it is `of_constraint` the id of a constraint; `ids` says which of its
    rows this is, and `unit` what one of its bound is. `step` is how many of these one more and one less are.
    """

    row: str
    phase: str | None
    goal: str
    more: Effect | None
    less: Effect | None
    ids: Mapping[str, str]
    unit: str
    sentence: str = ""
    of_constraint: bool = False
    rule: str = ""
    """What that constraint is called."""
    step: float = 1.0

    def told(self, effect: Effect | None) -> float:
        """Return how many one more or one less is told for: a step, or less of what has no steps.

        Of a unit where its change holds for one, else of as much as it holds for.
        """
        if effect is None or self.step != 1:
            return self.step
        until = effect.until if effect.then is None else effect.then.until
        return until if until < 1 - _ROUNDING else 1.0

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "row": self.row,
            "phase": self.phase,
            "goal": self.goal,
            "more": None if self.more is None else self.more.as_document(),
            "less": None if self.less is None else self.less.as_document(),
            "ids": dict(self.ids),
            "unit": self.unit,
            **({} if self.step == 1 else {"step": plain(self.step)}),
            "sentence": self.sentence,
        }


def _end(until: float) -> float | None:
    return None if math.isinf(until) else plain(until)
