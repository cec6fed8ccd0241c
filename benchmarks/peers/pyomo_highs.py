"""Pyomo with HiGHS, handed over in memory: as it comes, interior point, primal simplex.

Rows are `LinearExpression`s, Pyomo's quickest way to write a long sum. Solve is HiGHS's own run time as
Pyomo's timer saw it, hand over the rest of the call, read the loading of the values and the table made of
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

import pyomo.environ as pyo
from pyomo.contrib.solver.common.factory import SolverFactory
from pyomo.core.expr import LinearExpression

from benchmarks.family import LEAD_SHARE, NATION_SHARE, Family
from benchmarks.peers.methods import METHODS
from benchmarks.records import Records, table
from benchmarks.timing import Timing, Watch

Terms = defaultdict[Any, list[tuple[Any, float]]]


def build(records: Records) -> pyo.ConcreteModel:
    """Return the family as a Pyomo model."""
    model = pyo.ConcreteModel()
    model.sent = pyo.Var(
        [
            (nation, capability, place, phase)
            for nation, capability in records.offers
            for place in records.places
            for phase in records.phases
        ],
        within=pyo.NonNegativeReals,
    )
    model.short = pyo.Var(list(records.needs), within=pyo.NonNegativeReals)
    model.unfilled = pyo.Objective(
        expr=total(
            (model.short[key], records.months[key[2]] / quantity) for key, quantity in records.needs.items()
        )
    )
    by_need, by_offer, by_force, by_budget, by_phase = (_terms() for _ in range(5))
    for (nation, capability, place, phase), variable in model.sent.items():
        by_need[capability, place, phase].append((variable, 1))
        by_offer[nation, capability, phase].append((variable, 1))
        by_force[nation, records.component[capability], phase].append(
            (variable, records.personnel[capability])
        )
        by_budget[nation].append((variable, records.months[phase] * records.cost[capability]))
        if capability in records.tonnage:
            by_phase[phase].append((variable, records.tonnage[capability]))
    model.need = pyo.Constraint(
        list(records.needs),
        rule=lambda model, *key: total([*by_need[key], (model.short[key], 1)]) == records.needs[key],
    )
    model.offer = pyo.Constraint(
        list(by_offer),
        rule=lambda _, nation, capability, phase: (
            total(by_offer[nation, capability, phase]) <= records.offers[nation, capability]
        ),
    )
    model.budget = pyo.Constraint(
        list(by_budget), rule=lambda _, nation: total(by_budget[nation]) <= records.budget[nation]
    )
    model.tonnage = pyo.Constraint(
        list(by_phase), rule=lambda _, phase: total(by_phase[phase]) <= records.tonnage_cap
    )
    _add_personnel(model, records, by_force)
    return model


def _add_personnel(model: pyo.ConcreteModel, records: Records, by_force: Terms) -> None:
    """Add the personnel totals, and the caps, shares and lead shares written on them."""
    model.people = pyo.Var(list(by_force), within=pyo.NonNegativeReals)
    model.whole = pyo.Var(records.components, records.phases, within=pyo.NonNegativeReals)
    by_component, by_nation = _terms(), _terms()
    for (nation, component, phase), variable in model.people.items():
        by_component[component, phase].append((variable, 1))
        by_nation[nation, phase].append((variable, 1))
    model.define_people = pyo.Constraint(
        list(by_force), rule=lambda model, *key: total([*by_force[key], (model.people[key], -1)]) == 0
    )
    model.define_whole = pyo.Constraint(
        list(by_component), rule=lambda model, *key: total([*by_component[key], (model.whole[key], -1)]) == 0
    )
    model.total = pyo.Constraint(
        list(by_nation),
        rule=lambda _, nation, phase: total(by_nation[nation, phase]) <= records.personnel_cap[nation],
    )
    model.share = pyo.Constraint(
        list(by_force),
        rule=lambda model, nation, component, phase: (
            total(
                [(model.people[nation, component, phase], 1), (model.whole[component, phase], -NATION_SHARE)]
            )
            <= 0
        ),
    )
    model.lead = pyo.Constraint(
        list(by_component),
        rule=lambda model, component, phase: (
            total(
                [
                    *(
                        (model.people[lead, component, phase], 1)
                        for lead in records.leads[component]
                        if (lead, component, phase) in by_force
                    ),
                    (model.whole[component, phase], -LEAD_SHARE),
                ]
            )
            >= 0
        ),
    )


def _terms() -> Terms:
    return defaultdict(list)


def total(terms: Iterable[tuple[Any, float]]) -> LinearExpression:
    """Return a sum of variables times coefficients."""
    variables, coefficients = zip(*terms, strict=True)
    return LinearExpression(linear_vars=variables, linear_coefs=coefficients)


def solve(family: Family, method: str = "interior") -> Timing:
    """Solve a family and time the stages."""
    records = Records.of(family)
    watch = Watch()
    model = build(records)
    building = watch.lap()
    results = SolverFactory("highs").solve(
        model, load_solutions=False, threads=1, solver_options=METHODS[method]
    )
    call = watch.lap()
    results.solution_loader.load_vars()
    contributions = table((key, variable.value) for key, variable in model.sent.items())
    read = watch.lap()
    solving = results.timing_info.timer.get_total_time("optimize")
    return Timing(building, call - solving, solving, read, float(results.incumbent_objective), contributions)


RUNS = {method: partial(solve, method=method) for method in METHODS}
