"""A scenario file -> a Scenario, or everything that is wrong with it at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import Field, ValidationError

from planner.files import LARGEST_FILE
from planner.scenario.assignments import assigned
from planner.scenario.checks import repeated_phases, unknown_ids, wrong_groups
from planner.scenario.complaints import Complaint, complaints
from planner.scenario.fields import AsTuple
from planner.scenario.known import Known
from planner.scenario.layers import Stack
from planner.scenario.models import Capability, Nation, Phase, Place, Requirement, Scenario
from planner.scenario.nodes import Laid, Table, grown, laid_out
from planner.scenario.parsing import decoded, parsed
from planner.scenario.problems import InvalidInput, Problem, dotted
from planner.scenario.rules import broken_rules, idle_politics
from planner.scenario.shapes import sections

NO_FILE = "<scenario>"
"""What a scenario is called in problems that came from no file."""


def load(path: str | os.PathLike[str], assignments: Sequence[str] = ()) -> Scenario:
    """Return the scenario of a file, with what it extends and with assignments (`PATH=VALUE`) on top.

    Its `origins` say for every path which file and line it came from. Raises `InvalidInput` with every
    problem that was found.
    """
    stack = Stack([])
    stack.add_file(os.fspath(path))
    return _scenario(stack, assignments)


def load_text(text: str, file: str = NO_FILE, assignments: Sequence[str] = ()) -> Scenario:
    """Return the scenario of a text as it would stand in a file of that name; see `load`."""
    stack = Stack([])
    if len(text) > LARGEST_FILE:
        raise InvalidInput(
            [Problem(file, 0, "", f"is too large: at most {LARGEST_FILE:,} characters are read")]
        )
    content = decoded(text.encode(errors="replace"), file, stack.problems)
    stack.add(file, None if content is None else parsed(content, file, stack.problems))
    return _scenario(stack, assignments)


def read(document: Mapping[str, Any], assignments: Sequence[str] = (), *, file: str = NO_FILE) -> Scenario:
    """Return the scenario of a plain document, such as `json.load` gives; see `load`."""
    stack = Stack([])
    root = grown(document, file, stack.problems)
    stack.add(file, root if isinstance(root, Table) else None)
    return _scenario(stack, assignments)


def _scenario(stack: Stack, assignments: Sequence[str]) -> Scenario:
    if not stack.complete or not stack.layers:
        raise InvalidInput(stack.problems)
    problems = stack.problems
    laid = laid_out(assigned(stack.merged(), assignments, problems))
    scenario, found = _checked(laid, certain=not problems)
    problems.extend(_problem(complaint, laid) for complaint in found)
    if problems or scenario is None:
        raise InvalidInput(problems)
    return scenario.model_copy(update={"origins": laid.origins})


def _problem(complaint: Complaint, laid: Laid) -> Problem:
    origin = laid.origin(complaint.path)
    return Problem(origin.file, origin.line, dotted(complaint.path), complaint.text, complaint.hint)


def _checked(laid: Laid, *, certain: bool) -> tuple[Scenario | None, list[Complaint]]:
    """Return the scenario, None where its form is wrong, and what is wrong with it.

    `certain` where every file says what its author meant, as far as one can tell.
    """
    scenario: Scenario | None = None
    found = list(_not_for_files(laid))
    try:
        scenario = Scenario.model_validate(laid.data)
    except ValidationError as error:
        found.extend(complaints(error, laid))
    rest = scenario or _rest(laid, found)
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
    yield from unknown_ids(laid.data, known)


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
    return _lenient().model_validate(data)


def _without(section: Any, keys: set[str | int]) -> Any:
    if isinstance(section, Mapping):
        return {key: entry for key, entry in section.items() if key not in keys}
    if isinstance(section, list):
        return [item for number, item in enumerate(section) if number not in keys]
    return section


@cache
def _lenient() -> type[Scenario]:
    """Return the model of a scenario in which no section is required."""

    class Rest(Scenario):
        title: str = ""
        phases: Annotated[tuple[Phase, ...], AsTuple] = ()
        places: dict[str, Place] = Field(default={})
        capabilities: dict[str, Capability] = Field(default={})
        requirements: dict[str, Requirement] = Field(default={})
        nations: dict[str, Nation] = Field(default={})

    return Rest
