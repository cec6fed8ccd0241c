"""Who could do alone: the same whom branch and bound finds, and whom asking everyone finds."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import planner
from planner.engines.engine import Status
from planner.engines.solve import Watch, solve
from planner.engines.solvers.highs import Highs
from planner.studies.concessions.bargain import PARTY, Bargain, Wanted
from planner.studies.concessions.elastic import elastic
from planner.studies.solved import solved
from tests.folders import ROOT

FILLS = (0.85, 0.88)


@cache
def bargain() -> Bargain:
    """Return the bargain over the reassurance force, with no priority held."""
    found = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    return Bargain.over(elastic(found.formulation), (), Watch())


def price_of(fill: float, party: int) -> float:
    """Return for how much a party does by itself; infinite where it does not."""
    among = np.arange(len(bargain().terms.parties)) == party
    found = bargain().cheapest(Wanted(fill), among)
    return found.stages[0].value if found.found else np.inf


@pytest.mark.parametrize("fill", FILLS)
def test_who_does_alone_for_the_least_is_whom_asking_everyone_finds(fill: float) -> None:
    terms = bargain().terms
    prices = {party: price_of(fill, int(party)) for party in np.unique(terms.party[terms.open])}
    status, asked = bargain().fewest_parties(Wanted(fill))
    (chosen,) = np.flatnonzero(asked)
    assert status is Status.OPTIMAL
    assert 0 < prices[chosen] < np.inf
    assert prices[chosen] == pytest.approx(min(prices.values()), rel=1e-9)


@pytest.mark.parametrize("fill", FILLS)
def test_the_fewest_parties_are_as_many_as_branch_and_bound_proves(fill: float) -> None:
    program = bargain()._fewest
    proven = solve(bargain()._face(program, Wanted(fill)).held(program), Highs())
    _, asked = bargain().fewest_parties(Wanted(fill))
    assert asked.sum() == round(proven.values[program.family(PARTY)].sum())
    price = bargain().cheapest(Wanted(fill), asked).stages[0].value
    assert price == pytest.approx(proven.stages[1].value, rel=1e-6)


def test_where_nobody_does_alone_no_party_is_said_to() -> None:
    assert not len(bargain().fewest_parties(Wanted(0.99), one=True)[1])


def test_where_nobody_need_concede_anything_nobody_is_asked() -> None:
    assert not bargain().fewest_parties(Wanted(0.5))[1].any()
