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
