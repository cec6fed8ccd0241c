"""A small scenario that tests change: three nations, two components, two phases, three lines."""

from __future__ import annotations

import copy
from typing import Any

from planner.formulation.formulate import Formulation, formulate
from planner.program.program import Form
from planner.scenario.scenario import Scenario

DOCUMENT: dict[str, Any] = {
    "title": "Small",
    "conditions": {
        "ceasefire": {"holds": {"from": "hold"}},
        "vote": {"holds": "never"},
    },
    "phases": [{"id": "deploy", "months": 2}, {"id": "hold", "months": 6}],
    "places": {
        "west": {"area": "inland", "hosts": ["UKR"]},
        "sea": {"area": "coast", "hosts": ["TUR", "ROU"]},
    },
    "capabilities": {
        "battalion": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 2},
        "engineers": {"component": "land", "unit": "company", "personnel": 120, "cost": 0.5},
        "minehunter": {
            "component": "maritime",
            "unit": "ship",
            "personnel": 50,
            "cost": 1.5,
            "measures": {"tonnage": 600},
        },
    },
    "requirements": {
        "L1": {"capability": "battalion", "place": "west", "quantity": {"deploy": 6, "hold": 8}},
        "L2": {"capability": "engineers", "place": "west", "quantity": 3, "priority": 2},
        "M1": {"capability": "minehunter", "place": "sea", "quantity": 6},
    },
    "groups": {"littoral": ["TUR", "ROU"]},
    "nations": {
        "FRA": {
            "offers": {"battalion": {"units": 5}, "engineers": {"units": 2}, "minehunter": {"units": 2}},
            "keys": {"gdp": 3000},
        },
        "ROU": {"offers": {"minehunter": {"units": 1}, "engineers": {"units": 1}}, "keys": {"gdp": 500}},
        "TUR": {"offers": {"battalion": {"units": 2}, "minehunter": {"units": 3}}, "keys": {"gdp": 1500}},
        "UKR": {},
    },
    "goals": ["fill", "cost"],
}


def document(**sections: Any) -> dict[str, Any]:
    """Return the small scenario as a document, with sections replaced."""
    return {**copy.deepcopy(DOCUMENT), **sections}


def scenario(**sections: Any) -> Scenario:
    """Return the small scenario with sections replaced."""
    return Scenario.model_validate(document(**sections))


def formulated(form: Form | None = None, **sections: Any) -> Formulation:
    """Return the program of the small scenario with sections replaced."""
    return formulate(scenario(**sections), form=form)


def constrained(**entry: Any) -> dict[str, Any]:
    """Return a constraints section with one entry, called `rule`."""
    return {"constraints": {"rule": entry}}
