"""Every row with the rule that it belongs to, over ground on which nothing is closed.

What closes contributions (a caveat, a refused consent, a condition that does not hold) is a row here like
everything else: "at most nothing of it, in this phase". So every rule can be taken away, or bent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from planner.constraints.base import Constraint
from planner.formulation.closures import Reason
from planner.formulation.formulate import COMPACT_FROM, contribution_columns, further_columns, need_rows
from planner.formulation.offers import OfferTable, offer_rows, pool_rows
from planner.formulation.pursuit import Pursuit
from planner.formulation.stays import STAY, Stays
from planner.formulation.support import has_support, support_rows
from planner.ground.ground import Ground
from planner.program.blocks import CONTRIBUTION, BoolArray, ColumnBlock, IntArray, Part, RowBlock
from planner.program.program import Blueprint, Form, Program
from planner.program.row_source import RowSource
from planner.scenario.scenario import Scenario

Sort = Literal["constraint", "offer", "requirement", "stay", "closure"]
_PATHS: Mapping[Sort, str] = {
    "offer": "nations.{}.offers.{}",
    "requirement": "requirements.{}.quantity",
    "stay": "nations.{}.offers.{}.stay",
}


@dataclass(frozen=True, order=True)
class Rule:
    """Something that every plan has to keep.

    The `id` is that of a constraint, `nations.FRA.offers.frigate`, the same with `.stay`,
    `requirements.L1.quantity`, or of a reason that closes contributions and is no constraint:
    `condition:ceasefire`, `ready`, `firmness`.
    """

    sort: Sort
    id: str
    keys: tuple[str, ...] = ()
    """The ids of what it is about: nation and capability, requirement, or condition."""


@dataclass(frozen=True, eq=False)
class RuledBlock:
    """A block of rows, and for each row the rule that it belongs to; None for rows that only define."""

    block: RowBlock
    rules: Sequence[Rule | None]


def ruled_blocks(
    scenario: Scenario,
    ground: Ground,
    offers: OfferTable,
    shortfall: ColumnBlock,
    closed: Mapping[Reason, BoolArray],
) -> Iterator[RuledBlock]:
    """Yield all rows but those of goals; `closed` says for each reason which contributions it closes."""
    needs = need_rows(ground, shortfall)
    yield _by_keys(ground, needs, "requirement", ("requirement",))
    yield _by_keys(ground, offer_rows(ground, offers), "offer", ("nation", "capability"))
    for block in pool_rows(ground, offers):
        yield _by_keys(ground, block, "offer", ("nation", "capability"))
    for block in Stays.of(ground).rows():
        named = block.family == STAY
        yield _by_keys(ground, block, "stay", ("nation", "capability")) if named else _defining(block)
    if has_support(ground):
        yield _defining(support_rows(ground))
    for name, constraint in sorted(scenario.constraints.items()):
        yield from _constraint(ground, name, constraint)
    for reason in sorted(closed, key=lambda reason: reason.id):
        yield _closure(ground, reason, closed[reason])


def _by_keys(ground: Ground, block: RowBlock, sort: Sort, keys: tuple[str, ...]) -> RuledBlock:
    names = [ground.index.names[key] for key in keys]
    ids = zip(*(block.keys[key].tolist() for key in keys), strict=True)
    named = [tuple(name[spot] for name, spot in zip(names, spots, strict=True)) for spots in ids]
    return RuledBlock(block, [Rule(sort, _PATHS[sort].format(*each), each) for each in named])


def _defining(block: RowBlock) -> RuledBlock:
    """Return rows that belong to no rule: they only say what a column is."""
    return RuledBlock(block, [None] * block.count)


def _constraint(ground: Ground, name: str, constraint: Constraint) -> Iterator[RuledBlock]:
    """Yield the rows of a constraint; where some speak of yes or no alone, the others say what that means.

    So do those of which it is said, where a yes is no more than that some rows hold.
    """
    blocks = list(constraint.rows(ground))
    choosing = any(block.on_choices_alone for block in blocks)
    rule = Rule("constraint", name)
    for block in blocks:
        means = block.defines or (choosing and not block.on_choices_alone)
        says = None if means else rule
        yield RuledBlock(block, [says] * block.count)


def _closure(ground: Ground, reason: Reason, mask: BoolArray) -> RuledBlock:
    """Return one row for each phase in which something is closed: no people of it are there."""
    columns = np.flatnonzero(mask).astype(np.int32)
    phases, row = np.unique(ground.keys["phase"][columns], return_inverse=True)
    part = Part(CONTRIBUTION, row.astype(np.int32), columns, ground.people[columns])
    zeros, none = np.zeros(len(phases)), np.full(len(phases), -np.inf)
    keys = {"phase": phases.astype(np.int32)}
    political = reason.sort == "constraint"
    source, said = RowSource("closure", reason.id), f"{reason.id} ({{phase}})"
    block = RowBlock(f"closed by {reason.id}", keys, none, zeros, (part,), source, said)
    about = () if political or not reason.name else (reason.name,)
    rule = Rule("constraint" if political else "closure", reason.id, about)
    return RuledBlock(block, [rule] * len(phases))


def ruled_program(
    scenario: Scenario,
    ground: Ground,
    blocks: Sequence[RuledBlock],
    shortfall: ColumnBlock,
    wanted: Sequence[Pursuit] = (),
) -> Program:
    """Return the program of ruled rows, first and in their order, and of goals if there are any."""
    columns = (
        contribution_columns(ground),
        shortfall,
        *further_columns(scenario, ground),
        *(block for one in wanted for block in one.columns),
    )
    rows = (*(ruled.block for ruled in blocks), *(block for one in wanted for block in one.rows))
    aims = tuple(aim for one in wanted for aim in one.aims)
    form: Form = "compact" if ground.count >= COMPACT_FROM else "direct"
    return Blueprint(ground.index.names, columns, rows, aims).assembled(form)


@dataclass(frozen=True, eq=False)
class RuleBook:
    """The rules of a program, sorted, and for each of its rows the number of its rule; -1 for none.

    `least_of` are the rows whose least has become a row at the end of the program, in the order of these.
    """

    rules: tuple[Rule, ...]
    of_row: IntArray
    least_of: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    @classmethod
    def of(cls, blocks: Sequence[RuledBlock], rows: int) -> RuleBook:
        """Return the rules of the first rows of a program of so many rows."""
        said = [rule for block in blocks for rule in block.rules]
        rules = tuple(sorted({rule for rule in said if rule is not None}))
        number = {rule: spot for spot, rule in enumerate(rules)}
        numbers = [-1 if rule is None else number[rule] for rule in said]
        return cls(rules, np.array([*numbers, *[-1] * (rows - len(numbers))], dtype=np.int32))

    def rows_of(self, chosen: BoolArray) -> BoolArray:
        """Return which rows belong to chosen rules."""
        return np.append(chosen, False)[self.of_row]
