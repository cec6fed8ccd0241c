"""A seeded family of problems: raw numbers as arrays, and the same problem as a scenario document.

Mathematics, with x units on station and s shortfall, both at least zero, and one goal, the fill:

    minimise  sum over r, t of months[t] * s[r,t] / q[r,t]
    need      sum over n of x[n,c,r,t] + s[r,t] = q[r,t]                       every requirement r, phase t
    offer     sum over r of x[n,c,r,t]         <= units[n,c] / rotation[n,c]   every offered pair (n, c), t
    total     personnel(n, t)                  <= personnel_cap[n]             every nation n, t
    share     personnel(n, component, t)       <= 0.35 * personnel(component, t)   every n, component, t
    lead      personnel(leads, component, t)   >= 0.40 * personnel(component, t)   every component, t
    budget    sum over t of months * cost      <= budget[n]                    every n
    tonnage   tonnage(t)                       <= tonnage_cap                  every t

A requirement r is a capability c at a place. Sending nothing is always feasible, so no member is infeasible.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

COMPONENTS = ("land", "maritime", "training")
OFFERED = 0.35
"""The part of the nation-capability pairs that is offered."""
NATION_SHARE = 0.35
"""The most that one nation sends of a component in a phase."""
LEAD_SHARE = 0.4
"""The least that the lead nations together send of a component in a phase."""

_PERSONNEL = {"land": (150, 900), "maritime": (40, 260), "training": (15, 60)}
_COST_PER_HEAD = {"land": 0.003, "maritime": 0.02, "training": 0.008}
_LED = 0.5
"""The part of a component's offered people that the lead nations have; near LEAD_SHARE, so that it binds."""
_DECIMALS = 4


@dataclass(frozen=True)
class Size:
    """How many of each there are."""

    nations: int
    capabilities: int
    places: int
    phases: int


S = Size(26, 8, 3, 4)
M = Size(32, 20, 6, 24)
L = Size(120, 40, 15, 24)
SIZES = {"S": S, "M": M, "L": L}


@dataclass(frozen=True, eq=False)
class Family:
    """One member of the family; P offered pairs, C capabilities, R places, T phases, N nations."""

    size: Size
    seed: int
    nations: tuple[str, ...]
    capabilities: tuple[str, ...]
    places: tuple[str, ...]
    phases: tuple[str, ...]
    months: Floats
    """Length of each phase in months, shape (T,)."""
    component: Integers
    """Index into COMPONENTS of each capability, shape (C,)."""
    personnel: Floats
    """People in one unit, shape (C,)."""
    cost: Floats
    """Cost of one unit on station for one month, shape (C,)."""
    tonnage: Floats
    """Tonnage of one unit, zero outside the maritime component, shape (C,)."""
    offer_nation: Integers
    """Index of the nation of each offered pair, sorted by nation and capability, shape (P,)."""
    offer_capability: Integers
    """Index of the capability of each offered pair, shape (P,)."""
    units: Floats
    """Units that each pair offers in all, shape (P,)."""
    rotation: Floats
    """How many units it takes to keep one on station, shape (P,)."""
    quantity: Floats
    """Units required on station, shape (C, R, T)."""
    personnel_cap: Floats
    """The most people that each nation sends in a phase, shape (N,)."""
    budget: Floats
    """The most that each nation spends over the horizon, shape (N,)."""
    leads: tuple[tuple[int, ...], ...]
    """Indices of the lead nations of each component."""
    tonnage_cap: float
    """The most tonnage on station in a phase."""

    @cached_property
    def on_station(self) -> Floats:
        """The units of each pair that can be on station at any time, shape (P,)."""
        return np.round(self.units / self.rotation, _DECIMALS)

    @property
    def columns(self) -> int:
        """The number of contributions and shortfalls."""
        return (len(self.units) * self.size.places * self.size.phases) + self.quantity.size


