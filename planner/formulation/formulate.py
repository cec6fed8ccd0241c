"""From a scenario to a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from planner.formulation.closures import Reason, closures
from planner.formulation.offers import (
    Counting,
    OfferTable,
    filled_at_most,
    offer_rows,
    pool_rows,
    possible,
    required,
)
from planner.formulation.ordered_goals import pursuits
from planner.formulation.stays import Stays
from planner.formulation.support import has_support, support_columns, support_rows
from planner.ground.ground import Ground
from planner.ground.index import Index
from planner.program.blocks import CONTRIBUTION, SHORTFALL, BoolArray, ColumnBlock, Part, RowBlock
from planner.program.program import Blueprint, Form, Program
from planner.program.row_source import RowSource
from planner.scenario.scenario import Scenario

COMPACT_FROM, WIDE = 10_000, 100_000
"""From this many contributions on, or from so many coefficients written on them, totals become columns (see
benchmarks/README.md)."""


@dataclass(frozen=True, eq=False)
class Formulation:
    """A scenario, what could serve it, what closes part of that, and the program over the rest.

    `candidates` are all possible contributions; `closed` says for each reason which of them it takes out;
    `ground` holds those left, in the order of the program's contribution columns.
    """

    scenario: Scenario
    counting: Counting
    offers: OfferTable
    candidates: Ground
    closed: Mapping[Reason, BoolArray]
    ground: Ground
    program: Program


def formulate(
    scenario: Scenario,
    counting: Counting | None = None,
    *,
    form: Form | None = None,
    table: OfferTable | None = None,
) -> Formulation:
    """Return the program of a scenario; the form is chosen by size unless one is asked for.

    `table` stands in place of the scenario's own offers, with more or fewer units.
    """
    counting = counting or Counting()
    index = Index.of(scenario)
    offers = table or OfferTable.of(scenario, index, counting.offers)
    candidates = possible(scenario, index, offers)
    closed = closures(candidates, offers, counting, scenario.constraints)
    still_open = np.ones(candidates.count, dtype=bool)
    for mask in closed.values():
        still_open &= ~mask
    ground = candidates.kept(still_open)
    drawn = blueprint(scenario, ground, offers)
    large = ground.count >= COMPACT_FROM or drawn.entries >= WIDE
    compact = large or any(goal.goal == "burden" for goal in scenario.goals)
    program = drawn.assembled(form or ("compact" if compact else "direct"))
    return Formulation(scenario, counting, offers, candidates, closed, ground, program)


def blueprint(scenario: Scenario, ground: Ground, offers: OfferTable) -> Blueprint:
    """Return the program in blocks: contributions and shortfalls under needs, offers, pools and politics."""
    shortfall = shortfall_columns(ground)
    wanted = tuple(pursuits(scenario.goals, ground, shortfall))
    return Blueprint(
        ground.index.names,
        (
            contribution_columns(ground),
            shortfall,
            *further_columns(scenario, ground),
            *_chained(one.columns for one in wanted),
        ),
        (*_rows(scenario, ground, shortfall, offers), *_chained(one.rows for one in wanted)),
        tuple(_chained(one.aims for one in wanted)),
    )


_chained = chain.from_iterable


def _rows(
    scenario: Scenario, ground: Ground, shortfall: ColumnBlock, offers: OfferTable
) -> Iterator[RowBlock]:
    """Yield needs, offers, pools, stays, support elements if there are any, then constraints sorted by id."""
    yield need_rows(ground, shortfall)
    yield offer_rows(ground, offers)
    yield from pool_rows(ground, offers)
    yield from Stays.of(ground).rows()
    if has_support(ground):
        yield support_rows(ground)
    for _, constraint in sorted(scenario.constraints.items()):
        yield from constraint.rows(ground)


def further_columns(scenario: Scenario, ground: Ground) -> Iterator[ColumnBlock]:
    """Yield the arrivals that stays need, and the yes-or-no columns of support elements and constraints."""
    arrivals = Stays.of(ground).columns_of_arrivals()
    if arrivals.count:
        yield arrivals
    if has_support(ground):
        yield support_columns(ground)
    for _, constraint in sorted(scenario.constraints.items()):
        yield from constraint.columns(ground)


def contribution_columns(ground: Ground) -> ColumnBlock:
    """Return one column for each open contribution: units on station, in its step."""
    block = ColumnBlock.continuous(CONTRIBUTION, ground.keys, ground.reach)
    return replace(block, step=ground.step)


def shortfall_columns(ground: Ground) -> ColumnBlock:
    """Return one column for each requirement and phase with a need: the units missing there."""
    needs = required(ground.facts, ground.index)
    requirement, phase = np.nonzero(needs)
    keys = {"requirement": requirement.astype(np.int32), "phase": phase.astype(np.int32)}
    return ColumnBlock.continuous(SHORTFALL, keys, needs[requirement, phase])


def need_rows(ground: Ground, shortfall: ColumnBlock) -> RowBlock:
    """Return one row for each requirement and phase: what serves it and what is short make up the need."""
    width = len(ground.index.months)
    lines = shortfall.keys["requirement"].astype(np.int64) * width + shortfall.keys["phase"]
    number = ground.keys["requirement"].astype(np.int64) * width + ground.keys["phase"]
    own = np.arange(shortfall.count, dtype=np.int32)
    columns = np.arange(ground.count, dtype=np.int32)
    row = np.searchsorted(lines, number).astype(np.int32)
    return RowBlock(
        "need",
        shortfall.keys,
        shortfall.reach,
        filled_at_most(ground, row, shortfall.reach),
        (
            Part(CONTRIBUTION, row, columns, ground.effectiveness),
            Part(SHORTFALL, own, own, np.ones(shortfall.count)),
        ),
        RowSource("need"),
        "what {requirement} requires in {phase}",
    )
