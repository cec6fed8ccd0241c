"""Asks before the world is known cost what an extensive form, written and solved independently, costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from planner.worlds import recourse
from planner.worlds.family import Family
from planner.worlds.recourse import Askable, Recourse
from planner.worlds.world import OfferId, World
from tests.small import document

OFFERS = (("FRA", "battalion"), ("FRA", "minehunter"), ("ROU", "minehunter"), ("TUR", "battalion"))
PRICE = {"battalion": 600.0, "minehunter": 50.0}
MONTHS = {"deploy": 2.0, "hold": 6.0}
NEEDS = {"L1": {"deploy": 6.0, "hold": 8.0}, "M1": {"deploy": 6.0, "hold": 6.0}}
SERVES = {"battalion": "L1", "minehunter": "M1"}
LED = 1.5
"""France may send so many times the ships of the others: politics that ties offers to each other."""


def scenario() -> Scenario:
    sections = document(
        constraints={
            "ties": {
                "kind": "reliance",
                "nations": "FRA",
                "component": "maritime",
                "measure": "units",
                "on": {"nations": ["ROU", "TUR"], "component": "maritime"},
                "ratio": LED,
            }
        }
    )
    sections["nations"]["TUR"]["offers"]["battalion"]["needs"] = ["ceasefire"]
    sections["nations"]["ROU"]["offers"]["minehunter"]["needs"] = ["ceasefire"]
    return Scenario.model_validate(sections)


SCENARIO = scenario()
worlds = st.builds(
    World.of,
    st.sampled_from([{}, {"ceasefire": "never"}, {"ceasefire": "always"}]),
    st.fixed_dictionaries(
        {offer: st.sampled_from([0.0, 1.0, 2.5, 4.0]) for offer in OFFERS if offer[0] != "ROU"}
    ),
)


EVERYONE = [(nation, capability) for nation in ("FRA", "ROU", "TUR") for capability in SERVES]


class ExtensiveForm:
    """One program over all worlds at once: asks, worlds given up, and the plan of each world."""

    def __init__(self, met: Sequence[World], most: np.ndarray) -> None:
        self.cost = [PRICE[capability] for _, capability in OFFERS] + [0.0] * len(met)
        self.upper = [*most, *[1.0] * len(met)]
        self.rows: list[dict[int, float]] = []
        self.most: list[float] = []
        self.given_up = [len(OFFERS) + number for number in range(len(met))]

    def column(self, limit: float) -> int:
        self.cost.append(0.0)
        self.upper.append(limit)
        return len(self.cost) - 1

    def row(self, entries: dict[int, float], most: float) -> None:
        self.rows.append(entries)
        self.most.append(most)

    def add(self, number: int, world: World, unfilled: float) -> None:
        missing: dict[int, float] = {self.given_up[number]: -1.0}
        for phase, months in MONTHS.items():
            short = {line: self.column(need[phase]) for line, need in NEEDS.items()}
            sent = self.sent(world, phase)
            for line, need in NEEDS.items():
                serves = {spot: -1.0 for (_, capability), spot in sent.items() if SERVES[capability] == line}
                self.row({short[line]: -1.0, **serves}, -need[phase])
                missing[short[line]] = months / need[phase] / (2 * sum(MONTHS.values()))
            ships = {
                nation: spot for (nation, capability), spot in sent.items() if capability == "minehunter"
            }
            self.row({spot: 1.0 if name == "FRA" else -LED for name, spot in ships.items()}, 0.0)
        self.row(missing, unfilled)

    def sent(self, world: World, phase: str) -> dict[OfferId, int]:
        ceasefire = dict(world.stands).get("ceasefire", ("hold",))
        holds = ceasefire == "always" or (ceasefire != "never" and phase in ceasefire)
        sent = {}
        for name in EVERYONE:
            offer = SCENARIO.nations[name[0]].offers.get(name[1])
            if offer is None or (offer.needs and not holds):
                continue
            sent[name] = self.column(np.inf)
            offered = dict(world.units).get(name, offer.units.expected)
            asked = {OFFERS.index(name): -1.0} if name in OFFERS and offered > 0 else {}
            self.row({sent[name]: 1.0, **asked}, offered)
        return sent

    def price(self, free: float) -> float | None:
        self.row(dict.fromkeys(self.given_up, 1.0), free)
        matrix = sparse.lil_array((len(self.rows), len(self.cost)))
        for place, entries in enumerate(self.rows):
            for spot, value in entries.items():
                matrix[place, spot] = value
        integrality = np.zeros(len(self.cost))
        integrality[self.given_up] = 1
        found = optimize.milp(
            self.cost,
            integrality=integrality,
            bounds=optimize.Bounds(np.zeros(len(self.cost)), self.upper),
            constraints=optimize.LinearConstraint(matrix.tocsr(), -np.inf, self.most),
            options={"mip_rel_gap": 0.0, "presolve": False},  # SciPy 1.14's calls some that can be infeasible
        )
        return float(found.fun) if found.status == 0 else None


def price_of_the_extensive_form(
    met: Sequence[World], unfilled: float, given_up: float, most: np.ndarray
) -> float | None:
    form = ExtensiveForm(met, most)
    for number, world in enumerate(met):
        form.add(number, world, unfilled)
    return form.price(given_up * len(met) + 1e-9)


def ours(met: Sequence[World], unfilled: float, most: np.ndarray) -> Recourse:
    price = np.array([PRICE[capability] for _, capability in OFFERS])
    askable = Askable(OFFERS, most, price)
    family = Family.of(formulate(SCENARIO), [world.asking(askable.everything) for world in met])
    return Recourse(family, tuple(met), unfilled, askable)


drawn = st.lists(worlds, min_size=1, max_size=8)
MOST = np.array([6.0, 4.0, 3.0, 5.0])


@given(drawn, st.sampled_from([0.0, 0.1, 0.3]), st.sampled_from([0.0, 0.25, 0.5]))
@settings(max_examples=25)
def test_the_price_is_that_of_the_extensive_form(met, unfilled, given_up) -> None:
    expected = price_of_the_extensive_form(met, unfilled, given_up, MOST)
    found = ours(met, unfilled, MOST).least(given_up)
    if expected is None or found is None:
        assert expected is found
        return
    assert found.price == pytest.approx(expected, rel=1e-6, abs=1e-4)
    assert found.bound == found.price


@given(drawn, st.sampled_from([0.25, 0.5]))
@settings(max_examples=15)
def test_worlds_given_up_one_by_one_cost_no_less_than_the_best_choice_and_the_bound_no_more(
    met, given_up
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recourse, "EXACT_UP_TO", -1)
        found = ours(met, 0.1, MOST).least(given_up)
    best = price_of_the_extensive_form(met, 0.1, given_up, MOST)
    if best is None or found is None:
        assert best is found
        return
    assert found.bound - 1e-4 <= best <= found.price + 1e-4


def test_another_share_may_be_asked_for_after_the_first() -> None:
    units: list[dict[OfferId, Any]] = [{("FRA", "battalion"): 1.0 + number} for number in range(4)]
    met = [World.of(units=one) for one in units]
    choosing = ours(met, 0.1, MOST)
    for given_up in (0.5, 0.0, 0.25):
        found = choosing.least(given_up)
        expected = price_of_the_extensive_form(met, 0.1, given_up, MOST)
        assert found is not None
        assert found.price == pytest.approx(expected, rel=1e-6)
