"""Bargaining: the cheapest, the fewest and the most even concessions that reach a fill, or any plan at all.

Each is a program of its own, the elastic one with other goals, and is solved again for every fill asked for.
Goals after the price settle what is left open among equals, by draws from names: so that the answer is one
and favours nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.engines.engine import Face, Status
from planner.engines.hot.again import Again
from planner.engines.hot.nearest_programs import NearestPrograms
from planner.engines.solve import Solution, Watch, solve
from planner.engines.solvers.highs import Highs
from planner.formulation.tie_break import TIE_BREAK, tie_break
from planner.program.blocks import CONTRIBUTION, SHORTFALL, BoolArray, ColumnBlock, FloatArray, RowBlock
from planner.program.extend import with_columns, with_goals, with_rows
from planner.program.program import Program
from planner.program.row_source import ADDED
from planner.studies.concessions.alone import Alone
from planner.studies.concessions.elastic import BEND, Elastic
from planner.studies.concessions.priced_changes import NOTHING, Changes, PricedChange
from planner.studies.concessions.terms import Terms
from planner.studies.parts import within

PARTY, LARGEST = "party asked", "largest concession"
"""The families of the columns that say who is asked, and how large the largest concession is."""
HAIR = 1e-9
"""What a fill may fall short of what is asked for, and a priority of what it had: the solver's rounding."""
SECONDS, IN_ALL = 3.0, 30.0
"""No solve with whole numbers goes on for longer, nor a whole bargain."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """What concessions are to reach: a fill of all, and the most that each priority may lack; or any plan."""

    fill: float | None = None
    lacks: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Bargain:
    """An elastic program in which only what is negotiable is open.

    `held` are costs on shortfalls, each with what it must not be more than: no priority gives up anything.
    What is asked for is a fill, and what each of these may be at most where that is less.
    """

    elastic: Elastic
    terms: Terms
    held: Sequence[tuple[FloatArray, float]]
    watch: Watch

    @cached_property
    def changes(self) -> Changes:
        """What reads solutions as changes of the scenario."""
        return Changes(self.elastic, self.terms)

    @cached_property
    def program(self) -> Program:
        """The program of every bargain, without goals."""
        program = self.elastic.program
        upper = program.upper.copy()
        upper[_concessions(program, self.terms)] *= self.terms.open
        program = replace(program, upper=upper)
        costs = np.zeros((len(self.held), len(upper)))
        costs[:, program.family(SHORTFALL)] = [cost for cost, _ in self.held] or 0.0
        most = np.array([value for _, value in self.held])
        return with_rows(program, _at_most("held", most), sparse.csr_array(costs))

    @classmethod
    def over(cls, elastic: Elastic, held: Sequence[tuple[FloatArray, float]], watch: Watch) -> Bargain:
        """Return the bargain over an elastic program, within a time of its own."""
        return cls(elastic, Terms.of(elastic), held, within(watch, IN_ALL))

    @property
    def mixed(self) -> bool:
        """Whether there are whole numbers: then nothing is solved hot, and every solve is short of time."""
        return bool(self.elastic.program.integer.any())

    def asked(self, solution: Solution) -> int:
        """Return how many parties a solution asks."""
        amounts = solution.values[_concessions(solution.program, self.terms)]
        return len(np.unique(self.terms.party[amounts > NOTHING]))

    def cheapest(self, wanted: Wanted, among: BoolArray | None = None) -> Solution:
        """Return the cheapest concessions, of all parties or of some."""
        if among is not None:
            return self._answer(self._cheapest, wanted, among[self.terms.party])
        found = self._answer(self._cheapest, wanted)
        if found.stages and wanted.fill is not None and wanted.lacks is not None:
            first = found.stages[0]
            proven = first.value if first.bound is None else first.bound
            self._proven[wanted.lacks.tobytes()] = wanted.fill, proven
        return found

    def least_price(self, wanted: Wanted) -> float:
        """Return a price that nothing which reaches a fill costs less than, as far as is known.

        That was proven of it, or of a smaller fill with the same that priorities may lack.
        """
        known = None if wanted.lacks is None else self._proven.get(wanted.lacks.tobytes())
        return known[1] if known is not None and known[0] <= (wanted.fill or 0.0) else 0.0

    @cached_property
    def _proven(self) -> dict[bytes, tuple[float, float]]:
        """By what priorities may lack: the last fill that was asked for, and the least that it costs."""
        return {}

    def cheapest_of(self, wanted: Wanted, changes: Sequence[PricedChange]) -> Solution:
        """Return the cheapest concessions that some changes would make, and no other."""
        return self._answer(self._cheapest, wanted, self.changes.concessions(changes))

    def most_even(self, wanted: Wanted) -> Solution:
        """Return the concessions of which the largest, relative to its size, is as small as can be."""
        return self._answer(self._even, wanted)

    def fewest_parties(self, wanted: Wanted, *, one: bool = False) -> tuple[Status, BoolArray]:
        """Return who is asked where the fewest are, and of these the cheapest; nobody if none can.

        `one` says that more than one party is of no use.
        """
        alone = self._alone(wanted)
        if alone is not None:
            return Status.OPTIMAL, alone
        if one:
            return Status.INFEASIBLE, np.zeros(0, dtype=bool)
        asked = self._face(self._fewest, wanted).held(self._fewest)
        chosen = solve(asked, Highs(), seconds=self._seconds(mixed=True))
        parties = chosen.values[self._fewest.family(PARTY)] if chosen.found else np.zeros(0)
        return chosen.status, parties > 0.5

    def _alone(self, wanted: Wanted) -> BoolArray | None:
        """Return who alone does for the least, of equals whom the draws choose; None where nobody does."""
        if self.mixed or wanted.fill is None or wanted.lacks is not None:
            return None
        able = self._by_themselves.can(1.0 - wanted.fill)
        settled = {party: costs for party in able or () if (costs := self._settled_by(wanted, party))}
        if not settled:
            return None
        least = min(price for price, _ in settled.values())
        equals = (one for one, (price, _) in settled.items() if price <= least + HAIR * max(1.0, least))
        chosen = np.zeros(len(self.terms.parties), dtype=bool)
        chosen[min(equals, key=lambda one: settled[one][1])] = True
        return chosen

    @cached_property
    def _by_themselves(self) -> Alone:
        start = _concessions(self.program, self.terms).start
        return Alone(self.elastic, self.program, start, self.terms.party)

    def _settled_by(self, wanted: Wanted, party: int) -> tuple[float, float] | None:
        """Return the price for which a party does by itself, and its draw; None where it does not."""
        again = self._cheapest
        face = self._face(again.program, wanted, self.terms.party == party)
        found = again.solve(face, again.program.goals[:2], seconds=self._seconds())
        return (found.stages[0].value, found.stages[1].value) if found.found else None

    def _answer(self, again: Again, wanted: Wanted, among: BoolArray | None = None) -> Solution:
        """Solve for a fill, asking only for some of the concessions where that is said.

        Of all concessions it is one run from the nearest bargain before, as the last goal leaves no equals.
        """
        face, seconds = self._face(again.program, wanted, among), self._seconds()
        if self.mixed or among is not None:
            return again.solve(face, seconds=seconds)
        return self._nearest.solve(face.held(again.program), seconds=seconds)

    @cached_property
    def _nearest(self) -> NearestPrograms:
        return NearestPrograms()

    def _face(self, program: Program, wanted: Wanted, among: BoolArray | None = None) -> Face:
        """Return a program with a least fill of all requirements, and maybe only some of the concessions."""
        rows = program.row_upper.copy()
        if wanted.fill is not None:
            rows[self.elastic.unfilled_row] = 1.0 - wanted.fill
        if wanted.lacks is not None and len(self.held):
            held = self.elastic.unfilled_row + 1 + np.arange(len(self.held))
            rows[held] = np.minimum(rows[held], wanted.lacks + HAIR)
        upper = program.upper.copy()
        if among is not None:
            upper[_concessions(program, self.terms)] *= among
        return Face(program.lower, upper, program.row_lower, rows)

    def _seconds(self, *, mixed: bool = False) -> float | None:
        left = self.watch.left()
        if not (mixed or self.mixed):
            return left
        return SECONDS if left is None else min(SECONDS, left)

    @cached_property
    def _price(self) -> FloatArray:
        cost = np.zeros(len(self.program.lower))
        cost[_concessions(self.program, self.terms)] = self.terms.price
        return cost

    @cached_property
    def _draws(self) -> FloatArray:
        """The price of each concession times a draw between one and two."""
        return self._price * self._spread(1.0 + _draws(_names(self.elastic)))

    def _spread(self, costs: FloatArray) -> FloatArray:
        spread = np.zeros(len(self.program.lower))
        spread[_concessions(self.program, self.terms)] = costs
        return spread

    @cached_property
    def _settling(self) -> dict[str, FloatArray]:
        """The goals from the price on; the price alone where each takes long."""
        if self.mixed:
            return {"price": self._price}
        units = tie_break(self.elastic.ground).costs[CONTRIBUTION]
        return {"price": self._price, "draws": self._draws, TIE_BREAK: units}

    @cached_property
    def _cheapest(self) -> Again:
        return Again(with_goals(self.program, **self._settling))

    @cached_property
    def _even(self) -> Again:
        """The program with a column that is at least every concession relative to its size."""
        program, terms = self.program, self.terms
        most = np.max(terms.most / terms.size, initial=0.0)
        program = with_columns(
            program, ColumnBlock.continuous(LARGEST, {}, np.array([most])), _nothing(program, 1)
        )
        into = np.zeros(len(terms.price), dtype=np.int32)
        program = with_rows(program, *_no_more_than(program, terms, 1 / terms.size, (LARGEST, into)))
        largest = np.zeros(len(program.lower))
        largest[program.family(LARGEST)] = 1.0
        return Again(with_goals(program, even=largest, **self._settling))

    @cached_property
    def _fewest(self) -> Program:
        """The program with a yes or no for each party; the price counts for less than one party."""
        program, terms = self.program, self.terms
        count = len(terms.parties)
        program = with_columns(program, ColumnBlock.binary(PARTY, {}, count), _nothing(program, count))
        scale = 1 / np.maximum(terms.most, np.finfo(float).tiny)
        program = with_rows(program, *_no_more_than(program, terms, scale, (PARTY, terms.party)))
        parties = np.zeros(len(program.lower))
        parties[program.family(PARTY)] = 1.0
        return with_goals(program, parties=parties, price=self._price)


def _concessions(program: Program, terms: Terms) -> slice:
    """Return where the bends and asks stand: beside each other."""
    start = program.family(BEND).start
    return slice(start, start + len(terms.price))


def _at_most(family: str, most: FloatArray) -> RowBlock:
    return RowBlock(family, {}, np.full(len(most), -np.inf), most, (), ADDED, family)


def _nothing(program: Program, columns: int) -> sparse.csr_array:
    return sparse.csr_array((len(program.row_lower), columns))


def _no_more_than(
    program: Program, terms: Terms, scale: FloatArray, most: tuple[str, np.ndarray]
) -> tuple[RowBlock, sparse.csr_array]:
    """Return rows that hold each open concession, scaled, to a column of a family."""
    family, column = most
    own, open_ones = np.flatnonzero(terms.open), int(terms.open.sum())
    rows = np.tile(np.arange(open_ones), 2)
    spots = np.concatenate(
        [_concessions(program, terms).start + own, program.family(family).start + column[own]]
    )
    values = np.concatenate([scale[own], -np.ones(open_ones)])
    entries = sparse.csr_array((values, (rows, spots)), shape=(open_ones, len(program.lower)))
    return _at_most(family, np.zeros(open_ones)), entries


def _names(elastic: Elastic) -> Iterator[str]:
    for rule, side in zip(elastic.bends.rule, elastic.bends.side, strict=True):
        yield f"{elastic.book.rules[rule].id} {side}"
    names, table = elastic.ground.index.names, elastic.offers
    for number in elastic.asks.offer:
        yield f"{names['nation'][table.nation[number]]} {names['capability'][table.capability[number]]}"


def _draws(names: Iterator[str]) -> FloatArray:
    """Return a number between zero and one for each name, always the same for one name."""
    digests = (hashlib.sha256(f"concession:{name}".encode()).digest()[:6] for name in names)
    return np.array([int.from_bytes(digest, "big") / 2.0**48 for digest in digests])
