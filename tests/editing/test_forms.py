"""Forms: every field of every model and of every kind of constraint has an input of its own."""

from __future__ import annotations

import pytest

from planner.constraints import kinds
from planner.editing.edits import REMOVED
from planner.editing.forms import form, kept, merged
from planner.editing.trying import tried
from planner.facts.entries import (
    Capability,
    Commitment,
    Condition,
    Mission,
    Nation,
    Offer,
    Phase,
    Place,
    Requirement,
    Source,
)
from planner.facts.selection import Selection
from planner.problems import Origin
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed_value
from planner.scenario.shapes import fields

MODELS = [Capability, Commitment, Condition, Mission, Nation, Offer, Phase, Place, Requirement, Source]
TYPED_AS_YAML = {("Nation", "offers"), ("Nation", "sustain")}


@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_every_field_of_a_kind_has_an_input(kind) -> None:
    shown = {field.name for field in form(kind)}
    written = {field.alias or name for name, field in fields(kind).items()}
    assert shown == written - {"id", "kind"}
    assert not [field.name for field in form(kind) if field.kind == "anything"]


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_field_of_a_model_has_an_input(model) -> None:
    assert {field.name for field in form(model)} == {
        field.alias or name for name, field in fields(model).items()
    }
    plainly = {(model.__name__, field.name) for field in form(model) if field.kind == "anything"}
    assert plainly <= TYPED_AS_YAML


@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_what_a_kind_says_comes_before_what_it_selects_and_that_before_its_sources(kind) -> None:
    names = [field.name for field in form(kind)]
    selecting = [names.index(word) for word in Selection.WORDS]
    own = [names.index(field.name) for field in form(kind) if field.required and not field.beside]
    beside = [names.index(field.name) for field in form(kind) if field.beside]
    assert max(own, default=-1) < min(selecting)
    assert max(selecting) < min(beside, default=99)
    assert max(selecting + beside) < names.index("because") < names.index("note")


@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_the_sentence_of_an_example_is_said_while_it_is_typed(kind) -> None:
    node = parsed_value(kind.example, Origin("example"), [])
    assert node is not None
    found = tried("constraints", "example", plain(node))
    said = found.sentence(lambda _, name: name)
    assert said[0].isupper() or not said[0].isalpha()
    assert found.complaints == ()


def test_what_is_wrong_with_an_entry_is_said_in_words() -> None:
    found = tried("constraints", "x", {"kind": "limit", "at_most": -3})
    assert "measure: is missing" in found.complaints[0]
    assert any("at least 0" in said for said in found.complaints)
    assert found.sentence(lambda _, name: name) == ""


def test_other_entries_are_tried_too() -> None:
    assert tried("phases", "a", {"id": "a", "months": 0}).complaints
    assert tried("nations", "FRA", {"offers": {"x": {"units": 3}}}).complaints == ()


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        ("DEU", ["DEU"], "DEU"),
        (["DEU"], ["DEU"], ["DEU"]),
        ("DEU", ["DEU", "FRA"], ["DEU", "FRA"]),
        ({"not": "DEU"}, {"not": ["DEU"]}, {"not": "DEU"}),
        (REMOVED, "x", "x"),
    ],
)
def test_the_hand_of_the_writer_is_kept(old, new, result) -> None:
    assert kept(old, new) == result


def test_what_a_form_does_not_ask_for_stays() -> None:
    assert merged({"a": 1, "b": 2}, {"b": REMOVED, "c": 3}) == {"a": 1, "c": 3}


def test_which_part_comes_before_the_part_that_it_is_compared_with() -> None:
    assert [field.name for field in form(kinds()["share"]) if field.beside] == ["of"]
    assert [field.name for field in form(kinds()["reliance"]) if field.beside] == ["on"]


@pytest.mark.parametrize(
    ("model", "name", "kind"),
    [
        (kinds()["share"], "at_most", "share"),
        (kinds()["reliance"], "ratio", "share"),
        (kinds()["burden"], "low", "share"),
        (Condition, "probability", "share"),
        (kinds()["limit"], "at_most", "number"),
    ],
)
def test_a_number_that_may_be_a_fraction_has_an_input_that_takes_one(model, name, kind) -> None:
    assert next(field.kind for field in form(model) if field.name == name) == kind
