"""The family in PuLP, as both PuLP peers solve it.

Personnel totals are variables of their own, so that the shares need not repeat every contribution; sums are
given to PuLP as pairs of variable and coefficient, which is the quick way that its documentation shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pulp

from benchmarks.family import LEAD_SHARE, NATION_SHARE
from benchmarks.records import Contribution, Records, table

Terms = defaultdict[Any, list[tuple[pulp.LpVariable, float]]]


@dataclass(frozen=True, eq=False)
class Model:
    """A PuLP problem and its contribution variables."""

    problem: pulp.LpProblem
    sent: dict[Contribution, pulp.LpVariable]

    def contributions(self) -> pd.DataFrame:
        """Return the contributions above zero of the solved problem."""
        return table((key, variable.varValue) for key, variable in self.sent.items())


def build(records: Records) -> Model:
    """Return the family as a PuLP problem."""
    problem = pulp.LpProblem("force", pulp.LpMinimize)
    sent = {
        (nation, capability, place, phase): problem.add_variable(
            f"x_{nation}_{capability}_{place}_{phase}", 0
        )
        for nation, capability in records.offers
        for place in records.places
        for phase in records.phases
    }
    short = {key: problem.add_variable("s_" + "_".join(key), 0) for key in records.needs}
    problem += total(
        (variable, records.months[key[2]] / records.needs[key]) for key, variable in short.items()
    )
    by_need, by_offer, by_nation, by_component, by_budget, by_phase = (_terms() for _ in range(6))
    for (nation, capability, place, phase), variable in sent.items():
        by_need[capability, place, phase].append((variable, 1))
        by_offer[nation, capability, phase].append((variable, 1))
        by_nation[nation, records.component[capability], phase].append(
            (variable, records.personnel[capability])
        )
        by_budget[nation].append((variable, records.months[phase] * records.cost[capability]))
        if capability in records.tonnage:
            by_phase[phase].append((variable, records.tonnage[capability]))
    for key, quantity in records.needs.items():
        problem += total([*by_need[key], (short[key], 1)]) == quantity
    for (nation, capability, _), terms in by_offer.items():
        problem += total(terms) <= records.offers[nation, capability]
    for nation, terms in by_budget.items():
        problem += total(terms) <= records.budget[nation]
    for terms in by_phase.values():
        problem += total(terms) <= records.tonnage_cap
    _add_personnel(problem, records, by_nation, by_component)
    return Model(problem, sent)


def _add_personnel(problem: pulp.LpProblem, records: Records, by_nation: Terms, by_component: Terms) -> None:
    """Add the personnel totals, and the caps, shares and lead shares written on them."""
    people = {key: problem.add_variable("y_" + "_".join(key), 0) for key in by_nation}
    for key, terms in by_nation.items():
        problem += total([*terms, (people[key], -1)]) == 0
        by_component[key[1:]].append((people[key], 1))
    whole = {key: problem.add_variable("w_" + "_".join(key), 0) for key in by_component}
    for key, terms in by_component.items():
        problem += total([*terms, (whole[key], -1)]) == 0
    of_nation = _terms()
    for (nation, component, phase), variable in people.items():
        of_nation[nation, phase].append((variable, 1))
        problem += total([(variable, 1), (whole[component, phase], -NATION_SHARE)]) <= 0
    for (nation, _), terms in of_nation.items():
        problem += total(terms) <= records.personnel_cap[nation]
    for (component, phase), variable in whole.items():
        leads = [
            (people[lead, component, phase], 1)
            for lead in records.leads[component]
            if (lead, component, phase) in people
        ]
        problem += total([*leads, (variable, -LEAD_SHARE)]) >= 0


def _terms() -> Terms:
    return defaultdict(list)


def total(terms: Iterable[tuple[pulp.LpVariable, float]]) -> pulp.LpAffineExpression:
    """Return a sum of variables times coefficients, each variable once."""
    return pulp.LpAffineExpression(terms)
