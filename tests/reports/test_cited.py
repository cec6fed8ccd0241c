"""The sources of a report."""

from __future__ import annotations

from typing import get_args

from planner.facts.entries import Source
from planner.reports.cited import STANDINGS, sources
from planner.scenario.scenario import Scenario
from tests.small import document


def test_only_sources_that_something_rests_on_are_listed(scenario) -> None:
    assert list(sources(scenario)["Id"]) == ["gazette", "odd"]


def test_how_firm_a_source_is_stands_in_words(scenario) -> None:
    assert sources(scenario)["How firm"].iloc[0] == "known second hand"


def test_every_standing_has_its_words() -> None:
    field = Source.model_fields["standing"]
    assert set(STANDINGS) == set(get_args(field.annotation))


def test_what_rests_on_a_source_is_said_by_nation(scenario) -> None:
    assert sources(scenario)["What rests on it"].iloc[0] == "Romania: offers; Türkiye: offers, position"


def test_an_address_that_is_none_of_the_web_is_left_out(scenario) -> None:
    assert list(sources(scenario)["Address"]) == ["https://example.org/a|b", ""]


def test_a_source_that_a_note_or_an_assumption_names_is_cited() -> None:
    found = document()
    found["sources"] = {"press-2025": {"title": "p"}, "count_2": {"title": "c"}, "derived": {"title": "d"}}
    found["description"] = "After press-2025."
    offer = {"units": 3, "note": "All are derived (count_2).", "assumption": "as press-2025 says."}
    found["nations"]["FRA"]["offers"]["battalion"] = offer
    cited = sources(Scenario.model_validate(found))
    rests = dict(zip(cited["Id"], cited["What rests on it"], strict=True))
    assert rests == {"count_2": "FRA: offers", "press-2025": "description; FRA: offers"}
