"""Ranges: the least and the most that each nation could send in a plan that is as good.

As good is: every goal before cost is as good as in the plan, and cost at most `slack` of its best value
above it (0, 1 % and 5 %). Where cost is no goal there is only the slack of 0, and every goal is kept. What
a nation sends is counted over all phases, each times its months: people in person-months, units of each
capability in unit-months, and cost. All ranges of slack 0 together say how unique the plan is.

Each end is found by solving again from the plan. With whole numbers nothing is hot: then only the people of
each nation are asked for, as far as the time of `budget` goes, and what is not proven is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from planner.engines.solve import Progress
from planner.plan.plan import plain
from planner.program.blocks import CONTRIBUTION, FloatArray
from planner.studies.budget import Budget, OnlyInPart
from planner.studies.chain import COST
from planner.studies.ranges.spans import LEAST, MOST, Spans
from planner.studies.ranges.whole_spans import WholeSpans
from planner.studies.solved import Solved
from planner.words.wording import out_of

SLACKS = (0.0, 0.01, 0.05)
"""How much more than the best a plan may cost."""
SAME = 1e-5
"""Two amounts are the same that differ by no more than this, relative to their size over 1."""
Measure = Literal["personnel", "units", "cost"]


@dataclass(frozen=True)
class Range:
    """The least and the most of a measure that a nation could send; units are those of one capability."""

    nation: str
    measure: Measure
    capability: str | None
    unit: str
    slack: float
    least: float
    plan: float
    most: float

    @property
    def fixed(self) -> bool:
        """Whether every plan that is as good sends the same."""
        return self.most - self.least <= SAME * max(1.0, abs(self.most))

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "nation": self.nation,
            "measure": self.measure,
            "capability": self.capability,
            "unit": self.unit,
            "slack": self.slack,
            "least": plain(self.least),
            "plan": plain(self.plan),
            "most": plain(self.most),
        }


@dataclass(frozen=True, eq=False)
class _Amount:
    """Something that a nation sends: a weight on every column."""

    nation: str
    measure: Measure
    capability: str | None
    unit: str
    weight: FloatArray

    def range(self, slack: float, ends: tuple[float, float], plan: float) -> Range:
        """Return its range; the plan is in it, whatever the rounding."""
        least, most = min(ends[0], plan), max(ends[1], plan)
        return Range(self.nation, self.measure, self.capability, self.unit, slack, least, plan, most)


def ranges(solved: Solved, progress: Progress | None = None) -> Iterator[Range]:
    """Yield the ranges nation by nation, and for each amount by slack.

    Who stops asking keeps what was found so far. Yields nothing where there is no plan. Raises OnlyInPart in
    the end where there are more.
    """
    if not solved.found:
        return
    amounts = list(_amounts(solved))
    if not amounts:
        return
    yield from (_whole if solved.whole_numbers else _hot)(solved, amounts, progress)


_SEND = ("that can contribute sends", "that can contribute send")


def uniqueness(found: Sequence[Range]) -> str:
    """Say how unique the plan is, from its ranges."""
    people = [one for one in found if one.slack == 0 and one.measure == "personnel"]
    free = [one for one in people if not one.fixed]
    if not people:
        return ""
    if not free:
        each = (
            "the one nation that can contribute" if len(people) == 1 else f"each of the {len(people)} nations"
        )
        return f"Every plan as good as this one has the same person-months of {each}."
    return (
        f"{out_of(len(people) - len(free), len(people), 'nation', _SEND)} the same "
        f"person-months in every plan as good as this one; {len(free)} could send more or less."
    )


def _amounts(solved: Solved) -> Iterator[_Amount]:
    """Yield what each nation with an open offer can send: people, units by capability, cost."""
    ground, scenario = solved.ground, solved.scenario
    months = ground.index.months[ground.keys["phase"]]
    for number, nation in enumerate(ground.index.names["nation"]):
        mine = (ground.keys["nation"] == number) * months
        if not mine.any():
            continue
        people, cost = mine * ground.weights("personnel"), mine * ground.weights("cost")
        yield _Amount(nation, "personnel", None, "person-months", _spread(solved, people))
        for spot in np.unique(ground.keys["capability"][mine > 0]).tolist():
            capability = ground.index.names["capability"][spot]
            units = mine * (ground.keys["capability"] == spot)
            unit = f"{scenario.capabilities[capability].unit}-months"
            yield _Amount(nation, "units", capability, unit, _spread(solved, units))
        yield _Amount(nation, "cost", None, scenario.cost_unit or "cost", _spread(solved, cost))


def _spread(solved: Solved, weight: FloatArray) -> FloatArray:
    spread = np.zeros(len(solved.program.lower))
    spread[solved.program.family(CONTRIBUTION)] = weight
    return spread


def _hot(solved: Solved, amounts: list[_Amount], progress: Progress | None) -> Iterator[Range]:
    """Yield each amount's range for every slack, solved from the plan; raises OnlyInPart when time is up."""
    chain, budget = solved.chain, Budget()
    slacks = SLACKS if chain.cost is not None else SLACKS[:1]
    spans = Spans.of(chain, np.array([amount.weight for amount in amounts]), slacks)
    for number, amount in enumerate(amounts):
        if progress is not None:
            progress("ranges", number, len(amounts))
        if budget.spent:
            raise OnlyInPart
        for slack in slacks:
            yield amount.range(slack, spans.ends(number, slack), float(spans.plan[number]))


def _whole(solved: Solved, amounts: list[_Amount], progress: Progress | None) -> Iterator[Range]:
    """Yield the people of each nation, as far as whole numbers allow in the time."""
    people = [amount for amount in amounts if amount.measure == "personnel"]
    budget, left_out = Budget(), False
    ends = WholeSpans(solved, np.array([amount.weight for amount in people]))
    for turn, slack in enumerate(SLACKS if COST in solved.goals else SLACKS[:1]):
        held = _held(solved, slack)
        for number, amount in enumerate(people):
            if budget.spent:
                raise OnlyInPart
            if progress is not None:
                progress("ranges", turn * len(people) + number, len(SLACKS) * len(people))
            least, most = (ends.end(number, side, held, budget) for side in (LEAST, MOST))
            if least is None or most is None:
                left_out = True
            else:
                yield amount.range(slack, (least, most), float(amount.weight @ solved.solution.values))
    if left_out:
        raise OnlyInPart


def _held(solved: Solved, slack: float) -> tuple[tuple[FloatArray, float], ...]:
    """Return the goals that a plan must keep: all before cost, and cost with a slack."""
    held = []
    for stage in solved.kept:
        more = slack * stage.value if stage.goal.name == COST else 0.0
        held.append((stage.goal.cost, stage.value + more))
        if stage.goal.name == COST:
            break
    return tuple(held)
