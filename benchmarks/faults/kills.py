"""Kills at any moment of writing: of `solve --out`, `compare --out`, `import` and the page's save.

Each trial writes into a folder, over files that are there or into an empty one, in a process that is killed
meanwhile, then something else is written into the folder, as the next run would. What is made of a plan is
made before, so that kills fall into the writing: its seconds and its steps (files opened, moved, taken away)
are measured first, and kills are spread over them, by turns. Every tenth trial runs the command itself,
which is killed once it has begun to write.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from benchmarks.faults.tally import Tally
from planner.editing.desk import Desk
from planner.editing.drafts import FOLDER, Autosave, DraftFolder
from planner.editing.examining import Examiner
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
COMMANDS = 10
"""One trial of so many runs the command itself."""
PATIENCE = 60.0
Files = Mapping[str, bytes]
Act = Callable[[], None]
Write = Callable[[Path, Files], Act]
"""Makes ready to write files into a folder; what it returns writes them."""


@dataclass(frozen=True)
class _Way:
    """A way of writing: how, the files before and after, and the command that does it."""

    write: Write
    old: Files
    new: Files
    command: Callable[[Path], list[str]] | None
    takes: float = 0.0
    """Seconds that writing takes where nobody is killed."""
    steps: int = 0
    """How often it asks the system for something that has to do with files."""


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Kill so many writers."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        ways = {name: _timed(way, Path(place) / name) for name, way in _ways(Path(place) / "made").items()}
        for number in range(first, first + count):
            name, way = list(ways.items())[number % len(ways)]
            target = Path(place) / str(number)
            tally.trial(
                partial(_trial, target, (name, way), number, seed), f"trial {number}: {name}", PATIENCE
            )
    for name, way in ways.items():
        tally.outcomes[f"ms for {name}"], tally.outcomes[f"steps of {name}"] = (
            round(way.takes * 1e3),
            way.steps,
        )
    return tally


def _ways(made: Path) -> dict[str, _Way]:
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
    other, old = str(made / "b.yaml"), {"a.yaml": template().encode()}
    return {
        "solve": _Way(_together, _older(plans), plans, lambda to: ["solve", str(file), "--out", str(to)]),
        "compare": _Way(
            _together,
            _older(compared),
            compared,
            lambda to: ["compare", str(file), other, "--out", str(to)],
        ),
        "import": _Way(
            _one, old, read, lambda to: ["import", str(made / "t.xlsx"), "-o", str(to / "a.yaml"), "--yes"]
        ),
        "save": _Way(_saved, old, read, None),
    }


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


def _held(target: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in target.iterdir() if file.is_file()}


def _timed(way: _Way, place: Path) -> _Way:
    """Return a way with the seconds that it takes."""
    taken = []
    for number in range(5):
        target = place / str(number)
        _prepared(target, way.old)
        taken.append(_killed(partial(way.write, target, way.new), PATIENCE)[1:])
    seconds, steps = (statistics.median(one) for one in zip(*taken, strict=True))
    return replace(way, takes=seconds, steps=round(steps))


def _prepared(target: Path, files: Files) -> None:
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_bytes(content)


def _trial(target: Path, named: tuple[str, _Way], number: int, seed: int) -> str:
    """Have a writer killed; raises `ValueError` where files are not as they must be then."""
    name, way = named
    chance = random.Random(f"{seed}-{number}")
    turn = number // 4
    old = {} if turn % 3 == 2 and name != "save" else way.old
    _prepared(target, old)
    if way.command is not None and turn % COMMANDS == 0:
        killed = _command_killed(way.command(target), target, chance.random() * 1.2 * way.takes)
        how = "command killed" if killed else "command done before"
    else:
        ready = partial(way.write, target, way.new)
        by_time = turn % 3 == 0
        after = chance.random() * 1.2 * way.takes if by_time else PATIENCE
        killed, *_ = _killed(ready, after, 0 if by_time else chance.randint(1, way.steps))
        how = "killed" if killed else "done before"
    at_once = _held(target)
    write_atomically(target / "next", b"next")
    if (target / FOLDER / "drafts").is_dir():
        write_atomically(target / FOLDER / "drafts" / "next", b"next")
    said = _judged(target, (old, way.new), at_once)
    if name == "save":
        _refuse_lost(target, way.new)
    return f"{how}: {said}"


def _refuse_lost(target: Path, new: Files) -> None:
    """Raise `ValueError` where what was typed is neither in the file nor in a draft."""
    ((name, content),) = new.items()
    drafts = [draft.text.encode() for draft in DraftFolder.beside(target).of(name)]
    if content not in (*drafts, (target / name).read_bytes()):
        raise ValueError("lost: what was typed is neither in the file nor in a draft")


def _judged(target: Path, sets: tuple[Files, Files], at_once: Files) -> str:
    """Say which files are there after the next run; raises `ValueError` where they must not be so."""
    old, new = sets
    found = _held(target)
    found.pop("next")
    left = [str(file) for file in target.rglob("*.planner.*")]
    if left or set(found) - set(old) - set(new):
        raise ValueError(f"leftovers: {left or sorted(found)}")
    if set(old) - set(found):
        raise ValueError(f"lost: {sorted(set(old) - set(found))}")
    same = {name: found[name] == new[name] for name in found if found[name] != old.get(name)}
    if not all(same.values()):
        raise ValueError(f"half written: {same}")
    if same and len(same) < len(new):
        raise ValueError(f"mixed set: {sorted(same)} of {sorted(new)}")
    seen = {name: content for name, content in at_once.items() if not name.startswith(".")}
    finished = "" if seen == found else ", finished by the next run"
    return f"the {'new' if same else 'old'} files{finished}"


def _killed(ready: Callable[[], Act], after: float, at_step: int = 0) -> tuple[bool, float, int]:
    """Say whether a process was killed, after so many seconds or at a step; and its seconds and steps."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _child(ready, at_step, tell)
    os.close(tell)
    os.read(hear, 1)
    started, status = time.perf_counter(), 0
    while time.perf_counter() - started < after:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        time.sleep(0.0002)
    else:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    taken = time.perf_counter() - started
    with os.fdopen(hear, "rb") as heard:
        steps = int(heard.read() or 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError(f"the writer left with {os.WEXITSTATUS(status)}")
    return os.WIFSIGNALED(status), taken, steps


def _child(ready: Callable[[], Act], at_step: int, tell: int) -> NoReturn:
    """Make ready, say so, do it, say in how many steps; be killed at one of them, if that is wanted."""
    steps, code = 0, 1

    def step(event: str, arguments: object) -> None:  # noqa: ARG001  what an audit hook is told
        nonlocal steps
        steps += event == "open" or event.startswith("os.")
        if steps == at_step:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        act = ready()
        os.write(tell, b"1")
        sys.addaudithook(step)
        act()
        os.write(tell, str(steps).encode())
        code = 0
    finally:
        os._exit(code)


def _command_killed(command: list[str], target: Path, after: float) -> bool:
    """Say whether a command was killed, so many seconds after the first sign that it writes into a folder."""
    before = {file.name: file.stat().st_mtime_ns for file in target.iterdir()}
    with subprocess.Popen(
        [sys.executable, "-m", "planner", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        while child.poll() is None and {one.name: _moment(one) for one in target.iterdir()} == before:
            time.sleep(0.0005)
        time.sleep(after)
        child.kill()
    if child.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the command left with {child.returncode}")
    return child.returncode == -signal.SIGKILL


def _moment(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
