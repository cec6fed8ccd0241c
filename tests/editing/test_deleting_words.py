"""What goes with an entry that is deleted is said as people speak: by name, sort by sort."""

from __future__ import annotations

from typing import Any

import pytest

from planner.editing.deleting import consequences
from planner.editing.deleting_words import MOST_NAMED, consequence_lines
from planner.editing.id_choices import IdChoices

DATA: dict[str, Any] = {
    "conditions": {
        "c1": {"title": "A vote"},
        "c2": {"title": "A second vote", "probability": [{"if": "c1", "is": 0.5}, {"else": 0.1}]},
    },
    "phases": [{"id": "p1", "months": 1}, {"id": "p2", "title": "Later", "months": 2}],
    "places": {"x1": {"title": "The old port", "area": "sea", "hosts": ["NLD"]}},
    "capabilities": {"k1": {"title": "Hunter (of mines)", "component": "maritime", "unit": "ship"}},
    "requirements": {
        "r1": {"title": "Lane swept", "capability": "k1", "place": "x1", "quantity": {"p1": 1, "p2": 2}}
    },
    "groups": {"us": ["FRA", "NLD"], "alone": ["FRA"]},
    "nations": {
        "FRA": {
            "name": "France",
            "offers": {"k1": {"units": 3, "needs": ["c1", "c2"]}},
            "commitments": [
                {"title": "Elsewhere", "capability": "k1", "units": 1},
                {"capability": "k1", "units": 1},
            ],
        },
        "NLD": {"name": "Netherlands", "offers": {"k1": {"units": 1, "needs": "c1"}}},
    },
    "constraints": {
        "not_yet": {
            "kind": "caveat",
            "title": "Not before a vote",
            "nations": ["FRA", "NLD"],
            "unless": "c1",
        },
        "only_us": {"kind": "reliance", "nations": "FRA", "on": {"nations": ["FRA", "NLD"]}},
    },
}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (
            ("conditions", "c1"),
            [
                'Out of "Needs" of 2 offers: France, Hunter (of mines); Netherlands, Hunter (of mines)',
                'Out of "Unless" of 1 constraint: Not before a vote',
                'Left as it is, for you to choose another: "Probability, if" of 1 condition: A second vote',
            ],
        ),
        (("phases", "p1"), ['Out of "Quantity" of 1 requirement: Lane swept']),
        (("places", "x1"), ["1 requirement as a whole: Lane swept"]),
        (
            ("nations", "FRA"),
            [
                'Out of "Nations" of 1 constraint: Not before a vote',
                "1 constraint as a whole: Only us",
                "Out of 1 group: Us",
                "1 group as a whole: Alone",
            ],
        ),
        (
            ("capabilities", "k1"),
            [
                "2 offers as a whole: France, Hunter (of mines); Netherlands, Hunter (of mines)",
                "2 commitments as a whole: France, Elsewhere; France, number 2",
                "1 requirement as a whole: Lane swept",
            ],
        ),
    ],
    ids=str,
)
def test_what_goes_is_named_by_its_sort_and_field(what, said) -> None:
    assert sorted(consequence_lines(consequences(DATA, what), what, IdChoices(DATA))) == sorted(said)


def test_of_many_entries_the_first_are_named() -> None:
    offers = {f"k{number}": {"units": 1, "needs": "c1"} for number in range(MOST_NAMED + 3)}
    data = {
        **DATA,
        "nations": {"FRA": {"name": "France", "offers": offers}},
        "constraints": {},
        "conditions": {"c1": {}},
    }
    what = ("conditions", "c1")
    (said,) = consequence_lines(consequences(data, what), what, IdChoices(data))
    assert said.startswith(f'Out of "Needs" of {MOST_NAMED + 3} offers: France, K0; ')
    assert said.endswith("; 3 more")


def test_a_requirement_without_a_title_goes_by_what_serves_it_where() -> None:
    untitled = {"capability": "k1", "place": "x1", "quantity": 1}
    names = IdChoices({**DATA, "requirements": {"r1": untitled}})
    said = consequence_lines(consequences(names.data, ("places", "x1")), ("places", "x1"), names)
    assert "1 requirement as a whole: Hunter (of mines), The old port" in said
