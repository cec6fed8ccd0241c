"""The JSON schema takes what reading takes, and marks in the editor what reading refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planner.constraints import kinds
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.schema import schema
from planner.scenario.template import template
from tests.folders import SHIPPED
from tests.scenario.small_file import SMALL, changed

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def document(text: str) -> Any:
    root = parsed(text, "s.yaml", [])
    assert root is not None
    return plain(root)


def accepts(text: str) -> bool:
    return bool(VALIDATOR.is_valid(document(text)))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_accepts_every_shipped_scenario(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(document(path.read_text(encoding="utf-8")))) == []


def test_it_accepts_the_template() -> None:
    assert accepts(template())


@pytest.mark.parametrize("kind", kinds())
def test_it_accepts_the_example_of_every_kind_and_no_unknown_key_in_it(kind: str) -> None:
    entry = document(kinds()[kind].example)
    for constraints in ([entry], {"x": entry}, [{"id": "x", **entry}]):
        assert VALIDATOR.is_valid({**document(SMALL), "constraints": constraints})
    assert not VALIDATOR.is_valid({**document(SMALL), "constraints": [{**entry, "knd": 1}]})
    assert not VALIDATOR.is_valid({**document(SMALL), "constraints": {"x": {**entry, "knd": 1}}})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("battalion: 5", "battalion: {units: {low: 1, expected: 2}, needs: [ceasefire]}"),
        ("holds: {from: hold}", "holds: [hold]"),
        ("holds: {from: hold}", "holds: never"),
        ("hosts: [UKR]", "hosts: UKR, at: [49.8, 24]"),
        ("nations: {not: littoral}", "nations: [FRA, ROU]"),
        ("at_most: 600", "at_most: 600, per: nation, negotiable: {price: 3}"),
        ("at_most: 600", "at_most: 600, per: [nation, place], negotiable: false"),
        ("title: Small", "title: Small\nsources: {s: {title: x, date: 2025-11}, t: {title: y, date: 2025}}"),
        ("title: Small", "title: Small\ngoals: [fill, {burden: gdp}, cost]"),
    ],
)
def test_it_accepts_every_form_of_a_value(old: str, new: str) -> None:
    assert accepts(changed((old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Small", "titel: Small"),
        ("title: Small", "title: Small\nextra: 1"),
        ("title: Small", "title: Small\norigins: {}"),
        ("title: Small", "title:"),
        ("place: west, ", ""),
        ("place: west", "plaice: west"),
        ("battalion: 5", "battalion: -5"),
        ("battalion: 5", "battalion: {unit: 5}"),
        ("holds: {from: hold}", "holds: sometimes"),
        ("quantity: 6", "quantity: six"),
        ("kind: limit", "kind: limt"),
        ("kind: limit, ", ""),
        ("at_most: 600", "at_most: 600, per: natoin"),
        ("  FRA:", "  F RA:"),
        ("title: Small", "title: Small\nsources: {s: {title: x, date: 2025-13}}"),
        ("  littoral: [TUR, ROU]", "  littoral: 5"),
        ("  - {id: deploy, months: 2}\n  - {id: hold, months: 6}", "  []"),
    ],
)
def test_it_refuses_what_reading_refuses(old: str, new: str) -> None:
    assert not accepts(changed((old, new)))


@pytest.mark.parametrize(
    "text",
    [
        "title: Heir",
        "nations: {TUR: {offers: {minehunter: null}}}",
        "nations: {TUR: null}",
        "requirements: {L1: {quantity: 5}}",
        "constraints: {convention: {at_most: 5}, chief: null}",
        "constraints: [{id: convention, at_most: 5}]",
        "sources: null",
    ],
)
def test_a_file_that_extends_another_may_leave_out_and_remove(text: str) -> None:
    assert accepts(f"extends: base.yaml\n{text}\n")
    assert accepts(f"extends: [base.yaml, other.yaml]\n{text}\n")
    assert not accepts(f"{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "titel: x",
        "nations: {TUR: {ofers: {}}}",
        "phases: [{id: x}]",
        "constraints: {a: {at_mst: 5}}",
        "goals: [fil]",
    ],
)
def test_a_file_that_extends_another_is_still_checked(text: str) -> None:
    assert not accepts(f"extends: base.yaml\n{text}\n")


def test_every_field_is_described_in_the_words_of_its_docstring() -> None:
    offer = SCHEMA["$defs"]["Offer"]
    assert offer["description"] == "What a nation could send of a capability."
    assert offer["properties"]["ready"]["description"] == "Months from the start until it can be there."
    bare = [
        f"{name}.{field}"
        for name, definition in SCHEMA["$defs"].items()
        if not name.endswith("Layer")
        for field, part in definition.get("properties", {}).items()
        if "description" not in part and field not in ("kind", "id")
    ]
    assert bare == []
