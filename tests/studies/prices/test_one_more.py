"""One more is what one more unit really does: solved, whatever else moves with the bound."""

from __future__ import annotations

from typing import Any

import pytest

from planner.scenario.reading import read
from planner.studies.prices.prices import prices
from planner.studies.solved import solved


def priced(nations: dict[str, Any], quantity: float, **sections: Any) -> dict[str, dict[str, Any]]:
    """Return the prices of a scenario of one line, by row."""
    document = {
        "title": "One line",
        "phases": [{"id": "p", "months": 1}],
        "places": {"pl": {"area": "a"}},
        "capabilities": {"k": {"component": "land", "unit": "unit", "personnel": 100, "cost": 1}},
        "requirements": {"r": {"place": "pl", "capability": "k", "quantity": quantity}},
        "nations": nations,
        **sections,
    }
    return {price.row: price.as_document() for price in prices(solved(read(document)))}


def test_what_a_yes_allows_moves_with_the_offer_it_speaks_of() -> None:
    apart = {"q": {"kind": "apart", "nations": ["A", "B"], "because": "an example"}}
    found = priced({"A": {"offers": {"k": 2}}, "B": {"offers": {"k": 1}}}, 5, constraints=apart)
    assert found["nations.A.offers.k.units"]["more"]["change"] == pytest.approx(-0.2)
    assert found["nations.A.offers.k.units"]["less"]["change"] == pytest.approx(0.2)
    assert "q" not in found


@pytest.mark.parametrize("offered", [1.5, 2.5])
def test_a_smallest_package_has_no_price_of_a_unit_more(offered: float) -> None:
    package = {"kind": "package", "nations": "A", "measure": "units", "at_least": 2}
    nations = {"A": {"offers": {"k": offered}}, "B": {"offers": {"k": 1}}}
    found = priced(nations, 5, constraints={"q": package})
    assert found["nations.B.offers.k.units"]["more"]["change"] == pytest.approx(-0.2)
    assert "q" not in found


def test_what_may_stay_moves_with_the_offer() -> None:
    days = {"q": {"kind": "presence", "days": 7, "every": 42, "because": "an example"}}
    found = priced({"A": {"offers": {"k": 6}}}, 20, constraints=days)
    assert found["nations.A.offers.k.units"]["more"]["change"] == pytest.approx(-1 / 6 / 20)


def test_what_a_rule_counts_is_what_one_more_of_its_bound_is() -> None:
    nations = {name: {"offers": {"k": units}} for name, units in (("A", 4), ("B", 3), ("C", 2))}
    rule = {"kind": "breadth", "count": "nation", "at_most": 2, "because": "an example"}
    price = priced(nations, 8, constraints={"q": rule})["q"]
    assert price["unit"] == "nation"
    assert "one more nation would fill 1 unit of r (K, Pl)" in price["sentence"]


def test_an_offer_of_less_than_is_bound_elsewhere_changes_nothing_and_says_what_it_lacks() -> None:
    bound = [{"title": "elsewhere", "capability": "k", "units": 3}]
    found = priced({"A": {"offers": {"k": 1}, "commitments": bound}, "B": {"offers": {"k": 1}}}, 2)
    price = found["nations.A.offers.k.units"]
    assert (price["more"]["change"], price["less"]["change"]) == (0, 0)
    assert price["sentence"].endswith(
        "one more unit would change nothing, nor would one less. "
        "It lacks 2 units: more are bound elsewhere than are on offer."
    )


def test_where_less_than_one_does_otherwise_the_rate_stands_beside_what_one_does() -> None:
    found = priced({"A": {"offers": {"k": 2}}}, 2.25)
    more = found["nations.A.offers.k.units"]["more"]
    assert (more["change"], more["until"]) == (pytest.approx(-0.25 / 2.25), 1)
    assert more["rate"] == {
        "goal": "fill 1",
        "change": pytest.approx(-1 / 2.25),
        "until": pytest.approx(0.25),
    }


def test_a_step_of_nothing_cannot_be_less() -> None:
    ramp = {"q": {"kind": "ramp", "measure": "units", "by": 0, "because": "an example"}}
    found = priced(
        {"A": {"offers": {"k": 4}}},
        4,
        constraints=ramp,
        phases=[{"id": "p", "months": 1}, {"id": "later", "months": 1}],
        requirements={"r": {"place": "pl", "capability": "k", "quantity": {"p": 2, "later": 4}}},
    )
    assert found["q"]["less"] is None
    assert found["q"]["more"]["change"] < 0


def test_one_more_that_is_required_and_is_missing_is_a_share_of_what_is_required_then() -> None:
    """One of three is missing: a third, and not a half."""
    more = priced({"A": {"offers": {"k": 2}}}, 2)["requirements.r.quantity"]["more"]
    assert (more["change"], more["until"]) == (pytest.approx(1 / 3), 1)
    assert more["lines"] == [{"requirement": "r", "phase": "p", "units": pytest.approx(-1)}]


