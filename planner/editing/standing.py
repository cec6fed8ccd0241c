"""Scenarios that were chosen, as they stand now: which can be used, and why others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path

from planner.editing import carrying, library
from planner.editing.library import Listed
from planner.scenario.reading import Examined
from planner.scenario.scenario import Scenario

UNSAVED = "with unsaved edits"
_SAVED = "?saved"
"""What is added to a file for its text as it was saved last; no file of a library ends so."""


def as_saved(file: str) -> str:
    """Return what stands for a file as it was saved last, beside the file as it is on its desk."""
    return f"{file}{_SAVED}"


def is_as_saved(one: str) -> bool:
    """Say whether what was chosen is a file as it was saved last."""
    return one.endswith(_SAVED)


def file_of(one: str) -> str:
    """Return the file of what was chosen."""
    return one.removesuffix(_SAVED)


@dataclass(frozen=True, eq=False)
class Standing:
    """A scenario that was chosen: what its text says, None while that is not known."""

    file: str
    title: str
    examined: Examined | None
    edited: bool = False
    """Whether the text is not what is in the file."""

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, if nothing is wrong with it."""
        return None if self.examined is None else self.examined.scenario

    @property
    def called(self) -> str:
        """Its title, and whether it has edits that are not saved."""
        return f"{self.title}, {UNSAVED}" if self.edited else self.title

    @property
    def trouble(self) -> str:
        """Say why it cannot be used; empty where it can, and where that is not known."""
        if self.examined is None or self.scenario is not None:
            return ""
        count = len(self.examined.problems)
        problems = "1 problem" if count == 1 else f"{count} problems"
        return f"{self.title} ({Path(self.file).name}) has {problems} to mend first, so it is left out."


def labels(listed: Sequence[Listed]) -> dict[str, str]:
    """Return what each file of a library is called: its title, with its name where others have the same."""
    titles = Counter(one.title for one in listed)
    return {one.file: f"{one.title} ({one.name})" if titles[one.title] > 1 else one.title for one in listed}


def addresses(files: Iterable[str], home: Path) -> dict[str, str]:
    """Return a short name for each file in addresses: its name, with its folder if that is not `home`.

    It is the same whatever else there is: a file that appears takes no other's name in a link.
    """
    found: dict[str, str] = {}
    for file in files:
        path = Path(file)
        name = path.name if path.parent == home else f"{path.parent.name}/{path.name}"
        if name not in found.values():
            found[file] = name
    return found


def named(names: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Return the files that an address names, each once; `known` has the names by file.

    A name without its folder does where only one file has it.
    """
    count = Counter(map(_alone, known.values()))
    alone = {_alone(name): file for file, name in known.items() if count[_alone(name)] == 1}
    files = alone | {name: file for file, name in known.items()}
    return list(dict.fromkeys(files[name] for name in names if name in files))


def _alone(name: str) -> str:
    return name.rpartition("/")[2]


def origin(file: str, known: Iterable[str]) -> str | None:
    """Return the known scenario that a file extends, the first where it extends several; None without one."""
    folder = Path(file).parent
    bases = (normpath(folder / name) for name in carrying.bases(library.text_or_nothing(file)))
    files = {normpath(one): one for one in known}
    return next((files[base] for base in bases if base in files), None)


def related(file: str) -> list[str]:
    """Return the scenarios of the same folder that extend a file, or the same file, or that it extends."""
    folder = Path(file).parent
    based = {
        one.file: {str(folder / name) for name in carrying.bases(library.text_or_nothing(one.file))}
        for one in library.listed(folder)
    }
    mine = based.get(file, set())
    return [
        one
        for one, theirs in based.items()
        if one != file and (file in theirs or one in mine or theirs & mine)
    ]
