"""Rules in words, for a person: what each says, why it holds, and where that was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.constraints.base import IN_PERCENT, Constraint
from planner.constraints.naming import called, in_words
from planner.facts.annotations import marked
from planner.facts.exact import part_in_words, ratio_in_words
from planner.facts.fields import Level, OrFraction
from planner.formulation.ruled import Rule
from planner.plan.given import GivenUnits
from planner.program.row_source import RowSort
from planner.scenario.scenario import Scenario
from planner.words.figures import beyond, figure, instead
from planner.words.names import listing, one_line, readable
from planner.words.wording import Words, counted, measured

SEVERAL = 6
"""Up to so many offers or requirements are named one by one."""
_CLOSURES = {
    "ready": "nothing is there before it is ready",
    "firmness": "only offers that are firm enough are counted",
}
"""What closes contributions and is neither a constraint nor a condition."""


@dataclass(frozen=True)
class Breach:
    """That a rule is broken: what comes before and after the phases."""

    what: str
    rule: str


@dataclass(frozen=True)
class Saying:
    """Says the rules of a scenario, with the offers at one level of their units."""

    scenario: Scenario
    level: Level = "expected"

    @cached_property
    def words(self) -> Words:
        """How things are called."""
        return Words(self.scenario)

    def rule(self, rule: Rule, groups: Sequence[Mapping[str, str]] = ()) -> str:
        """Say a rule, without a full stop; where it collides in some of its groups alone, in which."""
        if rule.sort == "constraint":
            return self.constraint(self.scenario.constraints[rule.id], groups)
        if rule.sort == "offer":
            return self._offer(*rule.keys)
        if rule.sort == "requirement":
            return f"no more is sent than {self.words.line(rule.keys[0])} requires"
        if rule.sort == "stay":
            return self._stay(*rule.keys)
        return self._closure(rule)

    def constraint(self, constraint: Constraint, groups: Sequence[Mapping[str, str]] = ()) -> str:
        """Say a constraint: its name, some of its groups, what it says, why, and where that was published."""
        return f"{called(constraint)}{self._where(groups)}: {self._content(constraint)}"

    def _where(self, groups: Sequence[Mapping[str, str]]) -> str:
        """Say groups, and the phases that they are in; nothing where they are many."""
        phases: dict[str, list[str]] = {}
        for group in groups:
            at = phases.setdefault(self.words.place(group), [])
            at += [group["phase"]] if "phase" in group else []
        places: dict[str, list[str]] = {}
        for place, mine in phases.items():
            places.setdefault(self.when(mine), []).append(place)
        if len(phases) > SEVERAL:
            return ""
        said = [f"{_for(listing(filter(None, named)))}{when}" for when, named in places.items()]
        return "".join(f",{one}" for one in said if one)

    def _content(self, constraint: Constraint) -> str:
        because = f". Because: {one_line(constraint.because)}" if constraint.because else ""
        return f"{in_words(constraint, self.words.names)}{because}{self.cited(constraint.source)}"

    def cited(self, source: str | None) -> str:
        """Return a source in brackets: who published it and when; nothing where there is none."""
        if source not in self.scenario.sources:
            return ""
        entry = self.scenario.sources[source]
        return f" ({', '.join(filter(None, (one_line(entry.publisher or entry.title), entry.date)))})"

    def conflict(
        self, rules: Sequence[Rule], groups: Mapping[Rule, Sequence[Mapping[str, str]]]
    ) -> tuple[str, ...]:
        """Say rules that cannot all hold one by one: politics first, offers last, many of a sort in one.

        `groups` are those in which a constraint collides, where it holds for others too.
        """
        political = (rule for rule in rules if rule.sort in ("constraint", "stay", "closure"))
        parts = [self.rule(rule, groups.get(rule, ())) for rule in political]
        for said, sort in ((self._requirements, "requirement"), (self._offers, "offer")):
            mine = [rule for rule in rules if rule.sort == sort]
            parts += [said(mine)] if mine else []
        return tuple(parts)

    def _requirements(self, rules: Sequence[Rule]) -> str:
        lines = [self.words.line(rule.keys[0]) for rule in rules]
        named = listing(lines) if len(lines) <= SEVERAL else f"{len(lines)} requirements"
        return f"no more is sent than {named} ask{'s' if len(lines) == 1 else ''} for"

    def _offers(self, rules: Sequence[Rule]) -> str:
        """Say several offers in one: who offers how much of what, or how many do where that is long."""
        if len(rules) <= SEVERAL:
            return f"no more is on offer: {listing(self._offer(*rule.keys) for rule in rules)}"
        nations = sorted({self.words.names.nations[rule.keys[0]] for rule in rules})
        who = listing(nations) if len(nations) <= SEVERAL else f"{len(nations)} nations"
        return f"no more is on offer: {len(rules)} offers of {who} are all there is"

    def _offer(self, nation: str, capability: str) -> str:
        offer = self.scenario.nations[nation].offers[capability]
        pool = "" if offer.pool is None else f" from a pool of {figure(offer.pool)}"
        units = self.units(offer.units.at(self.level), capability)
        return f"{self.words.names.nations[nation]} offers {units}{pool}"

    def _stay(self, nation: str, capability: str) -> str:
        months = self.scenario.nations[nation].offers[capability].stay or 0.0
        what = f"{self.words.nations(nation)} {self.words.names.capabilities[capability]}"
        return f"{what} stays at least {counted(months, 'month')} where it comes"

    def _closure(self, rule: Rule) -> str:
        if not rule.keys:
            return _CLOSURES[rule.id]
        (condition,) = rule.keys
        cited = self.cited(self.scenario.conditions[condition].source)
        return f"what needs {self.words.condition(condition)} is there only while that holds{cited}"

    def units(self, amount: float, capability: str) -> str:
        """Say an amount of a capability in its unit: `1 ship (Frigate)`, `2 ships (Frigate)`."""
        return f"{self.words.units(amount, capability)} ({self.words.names.capabilities[capability]})"

    def more_units(
        self, nation: str, capability: str, units: tuple[float, float], pool: tuple[float, float] | None
    ) -> str:
        """Say that a nation is asked for more units on station, and for the pool behind them."""
        was, to = units
        who = self.words.names.nations[nation]
        said = f"{who} is asked for {self._instead(to, was, capability)}"
        if pool is None:
            return said
        new, old = beyond(pool[1], pool[0])
        return f"{said}, from a pool of {new} instead of {old}"

    def larger_pool(self, nation: str, capability: str, pool: tuple[float, float]) -> str:
        """Say that a nation is asked to rotate from a larger pool."""
        was, to = pool
        who = self.words.names.nations[nation]
        return f"{who} rotates from a pool of {self._instead(to, was, capability)}"

    def _instead(self, to: float, was: float, capability: str) -> str:
        words, name = self.words, self.words.names.capabilities[capability]
        return f"{words.units_instead(beyond(to, was), capability, f' ({name})')}"

    def lifted(self, constraint: Constraint) -> str:
        """Say that a constraint is lifted."""
        return f"{called(constraint)} is lifted as a whole. It says: {self._content(constraint)}"

    def moved(self, constraint: Constraint, changes: Mapping[str, tuple[float, float]]) -> str:
        """Say that numbers of a constraint move, each from one to another."""
        told = []
        for field, (was, to) in changes.items():
            new, old = _moved(constraint, field, was, to)
            told.append(f"{readable(field).lower()} {new} instead of {old}")
        return f"{called(constraint)}: {listing(told)}. It says: {self._content(constraint)}"

    def misplaced(self, one: GivenUnits, said: str) -> str:
        """Say what is wrong with units that are no possible contribution; they count for nothing."""
        what = f"{self.units(one.units, one.capability)} from {self.words.names.nations[one.nation]}"
        where = f"for {self.words.line(one.requirement)} in {self.words.phase(one.phase)}"
        return f"{what} {where}: {said}, and counts for nothing"

    def broken(self, rule: Rule, ids: Mapping[str, str], amount: float, *, sort: RowSort) -> Breach:
        """Say that a plan breaks a rule: where, by how much, and what the rule says.

        The amount is less than nothing where the plan stays below the least. `sort` is what the row comes
        from.
        """
        if rule.sort == "requirement":
            much = self.words.line_units(amount, rule.keys[0])
            return Breach(f"{self.words.line(rule.keys[0])} gets {much} more than it requires", "")
        if rule.sort == "offer":
            return self._beyond_offer(rule, amount, pool=sort == "pool")
        if rule.sort == "stay":
            return self._leaves_early(rule, ids, abs(amount))
        if sort == "closure":
            return Breach(f"{measured(amount, 'personnel')} too many", f". {self.rule(rule)}")
        much = measured(abs(amount), self._measure(rule))
        beyond = "beyond" if amount > 0 else "less than"
        return Breach(f"{much} {beyond} what is allowed{self._at(ids)}", f". {self.rule(rule)}")

    def _beyond_offer(self, rule: Rule, amount: float, *, pool: bool) -> Breach:
        nation, capability = rule.keys
        who = self.words.names.nations[nation]
        if pool:
            much = counted(amount, "unit-month")
            return Breach(f"{who} rotates {much} more than its pool allows", f" and after: {self.rule(rule)}")
        units = self.words.units(amount, capability)
        return Breach(f"{who} sends {units} more than it offers", f": {self.rule(rule)}")

    def _leaves_early(self, rule: Rule, ids: Mapping[str, str], amount: float) -> Breach:
        nation, capability = rule.keys
        who, where = self.words.names.nations[nation], self.words.names.places[ids["place"]]
        fewer = f"{self.words.units(amount, capability)} fewer at {where} than have to be there still"
        return Breach(f"{who} has {fewer}", f": {self.rule(rule)}")

    def when(self, phases: Sequence[str]) -> str:
        """Say in which phases something is so; nothing where it is about none."""
        if len(phases) > 1 and len(phases) == len(self.scenario.phases):
            return " in every phase"
        return f" in {listing(map(self.words.phase, phases))}" if phases else ""

    def _at(self, ids: Mapping[str, str]) -> str:
        place = self.words.place(ids)
        return f" ({place})" if place else ""

    def _measure(self, rule: Rule) -> str:
        return self.scenario.constraints[rule.id].bound_in


def _moved(constraint: Constraint, field: str, was: float, to: float) -> tuple[str, str]:
    """Write a number of a constraint and the one before it, as the constraint's own sentence writes it."""
    write, kind = (instead if constraint.exact else beyond), type(constraint)
    if field in marked(kind, IN_PERCENT):
        return f"{write(100.0 * to, 100.0 * was)[0]}%", part_in_words(was)
    new, old = write(to, was)
    return new, ratio_in_words(was) if field in marked(kind, OrFraction()) else old


def _for(places: str) -> str:
    return f" for {places}" if places else ""
