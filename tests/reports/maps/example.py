"""Forces on a map: near and far contributors, states without a shape, places that hide each other."""

from __future__ import annotations

import copy
from typing import Any

from planner.scenario.scenario import Scenario

PLACES: dict[str, Any] = {
    "lviv": {"title": "Lviv", "area": "ukraine", "at": [49.84, 24.03]},
    "near_lviv": {"title": "A stone's throw away", "area": "ukraine", "at": [49.9, 24.1]},
    "odesa": {"title": "Odesa", "area": "ukraine", "at": [46.48, 30.73]},
    "nowhere": {"title": "Somewhere", "area": "elsewhere"},
    "empty": {"title": "Kyiv", "area": "ukraine", "at": [50.45, 30.52]},
}
DOCUMENT: dict[str, Any] = {
    "title": "A force on a map",
    "phases": [{"id": "one", "months": 2}, {"id": "two", "months": 4}],
    "places": PLACES,
    "capabilities": {
        "company": {"component": "land", "unit": "company", "personnel": 100},
        "tent": {"component": "land", "unit": "tent", "personnel": 10},
    },
    "requirements": {
        name: {"capability": "company" if name != "empty" else "tent", "place": name, "quantity": 3}
        for name in PLACES
    },
    "nations": {
        name: {"name": title, "offers": {"company": units}}
        for name, title, units in (
            ("DEU", "Germany", 3),
            ("FRA", "France", 4),
            ("JPN", "Japan", 1),
            ("MLT", "Malta", 1),
            ("XKX", "Kosovo", 2),
            ("EUN", "The others together", 1),
        )
    },
    "goals": ["fill"],
}


def scenario(**sections: Any) -> Scenario:
    """Return the scenario with sections replaced."""
    return Scenario.model_validate({**copy.deepcopy(DOCUMENT), **sections})
