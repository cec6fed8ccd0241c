"""Where things are on this machine: the scenarios of the library, the script of the page."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import planner

FOLDER_VARIABLE = "PLANNER_FOLDER"
"""The environment variable that names the folder of `planner app FOLDER`."""
_PACKAGE = Path(planner.__file__).parent
_CHECKOUT = _PACKAGE.parent


@dataclass(frozen=True)
class Shelf:
    """A folder of scenarios, and what it is called."""

    folder: Path
    title: str

    @property
    def writable(self) -> bool:
        """Whether scenarios can be saved in it."""
        return os.access(self.folder, os.W_OK) if self.folder.exists() else self.folder == own_folder()


@cache
def shipped() -> Path:
    """Return the scenarios that ship: in the package where it was installed, else in the checkout."""
    inside = _PACKAGE / "scenarios"
    return inside if inside.is_dir() else _CHECKOUT / "scenarios"


def own_folder() -> Path:
    """Return where scenarios go that a user makes without having named a folder."""
    return Path.home() / "planner-scenarios"


def shelves() -> list[Shelf]:
    """Return the folders of the library, the one for new scenarios first.

    The folder that the user named; else the shipped one, and the user's own where that cannot be written to.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return [Shelf(Path(named), Path(named).name or named)]
    examples = Shelf(shipped(), "Scenarios that ship with the planner")
    if examples.writable:
        return [examples]
    return [Shelf(own_folder(), "Your scenarios"), examples]


def target() -> Path | None:
    """Return the folder that new scenarios go to; None where none can be written to."""
    return next((shelf.folder for shelf in shelves() if shelf.writable), None)


def script() -> Path:
    """Return the script that Streamlit runs: beside it stands its configuration."""
    inside = _PACKAGE / "ui" / "page" / "app.py"
    return inside if inside.is_file() else _CHECKOUT / "app.py"
