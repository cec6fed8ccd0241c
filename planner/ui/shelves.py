"""Where the scenarios of the library are on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from planner.editing.library import families
from planner.shipped.installed import belongs_to_installation, scenarios
from planner.words.names import readable

FOLDER_VARIABLE = "PLANNER_FOLDER"
"""The environment variable that names the folder of `planner app FOLDER`."""


@dataclass(frozen=True)
class Shelf:
    """A folder of scenarios, and what it is called."""

    folder: Path
    title: str

    @property
    def writable(self) -> bool:
        """Whether scenarios can be saved in it."""
        if belongs_to_installation(self.folder):
            return False
        return os.access(self.folder, os.W_OK) if self.folder.exists() else self.folder == own_folder()


def own_folder() -> Path:
    """Return where scenarios go that a user makes without having named a folder."""
    return Path.home() / "planner-scenarios"


def shelves() -> list[Shelf]:
    """Return the folders of the library, the one for new scenarios first.

    The folder that the user named; else the shipped one, and the user's own where that cannot be written to;
    each with the folders in it.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return _with_families(Shelf(Path(named), Path(named).name or named))
    examples = _with_families(_shipped())
    if examples[0].writable:
        return examples
    return [Shelf(own_folder(), "Your scenarios"), *examples]


def _shipped() -> Shelf:
    return Shelf(scenarios(), "Scenarios that ship with the planner")


def _with_families(shelf: Shelf) -> list[Shelf]:
    """Return a shelf, and one for each folder in it that holds scenarios: a family of them."""
    return [shelf, *(Shelf(folder, readable(folder.name)) for folder in families(shelf.folder))]


def home() -> Path:
    """Return the first folder of the library, whose files addresses name without it."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    return scenarios() if _shipped().writable else own_folder()


def target() -> Path | None:
    """Return the folder that new scenarios go to; None where none can be written to."""
    return next((shelf.folder for shelf in shelves() if shelf.writable), None)


def folders() -> list[Path]:
    """Return the folders that the page serves: what scenarios extend has to lie in one of them."""
    return [shelf.folder for shelf in shelves()]
