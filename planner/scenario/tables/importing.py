"""An import: tables are read apart, in a process with limits; what was read is seen before it is written.

A spreadsheet is a packed file, and a small one can unpack to more than a machine holds: what reads it must be
something that can be ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.problems import InvalidInput, Notice, Problem
from planner.scenario.reading import load_text
from planner.scenario.scenario import Scenario
from planner.scenario.tables.counting import counts
from planner.scenario.tables.table_files import TablesTold

MEMORY = 400 * 1024 * 1024
"""The most bytes that reading tables may take for its data."""
SECONDS = 10
"""The most seconds of a processor that reading tables may take."""
PATIENCE = 60
"""The most seconds that are waited for it, on a machine that has other things to do."""
TOO_MUCH = 75
"""With what the process leaves that was given too little memory."""


@dataclass(frozen=True)
class Import:
    """What was read from tables: a scenario, the text of its file, and how much there is of each thing."""

    scenario: Scenario
    text: str
    counts: tuple[tuple[str, int], ...]
    notices: tuple[Notice, ...] = ()
    """What is not wrong, and may not be what its author thinks: lines that are hidden, and were read."""


def read_import(file: str | os.PathLike[str]) -> Import:
    """Return what tables say: a workbook, an OpenDocument spreadsheet, or a folder or zip of CSV files.

    Raises `InvalidInput` with every problem that was found, and where reading takes too much memory or time.
    """
    told = _read_apart(os.fspath(file))
    scenario = load_text(told.text)
    return Import(scenario, told.text, counts(scenario), told.notices)


def _read_apart(file: str) -> TablesTold:
    """Return what tables say that another process reads."""
    command = [sys.executable, "-P", "-m", "planner.scenario.tables.own_process", file]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own module; the file is an argument that no shell reads
            command,
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(file) from None
    except ValueError:  # a name that is no path at all
        raise InvalidInput([Problem(file, 0, "", "does not exist")]) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise (_too_much(file) if _was_ended(done.returncode) else _broke_off(file, done.stderr)) from None
    if "text" in answer:
        return TablesTold(str(answer["text"]), tuple(Notice(**notice) for notice in answer["notices"]))
    raise InvalidInput([Problem(**problem) for problem in answer["problems"]])


def _was_ended(code: int) -> bool:
    """Say by how a process left whether it was ended by a limit: its own, or one of the system."""
    return code == TOO_MUCH or code < 0


def _broke_off(file: str, told: bytes) -> InvalidInput:
    """Return the problem of a file that made the reader stumble, which is nobody's but its own fault."""
    last = told.decode(errors="replace").strip().rpartition("\n")[2]
    hint = f"please report it with the file: {last}" if last else "please report it with the file"
    return InvalidInput([Problem(file, 0, "", "cannot be read: the reader of tables broke off", hint)])


def _too_much(file: str) -> InvalidInput:
    said = f"takes more than {MEMORY / 2**20:.0f} MB of memory or {SECONDS} seconds to read"
    return InvalidInput([Problem(file, 0, "", said, "is it tables of a scenario? delete what is empty")])


def is_tables(name: str) -> bool:
    """Say whether a file is tables, and no scenario file, by its name."""
    return Path(name).suffix.lower() in (".xlsx", ".ods", ".zip")
