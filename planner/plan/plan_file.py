"""A plan.json as it stands in a file, read again and checked for its form."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from planner.engines.engine import Status
from planner.facts.fields import LARGEST, Firmness, Level
from planner.files import read_bytes
from planner.formulation.offers import Counting
from planner.problems import InvalidInput, Problem, dotted
from planner.scenario.plan_document import LARGEST_PLAN, line_of, plan_document

MOST_PROBLEMS = 10
"""So many problems of a plan's file are reported: nobody mends one by hand."""
Figure = Annotated[float, Field(strict=True)]
"""A number; text that looks like one is none."""


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
    assignments: tuple[str, ...] = ()

    @property
    def made(self) -> tuple[str, ...]:
        """What was set, with its values where the file has them."""
        return self.assignments or self.settings


class SavedSolver(_Part):
    """Who solved it."""

    name: str
    version: str


class SavedCost(_Part):
    """What a goal cost a later one."""

    goal: str
    change: Figure


class SavedGoal(_Part):
    """A goal, its value, and what it cost those after it."""

    goal: str
    value: Figure
    costs: tuple[SavedCost, ...] = ()


class SavedFill(_Part):
    """What is filled of a requirement in a phase."""

    requirement: str
    phase: str
    required: Figure
    filled: Figure
    short: Figure


class SavedContribution(_Part):
    """What a nation sends of a capability to a requirement in a phase."""

    nation: str
    capability: str
    component: str
    requirement: str
    place: str
    phase: str
    units: float = Field(ge=-LARGEST, le=LARGEST, strict=True)
    personnel: Figure
    cost: Figure


class SavedNation(_Part):
    """What a nation sends over all phases."""

    nation: str
    personnel_peak: Figure
    unit_months: dict[str, Figure]
    cost: Figure
    burden: Figure | None = None


class SavedSupport(_Part):
    """Where a national support element stands."""

    nation: str
    place: str
    phase: str


class SavedBound(_Part):
    """What was proven of a goal; the bound is missing where nothing was."""

    goal: str
    value: Figure
    bound: Figure | None
    gap: Figure | None = None
    rounding: Figure = 0.0


class SavedAudit(_Part):
    """What the audit found when the plan was made."""

    max_violation: Figure
    passed: bool = Field(strict=True)
    bound: Figure | None = None
    gap: Figure | None = None
    proven_by: str = "planner"
    goals: tuple[SavedBound, ...] = ()


class SavedPlan(_Part):
    """A plan as its file has it: the parts that are looked at, and the whole document."""

    scenario: SavedScenario
    counted: SavedCounted = SavedCounted()
    status: Status
    solver: SavedSolver
    goals: tuple[SavedGoal, ...]
    fill: tuple[SavedFill, ...]
    contributions: tuple[SavedContribution, ...]
    nations: tuple[SavedNation, ...]
    support: tuple[SavedSupport, ...] = ()
    totals: dict[str, Figure]
    audit: SavedAudit | None = None

    _file: str = PrivateAttr("")
    _document: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def file(self) -> str:
        """The file that it was read from; empty where there is none."""
        return self._file

    @property
    def document(self) -> dict[str, Any]:
        """All that the file says."""
        return self._document

    @property
    def found(self) -> bool:
        """Whether it holds a plan, and not only that there is none."""
        return self.audit is not None

    @property
    def filled(self) -> float | None:
        """The part of all that is filled; None without a plan."""
        return self.totals.get("fill")

    @property
    def counting(self) -> Counting:
        """What it counts on."""
        return Counting(self.counted.firmness, self.counted.offers)

    @property
    def made_by(self) -> str:
        """The version of the planner that wrote it; empty where it does not say."""
        return str(self._document.get("planner", ""))

    @classmethod
    def of(cls, document: Mapping[str, Any], file: str = "") -> SavedPlan:
        """Return the plan that a document is; raises pydantic's ValidationError where its form is wrong."""
        saved = cls.model_validate(document)
        saved._file, saved._document = file, dict(document)
        return saved


def read_plan(file: str | os.PathLike[str]) -> SavedPlan:
    """Return the plan of a file.

    Raises `InvalidInput` where the file cannot be read, is no plan, or lacks something.
    """
    name = os.fspath(file)
    return _plan(read_bytes(name, LARGEST_PLAN), name)


def plan_if_any(file: str | os.PathLike[str]) -> SavedPlan | None:
    """Return the plan of a file; None where the file is something else, such as a scenario.

    Raises `InvalidInput` where it means to be a plan and is none that can be read.
    """
    name = os.fspath(file)
    content = read_bytes(name, LARGEST_PLAN)
    return _plan(content, name) if _means_a_plan(content, name) else None


def _means_a_plan(content: bytes, file: str) -> bool:
    """Say whether a file is to be a plan; broken text that is not called a document may be a scenario."""
    if not content.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return Path(file).suffix.lower() == ".json"
    return isinstance(document, dict) and "format" in document


def _plan(content: bytes, file: str) -> SavedPlan:
    document = plan_document(content, file)
    try:
        return SavedPlan.of(document, file)
    except ValidationError as error:
        wrong = error.errors()[:MOST_PROBLEMS]
        raise InvalidInput(list(_problems(wrong, content, file))) from None


def _problems(wrong: Iterable[ErrorDetails], content: bytes, file: str) -> Iterator[Problem]:
    for details in wrong:
        text = "is missing" if details["type"] == "missing" else details["msg"]
        line = line_of(content, file, details["loc"])
        yield Problem(file, line, dotted(details["loc"]), text[:1].lower() + text[1:])
