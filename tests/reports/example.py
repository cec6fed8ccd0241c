"""A small scenario with everything that a report has to cope with."""

from __future__ import annotations

import copy
from typing import Any

from planner.scenario.scenario import Scenario

DOCUMENT: dict[str, Any] = {
    "title": "Harbour | watch *one* [draft]",
    "description": "First paragraph.\n\nSecond <b>paragraph</b>.",
    "sources": {
        "gazette": {
            "title": "=SUM(A1) in the Gazette",
            "publisher": "The | Gazette",
            "date": "2026-01-06",
            "url": "https://example.org/a|b",
            "standing": "second_hand",
        },
        "odd": {"title": "No address", "url": "javascript:alert(1)"},
        "unused": {"title": "Nobody cites this"},
    },
    "phases": [
        {"id": "deploy", "months": 2, "title": "First deployment"},
        {"id": "hold", "months": 6, "title": "The long hold"},
    ],
    "places": {"west": {"area": "inland", "title": "The west"}, "sea": {"area": "coast", "title": "The sea"}},
    "capabilities": {
        "battalion": {
            "component": "land",
            "unit": "battalion",
            "personnel": 600,
            "cost": 2,
            "title": "Battalion",
        },
        "company": {"component": "land", "unit": "company", "personnel": 150, "cost": 0.5},
        "patrol_aircraft": {"component": "air", "unit": "aircraft", "personnel": 40, "cost": 1.5},
    },
    "requirements": {
        "L1": {
            "accepts": {"company": 0.25, "battalion": 1},
            "place": "west",
            "quantity": {"deploy": 1, "hold": 2500},
        },
        "L2": {"capability": "company", "place": "west", "quantity": 3, "priority": 2, "title": "Guards"},
        "A1": {"capability": "patrol_aircraft", "place": "sea", "quantity": {"hold": 1.5}, "source": "odd"},
    },
    "nations": {
        "TUR": {
            "name": "Türkiye",
            "position": "=cmd|' /C calc'!A0",
            "source": "gazette",
            "offers": {
                "battalion": {"units": 1875, "firmness": "approved", "source": "gazette"},
                "patrol_aircraft": {"units": 2, "firmness": "committed", "assumption": "two"},
            },
        },
        "ROU": {"name": "Romania", "offers": {"company": {"units": 4, "source": "gazette", "ready": 2}}},
        "HUN": {"name": "Hungary\x1b[31m", "position": "Stays out."},
    },
    "goals": ["fill", "cost"],
}


def scenario(**sections: Any) -> Scenario:
    """Return the scenario with sections replaced."""
    return Scenario.model_validate({**copy.deepcopy(DOCUMENT), **sections})


def nothing_offered() -> Scenario:
    """Return the scenario without any offer: everything is short."""
    nations = copy.deepcopy(DOCUMENT["nations"])
    return scenario(nations={key: {**entry, "offers": {}} for key, entry in nations.items()})


def impossible() -> Scenario:
    """Return the scenario with a constraint that nothing can meet."""
    rule = {"kind": "limit", "nations": "ROU", "measure": "personnel", "at_least": 1e6}
    return scenario(constraints={"rule": rule})


def long_drawn(phases: int) -> Scenario:
    """Return the scenario over many phases with long titles."""
    titles = [
        {"id": f"p{number}", "months": 1, "title": f"Extraordinary phase-{number}"}
        for number in range(phases)
    ]
    lines = copy.deepcopy(DOCUMENT["requirements"])
    for line in lines.values():
        line["quantity"] = 1234.5
    return scenario(phases=titles, requirements=lines)
