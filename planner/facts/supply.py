"""Who offers what, and what serves what, before any number is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.facts.selection import Choice, Selection

Column = tuple[str, str, str]
"""A nation, a capability that it offers, and a requirement that this serves."""


@dataclass(frozen=True)
class Supply:
    """Who offers what, and what serves what, politics and numbers aside: zero units are an offer too."""

    facts: Facts
    offered: Mapping[str, frozenset[str]]
    served: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, facts: Facts) -> Supply:
        """Return the supply of a scenario."""
        served: dict[str, set[str]] = {name: set() for name in facts.capabilities}
        for line, requirement in facts.requirements.items():
            for capability in requirement.served_by:
                served[capability].add(line)
        return cls(
            facts,
            {name: frozenset(nation.offers) for name, nation in facts.nations.items()},
            {name: frozenset(lines) for name, lines in served.items()},
        )

    def serving(self, selection: Selection) -> dict[str, frozenset[str]]:
        """Return the capabilities that a selection chooses, each with the chosen requirements it serves."""
        if not self._among(selection.phases, [phase.id for phase in self.facts.phases]):
            return {}
        lines = self._lines(selection)
        found = {name: self.served[name] & lines for name in self._capabilities(selection)}
        return {name: lines for name, lines in found.items() if lines}

    def senders(self, selection: Selection) -> set[str]:
        """Return the nations that a selection chooses and that offer some of it."""
        serving = self.serving(selection)
        return {name for name in self.nations(selection) if not self.offered[name].isdisjoint(serving)}

    def required(self, selection: Selection) -> set[str]:
        """Return the nations that a selection chooses, if anything of what it chooses is required."""
        return self.nations(selection) if self.serving(selection) else set()

    def nations(self, selection: Selection) -> set[str]:
        """Return the nations that a selection chooses."""
        return self._among(selection.nations, self.offered)

    def columns(self, selection: Selection, measure: str | None = None) -> frozenset[Column]:
        """Return the nations, capabilities and lines that a selection chooses and that add to a measure."""
        serving = self.serving(selection)
        found = (
            (nation, capability, line)
            for nation in self.nations(selection)
            for capability in self.offered[nation] & serving.keys()
            for line in serving[capability]
        )
        return frozenset(one for one in found if measure is None or self._weighs(one, measure))

    def traits(self, column: Column, per: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of a column by each key of a grouping that says more than its nation and time."""
        _, capability, line = column
        requirement = self.facts.requirements[line]
        ids = {
            "component": self.facts.capabilities[capability].component,
            "capability": capability,
            "requirement": line,
            "mission": requirement.mission or "",
            "place": requirement.place,
            "area": self.facts.places[requirement.place].area,
        }
        return tuple(ids[key] for key in sorted(per) if key in ids)

    def _weighs(self, column: Column, measure: str) -> bool:
        """Say whether a unit of a column adds to a measure: to the cost also where only `sustain` does."""
        nation, capability, line = column
        kind, place = self.facts.capabilities[capability], self.facts.requirements[line].place
        if measure in ("units", "effect"):
            return True
        if measure == "personnel":
            return kind.personnel > 0
        if measure == "cost":
            extra = self.facts.nations[nation].sustain.get(place, 0.0)
            return kind.cost > 0 or (extra.get(capability, 0.0) if isinstance(extra, dict) else extra) > 0
        return kind.measures.get(measure, 0.0) > 0

    def named(self, choice: Choice) -> set[str]:
        """Return the ids that a choice names, groups taken apart."""
        groups = self.facts.groups
        return {member for name in choice.names for member in groups.get(name, (name,))}

    def _capabilities(self, selection: Selection) -> set[str]:
        components = {name: capability.component for name, capability in self.facts.capabilities.items()}
        chosen = self._among(selection.component, components.values())
        named = self._among(selection.capabilities, components)
        return {name for name in named if components[name] in chosen}

    def _lines(self, selection: Selection) -> set[str]:
        requirements, places = self.facts.requirements, self.facts.places
        missions = self._among(selection.missions, [line.mission or "" for line in requirements.values()])
        areas = self._among(selection.area, [place.area for place in places.values()])
        chosen = {name for name in self._among(selection.places, places) if places[name].area in areas}
        return {
            name
            for name in self._among(selection.requirements, requirements)
            if requirements[name].place in chosen and (requirements[name].mission or "") in missions
        }

    def _among(self, choice: Choice | None, names: Iterable[str]) -> set[str]:
        """Return those of some ids that a choice chooses."""
        ids = sorted(set(names))
        if choice is None:
            return set(ids)
        positions = {name: number for number, name in enumerate(ids)}
        return {ids[number] for number in choice.members(positions, self.facts.groups)}
