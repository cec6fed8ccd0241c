"""Prices in both directions, against published ones and against solving again."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings

import planner
from planner.engines.engine import Face
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.scenario.scenario import Scenario
from planner.studies.prices.binding import Bound, bounds
from planner.studies.prices.directions import Sides
from planner.studies.prices.piece import Piece
from planner.studies.prices.prices import prices
from planner.studies.solved import Solved, solved
from tests.folders import CASES, ROOT, SHIPPED
from tests.small import constrained, document, scenario
from tests.studies.scenarios import documents

MOSEK = {
    "nations.P1.offers.goods.units": ((-1.0, 500.0), (3.0, 300.0)),
    "nations.P2.offers.goods.units": ((0.0, None), (0.0, 700.0)),
    "nations.P3.offers.goods.units": ((-1.0, 500.0), (3.0, 500.0)),
    "requirements.S1.quantity": ((4.0, 500.0), (-2.0, 500.0)),
    "requirements.S2.quantity": ((5.0, 300.0), (-3.0, 100.0)),
    "requirements.S3.quantity": ((5.0, 700.0), (-3.0, 500.0)),
    "requirements.S4.quantity": ((2.0, 700.0), (-2.0, 500.0)),
}
"""For each bound what one more and one less change of the cost, and up to how many. One less of a bound with
left price p changes the cost by -p (MOSEK manual; Roos, Terlaky and Vial 1997)."""


def by_row(of: Solved) -> dict[tuple[str, str | None], dict]:
    return {(price.row, price.phase): price.as_document() for price in prices(of)}


def shipped(name: str) -> Solved:
    return solved(planner.load(ROOT / "scenarios" / f"{name}.yaml"))


def test_the_seven_published_bounds_have_their_prices_and_ranges_in_both_directions() -> None:
    case = solved(planner.load(CASES / "mosek_rtv97.yaml"))
    assert case.goals["cost"] == pytest.approx(3000)
    found = by_row(case)
    assert {row for row, _ in found} == set(MOSEK)
    for row, (more, less) in MOSEK.items():
        price = found[row, "month"]
        assert price["goal"] == "cost"
        for side, (change, until) in (("more", more), ("less", less)):
            assert price[side]["change"] == pytest.approx(change)
            assert price[side]["until"] == (None if until is None else pytest.approx(until))


def moved(of: Solved, bound: Bound, by: float) -> np.ndarray | None:
    """Return how the goals change when a bound is moved, by solving anew; None where there is no plan."""
    program, goals = of.program, tuple(stage.goal for stage in of.chain.stages)
    lower, upper = bound.moved(program, by)
    if lower > upper:
        return None
    row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
    row_lower[bound.row], row_upper[bound.row] = lower, upper
    found = solve(replace(program, row_lower=row_lower, row_upper=row_upper, goals=goals), Highs())
    return np.array([stage.value for stage in found.stages]) - of.chain.reached if found.found else None


def holds(of: Solved, piece: Piece, change: np.ndarray | None, by: float, tolerance: float) -> bool:
    """Say whether goals changed as a piece says: none before its own, and that one by its slope."""
    if change is None:
        return False
    allowed = tolerance * np.maximum(1.0, np.abs(of.chain.reached))
    first = len(change) if piece.goal is None else piece.goal
    kept = bool((np.abs(change[:first]) <= allowed[:first]).all())
    return kept and (piece.goal is None or abs(change[first] - piece.slope * by) <= allowed[first])


def check(of: Solved, bound: Bound) -> None:
    """Assert that what is said of a bound is what solving anew gives, within its range and beyond."""
    for direction in (1, -1):
        piece = Sides(of.chain).piece(bound, direction)
        if piece is None:
            assert moved(of, bound, direction * 1e-4) is None
            continue
        within = min(piece.length, 5.0) / 2
        assert holds(of, piece, moved(of, bound, direction * within), within, 1e-6)
        if piece.goal is not None and np.isfinite(piece.length):
            beyond = piece.length + max(0.05, 0.05 * piece.length)
            assert not holds(of, piece, moved(of, bound, direction * beyond), beyond, 1e-7)


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_prices_of_shipped_scenarios_are_what_solving_again_gives(path) -> None:
    plan = solved(planner.load(path))
    if plan.whole_numbers:
        pytest.skip("whole numbers are priced by solving anew")
    for bound in bounds(plan.chain)[::12]:
        check(plan, bound)


@given(documents())
@settings(max_examples=40)
def test_prices_of_any_scenario_are_what_solving_again_gives(sections) -> None:
    plan = solved(Scenario.model_validate(sections))
    if plan.found:
        for bound in bounds(plan.chain):
            check(plan, bound)


def test_a_price_of_a_step_of_nothing_holds_as_far_as_its_slope_goes() -> None:
    """France may send no other people from phase to phase: 60 of them may come late before it must go on."""
    sections = document(**constrained(kind="ramp", nations="FRA", component="land", by=0))
    late = {"units": 0.5, "ready": 1, "pool": 1, "rotation": 2, "tour": 1, "stay": 1, "before": {"west": 0}}
    sections["nations"]["FRA"]["offers"]["engineers"] = late
    sections["requirements"]["L1"] |= {"accepts": {"battalion": 1, "engineers": 0.25}}
    del sections["requirements"]["L1"]["capability"]
    plan = solved(Scenario.model_validate(sections))
    (bound,) = (bound for bound in bounds(plan.chain) if bound.side == "both")
    check(plan, bound)
    piece = Sides(plan.chain).piece(bound, 1)
    assert piece is not None
    assert piece.length == pytest.approx(60)


def test_a_price_of_fill_says_how_many_units_of_which_line() -> None:
    price = by_row(solved(scenario()))["nations.FRA.offers.battalion.units", "hold"]
    assert price["goal"] == "fill 1"
    assert price["unit"] == "battalion"
    assert price["more"]["lines"] == [{"requirement": "L1", "phase": "hold", "units": 1.0}]
    assert price["less"]["lines"] == [{"requirement": "L1", "phase": "hold", "units": -1.0}]
    assert price["more"]["change"] == pytest.approx(-price["less"]["change"])
    assert (price["more"]["until"], price["less"]["until"]) == (1.0, 5.0)
    assert price["sentence"] == (
        'FRA\'s offer of Battalion in "Hold": one more battalion would fill 1 battalion of L1 (Battalion, '
        "West); one less would leave 1 battalion of L1 (Battalion, West) unfilled (this holds for up to 5 "
        "battalions)."
    )


def test_a_direction_that_is_not_possible_is_null() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["battalion"] = {"units": 0}
    price = by_row(solved(scenario(nations=nations)))["nations.TUR.offers.battalion.units", "hold"]
    assert price["less"] is None
    assert price["more"]["change"] < 0
    assert price["sentence"].endswith("one less is not possible.")


def test_a_direction_that_changes_a_later_goal_says_so_beside_the_first() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"minehunter": {"units": 3}}
    nations["TUR"] |= {"offers": {"minehunter": {"units": 3}}, "cost_factor": 2}
    nations["ROU"]["offers"] = {}
    price = by_row(solved(scenario(nations=nations)))["nations.FRA.offers.minehunter.units", "hold"]
    assert price["goal"] == "fill 1"
    assert price["less"]["change"] > 0
    assert price["more"]["change"] == 0
    assert price["more"]["then"] == {
        "goal": "cost",
        "change": pytest.approx(-9.0),
        "until": pytest.approx(3.0),
    }


def test_a_need_that_is_not_met_has_no_price_and_one_that_is_met_has() -> None:
    rows = by_row(solved(scenario()))
    assert ("requirements.L1.quantity", "hold") not in rows
    assert rows["requirements.L1.quantity", "deploy"]["less"]["change"] < 0


def test_an_offer_in_use_with_some_to_spare_is_told_to_change_nothing() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 50}
    nations["TUR"]["offers"].pop("battalion")
    price = by_row(solved(scenario(nations=nations)))["nations.FRA.offers.battalion.units", "hold"]
    assert (price["more"]["change"], price["more"]["until"]) == (0, None)
    assert (price["less"]["change"], price["less"]["until"]) == (0, 42)


def test_a_constraint_is_priced_by_its_id_in_units_of_its_measure() -> None:
    rule = {"kind": "limit", "area": "coast", "measure": "tonnage", "at_most": 1200}
    price = by_row(solved(scenario(**constrained(**rule))))["rule", "hold"]
    assert price["unit"] == "tonnage"
    assert price["more"]["lines"] == [{"requirement": "M1", "phase": "hold", "units": pytest.approx(1 / 600)}]
    assert price["more"]["until"] == pytest.approx(2400)


def test_a_pin_is_priced_as_one_unit_more_and_one_less_that_are_decided() -> None:
    """FRA has 2 ships and sends 1 of them: with 2 one ship less is missing, with none one more."""
    pin = {"kind": "pin", "nations": "FRA", "capabilities": "minehunter", "requirements": "M1", "units": 1}
    price = by_row(solved(scenario(**constrained(**pin))))["rule", "hold"]
    assert price["more"]["lines"] == [{"requirement": "M1", "phase": "hold", "units": pytest.approx(1)}]
    assert price["less"]["lines"] == [{"requirement": "M1", "phase": "hold", "units": pytest.approx(-1)}]


def test_what_has_to_stay_is_priced_where_it_would_have_to_be_needed_still() -> None:
    """Three come for the first phase, as three are needed in the next; one more there brings one more."""
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"battalion": {"units": 5, "stay": 6}}
    nations["TUR"]["offers"] = {}
    line = {"capability": "battalion", "place": "west", "quantity": {"deploy": 4, "hold": 3}}
    of = scenario(nations=nations, requirements={"L1": line}, constraints={})
    found = by_row(solved(of))
    price = found["requirements.L1.quantity", "hold"]
    months = {"deploy": 2, "hold": 6}
    each = months["deploy"] / 4 / sum(months.values())
    assert price["goal"] == "fill 1"
    assert (price["more"]["change"], price["more"]["until"]) == pytest.approx((-each, 1))
    assert price["less"]["change"] == pytest.approx(each)
    for quantity, expected in ((3, each), (4, 0.0), (2, 2 * each)):
        line["quantity"] = {"deploy": 4, "hold": quantity}
        again = planner.solve(scenario(nations=nations, requirements={"L1": line}, constraints={}))
        assert again.goals["fill 1"] == pytest.approx(expected)
    assert not [row for row, _ in found if row.endswith(".stay")]


def test_a_pool_is_priced_by_the_unit_of_the_pool() -> None:
    """One more with a tour of 2 months keeps a third of one there in any 6, taken off what came before."""
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "pool": 6, "rotation": 3, "tour": 2}
    price = by_row(solved(scenario(nations=nations)))["nations.FRA.offers.battalion.pool", "hold"]
    assert price["unit"] == "battalion"
    assert price["more"]["lines"] == [
        {"requirement": "L1", "phase": "deploy", "units": pytest.approx(-2 / 3)},
        {"requirement": "L1", "phase": "hold", "units": pytest.approx(1 / 3)},
    ]
    assert price["more"]["change"] < 0


def test_whole_numbers_are_priced_by_one_unit_and_solving_anew() -> None:
    price = by_row(solved(scenario(whole_units=True)))["nations.FRA.offers.battalion.units", "hold"]
    assert price["more"]["until"] == price["less"]["until"] == 1
    assert price["less"]["lines"] == [{"requirement": "L1", "phase": "hold", "units": -1.0}]


def in_steps(units: float, step: float) -> Scenario:
    """Return the small scenario in its last phase, in which France offers battalions in steps."""
    sections = document(phases=[{"id": "hold", "months": 6}], conditions={"vote": {"holds": "never"}})
    sections["requirements"]["L1"]["quantity"] = 8
    sections["capabilities"]["battalion"]["step"] = step
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = units
    return Scenario.model_validate(sections)


@pytest.mark.parametrize("step", [0.25, 0.5, 1.0, 1.5])
def test_an_offer_in_steps_is_priced_by_one_step_which_is_what_solving_with_one_more_and_less_gives(
    step: float,
) -> None:
    units = 2 * step
    found = by_row(solved(in_steps(units, step)))["nations.FRA.offers.battalion.units", "hold"]
    today = planner.solve(in_steps(units, step)).goals["fill 1"]
    for way, direction in (("more", 1), ("less", -1)):
        then = planner.solve(in_steps(units + direction * step, step)).goals["fill 1"]
        assert found[way]["until"] == step
        assert found[way]["change"] * step == pytest.approx(then - today)
    assert found.get("step", 1) == step
    more, less = (
        ("one more battalion", "one") if step == 1 else (f"{step:g} battalions more", f"{step:g} battalions")
    )
    assert f"{more} would fill {step:g} battalion" in found["sentence"]
    assert f"{less} less would leave {step:g} battalion" in found["sentence"]


def test_the_prices_of_the_first_goal_come_first_and_an_interrupt_keeps_them() -> None:
    told = []
    found = list(islice(prices(shipped("reassurance"), lambda *step: told.append(step)), 20))
    assert {price.goal for price in found} == {"fill 1"}
    assert told[0][:2] == ("prices", 0)
    assert all(done < count for _, done, count in told)


def test_where_there_is_no_plan_there_is_no_price() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 90000}
    assert list(prices(solved(scenario(**constrained(**rule))))) == []


def test_moving_a_bound_leaves_the_faces_of_the_plan_as_they_are() -> None:
    plan = solved(scenario())
    before = [Face(one.lower, one.upper, one.row_lower, one.row_upper) for one in plan.chain.faces]
    list(prices(plan))
    for kept, face in zip(before, plan.chain.faces, strict=True):
        assert np.array_equal(kept.upper, face.upper)
        assert np.array_equal(kept.row_upper, face.row_upper)
