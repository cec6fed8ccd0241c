"""The family of `family.py` in whole units, with packages, breadth and support elements."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.family import COMPONENTS, Size, as_document, generate

Document = dict[str, Any]


def in_steps(seed: int, size: Size) -> Document:
    """Return the scenario of a seed: every unit is sent whole, and what is sent has to be worth it."""
    random, document = Random(f"{seed} {size}"), as_document(generate(size, seed))
    places, rules = list(document["places"]), document["constraints"]
    for line in document["requirements"].values():
        line["priority"] = random.randint(1, 3)
        line["quantity"] = {phase: max(round(units), 1) for phase, units in line["quantity"].items()}
    for nation in document["nations"].values():
        for offer in nation["offers"].values():
            offer["units"] = max(round(offer["units"]), 1)
        nation["support"] = {random.choice(places): round(random.uniform(0.2, 2), 2)}
    for component in COMPONENTS:
        people = random.choice((200, 300, 400)) // (1 if component == "land" else 4)
        rules[f"package-{component}"] = {
            "kind": "package", "component": component, "measure": "personnel",
            "per": ["nation", "place"], "at_least": people,
        }  # fmt: skip
    for place in places:
        rules[f"breadth-{place}"] = {"kind": "breadth", "places": place, "count": "nation", "at_most": 12}
    document["constraints"] = {
        name: {"because": "a member of a family"} | rule for name, rule in rules.items()
    }
    return document | {"whole_units": True, "goals": ["fill", "cost"]}
