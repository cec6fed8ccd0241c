"""A scenario in which every rule can bend and every offer can grow: what concessions and conflicts ask of.

The program over all ground gets two more families of columns. A *bend* lets every row of a rule be broken by
that much, in the unit of the row; a rule with a least and a most has one for each side. An *ask* is units
that a nation is asked for beyond its offer: whatever the offer bounds (what is on station, what its pool can
rotate, how much of it may stay) is bounded by so much more. All are open here: who asks a question closes
what is not to bend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.engines.proof.bound import activity_range
from planner.facts.entries import Nation, Offer, Units
from planner.facts.fields import Level
from planner.formulation.formulate import Formulation, shortfall_columns
from planner.formulation.offers import Counting, OfferTable, possible
from planner.formulation.ordered_goals import line_weights
from planner.formulation.renewed import chooses
from planner.formulation.ruled import RuleBook, RuledBlock, ruled_blocks, ruled_program
from planner.ground.ground import Ground
from planner.program.blocks import SHORTFALL, BoolArray, ColumnBlock, FloatArray, IntArray, RowBlock
from planner.program.extend import with_columns, with_rows
from planner.program.program import Program
from planner.program.row_source import ADDED
from planner.scenario.scenario import Scenario
from planner.studies.concessions.moved import bound_gains

BEND, ASK, LEAST = "bend", "ask", "the least of a row with two bounds"
"""The families of columns that bend rules, that ask for more units, and of rows with a least alone."""
UP, DOWN = 1, -1
"""The sides of a bend: above the most that is allowed, below the least."""
LARGEST_REACH = 1e5
"""No yes or no allows more than about so many units: beyond that, arithmetic suffers."""
MOST_ASKED = 2.0
"""A nation is asked for at most so many times the most that it spoke of."""


@dataclass(frozen=True, eq=False)
class Bends:
    """For each bend the number of its rule, its side, and the most that it can be worth anything."""

    rule: IntArray
    side: IntArray
    most: FloatArray


@dataclass(frozen=True, eq=False)
class Asks:
    """For each ask the number of its offer, and the most units that are asked for."""

    offer: IntArray
    most: FloatArray


@dataclass(frozen=True, eq=False)
class Elastic:
    """The program with its bends and asks; its last row says what part of all requirements stays unfilled.

    `unfilled` is that part as a cost on shortfalls.
    """

    formulation: Formulation
    ground: Ground
    book: RuleBook
    bends: Bends
    asks: Asks
    unfilled: FloatArray
    program: Program

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is."""
        return self.formulation.scenario

    @property
    def counting(self) -> Counting:
        """What is counted on."""
        return self.formulation.counting

    @property
    def offers(self) -> OfferTable:
        """The offers as they are."""
        return self.formulation.offers

    @property
    def level(self) -> Level:
        """Which level of the offers' units is counted on."""
        return self.counting.offers

    @property
    def unfilled_row(self) -> int:
        """The number of the row that says what part of all requirements stays unfilled."""
        return len(self.program.row_lower) - 1


def elastic(formulation: Formulation, *, reach: float = 0.0) -> Elastic:
    """Return the elastic program of a scenario.

    What a yes or no allows is limited by what offers and requirements let a contribution be at most. `reach`
    makes that at least so much, for who takes offers and requirements away.
    """
    scenario, level = formulation.scenario, formulation.counting.offers
    index = formulation.candidates.index
    more = _asked(scenario, level)
    table = OfferTable.of(more, index, "expected")
    widest = possible(more, index, table)
    widest = replace(widest, reach=np.maximum(widest.reach, reach), bending=True)
    ground = replace(widest, facts=scenario, offered=formulation.candidates.offered)
    shortfall = shortfall_columns(ground)
    blocks = list(ruled_blocks(scenario, ground, formulation.offers, shortfall, formulation.closed))
    unfilled = _unfilled(ground, shortfall)
    program = ruled_program(scenario, ground, blocks, shortfall)
    program, book = one_sided(program, RuleBook.of(blocks, len(program.row_lower)))
    program = _measured(program, unfilled)
    book = replace(book, of_row=np.append(book.of_row, np.int32(-1)))
    bends, bending = bends_of(program, book, _moving(scenario, ground, book, program))
    larger = ruled_blocks(more, widest, table, shortfall, formulation.closed)
    most = _most_asked(formulation.offers, level)
    pairs = zip(blocks, larger, strict=True)
    asks, asking = _asks(most, formulation.offers, pairs, len(program.row_lower))
    program = with_columns(program, bounded_columns(BEND, bends.most), bending)
    program = with_columns(program, bounded_columns(ASK, asks.most), asking)
    return Elastic(formulation, ground, book, bends, asks, unfilled, program)


