"""What a scenario asks and holds, before anything is solved: key figures, needs, politics, phases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner.constraints import kinds
from planner.facts.entries import Requirement
from planner.reports.sections import paragraphs
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, people, shown
from planner.words.names import Names, one_line, plural, readable
from planner.words.text_tables import Cell, Grid
from planner.words.wording import counted

NO_MISSION = "No mission"
MOST_NAMED = 6
"""So many sorts of units are named of a priority and mission."""


@dataclass(frozen=True)
class ScenarioOverview:
    """A scenario at a glance.

    `figures` are each with what they are. `asked` has a row for each priority and mission, `lines` one for
    each requirement, `politics` one for each kind of constraint.
    """

    paragraphs: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    asked: Grid
    lines: Grid
    politics: Grid


def overview(scenario: Scenario) -> ScenarioOverview:
    """Return what a scenario asks and holds."""
    return ScenarioOverview(
        paragraphs(scenario),
        tuple(_figures(scenario)),
        _asked(scenario),
        _lines(scenario),
        _politics(scenario),
    )


def _figures(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield figures as text with what they count; no people and no conditions where there are none."""
    nations, phases = scenario.nations, scenario.phases
    offering = [nation for nation in nations.values() if nation.offers]
    offers = sum(len(nation.offers) for nation in offering)
    months = sum(phase.months for phase in phases)
    yield figure(len(offering)), f"{'nation offers' if len(offering) == 1 else 'nations offer'} something"
    yield figure(offers), _word(offers, "offer")
    if offered := _people_offered(scenario):
        yield people(offered), "people in the units offered, as expected"
    yield figure(len(scenario.requirements)), _word(len(scenario.requirements), "requirement")
    yield figure(len(scenario.constraints)), _word(len(scenario.constraints), "constraint")
    if count := len(scenario.conditions):
        yield figure(count), _word(count, "condition")
    yield figure(len(phases)), f"{_word(len(phases), 'phase')}, {counted(months, 'month')} in all"


def _word(count: int, one: str) -> str:
    return one if count == 1 else plural(one)


def _people_offered(scenario: Scenario) -> float:
    """Return the people of all offers at their expected units, before politics, time and what binds them."""
    kinds_of_unit = scenario.capabilities
    return sum(
        offer.units.expected * kinds_of_unit[capability].personnel
        for nation in scenario.nations.values()
        for capability, offer in nation.offers.items()
    )


def _ranked(scenario: Scenario) -> list[tuple[str, Requirement]]:
    """Return the requirements as they are filled: by priority, mission and id."""
    lines = scenario.requirements
    return sorted(lines.items(), key=lambda one: (one[1].priority, one[1].mission or "", one[0]))


def _mission(scenario: Scenario, line: Requirement) -> str:
    if line.mission is None:
        return NO_MISSION if scenario.missions else ""
    titled = scenario.missions.get(line.mission)
    return one_line((titled.title if titled is not None else None) or "") or readable(line.mission)


def _asked(scenario: Scenario) -> Grid:
    """Return for each priority and mission how much is asked for where most of it is."""
    names = Names(scenario)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name, line in _ranked(scenario):
        found[line.priority, _mission(scenario, line)].append(name)
    rows = tuple(
        (
            Cell(f"Priority {priority}"),
            Cell(mission),
            Cell(figure(len(lines))),
            Cell(_most(lines, scenario, names)),
        )
        for (priority, mission), lines in found.items()
    )
    return _without_empty(
        Grid(
            ("Filled in order", "Mission", "Requirements", "At most in one phase"),
            frozenset({"Requirements"}),
            rows,
        )
    )


def _most(lines: list[str], scenario: Scenario, names: Names) -> str:
    """Say how many of what some requirements need at most in one phase, the most first."""
    needed: dict[str, float] = {}
    for what in dict.fromkeys(map(names.served_by, lines)):
        alike = [scenario.requirements[name] for name in lines if names.served_by(name) == what]
        needed[what] = max(sum(line.required(phase.id) for line in alike) for phase in scenario.phases)
    ranked = sorted((one for one in needed.items() if one[1] > 0), key=lambda one: (-one[1], one[0]))
    said = [f"{figure(amount)} × {what}" for what, amount in ranked[:MOST_NAMED]]
    more = [f"{len(ranked) - MOST_NAMED} more"] if len(ranked) > MOST_NAMED else []
    return "; ".join([*said, *more]) or "nothing"


def _lines(scenario: Scenario) -> Grid:
    """Return every requirement with what it needs in each phase."""
    names = Names(scenario)
    phases = tuple(names.phases[phase.id] for phase in scenario.phases)
    rows = tuple(
        (
            Cell(figure(line.priority)),
            Cell(_mission(scenario, line)),
            Cell(names.requirements[name]),
            Cell(names.unit_of(name)),
            *(Cell(shown(line.required(phase.id))) for phase in scenario.phases),
        )
        for name, line in _ranked(scenario)
    )
    heads = ("Priority", "Mission", "Requirement", "Counted in")
    return _without_empty(Grid((*heads, *phases), frozenset({"Priority", *phases}), rows))


def _politics(scenario: Scenario) -> Grid:
    """Return how many constraints of each kind there are, and what one of the kind says."""
    said, count = kinds(), Counter(one.kind for one in scenario.constraints.values())
    rows = tuple(
        (Cell(readable(kind)), Cell(figure(number)), Cell(said[kind].says))
        for kind, number in sorted(count.items(), key=lambda one: (-one[1], one[0]))
    )
    return Grid(("Kind", "Constraints", "What one says"), frozenset({"Constraints"}), rows)


def _without_empty(grid: Grid) -> Grid:
    """Return a grid without the column of missions where there are none."""
    if any(row[1].text for row in grid.rows):
        return grid
    columns = (grid.columns[0], *grid.columns[2:])
    return Grid(columns, grid.figures, tuple((row[0], *row[2:]) for row in grid.rows))