def generate(size: Size, seed: int = 0) -> Family:
    """Return the member of a size for a seed; the same seed always gives the same numbers."""
    random = np.random.default_rng(seed)
    component: Integers = np.arange(size.capabilities) % len(COMPONENTS)
    personnel, cost, tonnage = _capabilities(random, component)
    nation, capability = _pairs(random, size)
    leads = _leads(random, size, component, nation, capability)
    units, rotation = _offers(random, personnel, component, nation, capability, leads)
    on_station = np.round(units / rotation, _DECIMALS)
    supply: Floats = np.bincount(capability, on_station, size.capabilities).astype(float)
    people = np.bincount(nation, on_station * personnel[capability], size.nations)
    spending = np.bincount(nation, on_station * cost[capability], size.nations) * size.phases
    return Family(
        size=size,
        seed=seed,
        nations=_ids("N", size.nations, 3),
        capabilities=_ids("C", size.capabilities, 2),
        places=_ids("P", size.places, 2),
        phases=_ids("T", size.phases, 2),
        months=np.ones(size.phases),
        component=component,
        personnel=personnel,
        cost=cost,
        tonnage=tonnage,
        offer_nation=nation,
        offer_capability=capability,
        units=units,
        rotation=rotation,
        quantity=_quantity(random, size, supply),
        personnel_cap=np.round(people * random.uniform(0.65, 1.1, size.nations)),
        budget=np.round(spending * random.uniform(0.7, 1.4, size.nations), 2),
        leads=leads,
        tonnage_cap=float(np.round(0.8 * (supply * tonnage).sum())),
    )


def _ids(letter: str, count: int, digits: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number:0{digits}d}" for number in range(1, count + 1))


def _capabilities(random: np.random.Generator, component: Integers) -> tuple[Floats, Floats, Floats]:
    """Return personnel, cost and tonnage of one unit of each capability."""
    low, high = np.array([_PERSONNEL[COMPONENTS[index]] for index in component], dtype=float).T
    personnel = np.round(random.uniform(low, high))
    per_head = np.array([_COST_PER_HEAD[COMPONENTS[index]] for index in component])
    cost = np.round(personnel * per_head * random.uniform(0.6, 1.6, len(component)), 3)
    maritime = component == COMPONENTS.index("maritime")
    tonnage = np.where(maritime, np.round(random.uniform(500, 8000, len(component))), 0.0)
    return personnel, cost, tonnage


def _pairs(random: np.random.Generator, size: Size) -> tuple[Integers, Integers]:
    """Return nation and capability of the offered pairs, sorted."""
    pairs = size.nations * size.capabilities
    offered = np.sort(random.choice(pairs, round(OFFERED * pairs), replace=False))
    return offered // size.capabilities, offered % size.capabilities


