"""The ids of a scenario in fixed order, and what belongs to what, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.facts.entries import Condition, Window
from planner.facts.facts import Facts
from planner.facts.selection import Choice
from planner.ground.calendar import Calendar
from planner.program.arrays import np
from planner.program.blocks import BoolArray, FloatArray, IntArray

WORD_KEYS = {
    "nations": "nation",
    "component": "component",
    "capabilities": "capability",
    "requirements": "requirement",
    "missions": "mission",
    "places": "place",
    "area": "area",
    "phases": "phase",
}
"""For each word of a selection the key that it chooses from."""

PARENTS = {
    "component": "capability",
    "mission": "requirement",
    "place": "requirement",
    "area": "requirement",
}
"""For each key that is not a column's own, the key that decides it."""

NO_MISSION = "-"
"""What the mission of a requirement is called that belongs to none."""


@dataclass(frozen=True, eq=False)
class Index:
    """Sorted ids by key (phases in order of time), their positions, and the parent of each.

    `belongs[key]` maps the positions of the parent key to positions of `key`: the component of each
    capability, the place, area and mission of each requirement. `months` are by phase.
    """

    names: Mapping[str, tuple[str, ...]]
    positions: Mapping[str, Mapping[str, int]]
    belongs: Mapping[str, IntArray]
    groups: Mapping[str, tuple[str, ...]]
    calendar: Calendar
    months: FloatArray

    @classmethod
    def of(cls, facts: Facts) -> Index:
        """Return the index of a scenario."""
        missions = [requirement.mission or NO_MISSION for requirement in facts.requirements.values()]
        names = {
            "nation": tuple(sorted(facts.nations)),
            "capability": tuple(sorted(facts.capabilities)),
            "requirement": tuple(sorted(facts.requirements)),
            "phase": tuple(phase.id for phase in facts.phases),
            "component": tuple(sorted({entry.component for entry in facts.capabilities.values()})),
            "mission": tuple(sorted({*missions, *facts.missions})),
            "place": tuple(sorted(facts.places)),
            "area": tuple(sorted({place.area for place in facts.places.values()})),
        }
        positions = {key: {name: place for place, name in enumerate(ids)} for key, ids in names.items()}
        lines = [facts.requirements[name] for name in names["requirement"]]
        owners = {
            "component": [facts.capabilities[name].component for name in names["capability"]],
            "mission": [line.mission or NO_MISSION for line in lines],
            "place": [line.place for line in lines],
            "area": [facts.places[line.place].area for line in lines],
        }
        belongs = {
            key: np.array([positions[key][owner] for owner in owners[key]], dtype=np.int32) for key in owners
        }
        months = np.array([phase.months for phase in facts.phases])
        return cls(names, positions, belongs, facts.groups, Calendar.of(facts.phases), months)

    def mask(self, key: str, choice: Choice) -> BoolArray:
        """Return which ids of a key are chosen."""
        chosen = np.zeros(len(self.names[key]), dtype=bool)
        chosen[choice.members(self.positions[key], self.groups)] = True
        return chosen

    def holds(self, condition: Condition) -> BoolArray:
        """Return the phases in which a condition holds."""
        phases = self.names["phase"]
        if isinstance(condition.holds, str):
            return np.full(len(phases), condition.holds == "always")
        if isinstance(condition.holds, Window):
            first = self.positions["phase"][condition.holds.start] if condition.holds.start else 0
            last = (
                self.positions["phase"][condition.holds.until] if condition.holds.until else len(phases) - 1
            )
            return np.array([first <= number <= last for number in range(len(phases))])
        return np.isin(phases, condition.holds)
