"""What stands under the fields of a class describes them, as pydantic itself would read it."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

from planner.facts.docstrings import field_docstrings
from planner.facts.entries import Nation, Offer, Requirement
from planner.facts.fields import Entry

FIRST = True


class Plainly(BaseModel):
    """A model that pydantic reads by itself."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    first: int = 0
    """Over two lines,
    of which the second is indented."""
    second: int = 0
    third: int = 0
    """The third."""


class Ours(Entry):
    """The same, read by us."""

    first: int = 0
    """Over two lines,
    of which the second is indented."""
    second: int = 0
    third: int = 0
    """The third."""


class Narrower(Ours):
    """It says one of the fields anew."""

    third: int = 1
    """Another third."""


def test_fields_are_described_as_pydantic_describes_them() -> None:
    """Docstrings are cleaned alike, and a field without one has no description."""
    ours, theirs = ([field.description for field in one.model_fields.values()] for one in (Ours, Plainly))
    assert ours == theirs
    assert ours[1] is None


def test_a_class_takes_over_what_it_does_not_say_itself() -> None:
    """Fields of a base keep their description, those said anew have their own."""
    assert Narrower.model_fields["first"].description == Ours.model_fields["first"].description
    assert Narrower.model_fields["third"].description == "Another third."


def test_the_schema_of_a_class_has_the_descriptions() -> None:
    """They are there before anything is built of the class."""
    assert Ours.model_json_schema()["properties"]["third"]["description"] == "The third."


@pytest.mark.parametrize("model", [Nation, Offer, Requirement])
def test_entries_of_a_scenario_are_described(model: type[Entry]) -> None:
    """What their source says is on their fields."""
    said = field_docstrings(model)
    assert said
    assert said == {name: model.model_fields[name].description for name in said}


def test_a_class_that_a_function_makes_is_described_too() -> None:
    """Its qualified name says which function that was; one under a condition stands as if there were none."""
    if FIRST:

        class Made(Entry):
            first: int = 0
            """Made on the spot."""

    assert Made.model_fields["first"].description == "Made on the spot."


def test_a_class_without_a_file_has_no_docstrings() -> None:
    """What was made on the spot is not described, and not refused."""
    assert field_docstrings(type("Made", (), {"__module__": "nowhere"})) == {}
