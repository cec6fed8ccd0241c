"""Each kind on a tiny scenario whose answer was worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.plan.plan import Plan
from planner.scenario.scenario import Scenario


def planned(nations: dict[str, Any], needs: dict[str, float], rule: dict[str, Any], **sections: Any) -> Plan:
    """Return the plan for ships of 100 people that are needed at some places, under one constraint."""
    document = {
        "title": "By hand",
        "phases": [{"id": "now", "months": 1}],
        "places": {place: {"area": "sea"} for place in needs},
        "capabilities": {"ship": {"component": "maritime", "unit": "ship", "personnel": 100, "cost": 1}},
        "requirements": {
            f"at_{place}": {"capability": "ship", "place": place, "quantity": quantity}
            for place, quantity in needs.items()
        },
        "nations": nations,
        "constraints": {"rule": rule},
        **sections,
    }
    return planner.solve(Scenario.model_validate(document))


def offers(**units: float) -> dict[str, Any]:
    """Return nations that offer ships."""
    return {nation: {"offers": {"ship": {"units": amount}}} for nation, amount in units.items()}


def sent(plan: Plan, *keys: str) -> dict[Any, Any]:
    """Return the units of a plan by nation, or by other keys."""
    units = plan.contributions.groupby(list(keys) or "nation")["units"].sum()
    return {key: pytest.approx(amount, abs=1e-6) for key, amount in units.items() if amount > 1e-6}


def test_reliance() -> None:
    # Ten are needed. FRA sends its 2 ships: 200 people. USA may send half as many: 1 ship of its 4.
    rule = {"kind": "reliance", "nations": "USA", "on": {"nations": {"not": "USA"}}, "ratio": 0.5}
    assert sent(planned(offers(FRA=2, USA=4), {"strait": 10}, rule)) == {"FRA": 2, "USA": 1}


def test_reliance_on_what_nobody_offers_leaves_nothing() -> None:
    # Nobody but USA offers anything, and half of nothing is nothing.
    rule = {"kind": "reliance", "nations": "USA", "on": {"nations": {"not": "USA"}}, "ratio": 0.5}
    assert sent(planned(offers(USA=4), {"strait": 10}, rule)) == {}


def test_burden() -> None:
    # Ability shares are 0.5, 0.3 and 0.2. CCC has 1 ship, which must be at least 0.8 x 0.2 of the total, so
    # the total is at most 1 / 0.16 = 6.25; AAA and BBB can make up the other 5.25 within 1.2 x their shares
    # (3.75 and 2.25). Need is 10.
    rule = {"kind": "burden", "key": "gdp"}
    nations = offers(AAA=10, BBB=10, CCC=1)
    for nation, gdp in {"AAA": 50, "BBB": 30, "CCC": 20}.items():
        nations[nation]["keys"] = {"gdp": gdp}
    nations["HST"] = {}  # a host that offers nothing has no part in the burden, and needs no gdp
    units = sent(planned(nations, {"strait": 10}, rule))
    assert units["CCC"] == 1
    assert units["AAA"].expected + units["BBB"].expected == pytest.approx(5.25)


def test_presence() -> None:
    # Of 6 ships that may stay 21 days in every 63, 2 are there at a time; AAA lies at the sea and stays.
    rule = {"kind": "presence", "nations": {"not": "AAA"}, "days": 21, "every": 63}
    assert sent(planned(offers(AAA=1, BBB=6), {"strait": 9}, rule)) == {"AAA": 1, "BBB": 2}


def test_presence_counts_the_offer_once_for_all_places() -> None:
    # The 2 ships that are there at a time are 2 at both places together, not 2 at each.
    rule = {"kind": "presence", "days": 21, "every": 63}
    plan = planned(offers(BBB=6), {"strait": 4, "sound": 4}, rule)
    assert sent(plan) == {"BBB": 2}


def test_presence_counts_the_offer_at_the_level_counted_on_less_what_is_bound() -> None:
    # 6 ships are offered and 3 bound elsewhere; a third of the other 3 is there.
    rule = {"kind": "presence", "days": 21, "every": 63}
    nations = offers(BBB=6)
    nations["BBB"]["commitments"] = [{"title": "elsewhere", "capability": "ship", "units": 3}]
    assert sent(planned(nations, {"strait": 9}, rule)) == {"BBB": 1}


PHASES = [{"id": phase, "months": 1} for phase in ("early", "middle", "late")]


def test_ramp() -> None:
    # AAA has 1 ship all the time and BBB 8 from the second month on; the number rises by at most 3 (300
    # people): 1, then 4, then 7 of the 9 needed. The first phase is free.
    rule = {"kind": "ramp", "by": 300}
    nations = offers(AAA=1, BBB=8)
    nations["BBB"]["offers"]["ship"]["ready"] = 1
    plan = planned(nations, {"strait": 9}, rule, phases=PHASES)
    assert sent(plan, "phase") == {"early": 1, "middle": 4, "late": 7}


def test_ramp_also_holds_on_the_way_down() -> None:
    # Nothing is needed late, so nothing is there, and the phase before may hold 3; before that 6 of 9.
    rule = {"kind": "ramp", "by": 300}
    requirements = {
        "at_strait": {"capability": "ship", "place": "strait", "quantity": {"early": 9, "middle": 9}}
    }
    nations = offers(AAA=9)
    plan = planned(nations, {"strait": 9}, rule, phases=PHASES, requirements=requirements)
    assert sent(plan, "phase") == {"early": 6, "middle": 3}


def test_ramp_speaks_only_of_phases_in_which_its_condition_holds() -> None:
    # From early to middle the condition does not hold in both, so the step is free; from middle to late it is
    # bound: 9 x 100 people fall by at most 300 a phase, and 2 are needed late, so 5 may be there before.
    rule = {"kind": "ramp", "by": 300, "when": "mandate"}
    requirements = {
        "at_strait": {
            "capability": "ship",
            "place": "strait",
            "quantity": {"early": 9, "middle": 9, "late": 2},
        }
    }
    plan = planned(
        offers(AAA=9),
        {"strait": 9},
        rule,
        phases=PHASES,
        requirements=requirements,
        conditions={"mandate": {"holds": {"from": "middle"}}},
    )
    assert sent(plan, "phase") == {"early": 9, "middle": 5, "late": 2}


def test_package() -> None:
    # 7 are needed and each sends nothing or at least 4. BBB has only 3. AAA (6) and CCC (5) together would be
    # at least 8, so one goes alone: AAA, with 6.
    rule = {"kind": "package", "measure": "units", "per": "nation", "at_least": 4}
    assert sent(planned(offers(AAA=6, BBB=3, CCC=5), {"strait": 7}, rule)) == {"AAA": 6}


def test_a_package_is_reached_by_offers_that_are_less_by_rounding_alone() -> None:
    # 0.7 + 0.1 is 0.7999999999999999 in floating point.
    rule = {"kind": "package", "measure": "units", "at_least": 0.8}
    assert sent(planned(offers(AAA=0.7, BBB=0.1), {"strait": 7}, rule)) == {"AAA": 0.7, "BBB": 0.1}


def test_a_nation_counts_that_has_enough_but_for_rounding() -> None:
    rule = {"kind": "breadth", "count": "capability", "at_least": 1, "each": 0.8, "measure": "units"}
    assert sent(planned(offers(AAA=0.7, BBB=0.1), {"strait": 7}, rule)) == {"AAA": 0.7, "BBB": 0.1}


def test_package_over_the_horizon() -> None:
    # Over three months AAA's 2 ships make 6 ship-months, less than a package of 7, and BBB's 3 make 9.
    rule = {"kind": "package", "measure": "units", "per": ["nation", "horizon"], "at_least": 7}
    plan = planned(offers(AAA=2, BBB=3), {"strait": 4}, rule, phases=PHASES)
    assert sent(plan) == {"BBB": 9}


def test_apart() -> None:
    # 4 are needed at each of two places. Apart, AAA (5) fills one place with 4 and BBB (3) goes to the other:
    # 7 in all; AAA at both places would leave none for BBB, and 5 in all.
    rule = {"kind": "apart", "nations": ["AAA", "BBB"]}
    plan = planned(offers(AAA=5, BBB=3), {"strait": 4, "sound": 4}, rule)
    assert sent(plan) == {"AAA": 4, "BBB": 3}
    assert len(sent(plan, "place", "nation")) == 2


def test_apart_of_three_is_pairwise() -> None:
    # 4 are needed at one place and one of the three may be there: the one with the most. CCC stands aside.
    rule = {"kind": "apart", "nations": ["AAA", "BBB", "CCC"]}
    assert sent(planned(offers(AAA=1, BBB=3, CCC=2, DDD=1), {"strait": 4}, rule)) == {"BBB": 3, "DDD": 1}


def test_apart_of_groups_lets_members_stand_together() -> None:
    # AAA and BBB are one side with 1 + 2, CCC is the other with 2.
    rule = {"kind": "apart", "nations": ["friends", "CCC"]}
    plan = planned(offers(AAA=1, BBB=2, CCC=2), {"strait": 5}, rule, groups={"friends": ["AAA", "BBB"]})
    assert sent(plan) == {"AAA": 1, "BBB": 2}


def test_breadth_at_most() -> None:
    # Two of the three may come: the two with the most, 3 and 2.5 of the 6 needed.
    rule = {"kind": "breadth", "count": "nation", "at_most": 2}
    assert sent(planned(offers(AAA=3, BBB=2, CCC=2.5), {"strait": 6}, rule)) == {"AAA": 3, "CCC": 2.5}


def test_breadth_at_most_does_not_count_those_below_each() -> None:
    # One may come with more than 1 ship; the others may come with 1: 3 + 1 + 1.
    rule = {"kind": "breadth", "count": "nation", "at_most": 1, "each": 100}
    units = sent(planned(offers(AAA=3, BBB=2, CCC=2), {"strait": 6}, rule))
    assert units == {"AAA": 3, "BBB": 1, "CCC": 1}


def dear(plain: dict[str, Any], nation: str) -> dict[str, Any]:
    """Return nations of which one costs twice as much."""
    return {**plain, nation: {**plain[nation], "cost_factor": 2}}


def test_breadth_at_least() -> None:
    # AAA could fill all 6 for 6. Two must send at least 150 people, so BBB sends 1.5 at twice the cost.
    rule = {"kind": "breadth", "count": "nation", "at_least": 2, "each": 150}
    plan = planned(dear(offers(AAA=6, BBB=6), "BBB"), {"strait": 6}, rule)
    assert sent(plan) == {"AAA": 4.5, "BBB": 1.5}
    assert plan.goals["cost"] == pytest.approx(7.5)


def test_breadth_at_least_counts_from_a_whole_unit_on() -> None:
    # BBB sends the least that counts: one ship, at twice the cost.
    rule = {"kind": "breadth", "count": "nation", "at_least": 2}
    plan = planned(dear(offers(AAA=6, BBB=6), "BBB"), {"strait": 6}, rule)
    assert sent(plan) == {"AAA": 5, "BBB": 1}
    assert plan.goals["cost"] == pytest.approx(7)
    # Half a ship is nobody's part, unless `each` says so.
    few = {"AAA": offers(AAA=6)["AAA"], "BBB": offers(BBB=0.5)["BBB"]}
    assert not planned(few, {"strait": 6}, rule).found
    assert planned(few, {"strait": 6}, {**rule, "each": 50}).found


def test_breadth_with_both_bounds_counts_a_small_part_against_the_most_alone() -> None:
    # One of the two must come with a whole ship; the other with half a ship is no second for the least.
    rule = {"kind": "breadth", "count": "nation", "at_least": 1, "at_most": 2}
    nations = {"AAA": offers(AAA=6)["AAA"], "BBB": offers(BBB=0.5)["BBB"]}
    assert sent(planned(nations, {"strait": 6.5}, rule)) == {"AAA": 6, "BBB": 0.5}
    assert not planned(nations, {"strait": 6.5}, {**rule, "at_least": 2}).found
    assert sent(planned(nations, {"strait": 6.5}, {**rule, "at_most": 1})) == {"AAA": 6}


def test_breadth_counts_places() -> None:
    # AAA has 4 ships for three places that need 3 each, and may serve one place: 3.
    rule = {"kind": "breadth", "count": "place", "per": "nation", "at_most": 1}
    plan = planned(offers(AAA=4), {"strait": 3, "sound": 3, "bay": 3}, rule)
    assert sent(plan) == {"AAA": 3}


def test_the_groups_of_a_rule_are_those_that_its_selection_can_hold() -> None:
    # At least 100 people at each place of the area: the other place is no group of it.
    rule = {"kind": "limit", "area": "here", "measure": "personnel", "per": "place", "at_least": 100}
    places = {"at": {"area": "here"}, "off": {"area": "there"}}
    plan = planned(offers(FRA=2), {"at": 1, "off": 1}, rule, places=places)
    assert sent(plan, "place") == {"at": 1, "off": 1}
    # At least one nation at each place of the area: likewise.
    rule = {"kind": "breadth", "area": "here", "count": "nation", "per": "place", "at_least": 1}
    assert planned(offers(FRA=2), {"at": 1, "off": 1}, rule, places=places).found
    # Each nation carries at least a tenth: a host that offers nothing is none of them.
    rule = {"kind": "share", "component": "maritime", "per": "nation", "at_least": 0.1}
    plan = planned({**offers(FRA=3, GBR=3), "UKR": {}}, {"at": 6}, rule)
    assert sent(plan) == {"FRA": 3, "GBR": 3}


def test_a_group_that_is_closed_stays_one() -> None:
    # GBR could carry its tenth, but a caveat keeps it out: so nobody can carry anything.
    rule = {"kind": "share", "component": "maritime", "per": "nation", "at_least": 0.1}
    caveat = {"kind": "caveat", "nations": "GBR"}
    plan = planned(offers(FRA=3, GBR=3), {"at": 6}, rule, constraints={"rule": rule, "caveat": caveat})
    assert sent(plan) == {}