def test_one_less_of_a_line_of_one_leaves_no_line_to_share_with() -> None:
    """The other line is half filled: that is a quarter missing of two lines, and half of one."""
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 1},
        "s": {"place": "pl", "capability": "other", "quantity": 2},
    }
    kinds = {
        name: {"component": "land", "unit": "unit", "personnel": 100, "cost": 1} for name in ("k", "other")
    }
    found = priced({"A": {"offers": {"k": 1, "other": 1}}}, 1, requirements=lines, capabilities=kinds)
    assert found["requirements.r.quantity"]["less"]["change"] == pytest.approx(0.25)


def test_where_one_less_is_more_than_is_on_offer_a_part_of_it_is_told() -> None:
    """A support element makes numbers whole, and half a unit is on offer."""
    nations = {"A": {"offers": {"k": 0.5}, "support": {"pl": 0.1}}}
    less = priced(nations, 2)["nations.A.offers.k.units"]["less"]
    assert (less["change"], less["until"]) == (pytest.approx(0.25 / 0.5), 0.5)


def test_one_less_of_the_last_line_of_a_priority_saves_what_it_cost() -> None:
    """No line is left that the priority could fall short of; the goals after it stay what they are."""
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 2, "priority": 1},
        "s": {"place": "pl", "capability": "k", "quantity": 1, "priority": 2},
    }
    found = priced({"A": {"offers": {"k": 9}}}, 1, requirements=lines)["requirements.s.quantity"]
    assert (found["goal"], found["less"]["change"]) == ("cost", pytest.approx(-1))


def test_one_less_of_the_only_line_that_is_filled_lets_nothing_come() -> None:
    found = priced(
        {"A": {"offers": {"k": 1}, "keys": {"gdp": 1}}}, 1, goals=["even", "fill", "burden", "cost"]
    )
    less = found["requirements.r.quantity"]["less"]
    assert less["then"]["change"] == pytest.approx(-100)


def test_one_less_of_an_offer_that_is_half_committed_elsewhere_takes_what_was_free() -> None:
    bound = [{"title": "elsewhere", "capability": "k", "units": 0.5}]
    nations = {"A": {"offers": {"k": 1}, "commitments": bound}, "B": {"offers": {"k": 1}}}
    less = priced(nations, 2)["nations.A.offers.k.units"]["less"]
    assert (less["change"], less["until"]) == (pytest.approx(0.25), 1)


def test_one_less_of_an_offer_that_is_all_committed_elsewhere_changes_nothing() -> None:
    bound = [{"title": "elsewhere", "capability": "k", "units": 1}]
    nations = {"A": {"offers": {"k": 1}, "commitments": bound}, "B": {"offers": {"k": 1}}}
    price = priced(nations, 3)["nations.A.offers.k.units"]
    assert price["less"]["change"] == 0
    assert price["more"]["change"] == pytest.approx(-1 / 3)


def test_a_line_that_requires_more_counts_for_less_beside_the_others() -> None:
    """Of two and two and a half the two come first; of three and two and a half the two and a half."""
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 2},
        "s": {"place": "pl", "capability": "k", "quantity": 2.5},
    }
    found = priced({"A": {"offers": {"k": 3}}}, 1, requirements=lines)["requirements.r.quantity"]
    assert found["more"]["change"] == pytest.approx((2.5 / 3) / 2 - (1.5 / 2.5) / 2)


def test_a_need_holds_its_price_only_while_it_asks_for_something() -> None:
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 2},
        "s": {"place": "pl", "capability": "k", "quantity": 8},
    }
    less = priced({"A": {"offers": {"k": 4}}}, 1, requirements=lines)["requirements.r.quantity"]["less"]
    assert (less["change"], less["until"]) == (pytest.approx(-1 / 8 / 2), 1)


@pytest.mark.parametrize("units", [0.003, 0.4, 0.8])
def test_where_less_than_a_unit_is_on_offer_one_less_is_all_of_it(units: float) -> None:
    price = priced({"A": {"offers": {"k": units}}, "B": {"offers": {"k": 1}}}, 3)["nations.A.offers.k.units"]
    assert (price["less"]["change"], price["less"]["until"]) == (pytest.approx(1 / 3), pytest.approx(units))
    assert f"; {units} units less would leave {units} units of " in price["sentence"]


def test_what_all_of_less_than_a_unit_does_is_told_where_the_first_little_does_otherwise() -> None:
    """Of the 1.2 units on offer 0.2 are not used: the first 0.2 less of A change nothing."""
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 1},
        "s": {"place": "pl", "capability": "other", "quantity": 2},
    }
    kinds = {
        name: {"component": "land", "unit": "unit", "personnel": 100, "cost": 1} for name in ("k", "other")
    }
    nations = {"A": {"offers": {"k": 0.8, "other": 2}}, "B": {"offers": {"k": 0.4}}}
    found = priced(nations, 1, requirements=lines, capabilities=kinds)["nations.A.offers.k.units"]
    assert (found["less"]["until"], found["less"]["change"]) == (
        pytest.approx(0.8),
        pytest.approx(0.3 / 0.8),
    )
    assert "; 0.8 units less would leave 0.6 units of r" in found["sentence"]


