"""Shortfalls in sentences that name nations, constraints and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.constraints.naming import called
from planner.facts.stated_steps import step_of
from planner.formulation.closures import Reason
from planner.scenario.scenario import Scenario
from planner.studies.shortfalls.account import HeldBack, OfferAccount, Shortfall, Use, agreed
from planner.words.names import listing
from planner.words.wording import Words

_MOST = 8
"""So many reasons are told one by one; those that hold back the fewest people are only counted."""
_NOTHING = 1e-9
"""Units up to this are not spoken of."""
_NAMED = {
    "ready": "readiness",
    "pool": "rotation",
    "stay": "a minimum stay",
    "support": "its national support element",
    "goal": "a goal that comes first",
}
"""What reasons are called that are neither a constraint nor a condition."""


@dataclass(frozen=True)
class ShortfallWords:
    """Says the shortfalls of a scenario."""

    scenario: Scenario

    @cached_property
    def words(self) -> Words:
        """How things are called."""
        return Words(self.scenario)

    def said(self, shortfall: Shortfall) -> Shortfall:
        """Return a shortfall with its sentences."""
        offers = tuple(
            replace(offer, held_back=tuple(self._held(offer, held) for held in offer.held_back))
            for offer in shortfall.offers
        )
        said = replace(shortfall, offers=offers)
        return replace(said, sentence=self._sentence(said))

    def _held(self, offer: OfferAccount, held: HeldBack) -> HeldBack:
        """Say what holds units of one offer back, and what keeps those elsewhere from coming."""
        said = [self._held_here(offer, held)] if held.units > _NOTHING else []
        if held.elsewhere > _NOTHING:
            serve = "serve" if _many(held.elsewhere) else "serves"
            whose = self._owned(offer, held.elsewhere)
            named, more = self._named(held.reason), self._too(held, many=_many(held.elsewhere))
            said.append(f"{whose} {serve} elsewhere, and could not come here: {named}{more}.")
        return replace(held, sentence=" ".join(said))

    def _held_here(self, offer: OfferAccount, held: HeldBack) -> str:
        said = self._reason(held.reason, self._owned(offer, held.units), many=_many(held.units))
        return f"{said[:1].upper()}{said[1:]}{self._too(held, many=_many(held.units))}."

    def _too(self, held: HeldBack, *, many: bool) -> str:
        """Say in brackets what would hold the same units back once the reason that is told is gone."""
        also = [self._named(reason) for reason in held.also]
        return f" ({listing(also)} would hold {'them' if many else 'it'} back too)" if also else ""

    def _sentence(self, shortfall: Shortfall) -> str:
        """Say the shortfall: how much is missing, what is on offer, and what holds back the rest."""
        words, requirement = self.words, shortfall.requirement
        missing = words.line_units(shortfall.short, requirement)
        required = words.line_units(shortfall.required, requirement)
        head = f"{words.line(requirement)} in {words.phase(shortfall.phase)} is {missing} short"
        return f"{head} of the {required} required. {self._account(shortfall)}"

    def _account(self, shortfall: Shortfall) -> str:
        """Say where the units on offer are: here, elsewhere, held back and by what, or of no use."""
        offers = shortfall.offers
        if not offers:
            return "Nobody offers any."
        total = self._amounts((offer, offer.offered) for offer in offers)
        here = self._amounts((offer, offer.here) for offer in offers)
        if all(abs(offer.here - offer.offered) < 1e-9 for offer in offers):
            return f"All that is offered is used here: {total}."
        partial = [(offer, offer.unused) for offer in offers if self._is_part_of_a_step(offer)]
        idle = self._amounts((offer, offer.unused) for offer in offers if not self._is_part_of_a_step(offer))
        said = [f"Of {total} on offer, {here or 'nothing'} {_stands(here)} here"]
        said += list(self._away(offers))
        said += list(self._reasons(offers))
        if partial:
            whose, many = self._whose(partial)
            itself = "themselves" if many else "itself"
            said.append(f"{whose} {'are' if many else 'is'} less than a step, and not sent by {itself}")
        said += [f"{idle} would do no good"] if idle else []
        return f"{'; '.join(said)}."

    def _is_part_of_a_step(self, offer: OfferAccount) -> bool:
        """Say whether what is left of an offer is less than the smallest part of it that can be sent."""
        step = step_of(self.scenario, offer.nation, offer.capability)
        return _NOTHING < offer.unused < step - _NOTHING

    def _amounts(self, amounts: Iterable[tuple[OfferAccount, float]]) -> str:
        """Return amounts of several capabilities, each added up for itself."""
        totals: dict[str, float] = defaultdict(float)
        for offer, units in amounts:
            totals[offer.capability] += units
        clear = len({self.scenario.capabilities[name].unit for name in totals}) == len(totals)
        return listing(
            self.words.units(units, capability)
            + ("" if clear else f" ({self.words.names.capabilities[capability]})")
            for capability, units in sorted(totals.items())
            if units > 1e-9
        )

    def _away(self, offers: tuple[OfferAccount, ...]) -> Iterator[str]:
        """Yield what serves elsewhere: what its line alone keeps there, then what could not come."""
        used: dict[Reason, list[tuple[OfferAccount, Use]]] = defaultdict(list)
        free: list[tuple[OfferAccount, Use]] = []
        for offer in offers:
            for use in offer.uses:
                (used[use.barred[0]] if use.barred else free).append((offer, use))
        if free:
            away = self._amounts((offer, use.units) for offer, use in free)
            yield f"{away} elsewhere ({self._lines(free, amounts=True)})"
        owned = {by: [(offer, use.units) for offer, use in uses] for by, uses in used.items()}
        ranked = self._ranked(owned)
        for by in ranked[:_MOST]:
            whose, many = self._whose(owned[by])
            serve = "serve" if many else "serves"
            named = agreed(use.barred[0] for _, use in used[by])
            lines, reason = self._lines(used[by]), self._named(named)
            yield f"{whose} {serve} {lines} elsewhere, and could not come here: {reason}"
        rest = [entry for by in ranked[_MOST:] for entry in owned[by]]
        if rest:
            more = len(ranked) - _MOST
            yield f"{self._amounts(rest)} elsewhere could not come here for {more} more reasons"

    def _lines(self, uses: Iterable[tuple[OfferAccount, Use]], *, amounts: bool = False) -> str:
        """Return which lines units serve, with their priorities; `amounts` tells the units of each."""
        used: dict[str, list[tuple[OfferAccount, float]]] = defaultdict(list)
        for offer, use in uses:
            used[use.requirement].append((offer, use.units))
        ranked = sorted(used, key=lambda line: (self.scenario.requirements[line].priority, line))
        said = [f"{line} of priority {self.scenario.requirements[line].priority}" for line in ranked]
        if not amounts:
            return listing(said)
        return ", ".join(
            f"{name}: {self._amounts(used[line])}" for name, line in zip(said, ranked, strict=True)
        )

    def _reasons(self, offers: tuple[OfferAccount, ...]) -> Iterator[str]:
        """Yield what holds units back, reason by reason, first those that hold back the most people."""
        held: dict[Reason, list[tuple[OfferAccount, float]]] = defaultdict(list)
        said = [one.reason for offer in offers for one in offer.held_back if one.units > _NOTHING]
        for offer in offers:
            for one in offer.held_back:
                if one.units > _NOTHING:
                    held[one.reason].append((offer, one.units))
        groups = {by: agreed(one for one in said if one == by) for by in held}
        ranked = self._ranked(held)
        for by in ranked[:_MOST]:
            whose, many = self._whose(held[by])
            yield self._reason(groups[by], whose, many=many)
        rest = [entry for by in ranked[_MOST:] for entry in held[by]]
        if rest:
            yield f"{len(ranked) - _MOST} more reasons hold back {self._amounts(rest)}"

    def _ranked(self, held: Mapping[Reason, list[tuple[OfferAccount, float]]]) -> list[Reason]:
        return sorted(held, key=lambda by: (-self._people(held[by]), by.id))

    def _whose(self, held: list[tuple[OfferAccount, float]]) -> tuple[str, bool]:
        """Return units with their owners, those of one offer added up, and whether they are many."""
        totals: dict[tuple[str, str], tuple[OfferAccount, float]] = {}
        for offer, units in held:
            key = (offer.nation, offer.capability)
            totals[key] = (offer, units + (totals[key][1] if key in totals else 0.0))
        said = listing(self._owned(*entry) for entry in totals.values())
        return said, len(totals) > 1 or _many(next(iter(totals.values()))[1])

    def _people(self, held: list[tuple[OfferAccount, float]]) -> float:
        capabilities = self.scenario.capabilities
        return sum(units * (capabilities[offer.capability].personnel or 1) for offer, units in held)

    def _owned(self, offer: OfferAccount, units: float) -> str:
        """Return units with their owner: Germany's 2 battalions."""
        return f"{self.words.nations(offer.nation)} {self.words.units(units, offer.capability)}"

    def _reason(self, by: Reason, whose: str, *, many: bool) -> str:
        """Say what holds units back; `whose` names them with their owners."""
        verb = ("wait", "are", "need") if many else ("waits", "is", "needs")
        if by.sort == "constraint":
            rule = self.scenario.constraints[by.name]
            lifting = listing(map(self.words.condition, rule.lifted_by))
            if not lifting:
                return f"{self._named(by)} holds back {whose}"
            return f"{whose} {verb[0]} for {lifting} ({called(rule)})"
        if by.sort == "condition":
            return f"{whose} {verb[0]} for {self.words.condition(by.name)}"
        if by.sort == "stay":
            later = f" in {self.words.phase(dict(by.group)['phase'])}" if by.group else ""
            return f"{whose} would have to stay on{later}, and could not"
        said = {
            "ready": f"{whose} {verb[1]} not ready in time",
            "firmness": f"{whose} {verb[1]} not firm enough to be counted",
            "commitments": f"{whose} {verb[1]} bound elsewhere",
            "pool": f"rotation holds back {whose}",
            "goal": f"a goal that comes first holds back {whose}",
            "support": f"{whose} {verb[2]} a national support element, which an earlier goal does not allow",
        }
        return said[by.sort]

    def _named(self, by: Reason) -> str:
        """Name a reason: a constraint with its kind, a condition by its title."""
        if by.sort == "constraint":
            rule = self.scenario.constraints[by.name]
            named, kind = called(rule), str(rule.kind)
            group = f" for {self.words.place(dict(by.group))}" if by.group else ""
            return f"the {'rule' if kind in named.lower() else kind} {named}{group}"
        if by.sort == "condition":
            return f"the wait for {self.words.condition(by.name)}"
        return _NAMED.get(by.sort, by.sort)


def _many(units: float) -> bool:
    return abs(units - 1) > 1e-9


def _stands(amounts: str) -> str:
    return "stands" if not amounts or (amounts.startswith("1 ") and " and " not in amounts) else "stand"
