"""Somebody's own plan: who sends how many of what, where and when, by the names of a scenario."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from planner.digits import in_full
from planner.facts.exact import ratio_in_words
from planner.facts.fields import LARGEST
from planner.facts.stated_steps import step_of
from planner.plan.given_table import GivenRow, GivenTable, read_table
from planner.problems import InvalidInput, Problem, nearest
from planner.program.steps import is_multiple, neighbours
from planner.scenario.scenario import Scenario
from planner.words.figures import rounding

COLUMNS = ("nation", "capability", "requirement", "phase", "units")
"""What a plan says of each contribution; a file may say more, which is not read."""
IDS = COLUMNS[:4]
Ids = tuple[str, str, str, str]
NO_FILE = "<plan>"
"""What a plan is called in problems that came from no file."""
MOST_PROBLEMS = 100
"""No more problems of one plan than this are listed."""
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")


@dataclass(frozen=True)
class GivenUnits:
    """Units of a capability from a nation for a requirement in a phase; and the line that said so."""

    nation: str
    capability: str
    requirement: str
    phase: str
    units: float
    line: int = 0

    @property
    def key(self) -> Ids:
        """What they are, without how many."""
        return self.nation, self.capability, self.requirement, self.phase


def load_plan(plan: str | os.PathLike[str] | pd.DataFrame, scenario: Scenario) -> tuple[GivenUnits, ...]:
    """Return a plan from a CSV file, or from a table with the same columns.

    Raises `InvalidInput` with everything that is wrong with it: unknown names, units that are no number, are
    negative, or are no multiple of the step that they are sent in, and contributions that are named twice.
    """
    problems: list[Problem] = []
    if isinstance(plan, pd.DataFrame):
        file, table = NO_FILE, _tabled(plan, problems)
    else:
        file = os.fspath(plan)
        table = read_table(file, COLUMNS, problems)
    given = tuple(_Checking(file, scenario, problems).given(table))
    if problems:
        raise InvalidInput(_not_too_many(problems, file))
    return given


def _tabled(plan: pd.DataFrame, problems: list[Problem]) -> GivenTable:
    missing = [name for name in COLUMNS if name not in plan.columns]
    problems += [Problem(NO_FILE, 0, name, "there is no such column") for name in missing]
    if missing:
        return GivenTable(())
    records = plan[list(COLUMNS)].to_dict("records")
    rows = ({str(name): str(value) for name, value in record.items()} for record in records)
    return GivenTable(tuple(GivenRow(number, cells) for number, cells in enumerate(rows, 1)))


def _not_too_many(problems: list[Problem], file: str) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    rest = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], Problem(file, 0, "", f"has {rest:,} more problems of the same sorts")]


def _ids(row: GivenRow) -> Ids:
    nation, capability, requirement, phase = (row.cells[name] for name in IDS)
    return nation, capability, requirement, phase


class _Checking:
    """Checks a plan row by row; whatever is wrong goes to `problems`."""

    def __init__(self, file: str, scenario: Scenario, problems: list[Problem]) -> None:
        self.file, self.scenario, self.problems = file, scenario, problems
        self.known: Mapping[str, Mapping[str, str | None]] = {
            "nation": {name: one.name for name, one in scenario.nations.items()},
            "capability": {name: one.title for name, one in scenario.capabilities.items()},
            "requirement": {name: one.title for name, one in scenario.requirements.items()},
            "phase": {phase.id: phase.title for phase in scenario.phases},
        }

    def given(self, table: GivenTable) -> Iterator[GivenUnits]:
        """Yield the rows that are as they should be."""
        first: dict[Ids, int] = {}
        for row in table.rows:
            before = len(self.problems)
            ids = _ids(row)
            for name, value in zip(IDS, ids, strict=True):
                self._check_name(row.line, name, value)
            units = self._units(row, decimal_comma=table.decimal_comma)
            if first.setdefault(ids, row.line) != row.line:
                self._wrong(row.line, "", "is a second row of the same", f"the first is line {first[ids]}")
            if units is not None and len(self.problems) == before:
                yield GivenUnits(*ids, units, row.line)

    def _wrong(self, line: int, path: str, text: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, line, path, text, hint))

    def _check_name(self, line: int, sort: str, name: str) -> None:
        known = self.known[sort]
        if name in known:
            return
        if not name:
            self._wrong(line, sort, "is empty")
            return
        self._wrong(line, sort, f"{name!r} is not a known {sort}", nearest(name, known, known))

    def _units(self, row: GivenRow, *, decimal_comma: bool) -> float | None:
        """Return a row's units, in the step they are sent in; None and a problem where that cannot be."""
        text = row.cells["units"]
        match = _NUMBER.fullmatch(text)
        if match is None or ("," in text and not decimal_comma):
            hint = "write a number such as 2 or 0.5"
            self._wrong(row.line, "units", f"{text!r} is not a number" if text else "is empty", hint)
            return None
        units = self._sent(float(text.replace(",", ".")), row.cells["nation"], row.cells["capability"])
        said = self._trouble(units, row.cells["nation"], row.cells["capability"])
        if said:
            self._wrong(row.line, "units", *said)
            return None
        return units

    def _step(self, nation: str, capability: str) -> float:
        return step_of(self.scenario, nation, capability) if capability in self.scenario.capabilities else 0.0

    def _sent(self, units: float, nation: str, capability: str) -> float:
        """Return the multiple of a step that figures of a plan were printed for: 5/3 for 1.67."""
        step = self._step(nation, capability)
        if units < 0 or units > LARGEST or is_multiple(units, step):
            return units
        near = min(neighbours(units, step), key=lambda one: abs(one - units))
        return near if abs(near - units) <= rounding(units) else units

    def _trouble(self, units: float, nation: str, capability: str) -> tuple[str, str] | None:
        """Return what is wrong and a hint: negative, too many, between steps; None if nothing is."""
        if units < 0:
            return f"{in_full(units)} is less than nothing", ""
        if units > LARGEST:
            return f"{in_full(units)} is more than {in_full(LARGEST)}", "surely a typing error"
        step = self._step(nation, capability)
        if is_multiple(units, step):
            return None
        if step == 1:
            return f"{in_full(units)} is not a whole number", f"{capability} is sent in whole units"
        less, more = neighbours(units, step)
        hint = f"{capability} is sent in steps: {ratio_in_words(less)} or {ratio_in_words(more)}"
        return f"{in_full(units)} is no multiple of {ratio_in_words(step)}", hint
