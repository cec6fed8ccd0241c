"""Plain values as YAML text: whatever is written is read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.edits import same
from planner.editing.yaml_spots import marked, plain
from planner.scenario import yaml_text

KEYS = st.text("abcdefgh_-0123456789 :#{}[]'\"é", min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40) | st.sampled_from(
    [
        "",
        " ",
        "true",
        "null",
        "12",
        "1e3",
        "- x",
        "a: b",
        "a #b",
        "x " * 90,
        "two\nlines",
        "ends\n",
        "a\n\nb",
        ".5",
        "~",
        "2026-01",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=7),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_in_lines_is_read_back(value) -> None:
    assert same(plain(marked(yaml_text.entry("key", value, 0) + "\n")), {"key": value})


@given(VALUES)
def test_what_is_written_on_one_line_is_read_back(value) -> None:
    assert same(plain(marked(f"key: {yaml_text.flow(value)}\n")), {"key": value})


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_a_section_is_read_back(value) -> None:
    assert same(plain(marked(yaml_text.section("places", value) + "\n")), {"places": value})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3.0, "3"),
        (0.5, "0.5"),
        ("plain words", "plain words"),
        ("12", '"12"'),
        ("a: b", '"a: b"'),
        ("never", "never"),
        ("true", '"true"'),
        ({"low": 1, "expected": 2}, "{low: 1, expected: 2}"),
        (["DEU", "FRA"], "[DEU, FRA]"),
    ],
)
def test_values_are_written_as_people_write_them(value, written) -> None:
    assert yaml_text.flow(value) == written


def test_a_table_that_replaces_says_so() -> None:
    assert yaml_text.entry("units", yaml_text.Replacing(low=1), 2) == "  units: !replace {low: 1}"
