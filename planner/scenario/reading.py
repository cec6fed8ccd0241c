"""A scenario file -> a Scenario, or everything that is wrong with it at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from planner.arguments import checked
from planner.facts.entries import Capability, Nation, Phase, Place, Requirement
from planner.facts.fields import AsTuple
from planner.files import LARGEST_FILE
from planner.problems import InvalidInput, Notice, Problem, dotted
from planner.scenario.assignments import assigned
from planner.scenario.causes import Causes, Wrong
from planner.scenario.checks import references, repeated_phases, unknown_ids, wrong_groups
from planner.scenario.complaints import Complaint, complaints
from planner.scenario.earlier_plans import with_earlier_plans
from planner.scenario.known import Known
from planner.scenario.layers import Layer, Parse, Stack
from planner.scenario.nodes import Laid, Table, grown, laid_out
from planner.scenario.parsing import decoded, parsed
from planner.scenario.referred import referred
from planner.scenario.rules import broken_rules, idle_politics
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import sections
from planner.scenario.sure_units import without_left_shapes

NO_FILE = "<scenario>"
"""What a scenario is called in problems that came from no file."""


@dataclass(frozen=True, eq=False)
class Examined:
    """What a text says with all that it extends, right or wrong, and everything that is wrong with it."""

    data: Any
    """Plain data of all layers; None where one of them cannot be read."""
    inherited: Any
    """Plain data of the layers below the text's own."""
    scenario: Scenario | None
    """The scenario, if nothing is wrong."""
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    """The files that it stands on, its own last."""
    below: tuple[str, ...] = ()
    """The files that were looked for below it, also those that are not there or cannot be read."""


@checked
def load(path: str | os.PathLike[str], assignments: Sequence[str] = (), *, parse: Parse = parsed) -> Scenario:
    """Return the scenario of a file, with what it extends and with assignments (`PATH=VALUE`) on top.

    Its `origins` say for every path which file and line it came from. Raises `InvalidInput` with every
    problem that was found.
    """
    return load_with_drops(path, assignments, parse=parse)[0]


def load_with_drops(
    path: str | os.PathLike[str], assignments: Sequence[str] = (), *, parse: Parse = parsed
) -> tuple[Scenario, tuple[Notice, ...]]:
    """Return the scenario of a file, and what that file and those that it extends drop; see `load`.

    What they drop is what those below them say and they leave out.
    """
    stack = Stack([], parse=parse)
    stack.add_file(os.fspath(path))
    scenario = _scenario(stack, assignments)
    return scenario, tuple(stack.drops)


