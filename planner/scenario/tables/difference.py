"""How much a scenario holds, and what differs between two: to be read before one replaces the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.problems import Path, dotted
from planner.scenario.scenario import Scenario
from planner.scenario.writing import document
from planner.scenario.yaml_text import flow

MOST_SHOWN = 12
"""Lines of a difference that are shown, of each sort."""


@dataclass(frozen=True)
class Difference:
    """What is there in one scenario and not in another, and what says something else, by path."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Say it, what is lost first."""
        parts = (("removed", self.removed), ("changed", self.changed), ("added", self.added))
        return tuple(line for word, found in parts for line in _shown(word, found)) or ("nothing differs",)


def _shown(word: str, found: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{word}: {one}" for one in found[:MOST_SHOWN])
    if len(found) > MOST_SHOWN:
        yield f"{word}: {len(found) - MOST_SHOWN} more"


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


def difference(before: Scenario, after: Scenario) -> Difference:
    """Return what differs; an entry that is there in one only is named as a whole."""
    added, removed, changed = [], [], []
    for path, old, new in _differing((), _by_id(document(before)), _by_id(document(after))):
        name = dotted(path)
        if old is None:
            added.append(f"{name}{_value(new)}")
        elif new is None:
            removed.append(f"{name}{_value(old)}")
        else:
            changed.append(f"{name}: {_brief(old)} -> {_brief(new)}")
    return Difference(tuple(added), tuple(removed), tuple(changed))


def _by_id(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document whose lists of entries with ids are tables, and their order a line of its own."""
    data = dict(found)
    phases = data.get("phases") or []
    data["phases"] = {phase["id"]: phase for phase in phases}
    return {**data, "order of phases": [phase["id"] for phase in phases]}


def _differing(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any, Any]]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _differing((*path, key), old.get(key), new.get(key))
    elif old != new:
        yield path, old, new


def _value(value: Any) -> str:
    return "" if isinstance(value, Mapping | list) else f": {_brief(value)}"


def _brief(value: Any) -> str:
    text = " ".join(flow(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