def roomy(formulation: Formulation) -> Elastic:
    """Return the elastic program with so much reach that no yes or no keeps a bound from being met.

    A thing that could have a part with more on offer has its yes or no there, whatever is on offer.
    """
    narrow = elastic(formulation)
    choosing = any(map(chooses, formulation.scenario.constraints.values()))
    if not choosing and not narrow.program.integer.any():
        return narrow
    asked = _largest_over_smallest(elastic(formulation, reach=LARGEST_REACH) if choosing else narrow)
    everything = float(narrow.ground.reach.sum())
    return elastic(formulation, reach=everything + min(asked, LARGEST_REACH))


def _largest_over_smallest(elastic: Elastic) -> float:
    """Return the largest bound, or least that a yes asks for, over the least that a unit adds to a row."""
    program = elastic.program
    matrix = sparse.coo_array(program.matrix[:, : program.family(BEND).start])
    bounds = [np.abs(bound[np.isfinite(bound)]) for bound in (program.row_lower, program.row_upper)]
    asked = (matrix.data < 0) & program.integer[matrix.col] & np.isfinite(program.row_lower)[matrix.row]
    largest = max(float(sizes.max(initial=0.0)) for sizes in (*bounds, -matrix.data[asked]))
    weights = np.abs(matrix.data)
    return largest / float(weights[weights > 0].min(initial=1.0))


def bounded_columns(family: str, most: FloatArray) -> ColumnBlock:
    """Return columns of a family that may be anything up to their most."""
    return replace(ColumnBlock.continuous(family, {}, most), upper=most)


def _asked(scenario: Scenario, level: Level) -> Scenario:
    """Return the scenario with as much on offer as is asked for at most."""
    nations = {name: _asked_of(nation, level) for name, nation in scenario.nations.items()}
    return scenario.model_copy(update={"nations": nations})


def _asked_of(nation: Nation, level: Level) -> Nation:
    offers = {name: _larger(offer, level) for name, offer in nation.offers.items()}
    return nation.model_copy(update={"offers": offers})


def _larger(offer: Offer, level: Level) -> Offer:
    more = _more(offer, level)
    pool = None if offer.pool is None else offer.pool + (offer.rotation or 1.0) * more
    return offer.model_copy(update={"units": Units(expected=offer.units.at(level) + more), "pool": pool})


def _more(offer: Offer, level: Level) -> float:
    return MOST_ASKED * offer.units.at("ceiling") - offer.units.at(level)


def _most_asked(table: OfferTable, level: Level) -> FloatArray:
    return np.array([_more(offer, level) for offer in table.offers])


def one_sided(program: Program, book: RuleBook) -> tuple[Program, RuleBook]:
    """Return a program in which no ruled row but a need has two bounds: its least becomes a row at the end.

    So a bend upwards of several rows does not push those that are not broken below their least.
    """
    needs = book.rows_of(np.array([rule.sort == "requirement" for rule in book.rules], dtype=bool))
    two = (book.of_row >= 0) & ~needs & np.isfinite(program.row_lower) & np.isfinite(program.row_upper)
    rows = np.flatnonzero(two)
    least = RowBlock(LEAST, {}, program.row_lower[rows], np.full(len(rows), np.inf), (), ADDED, LEAST)
    lower = np.where(two, -np.inf, program.row_lower)
    split = with_rows(replace(program, row_lower=lower), least, sparse.csr_array(program.matrix[rows]))
    of_row = np.concatenate([book.of_row, book.of_row[rows]])
    return split, replace(book, of_row=of_row, least_of=rows.astype(np.int32))


@dataclass(frozen=True, eq=False)
class Moving:
    """For each row what part of its rule's bend it is given; for each rule if both sides are one bend."""

    part: FloatArray
    both: BoolArray


