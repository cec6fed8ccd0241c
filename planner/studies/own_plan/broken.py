"""What somebody's own plan breaks, rule by rule, and what it is worth by the scenario's goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from scipy import sparse

from planner.engines.engine import Face, NotSolvedError
from planner.engines.hot.again import Again
from planner.engines.proof.bound import activity_range
from planner.engines.solve import Solution
from planner.formulation.formulate import shortfall_columns
from planner.formulation.ordered_goals import pursuits
from planner.formulation.ruled import Rule, RuleBook, RuledBlock, ruled_blocks, ruled_program
from planner.formulation.stays import ARRIVAL
from planner.plan.plan import plain
from planner.program.blocks import CONTRIBUTION, SHORTFALL, FloatArray, RowBlock
from planner.program.extend import with_columns
from planner.program.program import Blueprint, Goal, Program
from planner.studies.concessions.elastic import BEND, bounded_columns
from planner.studies.own_plan.theirs import Theirs, misplaced
from planner.studies.saying import Breach, Saying

BROKEN = 1e-6
"""A rule is broken by more than this, relative to the size of what its row adds up where that is over 1."""

Side = Literal["above", "below"]
"""Above the most that is allowed, or below the least."""
_ORDER = ("constraint", "closure", "stay", "offer", "requirement")


@dataclass(frozen=True)
class BrokenRule:
    """A rule that a plan breaks: its id, the phase if it is about one, and how much, in the rule's unit."""

    row: str
    phase: str | None
    amount: float
    sentence: str
    breach: Breach | None = None
    """What the sentence is made of, for who tells of several phases at once."""
    side: Side = "above"
    rounding: bool = False
    """Whether no more is broken than the figures of the plan may have lost to rounding."""

    def as_document(self) -> dict[str, Any]:
        """Return the rule as the contract's JSON object."""
        return {
            "row": self.row,
            "phase": self.phase,
            "amount": plain(self.amount),
            "side": self.side,
            "sentence": self.sentence,
        }


def in_short(broken: Sequence[BrokenRule], saying: Saying) -> list[str]:
    """Return the sentences, one where the same is broken in the same way in several phases."""
    phases: dict[Breach | str, list[str]] = {}
    for one in broken:
        if one.breach is not None and one.phase is not None:
            phases.setdefault(one.breach, []).append(one.phase)
        else:
            phases.setdefault(one.sentence, [])
    return [
        breach if isinstance(breach, str) else f"{breach.what}{saying.when(when)}{breach.rule}"
        for breach, when in phases.items()
    ]


