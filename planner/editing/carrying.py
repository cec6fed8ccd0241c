"""Taking a scenario to another folder with all that it extends, so that it means there what it means here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePath

from planner.editing.edits import ValueChange
from planner.editing.patch import patched
from planner.editing.regions import section_text
from planner.editing.saving import read_text, text_on_disk
from planner.editing.yaml_spots import NotUnderstoodError, marked, plain
from planner.files import write_atomically
from planner.problems import InvalidInput, Problem
from planner.scenario.layers import MOST_LAYERS, OUTSIDE, is_within


@dataclass
class Carrying:
    """What is going to be written into a folder: the text of each file."""

    folder: Path
    within: Sequence[Path]
    texts: dict[Path, str] = field(default_factory=dict)
    done: dict[Path, Path] = field(default_factory=dict)
    """Where each base goes, by where it is."""

    def text(self, file: Path, text: str, named: Sequence[str], depth: int = 0) -> str:
        """Return the text of a file as it has to stand in the folder, with its bases named as there."""
        names = [self._base(file, name, depth) for name in named]
        if names == list(named):
            return text
        return patched(text, [ValueChange(("extends",), names if len(names) > 1 else names[0])])

    def _base(self, file: Path, name: str, depth: int) -> str:
        """Have a base carried along; return how a file in the folder names it."""
        source = file.parent / name
        if not is_within(str(source), self.within):
            raise InvalidInput([Problem(str(file), 0, "extends", OUTSIDE)])
        if depth > MOST_LAYERS:
            raise InvalidInput([Problem(str(file), 0, "extends", "files extend one another")])
        key = source.resolve()
        if key not in self.done:
            content, _ = read_text(str(source))
            content = self.text(source, content, bases(content), depth + 1)
            self.done[key] = self._place(PurePath(name).name, content)
        return self.done[key].name

    def _place(self, name: str, content: str) -> Path:
        """Return the file of about a name that says this already, or nothing yet."""
        stem, suffix = Path(name).stem, Path(name).suffix
        for number in count(1):
            target = self.folder / (f"{stem}-{number}{suffix}" if number > 1 else name)
            there = self.texts.get(target, text_on_disk(str(target)) if target.exists() else None)
            if there == content:
                return target
            if target not in self.texts and not target.exists():
                self.texts[target] = content
                return target
        raise AssertionError("names never end")

    def write(self) -> None:
        """Write what is not there yet."""
        for target, content in self.texts.items():
            write_atomically(target, content, overwrite=False)


def bases(text: str) -> list[str]:
    """Return the files that a text extends, as it names them."""
    section = section_text(text, "extends")
    try:
        named = plain(marked(section))["extends"] if section else []
    except (NotUnderstoodError, TypeError, KeyError):
        return []
    return [name for name in (named if isinstance(named, list) else [named]) if isinstance(name, str)]
