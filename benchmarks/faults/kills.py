"""Kills at any moment of writing: of `solve --out`, `compare --out`, `import` and the page's save.

Each trial writes over files that are there in a process that is killed after a while, then something else is
written into the folder, as the next run would. What is made of a plan is made before: kills fall into the
writing.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.faults.tally import Tally
from planner.editing.saving import read_text, save
from planner.files import write_atomically
from planner.planning import solve
from planner.reports import folder
from planner.reports.comparison import compare_files
from planner.scenario.reading import load
from planner.scenario.tables.importing import read_import
from planner.scenario.tables.table_files import export_tables
from planner.scenario.template import template, write_new
from planner.studies.comparison.compare import compare

ABOUT = "kills while files are written: 0 lost, 0 half written, 0 mixed sets, 0 leftovers after the next run"
COUNT = 1_000
Files = Mapping[str, bytes]
Write = Callable[[Path, Files], None]


def run(count: int, seed: int) -> Tally:
    """Kill so many writers."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as place:
        ways = _ways(Path(place) / "made")
        for number in range(count):
            name, (write, old, new) = list(ways.items())[number % len(ways)]
            target = Path(place) / str(number)
            told = f"trial {number}: {name}"
            tally.trial(partial(_trial, target, write, (old, new), chance), told)
    for what in [one for one in tally.outcomes if one.startswith("WRONG")]:
        tally.wrong[what] += tally.outcomes.pop(what)
    return tally


def _ways(made: Path) -> dict[str, tuple[Write, Files, Files]]:
    """Return each way of writing, with the files before and after."""
    made.mkdir()
    file = made / "a.yaml"
    write_new(file)
    scenario = load(file)
    (made / "b.yaml").write_text(template().replace("A first", "B second"), encoding="utf-8")
    plan = solve(scenario)
    folder.write(plan, scenario, made / "plans")
    compare_files.write(compare(str(file), str(made / "b.yaml")), made / "compared")
    export_tables(scenario, made / "t.xlsx", format="xlsx")
    read = {"a.yaml": read_import(made / "t.xlsx").text.encode()}
    plans, compared = _held(made / "plans"), _held(made / "compared")
    return {
        "solve --out": (_together, _older(plans), plans),
        "compare --out": (_together, _older(compared), compared),
        "import": (_one, {"a.yaml": template().encode()}, read),
        "save": (_saved, {"a.yaml": template().encode()}, read),
    }


def _older(files: Files) -> Files:
    """Return a set as an earlier run would have left it, other in every file."""
    return {name: content + b"\n" for name, content in files.items()}


def _together(target: Path, files: Files) -> None:
    folder.write_all(target, files)


def _one(target: Path, files: Files) -> None:
    for name, content in files.items():
        write_atomically(target / name, content)


def _saved(target: Path, files: Files) -> None:
    for name, content in files.items():
        _, stamp = read_text(str(target / name))
        save(str(target / name), content.decode(), stamp)


def _held(target: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in target.iterdir() if file.is_file()}


def _trial(target: Path, write: Write, sets: tuple[Files, Files], chance: random.Random) -> str:
    old, new = sets
    target.mkdir()
    for name, content in old.items():
        (target / name).write_bytes(content)
    killed = _killed(lambda: write(target, new), chance.random() * 0.2)
    at_once = _held(target)
    write_atomically(target / "next", b"next")
    found = _held(target)
    left = [file.name for file in target.iterdir() if file.name not in (*old, "next")]
    found.pop("next")
    if left:
        return "WRONG leftovers"
    if set(found) != set(old):
        return "WRONG lost"
    if found not in (dict(old), dict(new)):
        whole = all(found[name] in (old[name], new[name]) for name in old)
        return "WRONG mixed set" if whole else "WRONG half written"
    when = "killed" if killed else "done before it was killed"
    finished = {name: at_once.get(name) for name in old} != found
    return f"{when}, finished by the next run" if finished else f"{when}: {_which(found, old)}"


def _which(found: Files, old: Files) -> str:
    return "the old files" if dict(found) == dict(old) else "the new files"


def _killed(act: Callable[[], None], after: float) -> bool:
    """Say whether a process that does something was killed, after so many seconds, before it was done."""
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
