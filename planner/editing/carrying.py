"""Taking a scenario to another folder with all that it stands on, so that it means there what it means here.

It stands on the files that it extends, and on the plans that its goals are to stay close to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path, PurePath
from typing import Any

from planner.editing.edits import ValueChange
from planner.editing.patch import patched
from planner.editing.regions import section_text
from planner.editing.saving import read_text
from planner.editing.yaml_spots import NotUnderstoodError
from planner.files import read_bytes, write_atomically
from planner.problems import InvalidInput, Problem
from planner.scenario.earlier_plans import SUFFIX
from planner.scenario.layers import MOST_LAYERS, OUTSIDE, OUTSIDE_PLAN, SUFFIXES, is_within
from planner.scenario.nodes import Listing, Node, Scalar, Table, plain
from planner.scenario.parsing import parsed
from planner.scenario.plan_document import LARGEST_PLAN


@dataclass
class Carrying:
    """What is going to be written into a folder: the content of each file.

    `kept_free` is a file of the folder that something else is about to be written to.
    """

    folder: Path
    within: Sequence[Path]
    kept_free: Path | None = None
    files: dict[Path, bytes] = field(default_factory=dict)
    done: dict[Path, Path] = field(default_factory=dict)
    """Where each file goes, by where it is."""

    def text(self, file: Path, text: str, depth: int = 0) -> str:
        """Return the text of a file as it has to stand in the folder, with what it stands on named as there.

        Raises `InvalidInput` where that cannot be carried, and `NotUnderstoodError` where the text cannot be
        changed in place.
        """
        named = bases(text)
        names = [self._base(file, name, depth) for name in named]
        plans = {number: (name, self._plan(file, name)) for number, name in earlier_plans(text).items()}
        changes = [
            ValueChange(("goals", number, "close"), name)
            for number, (was, name) in plans.items()
            if name != was
        ]
        if names != named:
            changes.append(ValueChange(("extends",), names if len(names) > 1 else names[0]))
        return _renamed(text, changes) if changes else text

    def _base(self, file: Path, name: str, depth: int) -> str:
        """Have a base carried along; return how a file in the folder names it."""
        source = self._source(file, name, SUFFIXES, OUTSIDE)
        if depth > MOST_LAYERS:
            raise InvalidInput([Problem(str(file), 0, "extends", "files extend one another")])
        key = source.resolve()
        if key not in self.done:
            content, _ = read_text(str(source))
            self.done[key] = self._place(name, self.text(source, content, depth + 1).encode())
        return self.done[key].name

    def _plan(self, file: Path, name: str) -> str:
        """Have an earlier plan carried along; return how a file in the folder names it."""
        source = self._source(file, name, (SUFFIX,), OUTSIDE_PLAN)
        key = source.resolve()
        if key not in self.done:
            self.done[key] = self._place(name, read_bytes(str(source), LARGEST_PLAN))
        return self.done[key].name

    def _source(self, file: Path, name: str, suffixes: tuple[str, ...], refusal: str) -> Path:
        source = file.parent / name
        if not is_within(str(source), self.within, suffixes):
            raise InvalidInput([Problem(str(file), 0, "", refusal)])
        return source

    def _place(self, name: str, content: bytes) -> Path:
        """Return the file of about a name that says this already, or nothing yet."""
        stem, suffix = PurePath(name).stem, PurePath(name).suffix
        for number in count(1):
            target = self.folder / (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}")
            if target == self.kept_free:
                continue
            there = self.files.get(target, _content(target))
            if there == content:
                return target
            if target not in self.files and not target.exists():
                self.files[target] = content
                return target
        raise AssertionError("names never end")

    def write(self) -> None:
        """Write what is not there yet."""
        for target, content in self.files.items():
            write_atomically(target, content, overwrite=False)


def _renamed(text: str, changes: Sequence[ValueChange]) -> str:
    """Return a text with other names; raises `NotUnderstoodError` where it would say anything else then."""
    problems: list[Problem] = []
    after = patched(text, changes)
    before, found = (_said(one, problems) for one in (text, after))
    for change in changes:
        place: Any = before
        for part in change.path[:-1]:
            place = place[part]
        place[change.path[-1]] = change.value
    if found != before or any(one.text == "is written twice" for one in problems):
        raise NotUnderstoodError("what it stands on is named in a way that only its text can be edited")
    return after


def _said(text: str, problems: list[Problem]) -> Any:
    root = parsed(text, "", problems)
    return None if root is None else plain(root)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def bases(text: str) -> list[str]:
    """Return the files that a text extends, as it names them."""
    named = _section(text, "extends")
    items = named.items if isinstance(named, Listing) else (named,)
    return [
        one.value for one in items if isinstance(one, Scalar) and isinstance(one.value, str) and one.value
    ]


def earlier_plans(text: str) -> dict[int, str]:
    """Return the files of plans that a text's goals name, as it names them, by the place of the goal."""
    goals = _section(text, "goals")
    items = goals.items if isinstance(goals, Listing) else ()
    named = {place: one.entries.get("close") for place, one in enumerate(items) if isinstance(one, Table)}
    return {
        place: one.value
        for place, one in named.items()
        if isinstance(one, Scalar) and isinstance(one.value, str)
    }


@lru_cache(maxsize=256)
def _section(text: str, name: str) -> Node | None:
    """Return what a section says, as the reader of scenarios does; None where there is none.

    The whole text is read only where the section's lines cannot be told from others, or need others.
    """
    problems: list[Problem] = []
    lines = section_text(text, name)
    if lines is None and not re.search(rf"\b{name}\b[\"']?\s*(:|$)|\\[xuU]", text, re.MULTILINE):
        return None
    root = parsed(text if lines is None else lines, "", problems)
    if problems and lines is not None:
        root = parsed(text, "", [])
    return None if root is None else root.entries.get(name)
