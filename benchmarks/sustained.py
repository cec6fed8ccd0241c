"""The family of `family.py` with costs of sustainment by place, caveats and three priorities.

What tells its places from one another is small beside the rest: nothing is pooled, nothing is late, and no
line accepts two capabilities.
"""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.family import COMPONENTS, Size, as_document, generate

Document = dict[str, Any]


def sustained(seed: int, size: Size) -> Document:
    """Return the scenario of a seed."""
    random, document = Random(f"{seed} {size}"), as_document(generate(size, seed))
    places = list(document["places"])
    for number, place in enumerate(places):
        document["places"][place] = {"area": f"area{number % 3}"}
    for line in document["requirements"].values():
        line["priority"] = random.randint(1, 3)
    for name, nation in document["nations"].items():
        nation["sustain"] = {place: round(random.uniform(0.05, 1.5), 3) for place in places}
        for component in COMPONENTS:
            if random.random() < 0.15:
                document["constraints"][f"caveat-{name}-{component}"] = {
                    "kind": "caveat", "nations": name, "component": component,
                    "area": f"area{random.randrange(3)}", "because": "a member of a family",
                }  # fmt: skip
    return document | {"goals": ["fill", "cost"]}
