"""The contributions of a plan as pins: what is decided, where only a part is planned again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from planner.scenario.yaml_text import section

Sending = tuple[str, str, str, str, float]
"""Nation, capability, requirement, phase and units."""


def pins_of(
    contributions: Iterable[Sending], because: str, free: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Return a pin for each contribution, phases of as many units in one, but those of `free` nations."""
    phases: dict[tuple[str, str, str, float], list[str]] = defaultdict(list)
    for nation, capability, requirement, phase, units in contributions:
        if nation not in free and units > 0:
            phases[nation, capability, requirement, units].append(phase)
    return [
        {
            "nation": nation,
            "capability": capability,
            "requirement": requirement,
            "phases": found,
            "units": units,
            "because": because,
        }
        for (nation, capability, requirement, units), found in sorted(phases.items())
    ]


def variant_text(base: str, title: str, pins: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of a scenario file that extends another and pins contributions."""
    sections = {"extends": base, "title": title, "pins": list(pins)}
    return "\n".join([*(section(name, value) for name, value in sections.items()), ""])