def stood_on(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the files that the scenario of a file stands on: those that it extends, and itself last."""
    stack = Stack([])
    stack.add_file(os.fspath(path))
    return tuple(layer.file for layer in stack.layers.values())


def load_text(text: str, file: str = NO_FILE, assignments: Sequence[str] = ()) -> Scenario:
    """Return the scenario of a text as it would stand in a file of that name; see `load`."""
    return _scenario(_stacked(text, file), assignments)


def examine(
    text: str, file: str = NO_FILE, *, parse: Parse = parsed, within: Sequence[Path] = ()
) -> Examined:
    """Return what a text says that would stand in a file of that name, right or wrong: for editors.

    Nothing is read that lies outside the folders `within`, where there are any.
    """
    stack = _stacked(text, file, parse, within)
    files = tuple(layer.file for layer in stack.layers.values())
    if not stack.complete or not stack.layers:
        return Examined(None, {}, None, InvalidInput(stack.found()).problems, files, tuple(stack.sought))
    below = dict(list(stack.layers.items())[:-1])
    inherited = laid_out(_whole(Stack([], below))).data if below else {}
    laid = laid_out(_complete(stack, stack.problems))
    scenario = _judged(laid, stack)
    found = InvalidInput(stack.found()).problems
    judged = None if found else scenario
    return Examined(laid.data, inherited, judged, found, files, tuple(stack.sought))


def _stacked(text: str, file: str, parse: Parse = parsed, within: Sequence[Path] = ()) -> Stack:
    """Return the layers of a text; text that is too large is a problem and no layer."""
    stack = Stack([], parse=parse, within=within)
    if len(text) > LARGEST_FILE:
        said = f"is too large: at most {LARGEST_FILE:,} characters are read"
        stack.problems.append(Problem(file, 0, "", said))
        return stack
    content = decoded(text.encode(errors="replace"), file, stack.problems)
    stack.add(file, None if content is None else parse(content, file, stack.problems))
    return stack


def read(document: Mapping[str, Any], assignments: Sequence[str] = (), *, file: str = NO_FILE) -> Scenario:
    """Return the scenario of a plain document, such as `json.load` gives; see `load`."""
    stack = Stack([])
    root = grown(document, file, stack.problems)
    stack.add(file, root if isinstance(root, Table) else None)
    return _scenario(stack, assignments)


def of_tree(root: Table, file: str, problems: list[Problem]) -> Scenario:
    """Return the scenario of a tree that something else than a scenario file was read into.

    Raises `InvalidInput` where `problems` were found before, with these and all others.
    """
    stack = Stack(problems)
    stack.add(file, root)
    return _scenario(stack, ())


def _scenario(stack: Stack, assignments: Sequence[str]) -> Scenario:
    if not stack.complete or not stack.layers:
        raise InvalidInput(stack.found())
    assignments = (assignments,) if isinstance(assignments, str) else assignments
    laid = laid_out(_complete(stack, stack.problems, assignments))
    scenario = _judged(laid, stack, assignments)
    if stack.problems or scenario is None:
        raise InvalidInput(stack.found())
    return scenario


def _whole(stack: Stack) -> Table:
    """Return all layers laid over one another, with the figures that they take from the reference."""
    return referred(stack.merged(), stack.problems)


def _complete(stack: Stack, problems: list[Problem], assignments: Sequence[str] = ()) -> Table:
    """Return the whole with what was set over it, and with the plans that it names."""
    root = assigned(_whole(stack), assignments, problems)
    own = next(reversed(stack.layers.values())).file if stack.layers else NO_FILE
    return with_earlier_plans(root, own, stack.within, problems)


def _judged(laid: Laid, stack: Stack, assignments: Sequence[str] = ()) -> Scenario | None:
    """Return the scenario of plain data, None where its form is wrong; what is wrong goes to the problems."""
    scenario, found = _checked(laid, certain=not stack.problems)
    stack.problems.extend(_problem(complaint, laid) for complaint in found)
    if found and (len(stack.layers) > 1 or assignments):
        wrong = [((one.path, one.text), laid.origin(one.path)) for one in found]
        stack.problems.extend(
            Causes(stack.layers, assignments, partial(_wrong, stack.within)).problems(wrong)
        )
    return None if scenario is None else scenario.model_copy(update={"origins": laid.origins})


def _wrong(
    within: Sequence[Path], layers: Mapping[str, Layer], assignments: Sequence[str]
) -> Iterator[Wrong]:
    """Yield what would be wrong with other layers, whatever else is wrong with them."""
    laid = laid_out(_complete(Stack([], dict(layers), within=within), [], assignments))
    yield from ((complaint.path, complaint.text) for complaint in _checked(laid, certain=True)[1])


def _problem(complaint: Complaint, laid: Laid) -> Problem:
    origin = laid.origin(complaint.path)
    return Problem(origin.file, origin.line, dotted(complaint.path), complaint.text, complaint.hint)


def _checked(laid: Laid, *, certain: bool) -> tuple[Scenario | None, list[Complaint]]:
    """Return the scenario, None where its form is wrong, and what is wrong with it.

    `certain` where every file says what its author meant, as far as one can tell.
    """
    scenario: Scenario | None = None
    found = list(_not_for_files(laid))
    without_left_shapes(laid)
    try:
        scenario = Scenario.model_validate(laid.data)
    except ValidationError as error:
        found.extend(complaints(error, laid))
    rest = _rest(laid, found) if scenario is None or laid.broken else scenario
    said = {complaint.path for complaint in found}
    known = Known(laid)
    found.extend(item for item in _references(laid, known) if item.path not in said)
    found.extend(broken_rules(rest, known))
    if certain:
        found.extend(idle_politics(rest, [*(item.path for item in found), *laid.broken]))
    return scenario, found


def _not_for_files(laid: Laid) -> Iterator[Complaint]:
    """Yield, and take out, what the model has for us alone."""
    if laid.data.pop("origins", None) is not None:
        yield Complaint(("origins",), "is not known here")


def _references(laid: Laid, known: Known) -> Iterator[Complaint]:
    yield from repeated_phases(laid)
    yield from wrong_groups(known)
    yield from unknown_ids(references(laid.data), known)


def _rest(laid: Laid, found: Sequence[Complaint]) -> Scenario:
    """Return what is left of a scenario when every entry is taken out that is wrong in itself."""
    wrong = {path[:2] for path in [*(complaint.path for complaint in found), *laid.broken]}
    held = {*sections(), "phases"}
    whole = {path[0] for path in wrong if len(path) == 1 or path[0] not in held}
    data = {
        name: _without(section, {path[1] for path in wrong if path[0] == name and len(path) == 2})
        for name, section in laid.data.items()
        if name not in whole
    }
    return lenient().model_validate(data)


def _without(section: Any, keys: set[str | int]) -> Any:
    if isinstance(section, Mapping):
        return {key: entry for key, entry in section.items() if key not in keys}
    if isinstance(section, list):
        return [item for number, item in enumerate(section) if number not in keys]
    return section


@cache
def lenient() -> type[Scenario]:
    """Return the model of a scenario in which no section is required."""

    class Rest(Scenario):
        title: str = ""
        phases: Annotated[tuple[Phase, ...], AsTuple] = ()
        places: dict[str, Place] = Field(default={})
        capabilities: dict[str, Capability] = Field(default={})
        requirements: dict[str, Requirement] = Field(default={})
        nations: dict[str, Nation] = Field(default={})

    return Rest
