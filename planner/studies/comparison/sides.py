"""What is compared: scenarios, solved here or before, and saved plans."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from planner.formulation.offers import Counting
from planner.plan.plan import Plan
from planner.planning import planned
from planner.problems import InvalidInput, Problem, on_one_line
from planner.question import Question
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.comparison.joint_changes import Variant
from planner.studies.comparison.saved_plan import counting_of, saved_plan, scenario_beside

Given = str | os.PathLike[str] | Scenario | tuple[Scenario, Plan]
"""What can be compared: a file (a scenario or a plan.json), a scenario, or one with the plan made of it."""


@dataclass(frozen=True, eq=False)
class Side:
    """One of the things compared: what it is called here, its plan as a document, its scenario if known."""

    name: str
    file: str
    document: Mapping[str, Any]
    scenario: Scenario | None
    counting: Counting

    @property
    def title(self) -> str:
        """The scenario's title."""
        return str(self.document["scenario"]["title"])

    @property
    def found(self) -> bool:
        """Whether there is a plan, proven best or not."""
        return bool(self.document["totals"])

    @property
    def goals(self) -> dict[str, float]:
        """The value of each goal of the plan, in their order; none without a plan."""
        return {entry["goal"]: float(entry["value"]) for entry in self.document["goals"]}

    @property
    def variant(self) -> Variant | None:
        """The scenario with what is counted on; None where it is not known."""
        return None if self.scenario is None else Variant(self.scenario, self.counting)


@dataclass(frozen=True, eq=False)
class _Found:
    """What stands behind one thing given, before it is solved."""

    file: str
    scenario: Scenario | None
    document: Mapping[str, Any] | None
    counting: Counting


def sides(given: Sequence[Given], question: Question, settings: Sequence[str] = ()) -> tuple[Side, ...]:
    """Return what is compared, each with its plan; raises `InvalidInput` with every problem found.

    `settings` are `PATH=VALUE`, made in each scenario file. One thing alone is held, as it is written,
    against itself with the settings.
    """
    asked = [(one, settings) for one in given]
    if len(given) == 1 and settings:
        asked = [(given[0], ()), (given[0], settings)]
    problems = [*_too_few(asked), *_twice(given)]
    found = []
    for one, set_here in asked:
        try:
            found.append(_found(one, question.counting, set_here))
        except InvalidInput as refused:
            problems += [problem for problem in refused.problems if problem not in problems]
    if problems:
        raise InvalidInput(problems)
    names = _names([one.file for one in found])
    made: list[Side] = []
    for each, name in zip(found, names, strict=True):
        made.append(_side(each, name, question, (len(made), len(found))))
    return tuple(made)


def _too_few(asked: Sequence[tuple[Given, Sequence[str]]]) -> Iterator[Problem]:
    if len(asked) < 2:
        file = str(asked[0][0]) if asked and isinstance(asked[0][0], str | os.PathLike) else "compare"
        hint = "name at least two files, or one with --set PATH=VALUE"
        yield Problem(file, 0, "", "there is nothing to compare it with", hint)


def _twice(given: Sequence[Given]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in given:
        if isinstance(one, str | os.PathLike):
            key = os.path.realpath(one)
            if key in seen:
                yield Problem(os.fspath(one), 0, "", "is named twice", "each file can be compared once")
            seen.add(key)


def _found(given: Given, counting: Counting, settings: Sequence[str]) -> _Found:
    if isinstance(given, Scenario):
        return _Found(given.file, given, None, counting)
    if isinstance(given, tuple):
        scenario, plan = given
        document = plan.as_document()
        return _Found(scenario.file, scenario, document, counting_of(document))
    file = os.fspath(given)
    if (saved := saved_plan(file)) is None:
        return _Found(file, load(file, settings), None, counting)
    for option in _named(counting, settings):
        text = f"is a saved plan, which {option} cannot change"
        raise InvalidInput([Problem(file, 0, "", text, "name its scenario instead")])
    return _Found(file, scenario_beside(saved, file), saved, counting_of(saved))


def _named(counting: Counting, settings: Sequence[str]) -> Iterator[str]:
    """Yield the options that change what is planned."""
    yield from ["--set"] if settings else []
    yield from ["--firmness"] if counting.firmness else []
    yield from ["--offers"] if counting.offers != "expected" else []


def _side(found: _Found, name: str, question: Question, turn: tuple[int, int]) -> Side:
    """Return a side, solved where it has no plan yet; `turn` is for progress."""
    question.tell(f"solving {name}", *turn)
    document = found.document
    if document is None and found.scenario is not None:
        # Told again before each goal: who does not want to know any more need not wait for the last one.
        again = partial(question.tell, f"solving {name}", *turn)
        asked = question.telling(lambda *_: again())
        document = planned(found.scenario, asked, cost_of_goals=False).as_document()
    return Side(name, found.file, document or {}, found.scenario, found.counting)


def _names(files: Sequence[str]) -> list[str]:
    """Return a name for each file: as much of its path as tells it from the others, without its ending."""
    depth = 1
    if len(files) == 2 and files[0] == files[1] != "":
        name = _tail(files[0], 1, depth)
        return [f"{name} (before)", f"{name} (after)"]
    while True:
        names = [_tail(file, number, depth) for number, file in enumerate(files, start=1)]
        count = Counter(names)
        if len(count) == len(names):
            return names
        if depth > max(len(FilePath(file).parts) for file in files):
            return [f"{name} ({number})" for number, name in enumerate(names, start=1)]
        depth += 1


def _tail(file: str, number: int, depth: int) -> str:
    path = FilePath(file)
    if not path.parts:
        return f"scenario {number}"
    return on_one_line(str(FilePath(*path.with_suffix("").parts[-depth:])))
