"""Which sheets there are follows from the models."""

from __future__ import annotations

from typing import Literal

import pytest

from planner.constraints import kinds
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import fields
from planner.scenario.tables.layout import sheets


def sheet(name):
    return next(one for one in sheets() if one.name == name)


def test_every_section_of_a_scenario_has_a_sheet_or_a_line() -> None:
    first = sheet("scenario")
    lines = {header.split(".")[0] for header in first.headers}
    assert {*lines, *(one.name for one in sheets())} >= set(fields(Scenario))


def test_names_of_sheets_are_unique_and_short_enough_for_excel() -> None:
    names = [one.name for one in sheets()]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize("kind", kinds())
def test_every_field_of_every_kind_has_a_column(kind) -> None:
    known = {field.alias or name for name, field in fields(kinds()[kind]).items()}
    assert set(sheet("constraints").headers) >= known


def test_a_new_kind_brings_its_columns_by_itself() -> None:
    from planner.constraints.caveat import Caveat
    from planner.scenario.tables.layout import _merged

    class Weather(Caveat):
        kind: Literal["weather"] = "weather"  # type: ignore[assignment]  # a kind may build on another
        wind: float = 0
        """How strong it may blow."""

    columns = {column.header: column for column in _merged((Caveat, Weather))}
    assert columns["wind"].codec == "number"
    assert columns["wind"].kinds == ("weather",)
    assert columns["wind"].says == "How strong it may blow."
    assert columns["kind"].words == ("caveat", "weather")


def test_every_column_says_what_it_means() -> None:
    silent = {(one.name, column.header) for one in sheets() for column in one.columns if not column.says}
    assert silent <= {("constraints", "kind")}


def test_what_belongs_to_a_nation_has_its_id_in_front() -> None:
    for name in ("offers", "commitments", "sustain", "support"):
        assert sheet(name).headers[0] == "nation"
    assert sheet("sustain").headers == ["nation", "place", "capability", "sustain"]
