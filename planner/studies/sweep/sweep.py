"""A scenario solved at every row of a sweep, each audited as any plan is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Unpack

from planner.plan.from_solution import counted
from planner.plan.plan import Counted, plain
from planner.planning import planned
from planner.problems import SETTING, InvalidInput, Problem
from planner.question import How, Question, asked
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.asked import heading, too_few
from planner.studies.sweep.settings import Choice, Setting, examined_sweep
from planner.worlds.processes import by_workers

FORMAT = "planner-sweep/1"


@dataclass(frozen=True)
class SweptRow:
    """What became of one row: what was set, the status, and of its plan the stated goals and the totals."""

    settings: tuple[tuple[str, Any], ...]
    status: str
    goals: tuple[tuple[str, float], ...]
    totals: tuple[tuple[str, float], ...]

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "set": dict(self.settings),
            "status": self.status,
            "goals": [{"goal": goal, "value": plain(value)} for goal, value in self.goals],
            "totals": {name: plain(value) for name, value in self.totals},
        }


@dataclass(frozen=True)
class Swept:
    """All rows, sorted by what was set."""

    scenario: Scenario
    counted: Counted
    rows: tuple[SweptRow, ...]

    @property
    def unfinished(self) -> bool:
        """Whether some row has neither a plan that is proven best nor a proof that there is none."""
        return any(row.status not in ("optimal", "infeasible") for row in self.rows)

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        rows = [row.as_document() for row in self.rows]
        return heading(FORMAT, self.scenario, self.counted) | {"rows": rows}


@dataclass(frozen=True)
class _Each:
    """Reads and solves each row."""

    file: str
    settings: tuple[str, ...]
    question: Question

    def scenario(self, row: Iterable[Setting] = ()) -> Scenario:
        return load(self.file, [*self.settings, *(one.assignment for one in row)])

    def row(self, choice: Choice) -> SweptRow:
        try:
            scenario = self.scenario(choice)
        except InvalidInput as refused:
            raise InvalidInput(list(_placed(refused.problems, choice))) from None
        plan = planned(scenario, self.question, cost_of_goals=False)
        found = tuple((one.path, one.value) for one in choice)
        return SweptRow(found, plan.status, tuple(plan.goals.items()), tuple(sorted(plan.totals.items())))


@asked()
def sweep(
    file: str | os.PathLike[str],
    sweep_file: str | os.PathLike[str],
    *,
    settings: Sequence[str] = (),
    workers: int = 1,
    **how: Unpack[How],
) -> Swept:
    """Return the plan's figures of a scenario file at every row of a sweep file.

    `settings` (`PATH=VALUE`) are made first. `time_limit` is for each row, the other arguments are those of
    `solve`; `workers` are processes, which change nothing but the time it takes; a plain script may ask for
    some. Raises InvalidInput with all that is wrong with either file, UnknownSolverError, and
    AuditFailedError.
    """
    question = Question(**how)
    each = _Each(os.fspath(file), tuple(settings), question.telling(None))
    base, rows = _checked(each, os.fspath(sweep_file), workers)
    found: dict[int, SweptRow] = {}
    for number, row in _solved(each, rows, workers):
        found[number] = row
        if len(found) < len(rows):
            question.tell("rows", len(found), len(rows))
    return Swept(base, counted(base, question.counting), tuple(found[number] for number in range(len(rows))))


def _checked(each: _Each, sweep_file: str, workers: int) -> tuple[Scenario, list[Choice]]:
    """Return the scenario and the rows; what is wrong with either, and each setting refused, is a problem."""
    problems = list(too_few(workers))
    base, read = None, None
    try:
        base = each.scenario()
    except InvalidInput as refused:
        problems += refused.problems
    try:
        read, found = examined_sweep(sweep_file)
        problems += found
    except InvalidInput as refused:
        problems += refused.problems
    for one in read.settings if base is not None and read is not None else ():
        problems += _refused(each, one)
    if problems or base is None or read is None:
        raise InvalidInput(problems)
    return base, read.rows


def _refused(each: _Each, setting: Setting) -> Iterator[Problem]:
    try:
        each.scenario([setting])
    except InvalidInput as refused:
        yield from _placed(refused.problems, (setting,))


def _placed(problems: Sequence[Problem], settings: Iterable[Setting]) -> Iterator[Problem]:
    """Yield problems of what was set where the sweep file says so."""
    origins = {f"{SETTING}{one.path}": one for one in settings}
    for problem in problems:
        one = origins.get(problem.file)
        if one is None:
            yield problem
        else:
            path = problem.path or one.path
            yield replace(problem, file=one.origin.file, line=one.origin.line, path=path)


def _solved(each: _Each, rows: Sequence[Choice], workers: int) -> Iterator[tuple[int, SweptRow]]:
    """Yield the number of each row with what became of it, as it is solved."""
    if workers == 1 or len(rows) < 2:
        yield from enumerate(map(each.row, rows))
        return
    yield from by_workers(each.row, rows, workers)