@dataclass(frozen=True, eq=False)
class StandingPlan:
    """A plan as it stands among the rules: every row with its rule, and the values of all columns.

    Yes-or-no columns are as they break the least, and after that as is best by the goals.
    """

    theirs: Theirs
    blocks: Sequence[RuledBlock]
    program: Program
    solution: Solution

    @classmethod
    def of(cls, theirs: Theirs) -> StandingPlan:
        """Return how a plan stands."""
        formulation, scenario = theirs.formulation, theirs.formulation.scenario
        reach = np.maximum(formulation.candidates.reach, theirs.units)
        ground = replace(formulation.candidates, reach=reach, bending=True, _totals={})
        shortfall = shortfall_columns(ground)
        blocks = list(ruled_blocks(scenario, ground, formulation.offers, shortfall, formulation.closed))
        wanted = tuple(pursuits(scenario.goals, ground, shortfall))
        program = ruled_program(scenario, ground, blocks, shortfall, wanted)
        book = RuleBook.of(blocks, len(program.row_lower))
        solution = _settled(_bending(program, book), theirs.units)
        if not solution.found:
            raise NotSolvedError("how the plan stands among the rules", solution.status)
        return cls(theirs, blocks, program, solution)

    @property
    def goals(self) -> dict[str, float]:
        """The value of each goal that the scenario states."""
        values = self._values
        return {goal.name: float(goal.cost @ values) for goal in self.program.goals if goal.stated}

    @property
    def _values(self) -> FloatArray:
        values: FloatArray = self.solution.values[: len(self.program.lower)]
        return values

    def broken(self, saying: Saying) -> tuple[BrokenRule, ...]:
        """Return every rule that is broken: what fits nowhere, politics, offers, and then requirements."""
        fits_nowhere = []
        for one in self.theirs.elsewhere:
            path, said = misplaced(self.theirs.formulation, one)
            fits_nowhere.append(BrokenRule(path, one.phase, one.units, saying.misplaced(one, said)))
        found = sorted(self._beyond(saying), key=lambda pair: _ORDER.index(pair[0].sort))
        return (*fits_nowhere, *(broken for _, broken in found))

    def _beyond(self, saying: Saying) -> Iterator[tuple[Rule, BrokenRule]]:
        """Yield the rules that are broken in the order of the rows."""
        there = self.program.matrix @ self._values
        size = np.maximum(1.0, abs(self.program.matrix) @ np.abs(self._values))
        row = 0
        for ruled in self.blocks:
            for entry, rule in enumerate(ruled.rules):
                amount, side = _beyond(ruled.block, entry, float(there[row]))
                if rule is not None and amount > BROKEN * size[row]:
                    said = self._said(saying, (rule, ruled.block, entry), amount, side)
                    rounding = amount <= self._rounding[row] * (1 + BROKEN) + BROKEN
                    yield rule, replace(said, rounding=bool(rounding))
                row += 1

    @cached_property
    def _rounding(self) -> FloatArray:
        """For each row by how much what it adds up may be off, as the figures of the plan are rounded."""
        blocks = [ruled.block for ruled in self.blocks]
        columns = self.program.columns
        rows = Blueprint(self.program.names, columns, tuple(blocks), ()).assembled("direct")
        off: FloatArray = abs(rows.matrix[:, rows.family(CONTRIBUTION)]) @ self.theirs.rounding
        if any(block.family == ARRIVAL for block in columns):
            arrivals = np.repeat([block.family == ARRIVAL for block in blocks], [one.count for one in blocks])
            off += abs(rows.matrix[:, rows.family(ARRIVAL)]) @ off[arrivals] * ~arrivals
        return off

    def _said(
        self, saying: Saying, where: tuple[Rule, RowBlock, int], amount: float, side: Side
    ) -> BrokenRule:
        rule, block, entry = where
        ids = self.program.ids(block, entry)
        signed = amount if side == "above" else -amount
        phase, breach = ids.get("phase"), saying.broken(rule, ids, signed, sort=block.source.sort)
        said = f"{breach.what}{saying.when([] if phase is None else [phase])}{breach.rule}"
        return BrokenRule(rule.id, phase, amount, said, breach, side)


def _beyond(block: RowBlock, entry: int, there: float) -> tuple[float, Side]:
    above, below = float(there - block.upper[entry]), float(block.lower[entry] - there)
    return (above, "above") if above >= below else (below, "below")


def _bending(program: Program, book: RuleBook) -> Program:
    """Return the program in which each row of a rule bends by itself, to each side; first the least.

    A rule of several rows may be broken upwards in one phase and downwards in the next.
    """
    ruled = book.of_row >= 0
    sides = [(-1.0, np.isfinite(program.row_upper)), (1.0, np.isfinite(program.row_lower))]
    rows = [np.flatnonzero(ruled & bounded) for _, bounded in sides]
    signs = np.concatenate([np.full(len(each), sign) for (sign, _), each in zip(sides, rows, strict=True)])
    row = np.concatenate(rows)
    entries = (signs, (row, np.arange(len(row))))
    gives = sparse.csr_array(entries, shape=(len(program.row_lower), len(row)))
    least, most = activity_range(program)
    reach = np.concatenate([(most - program.row_upper)[rows[0]], (program.row_lower - least)[rows[1]]])
    free = bounded_columns(BEND, np.full(len(row), np.inf))
    bending = with_columns(program, replace(free, reach=np.maximum(reach, 0.0)), gives)
    cost = np.zeros(len(bending.lower))
    cost[bending.family(BEND)] = 1.0
    return replace(bending, goals=(Goal("bent", cost, stated=False), *bending.goals))


def _settled(program: Program, units: FloatArray) -> Solution:
    """Solve with the contributions as they are given, and shortfalls as they follow from them."""
    lower, upper, most = program.lower.copy(), program.upper.copy(), program.row_upper.copy()
    needs = program.rows[0]
    there = program.matrix[: needs.count, program.family(CONTRIBUTION)] @ units
    for family, values in ((CONTRIBUTION, units), (SHORTFALL, np.maximum(needs.lower - there, 0.0))):
        lower[program.family(family)] = upper[program.family(family)] = values
    most[: needs.count] = np.inf
    return Again(program).solve(Face(lower, upper, program.row_lower, most))
