"""Faces that rounding loses, lines of a few units beside lines of millions, and clean values."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from benchmarks.campaign import document, wrong
from planner.engines.engine import Engine, Face, Outcome, Status
from planner.engines.faces import Faces
from planner.engines.ladder import clean
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.planning import solve as solve_scenario
from planner.scenario.scenario import Scenario
from tests.small import constrained, formulated
from tests.small import document as small
from tests.solvers import CBC, HIGHS_AND_CBC, needs_cbc

AWKWARD = (3, 5, 8, 9, 11, 16, 39, 40, 45, 59, 61, 69, 77, 82, 95, 169, 182, 200, 230, 235, 284, 290)
"""Members of the campaign that came out as failed, or with a failed audit, before lines were sized alike."""

BURDEN = {
    "title": "The face of the fill is lost",
    "phases": [{"id": "p1", "months": 1}, {"id": "p2", "months": 100}],
    "places": {"pl0": {"area": "a0"}, "pl1": {"area": "a1"}},
    "capabilities": {
        "k0": {"component": "land", "unit": "unit", "personnel": 1, "measures": {"tonnage": 4000}},
        "k1": {"component": "maritime", "unit": "unit", "personnel": 200, "measures": {"tonnage": 4000}},
    },
    "missions": {"m0": {"weight": 10}},
    "requirements": {
        "r0": {
            "place": "pl0",
            "priority": 2,
            "accepts": {"k1": 1.5, "k0": 0.25},
            "quantity": 10,
            "mission": "m0",
        },
        "r1": {"place": "pl1", "priority": 2, "weight": 0.7, "accepts": {"k0": 0.5}, "quantity": 1},
    },
    "nations": {
        "N0": {"offers": {"k0": 10}, "keys": {"gdp": 1}},
        "N1": {"offers": {"k0": 10, "k1": 1}, "keys": {"gdp": 10}},
        "N2": {"offers": {"k0": 10, "k1": 1}, "keys": {"gdp": 10}},
        "N3": {"offers": {"k1": 1}, "keys": {"gdp": 10}},
    },
    "goals": ["fill", {"burden": {"measure": "tonnage"}}],
    "constraints": {
        "q1": {
            "kind": "limit",
            "measure": "personnel",
            "at_most": 100,
            "per": ["area", "horizon"],
            "because": "random",
        }
    },
}


@pytest.mark.parametrize("seed", AWKWARD)
def test_awkward_figures_come_out_as_a_proven_plan(seed) -> None:
    assert list(wrong(seed, "highs")) == []


@needs_cbc
@pytest.mark.parametrize("seed", [5, 8, 9, 11, 16, 40])
def test_another_solver_too(seed) -> None:
    assert list(wrong(seed, CBC)) == []


def test_the_campaign_draws_the_same_scenario_for_a_seed() -> None:
    assert document(7) == document(7)
    assert document(7) != document(8)


@pytest.mark.parametrize("solver", HIGHS_AND_CBC)
def test_a_burden_after_a_fill_of_awkward_parts_is_found(solver) -> None:
    plan = solve_scenario(Scenario.model_validate(BURDEN), solver=solver)
    assert plan.status is Status.OPTIMAL
    assert plan.audit is not None
    assert plan.audit.passed


@pytest.mark.parametrize("digits", range(3, 11))
def test_a_third_each_in_any_number_of_digits_leaves_no_negative_figure(digits) -> None:
    rule = {"kind": "share", "per": "nation", "component": "land", "at_most": round(1 / 3, digits)}
    plan = solve_scenario(
        Scenario.model_validate(
            {
                "title": "Thirds",
                "phases": [{"id": "a", "months": 6}],
                "places": {"west": {"area": "inland"}},
                "capabilities": {"battalion": {"component": "land", "unit": "battalion", "personnel": 600}},
                "requirements": {"L1": {"capability": "battalion", "place": "west", "quantity": 9}},
                "nations": {name: {"offers": {"battalion": 5}} for name in ("AAA", "BBB", "CCC")},
                "constraints": {"thirds": {**rule, "because": "each carries a third"}},
            }
        )
    )
    assert plan.status is Status.OPTIMAL
    assert (plan.fill["filled"] >= 0).all()
    assert plan.totals["fill"] >= 0
    assert all(value >= 0 for value in plan.goals.values())


class _LosesFaces:
    """HiGHS, but every face that is not wider than the last solution is called empty once."""

    name = version = "loses faces"

    def __init__(self) -> None:
        self.lost: list[Face] = []

    def open(self, program):
        session, lost = Highs().open(program), self.lost

        class Session:
            def minimise(self, cost, face, seconds=None):
                if not face.is_whole(program) and len(lost) % 2 == 0:
                    lost.append(face)
                    return Outcome.without_values(Status.INFEASIBLE, 0.0, "")
                lost.append(face)
                return session.minimise(cost, face, seconds)

        return Session()


def test_a_face_that_is_lost_is_loosened_and_the_plan_is_the_same() -> None:
    program = formulated(**constrained(kind="share", component="maritime", per="nation", at_most=0.4)).program
    losing = _LosesFaces()
    found, same = solve(program, cast("Engine", losing)), solve(program, Highs())
    assert losing.lost
    assert found.status is Status.OPTIMAL
    assert found.values == pytest.approx(same.values, abs=1e-7)


def test_a_loosened_face_holds_the_solution_at_hand() -> None:
    program = formulated().program
    stage = solve(replace(program, goals=program.goals[:1]), Highs()).stages[0]
    values = np.full(len(program.lower), 0.3)
    face = Faces.of(program).reached(stage.goal, stage.prices, stage.noise, values)
    loosened = face.loosened(values, 0.0).last
    activity = program.matrix @ values
    assert (loosened.lower <= values).all()
    assert (values <= loosened.upper).all()
    assert (loosened.row_lower <= activity).all()
    assert (activity <= loosened.row_upper).all()


def test_rounding_is_taken_off_and_figures_are_not() -> None:
    program = formulated().program
    values = solve(program, Highs()).values.copy()
    zero, figure = int(np.flatnonzero(values == 0)[0]), int(np.flatnonzero(values > 1)[0])
    values[zero], values[figure] = -3e-12, 1.0000001
    cleaned = clean(program, Face.of(program), values)
    assert cleaned[zero] == 0
    assert cleaned[figure] == 1.0000001


def test_lines_of_a_hundred_thousandth_and_of_a_million_are_filled_alike() -> None:
    """A solver's tolerance is absolute: unscaled, the larger line's whole worth is below it."""
    sections = {
        "requirements": {
            "S": {"capability": "battalion", "place": "west", "quantity": 1e-5},
            "B": {"capability": "engineers", "place": "west", "quantity": 1e6},
        },
        "nations": {
            "FRA": {"offers": {"battalion": 5e-6, "engineers": 5e5}},
            **{name: {} for name in ("ROU", "TUR", "UKR")},
        },
    }
    program = formulate(Scenario.model_validate({**small(), **sections})).program
    assert solve(program, Highs()).stages[0].value == pytest.approx(0.5, abs=1e-9)
