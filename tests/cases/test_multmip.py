"""The multmip ladder of the AMPL book, as scenarios and with plain loops, has its published optima."""

from __future__ import annotations

import pytest

import planner
from tests.cases.independent_multmip import PUBLISHED, least_cost
from tests.folders import CASES
from tests.solvers import needs_cbc


@pytest.mark.parametrize("case", PUBLISHED)
def test_the_scenario_has_the_published_optimum(case) -> None:
    plan = planner.solve(planner.load(CASES / f"{case}.yaml"))
    assert plan.status == "optimal"
    assert plan.goals["fill 1"] == pytest.approx(0, abs=1e-9)
    assert plan.goals["cost"] == pytest.approx(PUBLISHED[case], rel=1e-9)
    assert plan.audit is not None
    assert plan.audit.passed


@needs_cbc
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("case", PUBLISHED)
def test_plain_loops_have_the_published_optimum(case) -> None:
    assert least_cost(case) == pytest.approx(PUBLISHED[case], rel=1e-9)


def shipped(case: str) -> dict[tuple[str, str], float]:
    plan = planner.solve(planner.load(CASES / f"{case}.yaml"))
    sent = plan.contributions.groupby(["nation", "place"], as_index=False)["units"].sum()
    units = zip(sent["nation"], sent["place"], sent["units"], strict=True)
    return {(nation, place): amount for nation, place, amount in units if amount > 1e-6}


def test_what_each_rung_of_the_ladder_adds_is_kept() -> None:
    first, second, third = (shipped(f"ampl_multmip{number}") for number in (1, 2, 3))
    assert min(first.values()) < 375
    assert min(second.values()) >= 375 - 1e-6
    served = {case: max(served_by(pairs).values()) for case, pairs in (("second", second), ("third", third))}
    assert served == {"second": 6, "third": 5}


def served_by(pairs: dict[tuple[str, str], float]) -> dict[str, int]:
    return {origin: sum(origin == one for one, _ in pairs) for origin, _ in pairs}
