"""How much a scenario holds: to be read before anything is written."""

from __future__ import annotations

from planner.scenario.scenario import Scenario

SECTIONS = (
    "nations",
    "offers",
    "capabilities",
    "requirements",
    "places",
    "phases",
    "conditions",
    "constraints",
)
"""What is counted, also where there is none of it."""


def counts(scenario: Scenario) -> tuple[tuple[str, int], ...]:
    """Return how many entries a scenario has of each sort."""
    offers = sum(len(nation.offers) for nation in scenario.nations.values())
    return tuple(
        (name, offers if name == "offers" else len(getattr(scenario, name) or ())) for name in SECTIONS
    )


def counted_words(found: tuple[tuple[str, int], ...]) -> str:
    """Say how many there are of each sort: `4 nations, 7 offers, 0 constraints`."""
    return ", ".join(f"{count} {_one(name) if count == 1 else name}" for name, count in found)


def _one(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
