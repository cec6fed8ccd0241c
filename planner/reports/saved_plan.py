"""A plan as its file has it, laid out to be read: what is filled, and who sends what, by phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.engines.engine import Status
from planner.plan.plan_file import SavedPlan
from planner.reports.plan_sentences import UNPROVEN, WITHOUT_PLAN
from planner.scenario.scenario import Scenario
from planner.words.figures import figure, filled_of_required, is_short, of_people, share
from planner.words.names import Names, one_line, readable
from planner.words.text_tables import Cell, Grid


@dataclass(frozen=True)
class SavedPlanAtAGlance:
    """What a saved plan says: of what scenario it is, in sentences, and two tables by phase."""

    title: str
    said: tuple[str, ...]
    filled: Grid
    sent: Grid


Called = Mapping[str, str]
"""What ids are called; one that is missing is read as it stands."""


@dataclass(frozen=True)
class _Names:
    """What a scenario calls what a plan speaks of: nothing where none is known."""

    nations: Called
    capabilities: Called
    requirements: Called
    phases: Called

    @classmethod
    def of(cls, scenario: Scenario | None) -> _Names:
        if scenario is None:
            return cls({}, {}, {}, {})
        names = Names(scenario)
        return cls(names.nations, names.capabilities, names.requirements, names.phases)


def at_a_glance(saved: SavedPlan, scenario: Scenario | None) -> SavedPlanAtAGlance:
    """Return what a saved plan says, with the names of a scenario where that knows them."""
    names = _Names.of(scenario)
    known = list(names.phases)
    phases = list(dict.fromkeys(one.phase for one in saved.fill))
    phases.sort(key=lambda phase: known.index(phase) if phase in known else len(known))
    return SavedPlanAtAGlance(
        one_line(saved.scenario.title),
        tuple(_said(saved)),
        _filled(saved, names, phases),
        _sent(saved, names, phases),
    )


def _said(saved: SavedPlan) -> Iterable[str]:
    """Yield whether it is proven best, what is filled, people, cost, what was set; without a plan, why."""
    if not saved.found:
        yield WITHOUT_PLAN[saved.status][0]
        return
    if saved.status is not Status.OPTIMAL:
        yield UNPROVEN
    if saved.filled is not None:
        yield f"{share(saved.filled)} of what is required is filled."
    peak, cost = saved.totals.get("personnel_peak"), saved.totals.get("cost")
    if peak is not None and cost is not None:
        yield f"At most {of_people(peak)} at a time, cost {figure(cost)}."
    if saved.counted.made:
        yield f"Made with {', '.join(saved.counted.made)}."


def _filled(saved: SavedPlan, names: _Names, phases: list[str]) -> Grid:
    """Return filled of required, a row a line in the order of the file; blank where the file has none."""
    cells = {
        (one.requirement, one.phase): Cell(
            filled_of_required(one.filled, one.required),
            "short" if is_short(one.required - one.filled, one.required) else "",
        )
        for one in saved.fill
    }
    lines = dict.fromkeys(one.requirement for one in saved.fill)
    rows = [
        (
            Cell(_called(line, names.requirements)),
            *(cells.get((line, phase), Cell("")) for phase in phases),
        )
        for line in lines
    ]
    return _by_phase(("Requirement",), rows, names, phases)


def _sent(saved: SavedPlan, names: _Names, phases: list[str]) -> Grid:
    """Return units by nation, capability and line in the order of the file, a column a phase; blank: none."""
    units: dict[tuple[str, str, str], dict[str, float]] = {}
    for one in saved.contributions:
        there = units.setdefault((one.nation, one.capability, one.requirement), {})
        there[one.phase] = there.get(one.phase, 0.0) + one.units
    rows = [
        (
            Cell(_called(nation, names.nations)),
            Cell(_called(capability, names.capabilities)),
            Cell(_called(line, names.requirements)),
            *(Cell(figure(there[phase]) if phase in there else "") for phase in phases),
        )
        for (nation, capability, line), there in units.items()
    ]
    return _by_phase(("Nation", "Capability", "Requirement"), rows, names, phases)


def _by_phase(heads: tuple[str, ...], rows: list[tuple[Cell, ...]], names: _Names, phases: list[str]) -> Grid:
    titles = tuple(_called(phase, names.phases) for phase in phases)
    return Grid((*heads, *titles), frozenset(titles), tuple(rows))


def _called(key: str, known: Called) -> str:
    return known.get(key) or readable(key)
