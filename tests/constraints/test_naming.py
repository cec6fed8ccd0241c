"""A constraint is told with names: whatever it speaks of, and whatever kind it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from planner.constraints import kinds
from planner.constraints.naming import called, in_words, selected
from planner.editing.id_choices import IdChoices
from planner.editing.trying import tried
from planner.problems import InvalidInput
from planner.scenario.reading import read
from planner.studies.explain import explain
from planner.words.names import Names

DOCUMENT: dict[str, Any] = {
    "title": "Names",
    "phases": [{"id": "p1", "title": "First days", "months": 1}, {"id": "p2", "months": 2}],
    "conditions": {"c1": {"title": "A vote", "holds": "never"}},
    "places": {"x1": {"title": "The old port", "area": "inner_sea", "hosts": ["NLD"]}},
    "capabilities": {
        "k1": {"title": "Mine hunter", "component": "maritime", "unit": "ship", "personnel": 45, "cost": 1}
    },
    "requirements": {"r1": {"title": "Lane swept", "capability": "k1", "place": "x1", "quantity": 4}},
    "missions": {"m1": {"title": "Open sea"}},
    "groups": {"two_of_us": ["FRA"]},
    "nations": {
        "FRA": {"name": "France", "offers": {"k1": 3}, "keys": {"gdp": 2}},
        "NLD": {"name": "Netherlands", "offers": {"k1": 3}, "keys": {"gdp": 1}},
    },
}


def told(rule: dict[str, Any]) -> str:
    scenario = read({**DOCUMENT, "constraints": {"q": rule}})
    return in_words(scenario.constraints["q"], Names(scenario))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {"kind": "caveat", "nations": "FRA", "places": "x1", "phases": "p1", "unless": "c1"},
            'no forces by France at The old port during "First days" unless "A vote"',
        ),
        (
            {"kind": "limit", "nations": {"not": "two_of_us"}, "area": "inner_sea", "measure": "personnel"}
            | {"at_most": 9},
            "personnel of all forces by all but two of us in Inner sea is at most 9",
        ),
        (
            {"kind": "limit", "requirements": "r1", "measure": "units", "at_most": 2},
            "units of r1 (Lane swept) is at most 2",
        ),
        (
            {"kind": "consent", "by": "NLD", "refuses": "FRA", "capabilities": "k1"},
            "Netherlands refuses France in its places for Mine hunter",
        ),
        (
            {"kind": "reliance", "nations": "FRA", "on": {"nations": "NLD", "places": "x1"}},
            "personnel of all forces by France is at most that of all forces by Netherlands at The old port",
        ),
    ],
)
def test_what_a_constraint_speaks_of_is_called_by_its_name(rule: dict[str, Any], sentence: str) -> None:
    assert told(rule) == sentence


@pytest.mark.parametrize("name", sorted(kinds()))
def test_no_kind_says_an_id_of_a_nation_that_has_a_name(name: str) -> None:
    """Ids in the examples that ship are those of states, in capitals: named ones are words."""
    entry = {
        str(key).replace("True", "on"): value for key, value in yaml.safe_load(kinds()[name].example).items()
    }
    ids = sorted(
        set(re.findall(r"\b[A-Z]{3}\b", str({key: entry[key] for key in entry if key != "because"})))
    )
    constraint = kinds()[name].model_validate({**entry, "id": "q"})
    nations = {one: {"name": f"Land of {one.lower()}", "offers": {"k1": 3}} for one in ids}
    names = Names(read({**DOCUMENT, "nations": {**DOCUMENT["nations"], **nations}}))
    assert not re.search(r"\b[A-Z]{3}\b", in_words(constraint, names))


TITLED: dict[str, Any] = {
    "kind": "limit",
    "title": "No more than  two\nof ours",
    "nations": "FRA",
    "measure": "units",
    "at_most": 2,
}


def test_a_constraint_is_called_by_its_title_and_else_by_its_id() -> None:
    scenario = read(
        {
            **DOCUMENT,
            "constraints": {
                "titled": TITLED,
                "plain": {key: value for key, value in TITLED.items() if key != "title"},
            },
        }
    )
    assert [called(rule) for _, rule in sorted(scenario.constraints.items())] == [
        "plain",
        '"No more than two of ours"',
    ]


def test_an_explanation_calls_a_constraint_by_its_title_wherever_it_speaks_of_it() -> None:
    only_france = {**DOCUMENT["nations"], "NLD": {"name": "Netherlands"}}
    closing = {"kind": "caveat", "title": "Not in the first days", "phases": "p1", "unless": "c1"}
    scenario = read({**DOCUMENT, "nations": only_france, "constraints": {"q1": TITLED, "q2": closing}})
    found = explain(scenario)
    said = [
        *(one.sentence for one in found.shortfalls),
        *(one.sentence for one in found.prices),
        *(change.sentence for one in found.concessions for change in one.changes),
    ]
    assert any('the limit "No more than two of ours" holds back France' in one for one in said)
    assert any(
        'waits for "A vote" ("Not in the first days")' in one or "Not in the first days" in one
        for one in said
    )
    assert any(one.startswith('"No more than two of ours"') for one in said)
    assert not [one for one in said if "q1" in one or "q2" in one]


def test_a_problem_of_a_selection_names_what_it_speaks_of() -> None:
    idle = {"kind": "limit", "nations": "NLD", "phases": "p1", "measure": "units", "at_most": 2}
    nations = {**DOCUMENT["nations"], "NLD": {"name": "Netherlands"}}
    with pytest.raises(InvalidInput, match='no offer fits all forces by Netherlands during "First days"'):
        read({**DOCUMENT, "nations": nations, "constraints": {"q": idle}})


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "caveat", "nations": "FRA", "places": "x1", "phases": ["p1", "p2"], "unless": "c1"},
        {"kind": "limit", "nations": {"not": "two_of_us"}, "requirements": "r1", "measure": "personnel"}
        | {"at_most": 9},
        {"kind": "consent", "by": "NLD", "refuses": "FRA", "capabilities": "k1"},
        {"kind": "burden", "key": "gdp", "area": "inner_sea"},
    ],
    ids=lambda rule: rule["kind"],
)
def test_the_page_says_a_constraint_that_is_typed_as_reports_say_it(rule) -> None:
    said = told(rule)
    typed = {**DOCUMENT, "constraints": {"q": rule}}
    assert tried("constraints", "q", rule).sentence(IdChoices(typed).spoken) == said[:1].upper() + said[1:]


def test_a_selection_is_said_with_names() -> None:
    scenario = read({**DOCUMENT, "constraints": {"q": TITLED}})
    assert selected(scenario.constraints["q"], Names(scenario)) == "all forces by France"
