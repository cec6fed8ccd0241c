"""Absurd and valid amounts: there is a plan that stands up to its audit, and no spoilt one does.

`python -m benchmarks.scales` runs five hundred.
"""

from __future__ import annotations

import pytest

import planner
from planner.engines.engine import Status
from planner.engines.proof.audit import audit
from planner.engines.proven import proven
from planner.engines.solve import Watch, solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.reading import read
from tests.sceptic.absurd_scales import absurd, spoilt

ONCE_REFUSED = (9, 12, 54, 70, 95, 129, 130, 143, 147, 151, 190, 350, 426)
"""Seeds of which the plan failed its audit, as the solver saw nothing of what is small beside the largest."""

RIGHTLY_REFUSED = [seed for seed in ONCE_REFUSED if seed not in (70, 190)]
"""Those of which the plan itself was wrong, and not only its prices."""


@pytest.mark.parametrize("seed", ONCE_REFUSED)
def test_a_plan_is_found_that_stands_up_to_its_audit(seed: int) -> None:
    assert planner.solve(read(absurd(seed)), cost_of_goals=False).status is Status.OPTIMAL


@pytest.mark.parametrize("seed", [*ONCE_REFUSED, *range(9)])
def test_a_spoilt_plan_is_refused(seed: int) -> None:
    program = formulate(read(absurd(seed))).program
    if program.integer.any():
        return
    solution, audited = proven(solve(program, Highs()), program, Highs(), Watch())
    for values in spoilt(solution) if audited else ():
        assert not audit(program, values, solution.stages).passed


def test_there_are_plans_to_spoil() -> None:
    programs = (formulate(read(absurd(seed))).program for seed in ONCE_REFUSED)
    assert sum(1 for program in programs for _ in spoilt(solve(program, Highs()))) > 2 * len(ONCE_REFUSED)


@pytest.mark.parametrize("seed", RIGHTLY_REFUSED)
def test_a_wrong_plan_is_refused_by_the_prices_of_the_plan_that_stands_up(seed: int) -> None:
    program = formulate(read(absurd(seed))).program
    refused = solve(program, Highs())
    solution, _ = proven(refused, program, Highs(), Watch())
    assert not audit(program, refused.values, solution.stages).passed
