"""What a bound that has moved changes, by the scenario formulated anew: more moves with it than its row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.engines.engine import Status
from planner.formulation.formulate import formulate
from planner.program.blocks import SHORTFALL, ColumnBlock, FloatArray
from planner.program.program import Program
from planner.studies.budget import Unproven
from planner.studies.chain import Chain
from planner.studies.prices.around_the_plan import Moved, around_with, differs
from planner.studies.prices.behind import free_units, offer_of
from planner.studies.prices.binding import TIGHT, Bound

NOTHING_ASKED = 0.0
"""The value of a goal that is gone with the last line that asked something of it."""


def formulated_anew(chain: Chain, bound: Bound, by: float, *, seconds: float | None) -> Moved | None:
    """Return what changes where the scenario has an offer or a need of so much more in one phase.

    None where there is no plan then. Raises Unproven.
    """
    program = _required(chain, bound, by) if bound.sort == "need" else _offered(chain, bound, by)
    if program is None:
        return None
    if (nearby := _around(chain, program)) is not None:
        return nearby
    names = [stage.goal.name for stage in chain.stages]
    wanted = tuple(goal for goal in program.goals if goal.name in names)

    def changed(goal: int, value: float) -> bool:
        before = chain.reached[names.index(wanted[goal].name)]
        return bool(differs(value - before, before))

    program = replace(program, goals=wanted)
    found = chain.near_by(program, seconds, changed)
    found = found or chain.like.solve(program, seconds=seconds, changed=changed)
    if found.status is Status.INFEASIBLE:
        return None
    if found.status is not Status.OPTIMAL:
        raise Unproven
    values = chain.point.copy()
    values[chain.solved.program.family(SHORTFALL)] = _short(chain, program, found.values)
    reached = {stage.goal.name: stage.value for stage in found.stages}
    return np.array([reached.get(name, NOTHING_ASKED) for name in names]) - chain.reached, values


def _around(chain: Chain, program: Program) -> Moved | None:
    """Return what pivots from the plan say of a program that differs in the bounds of rows alone."""
    known = chain.solved.program
    if program.matrix is not known.matrix or program.goals is not known.goals:
        return None
    rows = np.flatnonzero((program.row_lower != known.row_lower) | (program.row_upper != known.row_upper))
    ends = zip(program.row_lower[rows].tolist(), program.row_upper[rows].tolist(), strict=True)
    goals = [stage.goal for stage in chain.stages]
    return around_with(chain, dict(zip(rows.tolist(), ends, strict=True)), goals)


def _offered(chain: Chain, bound: Bound, by: float) -> Program | None:
    """Return the program with so much more on offer in a phase; None where less than nothing would be."""
    formulation = chain.solved.formulation
    number, phase = offer_of(chain, bound)
    level = formulation.counting.offers
    if formulation.offers.offers[number].units.at(level) + by < -TIGHT:
        return None
    units = formulation.offers.units.copy()
    units[number, phase] = max(free_units(chain, number, phase) + by, 0.0)
    table = replace(formulation.offers, units=units)
    return chain.renewing.formulation(formulation.scenario, table).program


def _required(chain: Chain, bound: Bound, by: float) -> Program | None:
    """Return the program with so much more required in a phase; None where less than nothing would be."""
    formulation, program = chain.solved.formulation, chain.solved.program
    ids, scenario = program.ids(*program.row(bound.row)), formulation.scenario
    name, phase = ids["requirement"], ids["phase"]
    line = scenario.requirements[name]
    if line.required(phase) + by < -TIGHT:
        return None
    quantity = {each: line.required(each) for each in program.names["phase"]}
    quantity[phase] = max(quantity[phase] + by, 0.0)
    lines = {**scenario.requirements, name: line.model_copy(update={"quantity": quantity})}
    changed = scenario.model_copy(update={"requirements": lines})
    offers = formulation.offers
    return formulate(changed, formulation.counting, form=program.form, table=offers).program


def _short(chain: Chain, program: Program, values: FloatArray) -> FloatArray:
    """Return what another program's solution leaves unfilled of each line; nothing of one that is gone."""
    short, lines = values[program.family(SHORTFALL)], chain.solved.lines
    if program.names is chain.solved.program.names and _are(lines, program):
        return short
    names = {
        tuple(program.ids(block, entry).values()): entry
        for block in program.columns
        if block.family == SHORTFALL
        for entry in range(block.count)
    }
    mine = (tuple(program.ids(lines, entry).values()) for entry in range(lines.count))
    return np.array([float(short[names[line]]) if line in names else 0.0 for line in mine])


def _are(lines: ColumnBlock, program: Program) -> bool:
    """Say whether a program has just these lines, in their order."""
    blocks = [block for block in program.columns if block.family == SHORTFALL]
    return len(blocks) == 1 and all(
        np.array_equal(spots, blocks[0].keys.get(key, ())) for key, spots in lines.keys.items()
    )
