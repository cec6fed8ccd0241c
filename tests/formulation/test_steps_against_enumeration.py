"""Units in steps, against every plan there is: each contribution at each of its steps, each yes and no.

Nothing is solved here: what is missing follows from what is sent, and a plan that breaks a row is none.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

import planner
from planner.formulation.formulate import Formulation, formulate
from planner.program.blocks import CONTRIBUTION, SHORTFALL
from planner.scenario.scenario import Scenario
from tests.constraints.examples import EXAMPLES
from tests.small import constrained, scenario
from tests.solvers import CBC, needs_cbc

FEASIBLE = 1e-6
STEPS = {"battalion": 2.5, "minehunter": 2.0}


def stepped(**rule: object) -> Scenario:
    """Return the small scenario in steps, without its engineers, held to a rule."""
    of = scenario(**constrained(**rule) if rule else {}).model_dump(by_alias=True, exclude_defaults=True)
    for name, entry in ((rule and {"rule": rule}) or {}).items():
        of["constraints"][name] = entry
    for name, step in STEPS.items():
        of["capabilities"][name]["step"] = step
    del of["requirements"]["L2"]
    of["nations"]["TUR"]["offers"] = {
        "battalion": {"units": 2, "step": 1},
        "minehunter": {"units": 3, "step": 1.5},
    }
    of["nations"]["ROU"]["offers"]["minehunter"]["step"] = 1
    return Scenario.model_validate(of)


def every_plan(of: Formulation) -> np.ndarray:
    """Return the columns of every plan, one plan a row."""
    program, ground = of.program, of.ground
    sent = [
        np.arange(round(reach / step) + 1) * step
        for reach, step in zip(ground.offered, ground.step, strict=True)
    ]
    units = np.array(list(product(*sent)))
    width = len(ground.index.months)
    short_block = next(block for block in program.columns if block.family == SHORTFALL)
    lines = short_block.keys["requirement"].astype(int) * width + short_block.keys["phase"]
    own = ground.keys["requirement"].astype(int) * width + ground.keys["phase"]
    filled = units @ (own[:, None] == lines[None, :]).astype(float)
    plans = np.zeros((len(units), len(program.lower)))
    plans[:, program.family(CONTRIBUTION)] = units
    plans[:, program.family(SHORTFALL)] = np.maximum(short_block.reach - filled, 0.0)
    return plans


def allowed(of: Formulation, plans: np.ndarray) -> np.ndarray:
    """Return the plans that some yes and no of the rules allow."""
    program = of.program
    choices = np.flatnonzero(program.integer)
    choices = choices[choices >= program.family(SHORTFALL).stop]
    good = np.zeros(len(plans), dtype=bool)
    for decided in product((0.0, 1.0), repeat=len(choices)):
        plans[:, choices] = decided
        activity = plans @ program.matrix.T.toarray()
        within = (activity >= program.row_lower - FEASIBLE) & (activity <= program.row_upper + FEASIBLE)
        good |= within.all(axis=1)
    plans[:, choices] = 0.0
    return plans[good]


def best(of: Formulation) -> list[float] | None:
    """Return the stated goals of the best plan, in order."""
    plans, values = allowed(of, every_plan(of)), []
    for goal in of.program.goals:
        if goal.stated and len(plans):
            each = plans @ goal.cost
            values.append(float(each.min()))
            plans = plans[each <= values[-1] + 1e-9]
    return values or None


@pytest.mark.parametrize("which", ["binding", "slack"])
@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_each_kind_agrees(kind, which) -> None:
    of = stepped(**getattr(EXAMPLES[kind], which))
    theirs = best(formulate(of, form="direct"))
    for form in ("direct", "compact"):
        plan = planner.solve(of, form=form, cost_of_goals=False)
        assert plan.found == (theirs is not None)
        assert theirs is None or list(plan.goals.values()) == pytest.approx(theirs, abs=1e-6)


@needs_cbc
@pytest.mark.parametrize("kind", ["limit", "breadth"])
def test_another_solver_agrees(kind) -> None:
    of = stepped(**EXAMPLES[kind].binding)
    one, other = (
        planner.solve(of, cost_of_goals=False),
        planner.solve(of, solver=CBC, cost_of_goals=False),
    )
    assert one.contributions.equals(other.contributions)
