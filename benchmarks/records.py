"""A family's numbers as dictionaries keyed by ids: what a user of an object-wise modelling tool holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from benchmarks.family import COMPONENTS, Family

Key = TypeVar("Key")
Contribution = tuple[str, str, str, str]
"""Nation, capability, place, phase."""
NEGLIGIBLE = 1e-9
"""Contributions up to this many units are none."""


@dataclass(frozen=True, eq=False)
class Records:
    """The raw numbers; preparing them is no part of any tool's time."""

    nations: tuple[str, ...]
    capabilities: tuple[str, ...]
    components: tuple[str, ...]
    places: tuple[str, ...]
    phases: tuple[str, ...]
    months: Mapping[str, float]
    component: Mapping[str, str]
    personnel: Mapping[str, float]
    cost: Mapping[str, float]
    tonnage: Mapping[str, float]
    """Of maritime capabilities only."""
    offers: Mapping[tuple[str, str], float]
    """Units on station by nation and capability."""
    needs: Mapping[tuple[str, str, str], float]
    """Units required by capability, place and phase."""
    personnel_cap: Mapping[str, float]
    budget: Mapping[str, float]
    leads: Mapping[str, tuple[str, ...]]
    tonnage_cap: float

    @classmethod
    def of(cls, family: Family) -> Records:
        """Return the records of a family."""
        nations, capabilities = family.nations, family.capabilities
        kinds = [COMPONENTS[index] for index in family.component]
        pairs = zip(family.offer_nation.tolist(), family.offer_capability.tolist(), strict=True)
        keys = [(nations[nation], capabilities[capability]) for nation, capability in pairs]
        return cls(
            nations=nations,
            capabilities=capabilities,
            components=COMPONENTS,
            places=family.places,
            phases=family.phases,
            months=_keyed(family.phases, family.months),
            component=dict(zip(capabilities, kinds, strict=True)),
            personnel=_keyed(capabilities, family.personnel),
            cost=_keyed(capabilities, family.cost),
            tonnage={
                name: value for name, value in _keyed(capabilities, family.tonnage).items() if value > 0
            },
            offers=_keyed(keys, family.on_station),
            needs=_keyed(
                [
                    (capability, place, phase)
                    for capability in capabilities
                    for place in family.places
                    for phase in family.phases
                ],
                family.quantity.ravel(),
            ),
            personnel_cap=_keyed(nations, family.personnel_cap),
            budget=_keyed(nations, family.budget),
            leads={
                component: tuple(nations[lead] for lead in leads)
                for component, leads in zip(COMPONENTS, family.leads, strict=True)
            },
            tonnage_cap=family.tonnage_cap,
        )


def _keyed(keys: Iterable[Key], values: np.ndarray) -> dict[Key, float]:
    return dict(zip(keys, values.tolist(), strict=True))


def table(contributions: Iterable[tuple[Contribution, float]]) -> pd.DataFrame:
    """Return the contributions above zero, one line each."""
    lines = [(*key, units) for key, units in contributions if units > NEGLIGIBLE]
    return pd.DataFrame(lines, columns=["nation", "capability", "place", "phase", "units"])
