"""What stands under the fields of a class describes them, as pydantic itself would read it."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field

from planner.facts.docstrings import descriptions, field_docstrings
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


class Silent(Ours):
    """It says one of the fields anew, and not what it means."""

    third: int = 2


class Told(Entry):
    """Its fields bring their description, or go by another name in a file."""

    first: int = Field(default=0, description="For readers.")
    """For those of the code."""
    other: int = Field(default=0, alias="called")
    """By its own name."""


def test_fields_are_described_as_pydantic_describes_them() -> None:
    """Docstrings are cleaned alike, and a field without one has no description."""
    theirs = {name: field.description for name, field in Plainly.model_fields.items() if field.description}
    assert descriptions(Ours) == theirs
    assert "second" not in theirs


def test_a_class_takes_over_what_it_does_not_say_itself() -> None:
    """Fields of a base keep their description, those said anew have their own."""
    assert descriptions(Narrower)["first"] == descriptions(Ours)["first"]
    assert descriptions(Narrower)["third"] == "Another third."
    assert "third" not in descriptions(Silent)


def test_a_description_that_a_field_brings_counts_before_its_docstring() -> None:
    """It was written for readers of the field, and the docstring may be for those of the code."""
    assert descriptions(Told) == {"first": "For readers.", "other": "By its own name."}
    properties = Told.model_json_schema()["properties"]
    assert properties["first"]["description"] == "For readers."
    assert properties["called"]["description"] == "By its own name."


def test_the_schema_of_a_class_has_the_descriptions() -> None:
    """They are read when the schema is asked for."""
    assert Ours.model_json_schema()["properties"]["third"]["description"] == "The third."


@pytest.mark.parametrize("model", [Nation, Offer, Requirement])
def test_entries_of_a_scenario_are_described(model: type[Entry]) -> None:
    """What their source says is what their fields mean."""
    said = field_docstrings(model)
    assert said
    assert said.items() <= descriptions(model).items()


def test_a_class_that_a_function_makes_is_described_too() -> None:
    """Its qualified name says which function that was; one under a condition stands as if there were none."""
    if FIRST:

        class Made(Entry):
            first: int = 0
            """Made on the spot."""

    assert descriptions(Made)["first"] == "Made on the spot."


def test_a_class_without_a_file_has_no_docstrings() -> None:
    """What was made on the spot is not described, and not refused."""
    assert field_docstrings(type("Made", (), {"__module__": "nowhere"})) == {}
