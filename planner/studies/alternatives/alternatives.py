"""Other plans that are as good: they fill as much, keep every other goal within a slack, and differ in who.

Each is as far from the plans before it as a search finds: the person-months of its nations differ most from
those of the nearest of them (Brill, Chang and Hopkins 1982, Modeling to generate alternatives, doi
10.1287/mnsc.28.3.221). The search starts from the plans in which one nation carries the least and the most
that it can, and goes from each in the direction in which it lies until that brings nothing more. With whole
numbers the directions are found for divisible units, and the plan is then made in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Unpack

import numpy as np
from scipy import sparse

from planner.engines.engine import Face, Held, Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs, HighsSession
from planner.facts.goal_ids import goal_id
from planner.plan.from_solution import contributions_of, counted
from planner.plan.plan import Counted, plain, records
from planner.problems import Problem
from planner.program.blocks import CONTRIBUTION, FloatArray, RowBlock
from planner.program.extend import with_goals, with_rows
from planner.program.program import Program
from planner.program.row_source import RowSource
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.asked import begun, heading, too_few
from planner.studies.solved import Solved
from planner.words.figures import NEGLIGIBLE, figure, people
from planner.words.names import Names, listing
from planner.worlds.solving_worlds import Effort

FORMAT = "planner-alternatives/1"
WITHIN, COUNT = 0.02, 4
"""The slack of every goal but fill, and how many plans are looked for, unless something else is asked for."""
STEPS = 8
"""How often the search goes on from one start."""
SAME = 0.5
"""Plans that differ by fewer person-months are the same."""
NAMED = 3
"""How many nations a sentence names."""
LEAST_TOLD = 0.01
"""Costs that differ by fewer percent are told as the same."""
SECONDS = 5.0
"""No plan with whole numbers is waited for longer."""


@dataclass(frozen=True)
class Alternative:
    """A plan: the values of its goals, its contributions, and who carries how much more than in the first.

    `differs` is in person-months, the most first.
    """

    goals: tuple[tuple[str, float], ...]
    contributions: tuple[dict[str, Any], ...]
    differs: tuple[tuple[str, float], ...]
    sentence: str

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "goals": [{"goal": goal, "value": plain(value)} for goal, value in self.goals],
            "contributions": list(self.contributions),
            "differs": [
                {"nation": nation, "personnel_months": plain(months)} for nation, months in self.differs
            ],
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class Extent:
    """What a nation carries in the plan, and the least and the most in any that is as good; person-months."""

    nation: str
    plan: float
    least: float
    most: float


@dataclass(frozen=True)
class Alternatives:
    """The plan, others as good by a slack, and how far each nation can go."""

    scenario: Scenario
    counted: Counted
    status: Status
    within: float
    plan: Alternative | None = None
    plans: tuple[Alternative, ...] = ()
    nations: tuple[Extent, ...] = ()
    unfinished: bool = False

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        return heading(FORMAT, self.scenario, self.counted) | {
            "status": self.status.value,
            "within": plain(self.within),
            "plan": None if self.plan is None else self.plan.as_document(),
            "plans": [one.as_document() for one in self.plans],
            "nations": [
                {
                    "nation": one.nation,
                    "plan": plain(one.plan),
                    "least": plain(one.least),
                    "most": plain(one.most),
                }
                for one in self.nations
            ],
            "unfinished": self.unfinished,
        }


def slack_problems(within: float, count: int) -> Iterator[Problem]:
    """Yield what is wrong with how much slack there is, and with how many plans are looked for."""
    if not 0 <= within <= 1:
        yield Problem("--within", 0, "", f"is {within:g}", "from 0 to 1, such as 0.02 or 2%")
    if count < 1:
        yield Problem("--count", 0, "", f"is {count}", "at least 1")


@asked(slack_problems, too_few)
def alternatives(
    scenario: Scenario,
    *,
    within: float = WITHIN,
    count: int = COUNT,
    workers: int = 1,
    **how: Unpack[How],
) -> Alternatives:
    """Return up to `count` plans that fill as much and keep every other goal within a part of its value.

    Fewer where no more differ. One is looked for after the other, however many `workers` there are. Raises
    InvalidInput for a slack below nothing and for no plans, and as `begun` does.
    """
    question = Question(**how)
    solved, effort = begun(scenario, question, workers)
    counts = counted(scenario, question.counting)
    if solved.solution.status is not Status.OPTIMAL:
        return Alternatives(scenario, counts, solved.solution.status, within)
    search = _Search(solved, within, effort)
    told = _Told(solved)
    cut = False
    try:
        found = [told.alternative(values) for values in search.farthest(count)]
        extents = tuple(search.extents())
    except TimeoutError:
        found, extents, cut = [], (), True
    plan = told.alternative(solved.solution.values)
    return Alternatives(scenario, counts, Status.OPTIMAL, within, plan, tuple(found), extents, cut)


@dataclass(frozen=True, eq=False)
class _Search:
    """Looks for plans among those that are as good."""

    solved: Solved
    within: float
    effort: Effort
    _ends: dict[tuple[int, int], FloatArray] = field(default_factory=dict, repr=False)

    def farthest(self, count: int) -> Iterator[FloatArray]:
        """Yield the columns of plans, each the farthest from those before it that was found."""
        known = [self._carried(self.solved.solution.values)]
        for number in range(count):
            self._tell(f"plan {number + 1}", number, count)
            each = [self._improved(start, known) for start in self._starts()]
            best = max(each, key=lambda values: self._apart(values, known), default=None)
            if best is None or self._apart(best, known) < SAME:
                return
            made = self._made(best, known)
            if made is None or self._apart(made, known) < SAME:
                return
            known.append(self._carried(made))
            yield made

    def extents(self) -> Iterator[Extent]:
        """Yield how far each nation that offers something can go."""
        names, plan = self.solved.ground.index.names["nation"], self._carried(self.solved.solution.values)
        for nation in np.flatnonzero(self._months.sum(axis=1) > 0):
            least, most = (float(self._carried(self._end(int(nation), sign))[nation]) for sign in (-1, 1))
            now = float(plan[nation])
            yield Extent(names[nation], now, min(least, now), max(most, now))

    def _starts(self) -> Iterator[FloatArray]:
        for nation in np.flatnonzero(self._months.sum(axis=1) > 0):
            for sign in (-1, 1):
                yield self._end(int(nation), sign)

    def _end(self, nation: int, sign: int) -> FloatArray:
        """Return the plan in which a nation carries the least (-1) or the most (1)."""
        if (nation, sign) not in self._ends:
            self._ends[nation, sign] = self._towards(sign * np.eye(len(self._months))[nation])
        return self._ends[nation, sign]

    def _improved(self, start: FloatArray, known: list[FloatArray]) -> FloatArray:
        """Return the plan that is reached from a start by going away from the nearest known plan."""
        best = start
        for _ in range(STEPS):
            other = self._towards(self._away(best, known))
            if self._apart(other, known) <= self._apart(best, known) + SAME:
                return best
            best = other
        return best

    def _away(self, values: FloatArray, known: list[FloatArray]) -> FloatArray:
        carried = self._carried(values)
        nearest = min(known, key=lambda one: float(np.abs(carried - one).sum()))
        return np.sign(np.where(np.abs(carried - nearest) < SAME, 0.0, carried - nearest))

    def _apart(self, values: FloatArray, known: list[FloatArray]) -> float:
        carried = self._carried(values)
        return min(float(np.abs(carried - one).sum()) for one in known)

    def _towards(self, direction: FloatArray) -> FloatArray:
        """Return the plan that is best in a direction, a weight for each nation's person-months."""
        if self.effort.spent:
            raise TimeoutError
        outcome = self._session.minimise(self._cost(direction), self._face, self.effort.left)
        if outcome.status is not Status.OPTIMAL:
            raise TimeoutError
        return outcome.values

    def _made(self, values: FloatArray, known: list[FloatArray]) -> FloatArray | None:
        """Return the plan in whole units, where there are any, that lies farthest in the same direction."""
        if not self.solved.whole_numbers:
            return values
        program = with_goals(self._program, apart=self._cost(self._away(values, known)))
        left = self.effort.left
        solution = solve(program, Highs(), seconds=SECONDS if left is None else min(SECONDS, left))
        return solution.values if solution.found else None

    def _cost(self, direction: FloatArray) -> FloatArray:
        cost = np.zeros(len(self._program.lower))
        cost[self._program.family(CONTRIBUTION)] = -(direction @ self._months)
        return cost

    def _carried(self, values: FloatArray) -> FloatArray:
        """Return the person-months of each nation."""
        carried: FloatArray = self._months @ values[self._program.family(CONTRIBUTION)]
        return carried

    def _tell(self, what: str, done: int, count: int) -> None:
        if self.effort.progress is not None:
            self.effort.progress(what, done, count)

    @cached_property
    def _months(self) -> FloatArray:
        """Person-months of one unit of each contribution: nations x contributions."""
        ground = self.solved.ground
        weight = ground.weights("personnel") * ground.index.months[ground.keys["phase"]]
        months = np.zeros((len(ground.index.names["nation"]), ground.count))
        months[ground.keys["nation"], np.arange(ground.count)] = weight
        return months

    @cached_property
    def _program(self) -> Program:
        """The program with every goal held: fill as it is, the others within the slack."""
        program, held = self.solved.program, []
        for stage in self.solved.kept:
            value = float(stage.goal.cost @ self.solved.solution.values)
            slack = 0.0 if goal_id(stage.goal.name).is_share else self.within * abs(value)
            held.append(Held.at(stage.goal.cost, value + slack))
        upper = np.array([one.bound for one in held])
        rows = RowBlock(
            "held", {}, np.full(len(held), -np.inf), upper, (), RowSource("goal"), "as good as the plan"
        )
        return with_rows(program, rows, sparse.csr_array(np.array([one.cost for one in held])))

    @cached_property
    def _session(self) -> HighsSession:
        return Highs().open(self._program.relaxed())

    @cached_property
    def _face(self) -> Face:
        return Face.of(self._program)


