"""The tables behind an explanation, under the names that people use; figures are written already."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.reports.explain_words import (
    at_slack,
    bound_name,
    effect_in_short,
    free_nations,
    people_by_slack,
    span,
    until,
)
from planner.scenario.scenario import Scenario
from planner.studies.prices.price import RowPrice
from planner.studies.ranges.ranges import Range
from planner.studies.shortfalls.account import OfferAccount, Shortfall
from planner.words.figures import figure, shown
from planner.words.names import Names
from planner.words.wording import Words

OFFERS = ("Nation", "Capability", "Offered", "Here", "Elsewhere", "Held back", "Unused", "Why")
OFFER_FIGURES = ("Offered", "Here", "Elsewhere", "Held back", "Unused")
PRICES = ("Bound", "Phase", "One more", "More, up to", "One less", "Less, up to")
PRICE_FIGURES = ("One more", "More, up to", "One less", "Less, up to")


def offers(shortfall: Shortfall, scenario: Scenario) -> pd.DataFrame:
    """Return where the units of each offer went that could serve a line: those that serve it first."""
    names = Names(scenario)
    ranked = sorted(shortfall.offers, key=lambda one: (-one.here, -one.offered, one.nation))
    return pd.DataFrame([_offer(one, names) for one in ranked], columns=list(OFFERS))


def _offer(one: OfferAccount, names: Names) -> tuple[str, ...]:
    held = sum(part.units for part in one.held_back)
    said = [part.sentence for part in one.held_back]
    elsewhere = ", ".join(f"{figure(use.units)} in {use.requirement}" for use in one.uses)
    why = " ".join([*([f"{elsewhere}."] if elsewhere else []), *said])
    figures = (one.offered, one.here, one.elsewhere, held, one.unused)
    return names.nations[one.nation], names.capabilities[one.capability], *map(shown, figures), why


def prices(found: Sequence[RowPrice], scenario: Scenario) -> pd.DataFrame:
    """Return what one more and one less of each bound does, in the order of the prices."""
    words = Words(scenario)
    rows = [
        (
            bound_name(price, words),
            words.names.phases.get(price.phase or "", ""),
            effect_in_short(price, price.more),
            until(price.more),
            effect_in_short(price, price.less),
            until(price.less),
        )
        for price in found
    ]
    return pd.DataFrame(rows, columns=list(PRICES))


def ranges(found: Sequence[Range], scenario: Scenario, *, all_nations: bool = False) -> pd.DataFrame:
    """Return the person-months of nations, by their names: in the plan, and from the least to the most."""
    names, people = Names(scenario).nations, people_by_slack(found)
    slacks = sorted({slack for _, slack in people})
    asked = dict.fromkeys(nation for nation, _ in people) if all_nations else free_nations(found)
    rows = [
        (
            names[nation],
            figure(next(people[nation, slack].plan for slack in slacks if (nation, slack) in people)),
            *(span(people[nation, slack]) if (nation, slack) in people else "" for slack in slacks),
        )
        for nation in sorted(asked, key=lambda nation: (names[nation], nation))
    ]
    return pd.DataFrame(rows, columns=["Nation", "Plan", *map(at_slack, slacks)])
