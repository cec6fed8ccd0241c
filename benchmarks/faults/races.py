"""Races: two savers of one file, two who begin a scenario of one title, twenty sessions on one folder.

Savers and beginners are processes that start at one instant; sessions are threads, as in the page's server.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.faults.tally import Tally
from planner.editing import library
from planner.editing.desk import Desk
from planner.editing.drafts import Autosave
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner
from planner.editing.saving import Stamp, read_text, save
from planner.scenario.template import template

ABOUT = (
    "two savers, two beginners, 20 sessions at work on one folder: nothing that was told to be saved is lost"
)
COUNT = 500
SESSIONS, FILES, EDITS = 20, 4, 5
_PROCESSES = multiprocessing.get_context("fork")


def run(count: int, seed: int) -> Tally:
    """Have so many races of savers, as many of beginners, and one run of sessions for every hundred."""
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        for number in range(count):
            for race in (_savers, _beginners):
                folder = Path(place) / f"{race.__name__} {number}"
                folder.mkdir()
                tally.trial(partial(race, folder), f"{race.__name__} {number}")
        for number in range(max(count // 100, 1)):
            folder = Path(place) / f"sessions {number}"
            folder.mkdir()
            lost = _sessions(folder, chance)
            tally.outcomes["sessions that lost nothing"] += SESSIONS - lost
            if lost:
                tally.found_wrong("lost edits", f"{lost} of {SESSIONS} sessions")
    for what in [one for one in tally.outcomes if one.startswith("WRONG")]:
        tally.wrong[what] += tally.outcomes.pop(what)
    return tally


def _at_once(acts: list[Callable[[], Any]]) -> list[Any]:
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


def _savers(folder: Path) -> str:
    file = folder / "a.yaml"
    file.write_text(template(), encoding="utf-8")
    _, stamp = read_text(str(file))
    texts = [f"{template()}# {name}\n" for name in ("one", "other")]
    saved = _at_once([partial(_saved, file, text, stamp) for text in texts])
    if saved.count(True) != 1:
        return f"WRONG {saved.count(True)} of two were told that they saved"
    return "one saved, one told" if file.read_text("utf-8") == texts[saved.index(True)] else "WRONG lost"


def _saved(file: Path, text: str, stamp: Stamp) -> bool:
    return save(str(file), text, stamp) is not None


def _beginners(folder: Path) -> str:
    made = _at_once([partial(library.written, folder, "One title", text) for text in "ab"])
    whole = [file.read_text("utf-8") for file in made] == ["a", "b"]
    return "two files" if whole and len(set(made)) == 2 else "WRONG lost"


def _sessions(folder: Path, chance: random.Random) -> int:
    """Have sessions edit and save; return how many of them do not find their last edit in the end."""
    files = [folder / f"{number}.yaml" for number in range(FILES)]
    for file in files:
        file.write_text(template(), encoding="utf-8")
    examiner, autosave = Examiner(), Autosave()
    work = [(number, chance.choice(files)) for number in range(SESSIONS)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        list(pool.map(lambda one: _session(one[0], one[1], examiner, autosave), work))
    return sum(f"last edit of {number}: {EDITS - 1}" not in file.read_text("utf-8") for number, file in work)


def _session(number: int, file: Path, examiner: Examiner, autosave: Autosave) -> None:
    """Open, edit and save; where another was quicker, take theirs and edit that."""
    desk = Desk.open(str(file), f"session {number}", examiner, autosave)
    for turn in range(EDITS):
        change = ValueChange(("sources", f"s{number}", "title"), f"last edit of {number}: {turn}")
        desk.edit([change], "a source")
        while not desk.save():
            desk.take_theirs()
            desk.edit([change], "a source")
