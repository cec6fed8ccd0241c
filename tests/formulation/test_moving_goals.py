"""The goal that little moves: by hand, against every plan there is, and after plans of all sorts."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.plan.plan import Plan
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from tests.small import scenario as small
from tests.solvers import CBC, needs_cbc

PEOPLE = {"battalion": 600, "company": 150}
WEIGHT = {"battalion": 1.0, "company": 0.25}


def moving(
    months: list[float], offers: dict[str, Any], quantity: Any = 3, *, goals: Any = ("fill", "steady", "cost")
) -> Scenario:
    """Return a scenario of one line that battalions serve, and companies by a quarter."""
    capabilities = {
        name: {"component": "land", "unit": name, "personnel": people, "cost": 1}
        for name, people in PEOPLE.items()
    }
    return read(
        {
            "title": "Moving",
            "phases": [{"id": f"p{number}", "months": each} for number, each in enumerate(months)],
            "places": {"west": {"area": "inland"}},
            "capabilities": capabilities,
            "requirements": {"L": {"accepts": WEIGHT, "place": "west", "quantity": quantity}},
            "nations": {name: {"offers": entry} for name, entry in offers.items()},
            "goals": list(goals),
        }
    )


def on_station(plan: Plan, of: Scenario) -> dict[tuple[str, str, str], list[float]]:
    """Return what each nation sends of a capability to a line, phase by phase."""
    phases = [phase.id for phase in of.phases]
    found: dict[tuple[str, str, str], list[float]] = {}
    for one in plan.contributions.to_dict("records"):
        line = found.setdefault((one["nation"], one["capability"], one["requirement"]), [0.0] * len(phases))
        line[phases.index(one["phase"])] = one["units"]
    return found


def moved(sent: dict[tuple[str, str, str], list[float]], of: Scenario) -> float:
    """Return the person-months by which phases differ from those before them."""
    return sum(
        abs(now - before) * (of.capabilities[capability].personnel or 1) * phase.months
        for (_, capability, _), line in sent.items()
        for before, now, phase in zip(line, line[1:], of.phases[1:], strict=False)
    )


def pooled(units: float, **more: Any) -> dict[str, Any]:
    return {"battalion": {"units": units, "pool": 3, "rotation": 3, "tour": 6, **more}}


def test_what_a_pool_allows_is_spread_so_that_nothing_moves() -> None:
    """18 unit-months in twelve months: 1.5 battalions all the time, and not 3 here and none there."""
    of = moving([1] * 12, {"A": pooled(3)})
    plan = planner.solve(of)
    assert plan.fill["filled"].tolist() == pytest.approx([1.5] * 12)
    assert plan.goals == pytest.approx({"fill 1": 0.5, "steady": 0.0, "cost": 18.0})


def test_in_whole_units_as_little_moves_as_can() -> None:
    """18 unit-months in twelve months of whole battalions: two for six months and one for six."""
    plan = planner.solve(moving([1] * 12, {"A": pooled(3, step=1)}))
    there = plan.fill["filled"].tolist()
    assert sorted(there) == [1] * 6 + [2] * 6
    assert sorted(there) in (there, there[::-1])
    assert plan.goals["steady"] == 600


def test_a_move_counts_in_person_months_of_the_phase_that_it_leads_into() -> None:
    """One battalion of two leaves: 600 people, for the 4 months of the phase without them."""
    of = moving([9, 4], {"A": {"battalion": 2}}, {"p0": 2, "p1": 1})
    assert planner.solve(of).goals["steady"] == 2400


def test_whoever_can_stay_is_sent_before_who_comes_and_goes() -> None:
    """B can be there in both phases, A only in the second, for less."""
    late = {"A": {"battalion": {"units": 1, "ready": 6}}, "B": {"battalion": 1}}
    of = moving([6, 6], late, 1)
    of = of.model_copy(
        update={
            "nations": {
                **of.nations,
                "A": of.nations["A"].model_copy(update={"cost_factor": 0.5}),
            }
        }
    )
    assert on_station(planner.solve(of), of) == {("B", "battalion", "L"): [1, 1]}
    cheap = of.model_copy(update={"goals": of.goals[:1] + of.goals[2:]})
    assert on_station(planner.solve(cheap), cheap)["A", "battalion", "L"] == [0, 1]


def test_what_has_no_people_counts_one_for_each_unit() -> None:
    of = moving([2, 3], {"A": {"battalion": 2}}, {"p0": 2, "p1": 1})
    kind = of.capabilities["battalion"].model_copy(update={"personnel": 0})
    of = of.model_copy(update={"capabilities": {**of.capabilities, "battalion": kind}})
    assert planner.solve(of).goals["steady"] == 3


def every_plan(of: Scenario, step: float) -> list[dict[tuple[str, str, str], list[float]]]:
    """Return every plan in steps: what each offer may be in each phase."""
    offered = {
        (nation, capability, "L"): offer.units.expected
        for nation, entry in of.nations.items()
        for capability, offer in entry.offers.items()
    }
    levels = [
        [number * step for number in range(round(most / step) + 1)]
        for most in offered.values()
        for _ in of.phases
    ]
    width = len(of.phases)
    return [
        {line: list(chosen[spot * width : (spot + 1) * width]) for spot, line in enumerate(offered)}
        for chosen in product(*levels)
    ]


def by_enumeration(of: Scenario, step: float) -> tuple[float, float]:
    """Return the unfilled part of the line, and the least that moves in plans that fill as much."""
    needs = [of.requirements["L"].required(phase.id) for phase in of.phases]
    months = [phase.months for phase in of.phases if of.requirements["L"].required(phase.id)]
    found = []
    for sent in every_plan(of, step):
        there = [
            sum(line[phase] * WEIGHT[capability] for (_, capability, _), line in sent.items())
            for phase in range(len(needs))
        ]
        # What is there over the need is less than a step of it, and nothing where nothing is needed.
        if any(have >= need + step if need else have > 0 for have, need in zip(there, needs, strict=True)):
            continue
        unfilled = sum(
            phase.months * max(need - have, 0) / need
            for have, need, phase in zip(there, needs, of.phases, strict=True)
            if need
        )
        found.append((round(unfilled / sum(months), 9), round(moved(sent, of), 6)))
    return min(found)


@given(
    st.lists(st.sampled_from([1, 2, 6]), min_size=3, max_size=3),
    st.lists(st.sampled_from([0, 1, 2, 3]), min_size=3, max_size=3).filter(any),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([0, 1]),
)
@settings(max_examples=20)
def test_whole_units_move_as_little_as_in_the_best_of_all_plans(
    months: list[float], needs: list[int], most: int, other: int
) -> None:
    offers = {"A": {"battalion": {"units": most, "step": 1}}, "B": {"battalion": {"units": other, "step": 1}}}
    of = moving(months, offers, {f"p{number}": need for number, need in enumerate(needs)})
    plan = planner.solve(of)
    unfilled, least = by_enumeration(of, 1)
    assert plan.goals["fill 1"] == pytest.approx(unfilled)
    assert plan.goals["steady"] == pytest.approx(least)
    assert moved(on_station(plan, of), of) == pytest.approx(least)


def test_halves_move_as_little_as_in_the_best_of_all_plans() -> None:
    of = moving([2, 1, 4], {"A": {"battalion": {"units": 1.5, "step": 0.5}}}, {"p0": 1, "p1": 0.5, "p2": 2})
    assert (planner.solve(of).goals["fill 1"], planner.solve(of).goals["steady"]) == pytest.approx(
        by_enumeration(of, 0.5)
    )


@given(st.permutations(["fill", "even", "burden", "steady", "cost"]), st.booleans())
@settings(max_examples=8)
def test_in_any_order_the_value_is_what_the_contributions_move(order: list[str], whole: bool) -> None:
    of = small(goals=order, whole_units=whole)
    plan = planner.solve(of)
    assert plan.audit is not None
    assert plan.audit.passed
    assert plan.goals["steady"] == pytest.approx(moved(on_station(plan, of), of), abs=1e-6)


@needs_cbc
@pytest.mark.parametrize("step", [0, 1])
def test_another_solver_finds_the_same(step: float) -> None:
    of = moving([1, 2, 3, 4], {"A": pooled(3, step=step), "B": {"company": 2}}, 4)
    ours, theirs = planner.solve(of), planner.solve(of, solver=CBC)
    assert ours.goals == pytest.approx(theirs.goals, abs=1e-6)


@given(st.permutations(["A", "B", "C"]))
@settings(max_examples=6)
def test_the_order_of_entries_changes_nothing(order: list[str]) -> None:
    offers = {name: pooled(2 + spot) for spot, name in enumerate("ABC")}
    plan = planner.solve(moving([3, 6, 18], {name: offers[name] for name in order}, 4))
    straight = planner.solve(moving([3, 6, 18], offers, 4))
    assert plan.contributions.equals(straight.contributions)