def _leads(
    random: np.random.Generator, size: Size, component: Integers, nation: Integers, capability: Integers
) -> tuple[tuple[int, ...], ...]:
    """Return the lead nations of each component: two or more of those that offer the most kinds of it."""
    count = max(2, size.nations // 16)
    leads = []
    for index in range(len(COMPONENTS)):
        kinds = np.bincount(nation[component[capability] == index], minlength=size.nations)
        ranked = np.lexsort((random.random(size.nations), -kinds))
        leads.append(tuple(sorted(int(number) for number in ranked[:count])))
    return tuple(leads)


def _offers(
    random: np.random.Generator,
    personnel: Floats,
    component: Integers,
    nation: Integers,
    capability: Integers,
    leads: tuple[tuple[int, ...], ...],
) -> tuple[Floats, Floats]:
    """Return units and rotation of the offered pairs; nations differ in size."""
    scale = random.lognormal(0.0, 1.0, nation.max() + 1)
    units = scale[nation] * random.uniform(1.0, 8.0, len(nation))
    rotation = random.choice([1.0, 2.0, 3.0, 4.0], len(nation), p=[0.2, 0.3, 0.35, 0.15])
    people = units / rotation * personnel[capability]
    for index, members in enumerate(leads):
        of_component = component[capability] == index
        led = of_component & np.isin(nation, members)
        factor = people[of_component & ~led].sum() / people[led].sum() * _LED / (1 - _LED)
        units[led] *= factor
    return np.round(np.maximum(units, 0.5), 1), rotation


def _quantity(random: np.random.Generator, size: Size, supply: Floats) -> Floats:
    """Return the need of each capability, place and phase: in all about what is offered."""
    places = random.dirichlet(np.full(size.places, 3.0), size.capabilities)
    level = random.uniform(0.85, 1.25, size.capabilities)
    swing = random.uniform(0.85, 1.15, (size.capabilities, size.places, size.phases))
    quantity = supply[:, None, None] * level[:, None, None] * places[:, :, None] * swing
    return np.maximum(np.round(quantity, 2), 0.05)


def as_document(family: Family) -> dict[str, Any]:
    """Return the member as a scenario document, with identical floating-point numbers."""
    return {
        "title": f"Benchmark family, {len(family.nations)} nations, seed {family.seed}",
        "phases": [
            {"id": phase, "months": float(months)}
            for phase, months in zip(family.phases, family.months, strict=True)
        ],
        "places": {place: {"area": f"area_{place}"} for place in family.places},
        "capabilities": _capability_entries(family),
        "requirements": _requirement_entries(family),
        "nations": _nation_entries(family),
        "constraints": _limit_entries(family) | _component_entries(family),
        "goals": ["fill"],
    }


def _capability_entries(family: Family) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for index, capability in enumerate(family.capabilities):
        entries[capability] = {
            "component": COMPONENTS[family.component[index]],
            "unit": "unit",
            "personnel": float(family.personnel[index]),
            "cost": float(family.cost[index]),
        }
        if family.tonnage[index] > 0:
            entries[capability]["measures"] = {"tonnage": float(family.tonnage[index])}
    return entries


def _requirement_entries(family: Family) -> dict[str, Any]:
    return {
        f"{capability}-{place}": {
            "capability": capability,
            "place": place,
            "quantity": dict(zip(family.phases, family.quantity[row, column].tolist(), strict=True)),
        }
        for row, capability in enumerate(family.capabilities)
        for column, place in enumerate(family.places)
    }


def _nation_entries(family: Family) -> dict[str, Any]:
    entries: dict[str, Any] = {nation: {"offers": {}} for nation in family.nations}
    for nation, capability, units in zip(
        family.offer_nation.tolist(),
        family.offer_capability.tolist(),
        family.on_station.tolist(),
        strict=True,
    ):
        entries[family.nations[nation]]["offers"][family.capabilities[capability]] = {"units": units}
    return entries


def _limit_entries(family: Family) -> dict[str, Any]:
    """Return the total and the budget of each nation, and the tonnage cap."""
    entries: dict[str, Any] = {
        "tonnage": {
            "kind": "limit",
            "component": "maritime",
            "measure": "tonnage",
            "at_most": family.tonnage_cap,
        }
    }
    for nation, cap, budget in zip(
        family.nations, family.personnel_cap.tolist(), family.budget.tolist(), strict=True
    ):
        entries[f"total-{nation}"] = {
            "kind": "limit",
            "nations": nation,
            "measure": "personnel",
            "at_most": cap,
        }
        entries[f"budget-{nation}"] = {
            "kind": "limit",
            "nations": nation,
            "measure": "cost",
            "per": "horizon",
            "at_most": budget,
        }
    return entries


def _component_entries(family: Family) -> dict[str, Any]:
    """Return the largest share of a nation and the least share of the lead nations, for each component."""
    entries: dict[str, Any] = {}
    for component, leads in zip(COMPONENTS, family.leads, strict=True):
        entries[f"share-{component}"] = {
            "kind": "share",
            "component": component,
            "per": "nation",
            "at_most": NATION_SHARE,
        }
        entries[f"lead-{component}"] = {
            "kind": "share",
            "component": component,
            "nations": [family.nations[lead] for lead in leads],
            "at_least": LEAD_SHARE,
        }
    return entries
