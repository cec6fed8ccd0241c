"""Kills at any moment of writing: of every command with `--out`, of `import`, and of the page's save.

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
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from benchmarks.faults.tally import Tally
from benchmarks.faults.ways import Act, Files, Way, held, ways
from planner.editing.drafts import FOLDER, DraftFolder
from planner.files import write_atomically

ABOUT = "kills while files are written: 0 lost, 0 half written, 0 mixed sets, 0 leftovers after the next run"
COUNT = 1_000
COMMANDS = 10
"""One trial of so many runs the command itself."""
PATIENCE = 60.0


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Kill so many writers."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        known = {name: _timed(way, Path(place) / name) for name, way in ways(Path(place) / "made").items()}
        for number in range(first, first + count):
            name, way = list(known.items())[number % len(known)]
            target = Path(place) / str(number)
            tally.trial(
                partial(_trial, target, (name, way), number, len(known), seed),
                f"trial {number}: {name}",
                PATIENCE,
            )
    for name, way in known.items():
        tally.outcomes[f"ms for {name}"], tally.outcomes[f"steps of {name}"] = (
            round(way.takes * 1e3),
            way.steps,
        )
    return tally


def _timed(way: Way, place: Path) -> Way:
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


def _trial(target: Path, named: tuple[str, Way], number: int, every: int, seed: int) -> str:
    """Have a writer killed; raises `ValueError` where files are not as they must be then."""
    name, way = named
    chance = random.Random(f"{seed}-{number}")
    turn = number // every
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
    at_once = held(target)
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
    found = held(target)
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
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
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
