"""A folder of plans: which are there, and what each says in a line."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planner.files import entries
from planner.plan.plan_file import read_plan
from planner.problems import InvalidInput, Problem

ENDING = ".json"
BESIDE = frozenset({".md", ".html", ".xlsx"})
"""The endings of the reports that stand beside a plan of the same name."""


@dataclass(frozen=True)
class StoredPlan:
    """One plan of a folder.

    `fill` is the filled part of all requirements, None where there is no plan. `when` is when its file was
    last written. `sha256` is the digest of its scenario: plans of one scenario have the same.
    """

    name: str
    title: str
    fill: float | None
    status: str
    when: str
    sha256: str


_HEAD = 200
_FORMAT = re.compile(r'\s*\{\s*"format":\s*"planner-([a-z]+)/')
"""How every document of the planner begins; of another's no more than its head is read."""


@dataclass(frozen=True)
class Store:
    """What a folder holds: plans, and what was skipped and why."""

    folder: str
    plans: tuple[StoredPlan, ...]
    skipped: tuple[Problem, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the folder as a JSON object."""
        return {
            "format": "planner-list/1",
            "folder": self.folder,
            "plans": [asdict(plan) for plan in self.plans],
            "skipped": [problem.as_document() for problem in self.skipped],
        }


def stored(folder: str | os.PathLike[str]) -> Store:
    """Return the plans of a folder and of the folders in it, by name; what is none is named and skipped.

    Of the folders in it only JSON files are looked at, and hidden files nowhere. Raises `InvalidInput` where
    it is no folder, or may not be read.
    """
    top = Path(folder)
    plans: list[StoredPlan] = []
    skipped: list[Problem] = []
    for file in _files(top):
        if _is_another(file):
            continue
        if file.suffix.lower() != ENDING:
            skipped.append(Problem(str(file), 0, "", "is no plan"))
            continue
        try:
            plans.append(_stored(file, top))
        except InvalidInput as refused:
            skipped.extend(refused.problems[:1])
    return Store(os.fspath(folder), tuple(plans), tuple(skipped))


def _is_another(file: Path) -> bool:
    """Say whether a file is another document of the planner: an explanation, a comparison ..."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return False
    found = _FORMAT.match(start)
    return found is not None and found[1] != "plan"


def _stored(file: Path, top: Path) -> StoredPlan:
    """Return what a file says, its name from `top` on, its time in UTC; raises `InvalidInput` if no plan."""
    plan = read_plan(file)
    written = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)
    return StoredPlan(
        file.relative_to(top).as_posix(),
        plan.scenario.title,
        plan.filled,
        plan.status.value,
        written.isoformat(timespec="seconds").replace("+00:00", "Z"),
        plan.scenario.sha256,
    )


def _files(top: Path) -> Iterator[Path]:
    """Yield the files that are looked at, sorted by name."""
    try:
        found = entries(top)
    except OSError as error:
        said = "does not exist" if isinstance(error, FileNotFoundError) else "is no folder that can be read"
        raise InvalidInput([Problem(str(top), 0, "", said)]) from None
    names = {entry.name for entry in found}
    for entry in found:
        if entry.is_dir() and not entry.name.startswith("."):
            yield from _plans_of(entry)
        elif entry.is_file() and not _is_beside(entry, names):
            yield entry


def _plans_of(folder: Path) -> list[Path]:
    try:
        found = [path for path in entries(folder) if path.suffix.lower() == ENDING and path.is_file()]
    except OSError:
        return []
    return [path for path in found if not path.name.startswith(".")]


def _is_beside(file: Path, names: set[str]) -> bool:
    """Say whether a file is a report of a plan, or hidden."""
    report = file.suffix.lower() in BESIDE and f"{file.stem}{ENDING}" in names
    return report or file.name.startswith(".")
