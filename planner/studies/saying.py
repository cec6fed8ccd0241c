"""Rules in words, for a person: what each says, why it holds, and where that was published."""

from __future__ import annotations

from dataclasses import dataclass

from planner.constraints.base import Constraint
from planner.formulation.ruled import Rule
from planner.reports.figures import figure
from planner.reports.names import Names, listing, one_line
from planner.scenario.fields import Level
from planner.scenario.models import Scenario


@dataclass(frozen=True)
class Saying:
    """Says the rules of a scenario, with the offers at one level of their units."""

    scenario: Scenario
    level: Level = "expected"

    @property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.scenario)

    def rule(self, rule: Rule) -> str:
        """Say a rule, without a full stop."""
        if rule.sort == "constraint":
            return self.constraint(self.scenario.constraints[rule.id])
        if rule.sort == "offer":
            return self._offer(*rule.keys)
        if rule.sort == "requirement":
            return f'no more is sent than "{self.names.requirements[rule.keys[0]]}" requires'
        return self._closure(rule.id)

    def constraint(self, constraint: Constraint) -> str:
        """Say a constraint: its id, what it says, why, and where that was published."""
        because = f", because: {one_line(constraint.because)}" if constraint.because else ""
        return f"{constraint.id}: {constraint.sentence()}{because}{self.cited(constraint.source)}"

    def cited(self, source: str | None) -> str:
        """Return a source in brackets: who published it and when; nothing where there is none."""
        if source not in self.scenario.sources:
            return ""
        entry = self.scenario.sources[source]
        return f" ({', '.join(filter(None, (one_line(entry.publisher or entry.title), entry.date)))})"

    def offers(self, rules: list[Rule]) -> str:
        """Say several offers in one: who offers how much of what."""
        return listing(self._offer(*rule.keys) for rule in rules)

    def _offer(self, nation: str, capability: str) -> str:
        offer = self.scenario.nations[nation].offers[capability]
        units, unit = offer.units.at(self.level), self.names.unit(capability)
        pool = "" if offer.pool is None else f" from a pool of {figure(offer.pool)}"
        what = self.names.capabilities[capability]
        return f"{self.names.nations[nation]} offers {figure(units)} {unit} ({what}){pool}"

    def _closure(self, reason: str) -> str:
        if reason == "ready":
            return "nothing is there before it is ready"
        if reason == "firmness":
            return "only offers that are firm enough are counted"
        condition = reason.removeprefix("condition:")
        title = one_line(self.scenario.conditions[condition].title or "") or condition
        return f'what needs "{title}" is there only while that holds{self.cited(self.scenario.conditions[condition].source)}'

    def more_units(self, nation: str, capability: str, units: tuple[float, float]) -> str:
        """Say that a nation is asked for more units on station."""
        was, to = units
        return (
            f"{self.names.nations[nation]} is asked for {figure(to - was)} more {self._of(capability)}: "
            f"{figure(to)} instead of {figure(was)}"
        )

    def larger_pool(self, nation: str, capability: str, pool: tuple[float, float]) -> str:
        """Say that a nation is asked to rotate from a larger pool."""
        was, to = pool
        return (
            f"{self.names.nations[nation]} is asked to rotate {self._of(capability)} from a pool of "
            f"{figure(to)} instead of {figure(was)}"
        )

    def lifted(self, constraint: Constraint) -> str:
        """Say that a constraint is lifted."""
        return f"lifted is {self.constraint(constraint)}"

    def moved(self, constraint: Constraint, field: str, change: tuple[float, float]) -> str:
        """Say that a number of a constraint moves."""
        was, to = change
        return f"{field} becomes {figure(to)} instead of {figure(was)} in {self.constraint(constraint)}"

    def _of(self, capability: str) -> str:
        return f"{self.names.unit(capability)} ({self.names.capabilities[capability]})"
