"""What is compared: scenarios, solved here or before, and saved plans."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path as FilePath

from planner.files import is_file
from planner.plan.plan import Plan
from planner.plan.plan_file import SavedPlan, plan_if_any
from planner.planning import planned
from planner.problems import InvalidInput, Problem, on_one_line
from planner.question import Question
from planner.scenario.canonical import digest
from planner.scenario.layers import Parse
from planner.scenario.parsing import ParsedOnce
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.comparison.half_way import HalfWay
from planner.studies.comparison.joint_changes import Variant
from planner.words.names import HEADS

Given = str | os.PathLike[str] | Scenario | tuple[Scenario, Plan]
"""What can be compared: a file (a scenario or a plan.json), a scenario, or one with the plan made of it."""


@dataclass(frozen=True, eq=False)
class Side:
    """One of the things compared: what it is called here, its plan, its scenario if known."""

    name: str
    file: str
    plan: SavedPlan
    scenario: Scenario | None

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self.plan.scenario.title

    @property
    def found(self) -> bool:
        """Whether there is a plan, proven best or not."""
        return self.plan.found

    @property
    def goals(self) -> dict[str, float]:
        """The value of each goal of the plan, in their order; none without a plan."""
        return {one.goal: one.value for one in self.plan.goals}

    @cached_property
    def variant(self) -> Variant | None:
        """The scenario with what is counted on; None where it is not known."""
        return None if self.scenario is None else Variant(self.scenario, self.plan.counting)


@dataclass(frozen=True, eq=False)
class _Found:
    """What stands behind one thing given, before it is solved."""

    file: str
    scenario: Scenario | None
    plan: SavedPlan | None = None

    def solved(self, question: Question, half_way: HalfWay) -> SavedPlan:
        """Return its plan, made now."""
        if self.scenario is None:
            raise ValueError(f"neither a scenario nor a plan: {self.file}")
        made = half_way.formulation(Variant(self.scenario, question.counting))
        plan = planned(self.scenario, question, cost_of_goals=False, made=made)
        return SavedPlan.of(plan.as_document(), self.file)


def sides(
    given: Sequence[Given], question: Question, settings: Sequence[str] = (), half_way: HalfWay | None = None
) -> tuple[Side, ...]:
    """Return what is compared, each with its plan; raises `InvalidInput` with every problem found.

    `settings` are `PATH=VALUE`, made in each scenario file. One thing alone is held, as it is written,
    against itself with the settings. What is formulated is kept `half_way`.
    """
    half_way = half_way or HalfWay()
    asked = [(one, settings) for one in given]
    if len(given) == 1 and settings:
        asked = [(given[0], ()), (given[0], settings)]
    problems = [*_too_few(asked), *_twice(given)]
    found, parse = [], ParsedOnce()
    files = [os.fspath(one) for one in given if isinstance(one, str | os.PathLike)]
    for one, set_here in asked:
        try:
            found.append(_found(one, question, set_here, parse, files))
        except InvalidInput as refused:
            problems += [problem for problem in refused.problems if problem not in problems]
    if problems:
        raise InvalidInput(problems)
    names = _names([one.file for one in found])
    made: list[Side] = []
    for each, name in zip(found, names, strict=True):
        made.append(_side(each, name, question, (len(made), len(found)), half_way))
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


def _found(
    given: Given, question: Question, settings: Sequence[str], parse: Parse, files: Sequence[str]
) -> _Found:
    """Return one thing given, with its plan if it has one: nothing is solved, and only files take settings.

    `files` are all that are given: one of them may be the scenario of a saved plan. Raises `InvalidInput`
    where a file cannot be read, or an option would change what stands already: a plan, or by settings a
    scenario.
    """
    if isinstance(given, Scenario):
        _refuse(
            given.file,
            "a scenario that was read already",
            ["--set"] if settings else [],
            "name its file instead",
        )
        return _Found(given.file, given)
    if isinstance(given, tuple):
        scenario, plan = given
        made = SavedPlan.of(plan.as_document(), scenario.file)
        options = _changing_options(made, question, settings)
        _refuse(scenario.file, "a scenario with its plan", options, "name its file instead")
        return _Found(scenario.file, scenario, made)
    file = os.fspath(given)
    if (saved := plan_if_any(file)) is None:
        return _Found(file, load(file, settings, parse=parse))
    _refuse(file, "a saved plan", _changing_options(saved, question, settings), "name its scenario instead")
    return _Found(file, _scenario_of(saved, files), saved)


def _refuse(file: str, what: str, options: Iterable[str], hint: str) -> None:
    """Raise `InvalidInput` where there are options that would change what cannot be changed."""
    problems = [
        Problem(file or "compare", 0, "", f"is {what}, which {option} cannot change", hint)
        for option in options
    ]
    if problems:
        raise InvalidInput(problems)


def _changing_options(plan: SavedPlan, question: Question, settings: Sequence[str]) -> Iterator[str]:
    """Yield the options by which a plan would be another; none that asks for what it was made with."""
    yield from ["--set"] if settings else []
    yield from ["--firmness"] if question.firmness not in (None, plan.counting.firmness) else []
    yield from ["--offers"] if question.offers not in ("expected", plan.counting.offers) else []


def _side(found: _Found, name: str, question: Question, turn: tuple[int, int], half_way: HalfWay) -> Side:
    """Return a side, solved where it has no plan yet; `turn` is for progress."""
    question.tell(f"solving {name}", *turn)
    plan = found.plan
    if plan is None:
        # Told again before each goal: who does not want to know any more need not wait for the last one.
        again = partial(question.tell, f"solving {name}", *turn)
        plan = found.solved(question.telling(lambda *_: again()), half_way)
    return Side(name, found.file, plan, found.scenario)


def _scenario_of(saved: SavedPlan, besides: Sequence[str] = ()) -> Scenario | None:
    """Return the scenario of a saved plan, with what was set for it; None where it is not found.

    Its file is looked for as it was named, in the plan's folder, in those above it, and among the files
    `besides`. It must be the very same: it is known by its hash.
    """
    for file in dict.fromkeys((*_named_by(saved), *besides)):
        scenario = _loaded(file, saved.counted.assignments)
        if scenario is not None and digest(scenario) == saved.scenario.sha256:
            return scenario
    return None


def _named_by(saved: SavedPlan) -> Iterator[str]:
    """Yield the files that may be the one that a saved plan names, the nearest first."""
    name, folder = saved.scenario.file, FilePath(saved.file).resolve().parent
    if not name or "\0" in name:
        return
    places = [place / FilePath(name).name for place in (folder, *folder.parents)]
    yield from (str(file) for file in dict.fromkeys((*places, FilePath(name))) if is_file(file))


def _loaded(file: str, settings: Sequence[str]) -> Scenario | None:
    try:
        return load(file, settings)
    except InvalidInput:
        return None


def _names(files: Sequence[str]) -> list[str]:
    """Return a name for each file: as much of its path as tells it from the others.

    It goes without its ending, but where it would be called as a column of a table is.
    """
    depth = 1
    if len(files) == 2 and files[0] == files[1] != "":
        name = _tail(files[0], 1, depth)
        return [f"{name} (before)", f"{name} (after)"]
    while True:
        names = [_tail(file, number, depth) for number, file in enumerate(files, start=1)]
        count = Counter(names)
        if len(count) == len(names):
            ends = [on_one_line(FilePath(file).suffix) or " (file)" for file in files]
            return [
                name + end if _is_taken(name, names) else name for name, end in zip(names, ends, strict=True)
            ]
        if depth > max(len(FilePath(file).parts) for file in files):
            return [f"{name} ({number})" for number, name in enumerate(names, start=1)]
        depth += 1


def _tail(file: str, number: int, depth: int) -> str:
    path = FilePath(file)
    if not path.parts:
        return f"scenario {number}"
    return on_one_line(str(FilePath(*path.with_suffix("").parts[-depth:])))


def _is_taken(name: str, names: Sequence[str]) -> bool:
    """Say whether a column of tables is called so: one of their own, or another side's (`a: difference`)."""
    return name in HEADS or any(name.startswith(f"{other}: ") for other in names)