def _moving(scenario: Scenario, ground: Ground, book: RuleBook, program: Program) -> Moving:
    """Return how rows move with the numbers of their rules; alike where these are no bounds (a share)."""
    moving = Moving(np.ones(len(program.row_lower)), np.zeros(len(book.rules), dtype=bool))
    for number, rule in enumerate(book.rules):
        if rule.sort != "constraint":
            continue
        gains = bound_gains(scenario.constraints[rule.id], ground)
        rows = np.flatnonzero(book.of_row == number)
        if gains is not None and len(gains.by_row):
            moving.part[rows] = np.resize(gains.by_row, len(rows))
            moving.both[number] = gains.both
    return moving


def bends_of(
    program: Program, book: RuleBook, moving: Moving | None = None
) -> tuple[Bends, sparse.csr_array]:
    """Return the bends, and what they give to each row; needs bend upwards only, as shortfalls fill them.

    Rows are given all of a bend, and each side has its own, where `moving` does not say otherwise.
    """
    moving = moving or Moving(np.ones(len(program.row_lower)), np.zeros(len(book.rules), dtype=bool))
    ruled = book.of_row >= 0
    needs = np.array([rule.sort == "requirement" for rule in book.rules], dtype=bool)
    below = ruled & np.isfinite(program.row_lower) & ~book.rows_of(needs)
    above = ruled & np.isfinite(program.row_upper)
    least, most = activity_range(program)
    rows = np.concatenate([np.flatnonzero(above), np.flatnonzero(below)])
    sides = np.repeat([0, 1], [above.sum(), below.sum()])
    beyond = np.concatenate([(most - program.row_upper)[above], (program.row_lower - least)[below]])
    own = np.where(moving.both[book.of_row[rows]], 0, sides)
    used, column = np.unique(book.of_row[rows] * 2 + own, return_inverse=True)
    largest, part = np.zeros(len(used)), moving.part[rows]
    np.maximum.at(largest, column, np.divide(beyond, part, out=np.zeros(len(rows)), where=part > 0))
    signs = np.where(sides == 0, -part, part)
    gives = sparse.csr_array((signs, (rows, column)), shape=(len(program.row_lower), len(used)))
    side = np.where(used % 2 == 0, UP, DOWN).astype(np.int32)
    return Bends((used // 2).astype(np.int32), side, largest), gives


def _asks(
    most: FloatArray, offers: OfferTable, pairs: Iterable[tuple[RuledBlock, RuledBlock]], rows: int
) -> tuple[Asks, sparse.csr_array]:
    """Return the asks, and what they give to each row: as its bound rises with the units on offer.

    `most` is the most asked for by offer; `pairs` are the blocks of rows as they are, and with that on offer.
    """
    start, found = 0, []
    for as_is, asked in pairs:
        if {"nation", "capability"} <= as_is.block.keys.keys():
            gain = _gain(as_is.block, asked.block)
            spots = np.flatnonzero(gain)
            found.append((spots + start, offers.at(as_is.block.keys)[spots], gain[spots]))
        start += as_is.block.count
    row, offer, gain = (np.concatenate([np.zeros(0), *part]) for part in zip(*found, strict=True))
    used, column = np.unique(offer.astype(np.int32), return_inverse=True)
    entries = (-gain / most[used][column], (row.astype(np.int32), column))
    return Asks(used, most[used]), sparse.csr_array(entries, shape=(rows, len(used)))


def _gain(as_is: RowBlock, asked: RowBlock) -> FloatArray:
    gain = np.zeros(as_is.count)
    bounded = np.isfinite(as_is.upper)
    gain[bounded] = np.maximum(asked.upper[bounded] - as_is.upper[bounded], 0.0)
    return gain


def _unfilled(ground: Ground, shortfall: ColumnBlock) -> FloatArray:
    """Return the part of all requirements left unfilled as a cost on shortfalls, weighted by months."""
    weight = line_weights(ground, shortfall)
    cost: FloatArray = weight / shortfall.reach / weight.sum()
    return cost


def _measured(program: Program, unfilled: FloatArray) -> Program:
    row = RowBlock("unfilled", {}, np.full(1, -np.inf), np.full(1, np.inf), (), ADDED, "what stays unfilled")
    entries = np.zeros((1, len(program.lower)))
    entries[0, program.family(SHORTFALL)] = unfilled
    return with_rows(program, row, sparse.csr_array(entries))
