"""The report of what to ask for, where there is nothing to ask."""

from __future__ import annotations

from planner.reports.worlds.ask import report
from planner.scenario.scenario import Scenario
from planner.studies.ask.ask import ask
from tests.small import document


def test_where_enough_is_there_nobody_is_named_and_nothing_is_said_to_cost_more() -> None:
    sections = document()
    sections["conditions"]["ceasefire"]["probability"] = 0.9
    sections["requirements"] = {
        "M1": {"capability": "minehunter", "place": "sea", "quantity": 2},
    }
    found = ask(Scenario.model_validate(sections), fill=1, chance=0.9, draws=16)
    assert found.found is not None
    assert found.found.asks == ()
    assert report(found).headline == (
        "Nobody need be asked for anything: with nothing asked the chance to fill priority 1 is 100 %.",
    )


def test_where_nothing_suffices_it_is_said_what_can_be_had() -> None:
    sections = document()
    sections["conditions"]["ceasefire"]["probability"] = 0.5
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = {"low": 1, "expected": 3, "ceiling": 6}
    found = ask(Scenario.model_validate(sections), fill=1, chance=0.9, most=1, draws=16)
    assert found.fillable is not None
    assert found.fillable.with_chance < found.fillable.at_best
    none, reach, _ = report(found).headline
    assert none.startswith("Nothing that can be asked for")
    assert reach.startswith("All that can be asked for fills ")
    assert reach.endswith(" in the best of the worlds.")
