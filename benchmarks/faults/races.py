"""Races: of two who save, begin, copy, delete or report at one instant; and twenty sessions on one folder.

By turns they are processes, as of two servers or a terminal beside the page, and threads, as in the page's
own server. Sessions are threads, of which each puts an entry of its own into a file with each edit.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.faults.tally import Tally
from benchmarks.faults.ways import Files, held, reports
from planner.editing import library
from planner.editing.desk import Desk
from planner.editing.drafts import Autosave
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner
from planner.editing.saving import Stamp, read_text, save
from planner.reports.folder import write_all
from planner.scenario.reading import load
from planner.scenario.template import template

ABOUT = "two who save, begin, copy, delete, report at once, 20 sessions on one folder: 0 lost, 0 mixed"
COUNT = 500
SESSIONS, FILES, EDITS = 20, 4, 5
_PROCESSES = multiprocessing.get_context("fork")


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Have so many races of each sort, and one run of sessions for every fifty."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        sets = [(way.old, way.new) for way in reports(Path(place) / "made").values()]
        for number in range(first, first + count):
            for race in (_savers, _beginners, _copiers, _deleters, partial(_reporters, sets, number)):
                name = race.func.__name__ if isinstance(race, partial) else race.__name__
                folder = Path(place) / f"{name} {number}"
                folder.mkdir()
                at_once = (_of_processes, _of_threads)[number % 2]
                tally.trial(partial(race, folder, at_once), f"{name} {number}")
        for number in range(max(count // 50, 1)):
            folder = Path(place) / f"sessions {number}"
            folder.mkdir()
            act = partial(_sessions, folder, random.Random(f"{seed}-{number}"))
            tally.trial(act, f"sessions {number}", 60.0)
    return tally


Acts = list[Callable[[], Any]]
AtOnce = Callable[[Acts], list[Any]]


def _of_threads(acts: Acts) -> list[Any]:
    """Return what threads answer that all start at one instant."""
    start = threading.Barrier(len(acts))

    def take_part(act: Callable[[], Any]) -> Any:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(take_part, acts))


def _of_processes(acts: Acts) -> list[Any]:
    """Return what processes answer that all start at one instant."""
    start, answers = _PROCESSES.Barrier(len(acts)), _PROCESSES.SimpleQueue()

    def take_part(number: int) -> None:
        start.wait()
        answers.put((number, acts[number]()))

    processes = [_PROCESSES.Process(target=take_part, args=(number,)) for number in range(len(acts))]
    for process in processes:
        process.start()
    found = dict(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return [found[number] for number in range(len(acts))]


def _savers(folder: Path, at_once: AtOnce) -> str:
    file = folder / "a.yaml"
    file.write_text(template(), encoding="utf-8")
    _, stamp = read_text(str(file))
    texts = [f"{template()}# {name}\n" for name in ("one", "other")]
    saved = at_once([partial(_saved, file, text, stamp) for text in texts])
    if saved.count(True) != 1:
        raise AssertionError(f"{saved.count(True)} of two were told that they saved")
    if file.read_text("utf-8") != texts[saved.index(True)]:
        raise AssertionError("lost")
    return "savers: one saved, one told"


def _saved(file: Path, text: str, stamp: Stamp) -> bool:
    return save(str(file), text, stamp) is not None


def _beginners(folder: Path, at_once: AtOnce) -> str:
    made = at_once([partial(library.written, folder, "One title", text) for text in "ab"])
    if [file.read_text("utf-8") for file in made] != ["a", "b"]:
        raise AssertionError("lost")
    return "beginners: two files"


def _copiers(folder: Path, at_once: AtOnce) -> str:
    """Copy a variant into a folder in which another file has the name of its base."""
    here, there = folder / "here", folder / "there"
    for place, title in ((here, "A first scenario"), (there, "Another")):
        place.mkdir()
        (place / "base.yaml").write_text(template().replace("A first scenario", title), encoding="utf-8")
    (here / "heir.yaml").write_text("extends: base.yaml\ngroups: {outsiders: [FRA]}\n", encoding="utf-8")
    made = at_once([partial(library.duplicate, str(here / "heir.yaml"), there, "Copy")] * 2)
    names = sorted(file.name for file in there.iterdir())
    if names != ["base-2.yaml", "base.yaml", "copy-2.yaml", "copy.yaml"] or len(set(made)) != 2:
        raise AssertionError(f"made {names}")
    return "copiers: two copies on one base"


def _deleters(folder: Path, at_once: AtOnce) -> str:
    """Delete two files within a second that are kept under one name."""
    files = [folder / "a.yaml", folder / "a.yml"]
    for file in files:
        file.write_text(file.suffix, encoding="utf-8")
    kept = at_once([partial(library.delete, str(file)) for file in files])
    if [one.read_text("utf-8") for one in kept] != [".yaml", ".yml"]:
        raise AssertionError("lost")
    return "deleters: both kept"


def _reporters(sets: list[tuple[Files, Files]], number: int, folder: Path, at_once: AtOnce) -> str:
    """Write two reports of one command and one of another into a folder."""
    one, other = sets[number % len(sets)]
    _, beside = sets[(number + 1) % len(sets)]
    at_once([partial(write_all, folder, files) for files in (one, other, beside)])
    found = held(folder)
    of_one = {name: found.pop(name, b"") for name in one}
    if of_one not in (one, other) or found != beside:
        raise AssertionError(f"mixed or lost: {sorted({*of_one, *found})}")
    return "reporters: whole sets"


def _sessions(folder: Path, chance: random.Random) -> str:
    """Have sessions edit and save; raises `AssertionError` with the edits that are not in the files then."""
    files = [folder / f"{number}.yaml" for number in range(FILES)]
    for file in files:
        file.write_text(template(), encoding="utf-8")
    examiner, autosave = Examiner(), Autosave()
    work = [(number, chance.choice(files)) for number in range(SESSIONS)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(lambda one: _session(one[0], one[1], examiner, autosave), work))
    found = {file: load(file).sources for file in files}
    edits = [(f"s{number}_{turn}", file) for number, file in work for turn in range(EDITS)]
    if lost := [name for name, file in edits if name not in found[file]]:
        raise AssertionError(f"lost edits: {lost}")
    return f"runs of {SESSIONS} sessions with {EDITS} edits each: all kept"


def _session(number: int, file: Path, examiner: Examiner, autosave: Autosave) -> None:
    """Open, edit and save; where another was quicker, take theirs and edit that."""
    desk = Desk.open(str(file), f"session {number}", examiner, autosave)
    for turn in range(EDITS):
        change = ValueChange(("sources", f"s{number}_{turn}", "title"), f"edit {turn} of {number}")
        desk.edit([change], "a source")
        while not desk.save():
            desk.take_theirs()
            desk.edit([change], "a source")
