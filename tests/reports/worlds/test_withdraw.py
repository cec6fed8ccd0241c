"""The report of withdrawals: nobody is called dispensable of whom it is not known."""

from __future__ import annotations

from dataclasses import replace

import planner
from planner.engines.engine import Status
from planner.reports.worlds.withdraw import replacements, report
from planner.studies.withdraw.withdraw import Loss
from tests.small import scenario


def test_a_nation_of_which_nothing_is_known_is_not_said_to_be_dispensable() -> None:
    found = planner.withdraw(scenario(goals=["fill"]))
    single = [one for one in found.losses if len(one.nations) == 1]
    unknown = tuple(Loss(one.nations, None, Status.LIMIT) for one in single)
    said = " ".join(report(replace(found, losses=unknown)).headline)
    assert "could go" not in said
    assert "could not be solved" in said


def test_a_page_names_first_whose_going_costs_most_and_says_where_nobody_stands_in() -> None:
    found = planner.withdraw(scenario(goals=["fill"]))
    optimal = [Loss((name,), None, Status.OPTIMAL, ((1, change),), change) for name, change in _LOST]
    alone = replacements(replace(found, losses=tuple(optimal)), 2)
    assert [row[0].text for row in alone.grids[0].rows] == ["TUR", "FRA"]
    assert "Nobody could stand in for anybody: without one nation, no other sends more." in alone.sentences
    assert "Less hangs on each of the other 1." in alone.sentences
    helped = replace(optimal[2], stands_in=(("TUR", 30.0),))
    with_help = replacements(replace(found, losses=(*optimal[:2], helped)), 3)
    assert not any("Nobody could stand in" in said for said in with_help.sentences)
    assert "TUR 30" in [cell.text for row in with_help.grids[0].rows for cell in row]


def test_half_a_person_that_steps_in_is_not_told_as_nobody() -> None:
    found = planner.withdraw(scenario(goals=["fill"]))
    helped = Loss(("ROU",), None, Status.OPTIMAL, ((1, -0.1),), -0.1, (("FRA", 1234.0), ("TUR", 0.4)))
    told = report(replace(found, losses=(helped,)))
    assert dict(told.tables)["Losses"]["Who steps in"].tolist() == ["FRA 1,234; TUR <1"]


def test_two_nations_are_named_where_more_is_lost_than_without_each_alone() -> None:
    found = planner.withdraw(scenario(goals=["fill"]))
    alone = [Loss((name,), None, Status.OPTIMAL, ((1, change),), change) for name, change in _LOST]
    same = Loss(("ROU", "TUR"), None, Status.OPTIMAL, ((1, -0.5),), -0.5)
    more = Loss(("FRA", "ROU"), None, Status.OPTIMAL, ((1, -0.3),), -0.3)
    assert not any("together" in said for said in report(replace(found, losses=(*alone, same))).headline)
    told = report(replace(found, losses=(*alone, same, more))).headline
    assert any(said.startswith("Without FRA and ROU together") for said in told)


_LOST = (("TUR", -0.5), ("FRA", -0.2), ("ROU", 0.0))
"""Nations and what is filled less without them, as a study finds them: the worst first."""
