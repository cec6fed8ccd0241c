"""A plan.json as it stands in a file, read again and checked for its form."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from planner.engines.engine import Status
from planner.facts.fields import LARGEST, Firmness, Level
from planner.files import read_bytes
from planner.plan.plan import FORMAT
from planner.problems import InvalidInput, Problem, dotted

LARGEST_PLAN = 200 * 1024 * 1024
"""The most bytes of a plan's file."""


class _Part(BaseModel):
    """A part of a plan's file; what a later planner adds to it is kept and not looked at."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class SavedScenario(_Part):
    """The scenario that a plan was made from."""

    title: str
    file: str
    sha256: str


class SavedCounted(_Part):
    """What a plan counts on."""

    firmness: Firmness | None = None
    offers: Level = "expected"
    settings: tuple[str, ...] = Field(default=(), alias="set")


class SavedSolver(_Part):
    """Who solved it."""

    name: str
    version: str


class SavedCost(_Part):
    """What a goal cost a later one."""

    goal: str
    change: float


class SavedGoal(_Part):
    """A goal, its value, and what it cost those after it."""

    goal: str
    value: float
    costs: tuple[SavedCost, ...] = ()


class SavedContribution(_Part):
    """What a nation sends of a capability to a requirement in a phase."""

    nation: str
    capability: str
    requirement: str
    phase: str
    units: float = Field(ge=-LARGEST, le=LARGEST)


class SavedSupport(_Part):
    """Where a national support element stands."""

    nation: str
    place: str
    phase: str


class SavedBound(_Part):
    """What was proven of a goal; the bound is missing where nothing was."""

    goal: str
    value: float
    bound: float | None
    gap: float | None = None


class SavedAudit(_Part):
    """What the audit found when the plan was made."""

    max_violation: float
    passed: bool
    bound: float | None = None
    gap: float | None = None
    proven_by: str = "planner"
    goals: tuple[SavedBound, ...] = ()


class _Totals(_Part):
    fill: float | None = None


class _Saved(_Part):
    scenario: SavedScenario
    counted: SavedCounted = SavedCounted()
    status: Status
    solver: SavedSolver
    goals: tuple[SavedGoal, ...]
    fill: tuple[dict[str, Any], ...]
    contributions: tuple[SavedContribution, ...]
    nations: tuple[dict[str, Any], ...]
    support: tuple[SavedSupport, ...] = ()
    totals: _Totals
    audit: SavedAudit | None


@dataclass(frozen=True, eq=False)
class SavedPlan:
    """A plan as its file has it: the parts that are looked at, and the whole document."""

    file: str
    scenario: SavedScenario
    counted: SavedCounted
    status: Status
    solver: SavedSolver
    goals: tuple[SavedGoal, ...]
    contributions: tuple[SavedContribution, ...]
    support: tuple[SavedSupport, ...]
    filled: float | None
    audit: SavedAudit | None
    document: dict[str, Any] = field(repr=False)

    @property
    def found(self) -> bool:
        """Whether it holds a plan, and not only that there is none."""
        return self.audit is not None


def read_plan(file: str | os.PathLike[str]) -> SavedPlan:
    """Return the plan of a file.

    Raises `InvalidInput` where the file cannot be read, is no plan, or lacks something.
    """
    name = os.fspath(file)
    document = _document(read_bytes(name, LARGEST_PLAN), name)
    try:
        saved = _Saved.model_validate(document)
    except ValidationError as error:
        raise InvalidInput([_problem(details, name) for details in error.errors()]) from None
    return SavedPlan(
        name,
        saved.scenario,
        saved.counted,
        saved.status,
        saved.solver,
        saved.goals,
        saved.contributions,
        saved.support,
        saved.totals.fill,
        saved.audit,
        document,
    )


def _document(content: bytes, file: str) -> dict[str, Any]:
    try:
        document = json.loads(
            content,
            parse_constant=_not_finite,
            parse_int=_whole,
            parse_float=_finite,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        _refuse(file, f"is damaged: {error.msg[:1].lower()}{error.msg[1:]}", line=error.lineno)
    except (UnicodeDecodeError, RecursionError):
        _refuse(file, "is no JSON text")
    except ValueError as error:
        _refuse(file, f"is damaged: {error}")
    if not isinstance(document, dict) or "format" not in document:
        _refuse(file, "is no plan")
    if document["format"] != FORMAT:
        _refuse(
            file, f"is no plan of this planner: its format is {document['format']!r}", f"expected {FORMAT!r}"
        )
    return document


def _refuse(file: str, text: str, hint: str = "", line: int = 0) -> NoReturn:
    raise InvalidInput([Problem(file, line, "", text, hint)])


def _not_finite(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{_in_short(text)} is larger than any number here")
    return value


def _whole(text: str) -> int | float:
    """Return a whole number; one that no figure can be compared with is none."""
    _finite(text)
    return int(text)


def _in_short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:8]}... ({len(text)} digits)"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table; a key that is there twice could hide what another reader sees."""
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(_twice([key for key, _ in pairs]))
        raise ValueError(f"{twice!r} is written twice")
    return table


def _twice(names: list[str]) -> Iterator[str]:
    return (name for number, name in enumerate(names) if name in names[:number])


def _problem(details: ErrorDetails, file: str) -> Problem:
    text = "is missing" if details["type"] == "missing" else details["msg"]
    return Problem(file, 0, dotted(details["loc"]), text[:1].lower() + text[1:])
