"""The words of studies: nations, units, lines, phases and goals as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.facts.facts import Facts
from planner.facts.goal_ids import CLOSE, COST, EVEN, FILL, STEADY, goal_id
from planner.words.figures import apart, figure
from planner.words.names import Names, one_line, plural

_MEASURES = {
    "personnel": ("person", "people"),
    "cost": ("unit of cost", "units of cost"),
    "units": ("unit", "units"),
    "effect": ("unit's worth", "units' worth"),
    "tonnage": ("ton", "tons"),
    **{
        thing: (thing, plural(thing))
        for thing in (
            "nation",
            "component",
            "capability",
            "requirement",
            "mission",
            "place",
            "area",
            "side",
        )
    },
}
"""What one and many of a measure, or of what is counted, are called; another measure by its name."""

_GOALS = {
    EVEN: "the fill of the worst-filled line",
    STEADY: "what moves from phase to phase",
    CLOSE: "what differs from the earlier plan",
}
"""Goals as people say them within a sentence, where that is not their word."""
_UNITS = {STEADY: "person-months", CLOSE: "person-months"}
"""What goals are counted in, where everybody counts it in the same."""


@dataclass(frozen=True)
class Words:
    """Says things of one scenario."""

    facts: Facts

    @cached_property
    def names(self) -> Names:
        """The names of everything."""
        return Names(self.facts)

    def nations(self, nation: str) -> str:
        """Return a nation's name as an owner: Germany's, the Netherlands'."""
        name = self.names.nations[nation]
        return f"{name}'" if name.endswith("s") else f"{name}'s"

    def units(self, amount: float, capability: str) -> str:
        """Return an amount with its unit: 1 battalion, 2.5 battalions."""
        unit = one_line(self.facts.capabilities[capability].unit)
        return counted(amount, unit)

    def units_instead(self, said: tuple[str, str], capability: str, named: str = "") -> str:
        """Return an amount as it is said with its unit in place of another: 2.5 battalions instead of 2."""
        new, old = said
        unit = one_line(self.facts.capabilities[capability].unit)
        return f"{new} {unit if new == '1' else plural(unit)}{named} instead of {old}"

    def units_beside(self, one: float, other: float, capability: str) -> str:
        """Return an amount with its unit beside another: 2.5 battalions, and 2."""
        said, beside = apart(one, other)
        unit = one_line(self.facts.capabilities[capability].unit)
        return f"{said} {unit if said == '1' else plural(unit)}, and {beside}"

    def line_units(self, amount: float, requirement: str) -> str:
        """Return an amount of what a line counts."""
        served = self.facts.requirements[requirement].served_by
        whole = sorted(capability for capability, worth in served.items() if worth == 1)
        return self.units(amount, whole[0]) if whole else counted(amount, "unit")

    def line(self, requirement: str) -> str:
        """Return a line as it is cited: its id and its name."""
        return f"{requirement} ({self.names.requirements[requirement]})"

    def phase(self, phase: str) -> str:
        """Return a phase's name in quotation marks."""
        return f'"{self.names.phases[phase]}"'

    def condition(self, condition: str) -> str:
        """Return a condition's name in quotation marks."""
        return f'"{one_line(self.facts.conditions[condition].title or "") or condition}"'

    def place(self, ids: Mapping[str, str]) -> str:
        """Return what a row of a constraint is about, beside its phase: France, Western Ukraine."""
        known = {
            "nation": self.names.nations,
            "capability": self.names.capabilities,
            "requirement": self.names.requirements,
            "place": self.names.places,
        }
        said = [known.get(key, {}).get(name, name) for key, name in ids.items() if key != "phase"]
        return ", ".join(said)

    def goal(self, goal: str) -> str:
        """Return a goal as people say it."""
        meant = goal_id(goal)
        if meant.kind == FILL:
            return f"the fill of priority {meant.rank}"
        return _GOALS.get(meant.kind, goal)

    def goal_change(self, goal: str, change: float) -> str:
        """Say that a goal changes: its fill in percentage points, which falls where its value rises."""
        share = goal_id(goal).is_share
        verb = "rises" if (change > 0) != share else "falls"
        amount = abs(change)
        if share:
            return f"{self.goal(goal)} {verb} by {points(amount)}"
        return f"{self.goal(goal)} {verb} by {self.goal_amount(goal, amount)}"

    def goal_amount(self, goal: str, amount: float) -> str:
        """Return an amount of a goal that is no share, with what it is counted in."""
        return f"{figure(amount)} {self.goal_unit(goal)}".strip()

    def goal_unit(self, goal: str) -> str:
        """Return what a goal that is no share is counted in; nothing where that goes without."""
        return unit_of_goal(goal, self.cost_unit)

    def cost(self, amount: float) -> str:
        """Return an amount of cost with its unit, where the scenario names one."""
        return f"{figure(amount)} {self.cost_unit}".strip()

    @property
    def cost_unit(self) -> str:
        """What cost is counted in; nothing where the scenario does not say."""
        return one_line(self.facts.cost_unit or "")


def unit_of_goal(goal: str, cost_unit: str) -> str:
    """Return what a goal that is no share is counted in; nothing where that goes without."""
    return cost_unit if goal == COST else _UNITS.get(goal_id(goal).kind, "")


def counted(amount: float, unit: str) -> str:
    """Return an amount with the word for its unit, one or many."""
    said = figure(amount)
    return f"{said} {unit if said == '1' else plural(unit)}"


def points(share: float) -> str:
    """Return a share in percentage points."""
    return counted(100 * share, "percentage point")


ARE = ("is", "are")


def out_of(part: int, every: int, unit: str, verbs: tuple[str, str]) -> str:
    """Return `part of every` with the word for the unit and the verb, each for one or many.

    `0 of 1 requirement is`, `1 of 3 requirements is`, `2 of 3 requirements are`.
    """
    said = unit if every == 1 else plural(unit)
    return f"{part:,} of {every:,} {said} {verbs[0] if 1 in (part, every) else verbs[1]}"


def measured(amount: float, measure: str) -> str:
    """Return an amount of a measure: 1 person, 20 people, 300 tonnage."""
    one, many = _MEASURES.get(measure, (measure, measure))
    said = figure(amount)
    return f"{said} {one if said == '1' else many}"
