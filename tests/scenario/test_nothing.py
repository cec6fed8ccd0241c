"""Rules that can only mean nothing are problems, with their arithmetic in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import solve
from planner.problems import InvalidInput
from planner.scenario.reading import read

LAND, SEA = {"component": "land"}, {"component": "maritime"}


def three(constraints: dict[str, Any], **sections: Any):
    """Read a scenario of three nations that each offer five battalions and five ships without people."""
    offers = {"offers": {"inf": 5, "ship": 5}}
    return read(
        {
            "title": "Three",
            "phases": [{"id": "a", "months": 6}],
            "places": {"p": {"area": "x"}, "q": {"area": "y"}},
            "capabilities": {
                "inf": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 1},
                "ship": {"component": "maritime", "unit": "ship"},
            },
            "requirements": {
                "R1": {"capability": "inf", "place": "p", "quantity": 9},
                "R2": {"capability": "ship", "place": "q", "quantity": 9},
            },
            "nations": {"A": offers, "B": offers, "C": offers},
            "constraints": constraints,
            **sections,
        }
    )


def said(constraints: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        three(constraints)
    return [f"{problem.path}: {problem.text}" for problem in refused.value.problems]


def share(**fields: Any) -> dict[str, Any]:
    return {"kind": "share", **LAND, **fields}


def relies(nation: str, on: str, ratio: Any = 1) -> dict[str, Any]:
    return {"kind": "reliance", "nations": nation, "on": {"nations": on}, "ratio": ratio}


@pytest.mark.parametrize(
    ("constraints", "path", "words"),
    [
        ({"s": share(per="nation", at_most=0.6, of=LAND)}, "s", "0.6 times that"),
        ({"s": share(at_most="2/3")}, "s", "at most 2/3 of the whole, so that 1/3 of it"),
        ({"s": share(nations=["A", "B"], at_most=0.5, of={**LAND, "nations": "A"})}, "s", "0.5 times that"),
        ({"s": share(per="nation", at_most=0.3333333)}, "s", "3 x 0.3333333 = 0.9999999 of the whole"),
        ({"s": share(per=["nation", "place"], at_most=0.3)}, "s", "at p"),
        ({"s": share(per="nation", at_least=0.4)}, "s", "3 x 0.4 = 1.2 of the whole, 0.2 more"),
        (
            {"a": share(nations="A", at_most=0.3), "b": share(nations=["B", "C"], at_most=0.6)},
            "a",
            "with b, at most 0.3 + 0.6 = 0.9",
        ),
        (
            {
                "l": {"kind": "lead", "nations": "A", **LAND, "least": 0.6},
                "s": share(nations="B", at_least=0.5),
            },
            "l",
            "with s, at least 0.6 + 0.5 = 1.1",
        ),
        (
            {"r": relies("A", "B", 0.5), "s": relies("B", "A", 1.5)},
            "r",
            "with s it is at most 0.5 x 1.5 = 0.75",
        ),
        (
            {"a": relies("A", "B", 0.99999999), "b": relies("B", "C"), "c": relies("C", "A")},
            "a",
            "0.99999999 times",
        ),
        (
            {"a": relies("A", "B", 0.5), "b": share(nations="B", at_most=0.9, of={**LAND, "nations": "A"})},
            "a",
            "0.45 times itself",
        ),
    ],
)
def test_a_rule_that_can_only_mean_nothing_is_a_problem(constraints, path, words) -> None:
    (problem,) = said(constraints)
    assert problem.startswith(f"constraints.{path}: lets nothing come")
    assert words in problem


@pytest.mark.parametrize(
    "constraint",
    [
        {"kind": "lead", "nations": "A", **SEA},
        {"kind": "share", **SEA, "per": "nation", "at_most": 0.5},
        {"kind": "limit", **SEA, "measure": "personnel", "at_most": 10},
        {"kind": "limit", **SEA, "measure": "cost", "at_most": 10},
        {"kind": "ramp", **SEA, "by": 10},
        {"kind": "package", **SEA, "measure": "personnel", "at_least": 10},
        {"kind": "breadth", **SEA, "count": "nation", "at_least": 2, "each": 10},
        {"kind": "reliance", **LAND, "on": SEA},
    ],
)
def test_a_measure_that_nothing_selected_has_is_a_problem(constraint) -> None:
    phases = {"phases": [{"id": "a", "months": 6}, {"id": "b", "months": 6}]}
    with pytest.raises(InvalidInput) as refused:
        three({"rule": constraint}, **phases)
    (problem,) = refused.value.problems
    assert "but nothing that it selects has any" in problem.text


@pytest.mark.parametrize(
    "constraints",
    [
        {"s": share(per="nation", at_most="1/3")},
        {"s": share(per="nation", at_least="1/3")},
        {"s": share(per="nation", at_most=0.34)},
        {"a": share(nations="A", at_most=0.3), "b": share(nations="B", at_most=0.6)},
        {"a": relies("A", "B", 0.5), "b": relies("B", "A", 2)},
        {"a": relies("A", "B", "1/3"), "b": relies("B", "C", "1/3"), "c": relies("C", "A", 9)},
        {"a": relies("A", "B", 0.5), "b": {**relies("B", "A"), "measure": "effect"}},
    ],
)
def test_a_rule_that_leaves_something_is_none(constraints) -> None:
    three({name: {**LAND, **rule} for name, rule in constraints.items()})


@given(st.integers(2, 9), st.integers(1, 9))
def test_fractions_of_a_ring_are_kept_exactly(under, over) -> None:
    """A of B's over/under and B of A's under/over makes just one, whatever their doubles make."""
    three({"a": relies("A", "B", f"{over}/{under}"), "b": relies("B", "A", f"{under}/{over}")})


def test_thirds_fill_and_each_carries_one() -> None:
    plan = solve(three({"s": share(per="nation", at_most="1/3")}))
    assert plan.goals["fill 1"] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("text", ["1/0", "1/3/3", "-1/3", "4/3", "a/b", "1 / ", "1/3 "])
def test_what_is_no_fraction_is_refused(text) -> None:
    (problem,) = said({"s": share(per="nation", at_most=text)})
    assert problem.startswith("constraints.s.at_most: is ")


def test_a_whole_number_may_be_written_with_a_point() -> None:
    three({"b": {"kind": "breadth", **LAND, "count": "nation", "at_least": 2.0}})
    with pytest.raises(InvalidInput):
        three({"b": {"kind": "breadth", **LAND, "count": "nation", "at_least": 2.5}})


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        (
            {"requirements": {"R": {"capability": "inf", "place": "p", "quantity": 1e-9}}},
            "requirements.R.quantity",
        ),
        ({"nations": {"A": {"offers": {"inf": 1e-9}}}}, "nations.A.offers.inf"),
        ({"places": {"p": {"area": "x", "at": [-95, 400]}, "q": {"area": "x"}}}, "places.p.at"),
        ({"nations": {"A": {"offers": {"inf": 1}, "cost_factor": 80}}}, "nations.A.cost_factor"),
    ],
)
def test_a_number_that_only_a_slip_can_mean_is_a_problem(sections, path) -> None:
    with pytest.raises(InvalidInput) as refused:
        three({}, **sections)
    assert all(problem.path.startswith(path) for problem in refused.value.problems)
