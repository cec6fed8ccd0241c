"""Scenarios with concessions made, and their offers: many, each much like the one before it.

What is changed alike is the same entry in all of them, so that whoever formulates them sees at a glance what
has not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from planner.constraints.base import Constraint
from planner.facts.entries import Nation, Offer, Units
from planner.formulation.offers import OfferTable
from planner.scenario.scenario import Scenario
from planner.studies.concessions.elastic import Elastic
from planner.studies.concessions.priced_changes import PricedChange

KEPT = 4096
"""So many changed entries are remembered; then it begins anew."""
Entry = TypeVar("Entry", Nation, Constraint)
Together = tuple[str, ...]
"""The changes of one nation or constraint, each as `--set` takes it."""


class Made:
    """Makes changes in one scenario."""

    def __init__(self, elastic: Elastic) -> None:
        self._elastic = elastic
        self._nations: dict[Together, Nation] = {}
        self._constraints: dict[Together, Constraint] = {}
        self._latest: tuple[Scenario, OfferTable] = elastic.scenario, elastic.offers

    def scenario(self, changes: Sequence[PricedChange]) -> Scenario:
        """Return the scenario with changes made."""
        scenario = self._elastic.scenario
        nations, constraints = dict(scenario.nations), dict(scenario.constraints)
        together: dict[tuple[str, str], list[PricedChange]] = {}
        for change in changes:
            together.setdefault((str(change.path[0]), str(change.path[1])), []).append(change)
        for (section, name), mine in together.items():
            if section == "nations":
                nations[name] = self._nation(nations[name], mine)
            elif any(change.to is None for change in mine):
                del constraints[name]
            else:
                constraints[name] = self._constraint(constraints[name], mine)
        return scenario.model_copy(update={"nations": nations, "constraints": constraints})

    def offers(self, scenario: Scenario) -> OfferTable:
        """Return the offers of a scenario made here, worked out anew for those who were asked otherwise."""
        before, table = self._latest
        asked = [name for name, nation in scenario.nations.items() if nation is not before.nations[name]]
        elastic = self._elastic
        table = table.renewed(scenario, elastic.ground.index, elastic.level, asked)
        self._latest = scenario, table
        return table

    def _nation(self, nation: Nation, changes: Sequence[PricedChange]) -> Nation:
        key = _key(changes)
        if key not in self._nations:
            offers = dict(nation.offers)
            for change in changes:
                capability, field = str(change.path[3]), str(change.path[4])
                offers[capability] = _offered(offers[capability], field, change.to)
            _remember(self._nations, key, nation.model_copy(update={"offers": offers}))
        return self._nations[key]

    def _constraint(self, constraint: Constraint, changes: Sequence[PricedChange]) -> Constraint:
        key = _key(changes)
        if key not in self._constraints:
            fields = {str(change.path[2]): change.to for change in changes}
            _remember(self._constraints, key, constraint.model_copy(update=fields))
        return self._constraints[key]


def _key(changes: Sequence[PricedChange]) -> Together:
    return tuple(sorted(change.assignment for change in changes))


def _remember(known: dict[Together, Entry], key: Together, entry: Entry) -> None:
    if len(known) >= KEPT:
        known.clear()
    known[key] = entry


def _offered(offer: Offer, field: str, to: float | None) -> Offer:
    return offer.model_copy(update={field: Units(expected=to or 0.0) if field == "units" else to})
