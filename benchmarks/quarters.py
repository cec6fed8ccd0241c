"""All missions of the United Nations in 2020, quarter after quarter: real figures on a long horizon.

Strengths and missions are those of `scenarios/united-nations/missions-2020.yaml`. What is drawn is how needs
go up and down from quarter to quarter, which missions come first, what it costs each nation to be in each
place, and where it does not go.
"""

from __future__ import annotations

from random import Random
from typing import Any

import planner

Document = dict[str, Any]
MISSIONS = "scenarios/united-nations/missions-2020.yaml"


def quarters(seed: int, count: int) -> Document:
    """Return the scenario of a seed over so many quarters."""
    random, real = Random(f"{seed} {count}"), planner.load(MISSIONS)
    phases = [f"Q{number + 1:02}" for number in range(count)]
    places = {name: place.area for name, place in real.places.items()}
    people = real.capabilities["people"]
    nations = {name: nation for name, nation in real.nations.items() if "people" in nation.offers}
    return {
        "title": f"missions of 2020, {count} quarters, {seed}",
        "phases": [{"id": phase, "months": 3} for phase in phases],
        "places": {name: {"area": area} for name, area in places.items()},
        "capabilities": {
            "people": {"component": "land", "unit": "person", "personnel": 1, "cost": people.cost}
        },
        "requirements": {
            name: {
                "capability": "people",
                "place": line.place,
                "quantity": {phase: _about(random, line.quantity) for phase in phases},
                "priority": random.randint(1, 3),
            }
            for name, line in real.requirements.items()
        },
        "nations": {
            name: {
                "offers": {"people": {"units": nation.offers["people"].units.expected}},
                "sustain": {place: round(people.cost * random.uniform(0.1, 2), 6) for place in places},
            }
            for name, nation in nations.items()
        },
        "constraints": _politics(random, sorted(nations), sorted(set(filter(None, places.values())))),
        "goals": ["fill", "cost"],
    }


def _about(random: Random, quantity: Any) -> int:
    return max(round(float(quantity) * random.uniform(0.85, 1.15)), 1)


def _politics(random: Random, nations: list[str], areas: list[str]) -> Document:
    """Return that no nation is more than half of a place, and where nations do not go."""
    rules: Document = {"half": {"kind": "share", "per": ["nation", "place"], "at_most": 0.5}}
    for nation in nations:
        if random.random() < 0.3:
            rules[f"caveat-{nation}"] = {"kind": "caveat", "nations": nation, "area": random.choice(areas)}
    return {name: rule | {"because": "a member of a family"} for name, rule in rules.items()}
