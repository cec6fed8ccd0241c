"""Parsing that remembers: the same tree and the same problems as parsing anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.editing.remembering import remembered
from planner.problems import Problem
from planner.scenario.parsing import parsed
from tests.editing.texts import FIRST, LISTED, TEXTS

ODD = {
    "empty": "",
    "braces": "title: x\nplaces: {a: {area: b},\n  c: {area: d}}\n",
    "anchors": "title: &t x\ndescription: *t\n",
    "documents": "title: x\n---\ntitle: y\n",
    "twice": "title: x\ntitle: y\nnations:\n  A: {}\n  A: {}\n",
    "too far out": "nations:\n    A: {}\n  B: {}\n",
    "unclosed": "title: 'x\nnations:\n  A: {}\n",
    "list at the edge": "phases:\n- {id: a, months: 3}\n- {id: b, months: 3}\ntitle: x\n",
    "comments between": "# a\ntitle: x\n\n# b\nnations:\n  # c\n  A: {} # d\n\n  # e\n  B: {}\n# f\n",
    "text that looks like a key": "description: |\n  nations:\n    A: {}\ntitle: x\n",
    "tabs": "title:\tx\nnations:\n  A:\t{}\n",
    "merge": "nations:\n  <<: {A: {}}\n  B: {}\n",
    "number keys": "nations:\n  012: {}\n",
}


def both(text: str) -> tuple[object, object]:
    """Return what both ways of parsing make of a text: the tree and the problems."""
    mine: list[Problem] = []
    theirs: list[Problem] = []
    return (remembered(text, "f.yaml", mine), mine), (parsed(text, "f.yaml", theirs), theirs)


@pytest.mark.parametrize("text", [*TEXTS.values(), LISTED, *ODD.values()], ids=[*TEXTS, "listed", *ODD])
def test_a_text_is_parsed_as_if_anew(text) -> None:
    mine, theirs = both(text)
    assert mine == theirs


@given(
    st.integers(0, len(FIRST) - 1), st.sampled_from(["", "\n", " ", "x", "{", "'", "\n\n# c\n", "- ", ": "])
)
@settings(max_examples=250)
def test_a_text_with_something_typed_into_it_is_parsed_as_if_anew(spot, typed) -> None:
    mine, theirs = both(FIRST[:spot] + typed + FIRST[spot + 1 :])
    assert mine == theirs
