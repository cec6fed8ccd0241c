"""Ways in which the planner writes files: what makes ready, the files before and after, and the command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.editing.desk import Desk
from planner.editing.drafts import Autosave
from planner.editing.examining import Examiner
from planner.files import write_atomically
from planner.reports import folder
from planner.scenario.template import template, write_new

Files = Mapping[str, bytes]
Act = Callable[[], None]
Write = Callable[[Path, Files], Act]
"""Makes ready to write files into a folder; what it returns writes them."""


@dataclass(frozen=True)
class Way:
    """A way of writing: how, the files before and after, and the command that does it."""

    write: Write
    old: Files
    new: Files
    command: Callable[[Path], list[str]] | None
    takes: float = 0.0
    """Seconds that writing takes where nobody is killed."""
    steps: int = 0
    """How often it asks the system for something that has to do with files."""


REPORTS = {
    "solve": [],
    "explain": [],
    "compare": ["b.yaml"],
    "withdraw": [],
    "uncertainty": ["--draws", "8"],
    "ask": ["--fill", "0.5", "--chance", "0.5", "--draws", "8"],
    "worth": [],
    "alternatives": ["--count", "2"],
    "sweep": ["sweep.yaml"],
}
"""The commands that write a set of files, with what they take besides a scenario."""
SWEEP = "crossed:\n  nations.FRA.offers.minehunter: [1, 2]\n"


def planner(*arguments: str | Path) -> list[str]:
    """Return the command line of a command."""
    return [sys.executable, "-m", "planner", *map(str, arguments)]


def ways(made: Path) -> dict[str, Way]:
    """Return each way of writing, with the files before and after."""
    found = reports(made)
    _done(planner("export", made / "a.yaml", "--format", "xlsx", "-o", made / "t.xlsx"))
    taken = ["import", str(made / "t.xlsx"), "--yes", "--force", "-o"]
    _done(planner(*taken, made / "read.yaml"))
    old, read = {"a.yaml": template().encode()}, {"a.yaml": (made / "read.yaml").read_bytes()}
    imported = Way(_one, old, read, lambda to: planner(*taken, to / "a.yaml"))
    return {**found, "import": imported, "save": Way(_saved, old, read, None)}


def reports(made: Path) -> dict[str, Way]:
    """Return the way of each command that writes a set of files."""
    made.mkdir()
    write_new(made / "a.yaml")
    (made / "b.yaml").write_text(template().replace("A first", "B second"), encoding="utf-8")
    (made / "sweep.yaml").write_text(SWEEP, encoding="utf-8")
    return {name: _report(name, made) for name in REPORTS}


def _report(name: str, made: Path) -> Way:
    """Return the way of a command that writes a set of files, which it is asked for once."""
    besides = [str(made / one) if one.endswith(".yaml") else one for one in REPORTS[name]]

    def command(to: Path) -> list[str]:
        return planner(name, made / "a.yaml", *besides, "--out", to)

    _done(command(made / name))
    new = held(made / name)
    return Way(_together, _older(new), new, command)


def _done(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _older(files: Files) -> Files:
    """Return a set as an earlier run would have left it, other in every file."""
    return {name: content + b"\n" for name, content in files.items()}


def _together(target: Path, files: Files) -> Act:
    return lambda: folder.write_all(target, files)


def _one(target: Path, files: Files) -> Act:
    ((name, content),) = files.items()
    return lambda: write_atomically(target / name, content)


def _saved(target: Path, files: Files) -> Act:
    """Save as the page does: a desk on which something was typed, which is kept as a draft until then."""
    ((name, content),) = files.items()
    desk = Desk.open(str(target / name), "killed", Examiner(), Autosave(pause=0.0))
    desk.retype(content.decode(), "all of it")
    desk.autosave.flush()

    def act() -> None:
        if not desk.save():
            raise AssertionError("somebody else is said to have saved")

    return act


def held(target: Path) -> dict[str, bytes]:
    """Return the files that lie in a folder."""
    return {file.name: file.read_bytes() for file in target.iterdir() if file.is_file()}
