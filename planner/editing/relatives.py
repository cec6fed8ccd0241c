"""What belongs to a scenario file: what it extends, what extends it, and the plans saved beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from planner.editing import library
from planner.editing.carrying import bases
from planner.editing.library import Listed
from planner.editing.saving import quick_stamp
from planner.files import entries
from planner.plan.plan_file import SavedPlan, plan_if_any
from planner.problems import InvalidInput


@dataclass(frozen=True)
class PlanBeside:
    """A plan that was saved beside its scenario; `current` where that has not changed since.

    `name` is its file's as seen from the scenario's folder.
    """

    file: str
    name: str
    filled: float | None
    written: float
    current: bool


@dataclass(frozen=True)
class Relatives:
    """What a scenario file extends, itself, and what extends it; `missing` are bases outside the library."""

    extends: tuple[Listed, ...]
    variants: tuple[Listed, ...]
    missing: tuple[str, ...] = ()


def relatives(file: str, text: str, known: Sequence[Listed]) -> Relatives:
    """Return who belongs to a file with this text, among the scenarios of a library."""
    by_place = {_place(Path(one.file)): one for one in known}
    named = bases(text)
    extended = [by_place.get(_place(Path(file).parent / name)) for name in named]
    variants = [one for one in known if _place(Path(file)) in _bases_of(one)]
    return Relatives(
        tuple(one for one in extended if one is not None),
        tuple(one for one in variants if one.file != file),
        tuple(name for name, one in zip(named, extended, strict=True) if one is None),
    )


def _place(file: Path) -> Path:
    """Return where a file really is."""
    return file.resolve()


def _bases_of(one: Listed) -> list[Path]:
    return [_place(Path(one.file).parent / name) for name in bases(library.text_or_nothing(one.file))]


def plans_beside(file: str, digest: str) -> list[PlanBeside]:
    """Return the plans of a scenario that lie in its folder, or in a folder of it; the newest first.

    `digest` is of the scenario as it stands now.
    """
    beside = _inside(Path(file).parent)
    inner = [one for one in beside if one.is_dir() and not one.name.startswith(".")]
    documents = sorted([*beside, *(one for folder in inner for one in _inside(folder))])
    found = [
        _plan_beside(one, Path(file), digest) for one in documents if one.suffix == ".json" and one.is_file()
    ]
    return sorted(filter(None, found), key=lambda one: (-one.written, one.name))


def _inside(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing where it is closed."""
    try:
        return entries(folder)
    except OSError:
        return []


def _plan_beside(document: Path, scenario: Path, digest: str) -> PlanBeside | None:
    stamp = quick_stamp(str(document))
    read = _read(str(document), stamp)
    if read is None:
        return None
    of, sha256, filled = read
    if sha256 != digest and Path(of).name != scenario.name:
        return None
    name = document.relative_to(scenario.parent).as_posix()
    return PlanBeside(str(document), name, filled, stamp[0] / 1e9, sha256 == digest)


@lru_cache(maxsize=512)
def _read(document: str, stamp: tuple[int, int, int]) -> tuple[str, str, float | None] | None:  # noqa: ARG001  the stamp is what it is remembered by
    """Return of what scenario a plan is, that one's digest, and what it fills; None where it is no plan."""
    try:
        plan: SavedPlan | None = plan_if_any(document)
    except InvalidInput:
        return None
    return None if plan is None else (plan.scenario.file, plan.scenario.sha256, plan.filled)