def test_one_less_of_a_line_of_less_than_a_unit_is_all_that_it_requires() -> None:
    lines = {
        "r": {"place": "pl", "capability": "k", "quantity": 0.7},
        "s": {"place": "pl", "capability": "k", "quantity": 0.5, "priority": 2},
    }
    price = priced({"A": {"offers": {"k": 0.9}}}, 1, requirements=lines)["requirements.r.quantity"]
    assert "; 0.7 units less would raise the fill of priority 2 by 60 percentage points." in price["sentence"]


def test_an_unused_offer_that_one_more_brings_to_a_smallest_package_is_told() -> None:
    package = {"kind": "package", "nations": "A", "measure": "units", "at_least": 2}
    nations = {"A": {"offers": {"k": 1.5}}, "B": {"offers": {"k": 1}}}
    found = priced(nations, 5, constraints={"q": package})
    assert found["nations.A.offers.k.units"]["more"]["change"] == pytest.approx(-2.5 / 5)
    assert found["nations.A.offers.k.units"]["less"]["change"] == 0


def test_an_unused_offer_that_one_more_makes_the_better_of_two_that_stay_apart_is_told() -> None:
    apart = {"q": {"kind": "apart", "nations": ["A", "B"], "because": "an example"}}
    found = priced({"A": {"offers": {"k": 1.5}}, "B": {"offers": {"k": 2}}}, 5, constraints=apart)
    assert found["nations.A.offers.k.units"]["more"]["change"] == pytest.approx(-0.5 / 5)


def test_an_unused_offer_of_which_one_more_is_still_no_package_is_not_told() -> None:
    package = {"kind": "package", "nations": "A", "measure": "units", "at_least": 3}
    nations = {"A": {"offers": {"k": 1.5}}, "B": {"offers": {"k": 1}}}
    assert "nations.A.offers.k.units" not in priced(nations, 5, constraints={"q": package})


def test_what_a_price_is_in_stands_beside_one_and_nothing_is_said_twice() -> None:
    limit = {"q": {"kind": "limit", "measure": "personnel", "at_most": 150}}
    price = priced({"A": {"offers": {"k": 2}}}, 2, constraints=limit)["q"]
    assert price["sentence"] == (
        'q in "P": one more person would fill 0.01 units of r (K, Pl) (this holds for up to 50 people); '
        "one less would leave 0.01 units of r (K, Pl) unfilled (this holds for up to 150 people)."
    )
    price = priced({"A": {"offers": {"k": 2}}}, 2)["requirements.r.quantity"]
    assert price["sentence"].startswith(
        'What r (K, Pl) requires in "P": one more unit would leave 1 unit of it'
    )


def test_the_rate_of_the_first_little_is_told_without_its_goal_again() -> None:
    found = priced({"A": {"offers": {"k": 2}}}, 2.25)
    (price,) = (one for one in found.values() if "rate" in one["more"])
    assert price["sentence"].count("(the first 0.25 units") == 1, price["sentence"]
    assert price["sentence"].count("0.25 units of r") == 1, price["sentence"]


BESIDE_A = {"q": {"kind": "apart", "nations": ["A", "B"], "because": "an example"}}


def test_an_offer_that_is_bound_elsewhere_is_kept_apart_from_others_once_one_more_is_free() -> None:
    # B's two units stay where A's one would stand beside them.
    bound = [{"title": "elsewhere", "capability": "k", "units": 3}]
    nations = {"A": {"offers": {"k": 3}, "commitments": bound}, "B": {"offers": {"k": 2}}}
    found = priced(nations, 5, constraints=BESIDE_A)
    assert "nations.A.offers.k.units" not in found
    assert found["nations.B.offers.k.units"]["more"]["change"] == pytest.approx(-1 / 5)


def test_one_more_of_an_offer_counts_where_all_that_is_offered_did_not() -> None:
    # Nobody may send more than 250 people: half a unit more of A's is of use.
    rule = {"q": {"kind": "breadth", "count": "nation", "each": 250, "at_most": 0, "because": "an example"}}
    more = priced({"A": {"offers": {"k": 2}}}, 5, constraints=rule)["nations.A.offers.k.units"]["more"]
    assert more["change"] * min(1, more["until"]) == pytest.approx(-0.5 / 5)


def test_one_more_that_is_required_makes_room_for_a_package() -> None:
    # One unit is no package, so B sends it; the two that are required with one more are A's.
    rule = {
        "q": {"kind": "package", "nations": "A", "measure": "units", "at_least": 2, "because": "an example"}
    }
    found = priced({"A": {"offers": {"k": 2}}, "B": {"offers": {"k": 1}}}, 1, constraints=rule)
    price = found["requirements.r.quantity"]
    assert (price["goal"], price["more"]["change"]) == ("cost", pytest.approx(1))
