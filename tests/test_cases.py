"""Published problems with known answers, written as scenarios."""

from __future__ import annotations

import pytest

import planner
from tests.folders import CASES

KNOWN = {"gams_trnsport": 153.675, "ampl_multi": 199500.0}


@pytest.mark.parametrize("solver", planner.solvers())
@pytest.mark.parametrize("case", sorted(KNOWN))
def test_a_published_problem_has_its_known_optimum(case, solver) -> None:
    plan = planner.solve(planner.load(CASES / f"{case}.yaml"), solver=solver)
    assert plan.goals["fill 1"] == pytest.approx(0, abs=1e-9)
    assert plan.goals["cost"] == pytest.approx(KNOWN[case], rel=1e-9)
    assert plan.totals["fill"] == pytest.approx(1, abs=1e-9)
    assert plan.audit is not None
    assert plan.audit.passed


def test_a_published_problem_read_as_a_plan_adds_up() -> None:
    plan = planner.solve(planner.load(CASES / "gams_trnsport.yaml"))
    assert plan.contributions["units"].sum() == pytest.approx(900)
    assert plan.contributions["cost"].sum() == pytest.approx(153.675)
    assert plan.nations["cost"].sum() == pytest.approx(153.675)
    assert plan.fill["filled"].tolist() == pytest.approx([300, 325, 275])