@dataclass(frozen=True, eq=False)
class _Told:
    """Plans as they are told, beside the first."""

    solved: Solved

    def alternative(self, values: FloatArray) -> Alternative:
        ground, program = self.solved.ground, self.solved.program
        units = np.maximum(values[program.family(CONTRIBUTION)], 0.0)
        goals = tuple(
            (stage.goal.name, float(stage.goal.cost @ values[: len(program.lower)]))
            for stage in self.solved.stated
        )
        differs = self._differs(units)
        lines = tuple(records(contributions_of(ground, units)))
        return Alternative(goals, lines, differs, self._sentence(goals, differs))

    def _differs(self, units: FloatArray) -> tuple[tuple[str, float], ...]:
        ground = self.solved.ground
        weight = ground.weights("personnel") * ground.index.months[ground.keys["phase"]]
        more = np.bincount(ground.keys["nation"], weights=(units - self.solved.units) * weight)
        named = zip(ground.index.names["nation"], more.tolist(), strict=False)
        moved = sorted(named, key=lambda one: (-abs(one[1]), one[0]))
        # Many nations that each differ by less may make another plan together: then those are told.
        told = [one for one in moved if abs(one[1]) >= SAME]
        return tuple(told or [one for one in moved if abs(one[1]) >= SAME / len(moved)])

    def _sentence(self, goals: tuple[tuple[str, float], ...], differs: tuple[tuple[str, float], ...]) -> str:
        """Say which few carry more or fewer person-months than in the first plan, and how cost differs."""
        if not differs:
            return "The plan as it is."
        names = Names(self.solved.scenario).nations
        sides = (
            (listing([f"{names[one]} {people(abs(months))}" for one, months in some[:NAMED]]), word)
            for some, word in (
                ([one for one in differs if one[1] > 0], "more"),
                ([one for one in differs if one[1] < 0], "fewer"),
            )
            if some
        )
        said = "; ".join(f"{named} person-months {word}" for named, word in sides)
        before, cost = self.solved.goals.get("cost"), dict(goals).get("cost")
        if before is not None and cost is not None:
            said += f"; {_costs(before, cost)}"
        return f"{said}."


def _costs(before: float, cost: float) -> str:
    """Say how a cost differs: as a part of what it was, unless that was nothing."""
    if before <= NEGLIGIBLE:
        more = cost - before
        return f"it costs {figure(more)} more" if more > NEGLIGIBLE else "it costs the same"
    change = 100 * (cost / before - 1)
    if abs(change) < LEAST_TOLD:
        return "it costs the same"
    return f"it costs {figure(abs(change))} % {'more' if change >= 0 else 'less'}"
