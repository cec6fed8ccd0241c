"""What may be written in two forms is brought to one; constraints without an id get a name that lasts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.constraints import given_names, keyed
from planner.scenario.nodes import DEEPEST, Table, grown, plain
from planner.scenario.normal import normalised

ENTRIES: list[dict[str, Any]] = [
    {"kind": "limit", "nations": ["TUR", "FRA"], "at_most": 1},
    {"kind": "limit", "nations": ["FRA", "ROU"], "at_most": 1},
    {"kind": "caveat", "nations": "TUR"},
    {"kind": "caveat", "id": "caveat_2"},
    {"kind": "caveat", "nations": "ROU"},
    {"id": "own", "kind": "limit"},
]


def normal(document: dict[str, Any]) -> Any:
    root = grown(document, "f", [])
    assert isinstance(root, Table)
    return plain(normalised(root, set(), []))


@given(st.permutations(ENTRIES))
def test_names_do_not_depend_on_the_order_of_the_list(entries: list[dict[str, Any]]) -> None:
    known = {repr(entry): name for entry, name in zip(ENTRIES, given_names(ENTRIES), strict=True)}
    assert [known[repr(entry)] for entry in entries] == given_names(entries)


def test_names_do_not_depend_on_the_order_within_an_entry() -> None:
    turned = [{**entry, "nations": entry["nations"][::-1]} for entry in ENTRIES[:2]]
    assert given_names(turned) == given_names(ENTRIES[:2])


def test_names_are_given_however_deep_an_entry_is_nested() -> None:
    deep: Any = 1
    for _ in range(DEEPEST):
        deep = [deep]
    assert given_names([{"kind": "limit", "at_most": deep}] * 2) == ["limit", "limit_2"]


def test_no_name_is_given_twice() -> None:
    assert sorted(given_names(ENTRIES)) == ["caveat", "caveat_2", "caveat_3", "limit", "limit_2", "own"]
    assert given_names([{"kind": "limit"}], ["limit", "limit_2"]) == ["limit_3"]


def test_a_list_with_an_id_twice_is_refused_by_the_model_too() -> None:
    with pytest.raises(ValueError, match="two constraints with the id 'own'"):
        keyed([{"id": "own"}, {"id": "own"}])


def test_constraints_become_a_table_and_offers_become_tables() -> None:
    document = {
        "constraints": [{"id": "own", "kind": "limit"}, {"kind": "caveat"}],
        "nations": {"TUR": {"offers": {"ship": 3, "boat": {"units": 2}, "raft": "many"}}},
    }
    assert normal(document) == {
        "constraints": {"own": {"kind": "limit"}, "caveat": {"kind": "caveat"}},
        "nations": {"TUR": {"offers": {"ship": {"units": 3}, "boat": {"units": 2}, "raft": "many"}}},
    }


@pytest.mark.parametrize(
    "document", [{"constraints": 3, "nations": []}, {"nations": {"TUR": {"offers": 1}}}, {}]
)
def test_what_is_of_another_form_is_left_to_the_models(document: dict[str, Any]) -> None:
    assert normal(document) == document
