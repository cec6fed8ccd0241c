"""The places of a plan on a map: numbered dots, one for those that would hide each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.plan.plan import Plan
from planner.program.blocks import FloatArray
from planner.reports import unit_symbols
from planner.reports.maps.view import View
from planner.scenario.scenario import Scenario
from planner.words.figures import people
from planner.words.names import Names

APART = 17.0
"""Dots nearer to each other than this share one, in pixels."""


@dataclass(frozen=True)
class Stand:
    """A place where something is required: its id, its name, the most people there at a time, from whom."""

    place: str
    name: str
    people: float
    senders: tuple[str, ...]
    """Names of nations, those with the most people there first."""
    at: tuple[float, float] | None
    """Longitude and latitude."""
    symbols: tuple[str, ...] = ()
    """Symbols as SVG of the units that stand there and state one, those with the most people first."""


@dataclass(frozen=True)
class Dot:
    """A dot for one place or several, at pixels of the map; `label` is its number or numbers."""

    x: float
    y: float
    label: str
    stands: tuple[Stand, ...]

    @property
    def held(self) -> bool:
        """Whether anybody stands there."""
        return any(stand.senders for stand in self.stands)


def counted(stand: Stand) -> str:
    """Say how many people stand at a place, and from how many nations."""
    count = len(stand.senders)
    if not count:
        return "nobody"
    return f"{people(stand.people)} from {count} nation{'s' if count > 1 else ''}"


def stands(plan: Plan, scenario: Scenario) -> list[Stand]:
    """Return the places that something is required at, sorted by id."""
    names, sent = Names(scenario), plan.contributions
    most = sent.groupby(["place", "phase"])["personnel"].sum().groupby(level="place").max()
    return [
        Stand(
            key,
            names.places[key],
            float(most.get(key, 0.0)),
            tuple(names.nations[nation] for nation in _sorts(sent[sent["place"] == key], "nation")),
            _turned(place.at),
            unit_symbols.drawn_of(scenario, _sorts(sent[sent["place"] == key], "capability")),
        )
        for key, place in sorted(scenario.places.items())
        if any(line.place == key for line in scenario.requirements.values())
    ]


def place_table(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Return a row for each place: the most people there at a time, and from whom; most people first."""
    found = sorted(stands(plan, scenario), key=lambda stand: (-stand.people, stand.place))
    rows = [
        (stand.name, stand.people, float(len(stand.senders)), ", ".join(stand.senders)) for stand in found
    ]
    return pd.DataFrame(rows, columns=["Place", "People at most", "Nations", "From, those with most first"])


def _sorts(sent: pd.DataFrame, by: str) -> list[str]:
    """Return the nations or capabilities of contributions, those with the most people in a phase first."""
    most = sent.groupby([by, "phase"])["personnel"].sum().groupby(level=by).max()
    return [str(name) for name in sorted(most.index, key=lambda name: (-most[name], name))]


def dots(found: Sequence[Stand], view: View) -> list[Dot]:
    """Return the dots from west to east, numbered in that order."""
    located = [stand for stand in found if stand.at is not None]
    if not located:
        return []
    pixels = view.at(np.array([stand.at for stand in located], dtype=float))
    groups = sorted(_together(pixels), key=lambda group: tuple(pixels[group].mean(axis=0)))
    drawn, number = [], 1
    for group in groups:
        last = number + len(group) - 1
        x, y = pixels[group].mean(axis=0)
        label = str(number) if last == number else f"{number}\u2013{last}"
        drawn.append(Dot(float(x), float(y), label, tuple(located[one] for one in group)))
        number = last + 1
    return drawn


def _turned(at: tuple[float, float] | None) -> tuple[float, float] | None:
    return None if at is None else (at[1], at[0])


def _together(pixels: FloatArray) -> list[list[int]]:
    """Return the points in groups: whoever is near to one of a group belongs to it."""
    groups: list[list[int]] = []
    for point in range(len(pixels)):
        touched = [group for group in groups if np.hypot(*(pixels[group] - pixels[point]).T).min() < APART]
        merged = sorted([point, *(one for group in touched for one in group)])
        groups = [group for group in groups if group not in touched] + [merged]
    return groups
