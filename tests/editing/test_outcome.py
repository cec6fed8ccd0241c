"""What became of edits, in a line."""

from __future__ import annotations

import pytest

from planner.editing.outcome import SolvedScenario, came_of_it
from planner.planning import solve
from tests import small


def solved(**sections) -> SolvedScenario:
    found = small.scenario(**sections)
    return SolvedScenario(solve(found), found)


def nations(**changed):
    """Return the nations of the small scenario, with the units of one nation's battalions changed."""
    found = small.document()["nations"]
    for nation, units in changed.items():
        found[nation]["offers"]["battalion"] = {"units": units}
    return {"nations": found}


@pytest.fixture(scope="module")
def before():
    return solved()


def test_the_same_scenario_gives_the_same_plan(before) -> None:
    assert came_of_it(before, solved()) == "97 % filled as before, and the plan is the same"


def test_fill_and_who_sends_fewer_people_are_told_from_what_to_what(before) -> None:
    assert came_of_it(before, solved(**nations(FRA=3))) == "97 % → 89 % filled, FRA -1,200 people"


def test_the_nation_that_moves_most_is_named_first(before) -> None:
    said = came_of_it(before, solved(**nations(FRA=4, TUR=4)))
    assert said == "97 % → 100 % filled, TUR +1,200 people, FRA -600"


def test_many_nations_are_counted(before) -> None:
    found = small.document()["nations"]
    for number in range(5):
        found[f"N{number}"] = {"offers": {"battalion": {"units": 0.2}}}
    assert came_of_it(before, solved(nations=found)).endswith("people, N1 +120, 3 more nations")


def test_a_difference_that_rounding_hides_is_told_in_points(before) -> None:
    said = came_of_it(before, solved(**nations(FRA=4.999)))
    assert said == "97 % → 97 % filled (-0.003 points), FRA -0.6 people"


def test_a_plan_that_only_costs_otherwise_says_so(before) -> None:
    dear = small.document()["capabilities"]
    dear["battalion"]["cost"] = 3
    assert came_of_it(before, solved(capabilities=dear)).startswith("97 % filled as before, cost ")


def test_a_plan_that_is_lost_or_found_is_told(before) -> None:
    none = solved(**small.constrained(kind="limit", nations="FRA", measure="personnel", at_least=90000))
    assert came_of_it(before, none) == "97 % filled → No plan meets all hard constraints"
    assert came_of_it(none, before) == "No plan meets all hard constraints → 97 % filled"
    assert came_of_it(none, none) == "No plan meets all hard constraints, as before"


def test_nations_are_called_by_their_names_also_one_that_is_gone(before) -> None:
    named = small.document()["nations"]
    named["ROU"]["name"] = "Romania"
    places = small.document()["places"]
    places["sea"]["hosts"] = ["TUR"]
    without = {key: value for key, value in named.items() if key != "ROU"}
    gone = solved(nations=without, places=places, groups={})
    assert came_of_it(solved(nations=named), gone).endswith("filled, Romania -170 people")
