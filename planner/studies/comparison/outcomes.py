"""What differs coming out: the plans of all sides, line beside line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planner.plan.plan import plain
from planner.studies.comparison.sides import Side

DIFFERENT = 1e-6
"""Figures that differ by more than this, relative to their size where that is over 1, are different."""
Figures = Mapping[str, float]
LINE = ("requirement", "phase")
CONTRIBUTION = ("nation", "component", "capability", "requirement", "place", "phase")


@dataclass(frozen=True)
class FigureRow:
    """One line of a table in all plans: its keys, and its figures by side; sides without it are missing."""

    keys: Mapping[str, str]
    values: Mapping[str, Figures]

    def of(self, side: str, figure: str) -> float:
        """Return a figure of a side; zero where that has no such line."""
        return self.values.get(side, {}).get(figure, 0.0)

    def differs(self, one: str, other: str) -> bool:
        """Say whether two sides have other figures here."""
        names = {*self.values.get(one, {}), *self.values.get(other, {})}
        return any(is_different(self.of(one, name), self.of(other, name)) for name in names)

    def as_document(self, baseline: str) -> dict[str, Any]:
        """Return the line as a JSON object, with the sides that differ from the baseline."""
        values = {
            side: {name: plain(value) for name, value in figures.items()}
            for side, figures in self.values.items()
        }
        sides = sorted({*self.values, baseline})
        return {
            **self.keys,
            "values": values,
            "differs": [side for side in sides if self.differs(baseline, side)],
        }


def is_different(one: float, other: float) -> bool:
    """Say whether two figures are different, rounding aside."""
    return abs(one - other) > DIFFERENT * max(1.0, abs(one), abs(other))


@dataclass(frozen=True)
class Outcomes:
    """What came out on all sides, table by table; sides without a plan are in none of them."""

    goals: Mapping[str, Mapping[str, float]]
    """For each goal its value by side, in the order of the first side that has it."""
    totals: tuple[FigureRow, ...]
    fill: tuple[FigureRow, ...]
    contributions: tuple[FigureRow, ...]
    nations: tuple[FigureRow, ...]
    components: tuple[FigureRow, ...]
    places: tuple[FigureRow, ...]


def outcomes(sides: Sequence[Side]) -> Outcomes:
    """Return what came out on all sides, line beside line."""
    found = [side for side in sides if side.found]
    return Outcomes(
        _goals(found),
        _rows(found, lambda side: [side.plan.totals], (), _plain_figures),
        _rows(found, lambda side: map(dict, side.plan.fill), LINE, _figures("required", "filled", "short")),
        _rows(found, _contributions, CONTRIBUTION, _figures("units", "personnel", "cost")),
        _rows(found, lambda side: map(dict, side.plan.nations), ("nation",), _nation),
        _rows(found, lambda side: _gathered(side, "component"), ("component",), _plain_figures),
        _rows(found, lambda side: _gathered(side, "place"), ("place",), _plain_figures),
    )


def _goals(sides: Iterable[Side]) -> dict[str, dict[str, float]]:
    goals: dict[str, dict[str, float]] = {}
    for side in sides:
        for goal, value in side.goals.items():
            goals.setdefault(goal, {})[side.name] = value
    return goals


Lines = Callable[[Side], Iterable[Mapping[str, Any]]]
Reader = Callable[[Mapping[str, Any]], dict[str, float]]


def _rows(
    sides: Sequence[Side], lines: Lines, keys: tuple[str, ...], reader: Reader
) -> tuple[FigureRow, ...]:
    """Lay the lines of a table of all sides beside one another; sorted by their keys, phases in order."""
    order = _order(sides)
    found: dict[tuple[str, ...], dict[str, Figures]] = {}
    for side in sides:
        for line in lines(side):
            key = tuple(str(line[name]) for name in keys)
            found.setdefault(key, {})[side.name] = reader(line)
    ranked = sorted(found, key=lambda key: tuple((order.get(part, 0), part) for part in key))
    return tuple(FigureRow(dict(zip(keys, key, strict=True)), found[key]) for key in ranked)


def _order(sides: Sequence[Side]) -> dict[str, int]:
    """Return the place of each phase in time, of the first side whose scenario is known."""
    scenario = next((side.scenario for side in sides if side.scenario is not None), None)
    return {} if scenario is None else {phase.id: place for place, phase in enumerate(scenario.phases)}


def _figures(*names: str) -> Reader:
    return lambda line: {name: float(line[name]) for name in names}


def _plain_figures(line: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in line.items() if not isinstance(value, str)}


def _nation(line: Mapping[str, Any]) -> dict[str, float]:
    figures = {name: line[name] for name in ("personnel_peak", "cost", "burden")}
    return {name: float(value) for name, value in figures.items() if value is not None}


def _contributions(side: Side) -> list[dict[str, Any]]:
    """Return the contributions, those for one line, place and phase as one."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for line in side.plan.contributions:
        key = (line.nation, line.component, line.capability, line.requirement, line.place, line.phase)
        known = found.setdefault(key, {"units": 0.0, "personnel": 0.0, "cost": 0.0})
        known["units"] += line.units
        known["personnel"] += line.personnel
        known["cost"] += line.cost
    return [{**dict(zip(CONTRIBUTION, key, strict=True)), **figures} for key, figures in found.items()]


def _gathered(side: Side, by: Literal["component", "place"]) -> list[dict[str, Any]]:
    """Return the most people at a time and the cost over all phases, of each component or place."""
    people: dict[str, dict[str, float]] = {}
    cost: dict[str, float] = {}
    for line in side.plan.contributions:
        name = line.component if by == "component" else line.place
        phases = people.setdefault(name, {})
        phases[line.phase] = phases.get(line.phase, 0.0) + line.personnel
        cost[name] = cost.get(name, 0.0) + line.cost
    return [
        {by: name, "personnel_peak": max(phases.values()), "cost": cost[name]}
        for name, phases in people.items()
    ]
