"""A plan that was saved as plan.json: read, checked, and its scenario found again beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from planner.facts.fields import Firmness, Level
from planner.files import read_bytes
from planner.formulation.offers import Counting
from planner.plan.plan import FORMAT
from planner.plan.plan_file import LARGEST_PLAN
from planner.problems import InvalidInput, Problem, dotted
from planner.scenario.canonical import digest
from planner.scenario.nodes import laid_out
from planner.scenario.parsing import parsed
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario

MOST_PROBLEMS = 10
"""So many problems of a saved plan are reported: nobody mends one by hand."""


class _Part(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False, strict=True)


class _Goal(_Part):
    goal: str
    value: float


class _Fill(_Part):
    requirement: str
    phase: str
    required: float
    filled: float
    short: float


class _Contribution(_Part):
    nation: str
    capability: str
    component: str
    requirement: str
    place: str
    phase: str
    units: float
    personnel: float
    cost: float


class _Nation(_Part):
    nation: str
    personnel_peak: float
    unit_months: dict[str, float]
    cost: float
    burden: float | None = None


class _Source(_Part):
    title: str
    file: str
    sha256: str


class _Counted(_Part):
    firmness: Firmness | None = None
    offers: Level = "expected"
    set: list[str] = []


class _Saved(_Part):
    format: Literal["planner-plan/1"]
    scenario: _Source
    counted: _Counted = _Counted()
    status: Literal["optimal", "infeasible", "unbounded", "limit", "failed"]
    solver: dict[str, Any]
    goals: list[_Goal]
    fill: list[_Fill]
    contributions: list[_Contribution]
    nations: list[_Nation]
    totals: dict[str, float]
    audit: dict[str, Any] | None = None


def saved_plan(file: str) -> dict[str, Any] | None:
    """Return the plan document in a file; None where the file is something else, such as a scenario.

    Raises `InvalidInput` where it means to be a plan and is none that can be read.
    """
    text = read_bytes(file, LARGEST_PLAN).decode("utf-8", errors="replace")
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        document = json.loads(text)
    except ValueError as error:
        _refuse_unreadable(file, error)
        return None
    if not isinstance(document, dict) or "format" not in document:
        return None
    _check(document, text, file)
    return document


def _refuse_unreadable(file: str, error: ValueError) -> None:
    """Refuse a broken document; text that was not called one may still be a scenario in YAML."""
    if FilePath(file).suffix.lower() != ".json" or not isinstance(error, json.JSONDecodeError):
        return
    hint = "save it again with `planner solve --out`"
    raise InvalidInput([Problem(file, error.lineno, "", f"cannot be read as a document: {error.msg}", hint)])


def _check(document: Mapping[str, Any], text: str, file: str) -> None:
    if document["format"] != FORMAT:
        said = f"is a document of format {document['format']!r}; a saved plan is {FORMAT!r}"
        raise InvalidInput([Problem(file, _line(text, file, ("format",)), "format", said)])
    try:
        _Saved.model_validate(document)
    except ValidationError as error:
        found = [
            Problem(file, _line(text, file, wrong["loc"]), dotted(wrong["loc"]), wrong["msg"].lower())
            for wrong in error.errors()[:MOST_PROBLEMS]
        ]
        raise InvalidInput(found) from None


def _line(text: str, file: str, path: tuple[str | int, ...]) -> int:
    """Return the line of a path in a document, or of the nearest part above it; 0 if unknown."""
    tree = parsed(text, file, [])
    return 0 if tree is None else laid_out(tree).origin(path).line


def scenario_beside(document: Mapping[str, Any], file: str) -> Scenario | None:
    """Return the scenario of a saved plan where its file is in the plan's folder, or in one above it.

    It must be the very same: it is known by its hash. None where it is not found.
    """
    name, folder = document["scenario"]["file"], FilePath(file).resolve().parent
    for place in (folder, folder.parent):
        found = place / FilePath(name).name
        scenario = _loaded(str(found)) if name and found.is_file() else None
        if scenario is not None and digest(scenario) == document["scenario"]["sha256"]:
            return scenario
    return None


def _loaded(file: str) -> Scenario | None:
    try:
        return load(file)
    except InvalidInput:
        return None


def counting_of(document: Mapping[str, Any]) -> Counting:
    """Return what a saved plan counts on."""
    counted = document.get("counted", {})
    return Counting(counted.get("firmness"), counted.get("offers", "expected"))
