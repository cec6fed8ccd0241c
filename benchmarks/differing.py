"""A family of problems whose places really differ, so that no two lines could be served by the same units.

`document(seed, size)` is a scenario: costs of sustainment by nation, place and capability, caveats by area,
three priorities, weights, offers of which two in five are pooled and some are ready late, lines that accept
two capabilities, and ceilings that bind for part. Sending nothing is always allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

COMPONENTS = ("land", "maritime", "training")
Document = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How many of what there are."""

    nations: int
    capabilities: int
    places: int
    phases: int


SIZES = {
    "2.7k": Size(20, 9, 4, 10),
    "18k": Size(40, 16, 5, 16),
    "38k": Size(50, 20, 6, 18),
    "90k": Size(60, 26, 8, 22),
}
"""By how many columns their programs have, about."""


def document(seed: int, size: Size) -> Document:
    """Return the scenario of a seed."""
    return _Drawing(Random(f"{seed} {size}"), size).document(seed)


class _Drawing:
    """Draws a scenario part by part."""

    def __init__(self, random: Random, size: Size) -> None:
        self.random = random
        self.phases = [f"T{number:02}" for number in range(size.phases)]
        self.places = [f"P{number:02}" for number in range(size.places)]
        self.nations = [f"N{number:03}" for number in range(size.nations)]
        self.capabilities = {f"C{number:02}": self._capability(number) for number in range(size.capabilities)}
        self.offers = {
            nation: {name: self._offer() for name in self.capabilities if random.random() < 0.35}
            for nation in self.nations
        }

    def document(self, seed: int) -> Document:
        return {
            "title": f"places that differ, {seed}",
            "phases": [{"id": name, "months": 1} for name in self.phases],
            "places": {name: {"area": f"area{number % 3}"} for number, name in enumerate(self.places)},
            "capabilities": self.capabilities,
            "requirements": {
                f"{name}-{place}": self._line(name, place)
                for name in self.capabilities
                for place in self.places
            },
            "nations": {
                nation: {"offers": offers, "sustain": self._sustain()}
                for nation, offers in self.offers.items()
            },
            "constraints": self._constraints(),
            "goals": ["fill", "cost"],
        }

    def _uniform(self, least: float, most: float, digits: int = 3) -> float:
        return round(self.random.uniform(least, most), digits)

    def _capability(self, number: int) -> Document:
        component = COMPONENTS[number % 3]
        people = {"land": (100, 900), "maritime": (40, 200), "training": (10, 80)}[component]
        ship = {"measures": {"tonnage": self.random.randint(600, 8000)}} if component == "maritime" else {}
        cost = self._uniform(0.3, 5)
        return {
            "component": component,
            "unit": "unit",
            "personnel": self.random.randint(*people),
            "cost": cost,
        } | ship

    def _offer(self) -> Document:
        units = self._uniform(0.5, 30, self.random.choice((0, 1, 2)))
        offer: Document = {"units": max(units, 0.5)}
        if self.random.random() < 0.4:
            rotation, tour = self.random.choice((2, 3, 4)), self.random.choice((3, 4, 6))
            pool = round(offer["units"] * rotation * self.random.uniform(0.5, 0.95), 3)
            offer |= {"pool": pool, "rotation": rotation, "tour": tour}
        if self.random.random() < 0.35:
            offer["ready"] = self.random.choice((1, 2, 3))
        return offer

    def _line(self, capability: str, place: str) -> Document:
        offered = sum(offers[capability]["units"] for offers in self.offers.values() if capability in offers)
        about = max(offered / len(self.places) * self.random.uniform(0.4, 1.6), 1.0)
        quantity = {phase: round(about * self.random.uniform(0.85, 1.15), 2) for phase in self.phases}
        line: Document = {"place": place, "quantity": quantity, "priority": self.random.randint(1, 3)}
        line["weight"] = self._uniform(0.7, 2, 2)
        alike = [
            name
            for name, entry in self.capabilities.items()
            if name != capability and entry["component"] == self.capabilities[capability]["component"]
        ]
        if alike and self.random.random() < 0.2:
            return line | {"accepts": {capability: 1, self.random.choice(alike): self._uniform(0.3, 0.9, 2)}}
        return line | {"capability": capability}

    def _sustain(self) -> Document:
        """Return what it costs to be in each place: dear or cheap by the place, and by the capability."""
        dear = {place: self.random.choice((0.05, 0.2, 0.6)) for place in self.places}
        return {
            place: {
                name: round(entry["cost"] * dear[place] * self.random.uniform(0.5, 1.8), 4)
                for name, entry in self.capabilities.items()
            }
            for place in self.places
        }

    def _constraints(self) -> Document:
        because = {"because": "a member of a family"}
        rules: Document = {
            f"share-{component}": {"kind": "share", "component": component, "per": "nation", "at_most": 0.35}
            for component in COMPONENTS
        }
        for place in self.places:
            rules[f"host-{place}"] = self._ceiling(
                {"places": place}, sum(map(self._people, self.nations)) / 6
            )
        for nation in self.nations:
            for component in COMPONENTS:
                if self.random.random() < 0.15:
                    area = self.random.choice(("area0", "area1", "area2"))
                    rules[f"caveat-{nation}-{component}"] = {
                        "kind": "caveat", "nations": nation, "area": area, "component": component,
                    }  # fmt: skip
            if self.random.random() < 0.7:
                rules[f"ceiling-{nation}"] = self._ceiling({"nations": nation}, self._people(nation))
            if self.random.random() < 0.6:
                months = 0.4 * self._uniform(0.5, 1) * len(self.phases)
                spent = sum(
                    offer["units"] * self.capabilities[name]["cost"]
                    for name, offer in self.offers[nation].items()
                )
                rules[f"budget-{nation}"] = {
                    "kind": "limit", "nations": nation, "measure": "cost", "per": "horizon",
                    "at_most": round(months * spent, 2),
                }  # fmt: skip
        return {name: rule | because for name, rule in rules.items()}

    def _people(self, nation: str) -> float:
        offers = self.offers[nation].items()
        return sum(offer["units"] * self.capabilities[name]["personnel"] for name, offer in offers)

    def _ceiling(self, where: Document, about: float) -> Document:
        return {
            "kind": "limit",
            **where,
            "measure": "personnel",
            "at_most": round(about * self._uniform(0.4, 0.9)),
        }
