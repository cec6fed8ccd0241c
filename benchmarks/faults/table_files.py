"""Mutated tables through the import: a problem or a scenario, in little time and memory.

A third each are workbooks, OpenDocument spreadsheets and CSV files in a zip. Each is imported in a process of
its own with the limits of an import, whose peak of memory is taken from the system; every 300th goes the
whole way of `planner import`, which starts a process itself.
"""

from __future__ import annotations

import os
import resource
import tempfile
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.faults.mutations import chance_of
from benchmarks.faults.scenario_files import whole
from benchmarks.faults.spoilt_tables import ENDINGS, Sheets, made, sheets_of, spoilt
from benchmarks.faults.tally import Tally
from planner.problems import InvalidInput
from planner.scenario.reading import load_text
from planner.scenario.tables.counting import counts
from planner.scenario.tables.importing import MEMORY, SECONDS, read_import
from planner.scenario.tables.table_files import told_by_tables
from planner.scenario.template import template

ABOUT = "mutated .xlsx, .ods and CSV through the import: 0 tracebacks, 0 waits over 10 s, under 500 MB"
COUNT = 15_000
MOST_MEMORY = 500
"""Megabytes that an import may take at its peak."""
OUTCOMES = {0: "accepted", 10: "refused", 11: "refused for memory", -24: "refused for time"}
WHOLE_WAY = 300


def run(count: int, seed: int, first: int = 0) -> Tally:
    """Import so many mutated files."""
    tally, peaks = Tally(), dict.fromkeys(ENDINGS, 0)
    tables = [sheets_of(load_text(text)) for text in (template(), whole())]
    with tempfile.TemporaryDirectory() as place:
        _warm(Path(place), tables[0])
        for number in range(first, first + count):
            chance, ending = chance_of(seed, number), ENDINGS[number % len(ENDINGS)]
            file = Path(place) / f"mutated{ending}"
            file.write_bytes(spoilt(chance.choice(tables), ending, chance))
            before = sum(tally.wrong.values())
            told = f"trial {number}, {ending}"
            tally.trial(partial(_imported, file, peaks, whole_way=number % WHOLE_WAY == 0), told)
            tally.outcomes[f"MB at the peak of {ending}"] = peaks[ending]
            if sum(tally.wrong.values()) > before:
                (Path.cwd() / f"wrong-{seed}-{number}{ending}").write_bytes(file.read_bytes())
    return tally


def _warm(place: Path, tables: Sheets) -> None:
    """Read each sort of file once as it is, so that no trial waits for what is imported and remembered."""
    for ending in ENDINGS:
        file = place / f"whole{ending}"
        file.write_bytes(made(tables, ending))
        counts(load_text(told_by_tables(file).text))


def _imported(file: Path, peaks: dict[str, int], *, whole_way: bool) -> str:
    """Import a file in a process of its own and say what became of it; raises where that crashed."""
    code, peak, said = _forked(partial(_read_all if whole_way else _read, file))
    peaks[file.suffix] = max(peaks[file.suffix], peak // 1024)
    if peak // 1024 > MOST_MEMORY:
        raise MemoryError(f"{peak // 1024} MB at the peak")
    if code not in OUTCOMES:
        raise RuntimeError(f"the import ended with {code}\n{said}")
    return f"{file.suffix} {OUTCOMES[code]}"


def _read(file: Path) -> int:
    """Read tables as the process of an import does, then what it says as the import does."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        counts(load_text(told_by_tables(file).text))
    except InvalidInput as refused:
        return _in_order(refused)
    except MemoryError:
        return 11
    return 0


def _read_all(file: Path) -> int:
    try:
        read_import(file)
    except InvalidInput as refused:
        return _in_order(refused)
    return 0


def _in_order(refused: InvalidInput) -> int:
    if not refused.problems or any(len(str(one).splitlines()) != 1 for one in refused.problems):
        raise ValueError("a refusal that is not in order")
    return 10


def _forked(act: Callable[[], int]) -> tuple[int, int, str]:
    """Return the exit code of a process that does something, its peak of memory in kB, and how it crashed."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = act()
        except BaseException:
            os.write(tell, traceback.format_exc()[-4000:].encode())
        os._exit(code)
    os.close(tell)
    try:
        with os.fdopen(told, "rb") as heard:
            said = heard.read().decode(errors="replace")
        _, status, used = os.wait4(child, 0)
    except BaseException:  # the trial took too long
        os.kill(child, 9)
        os.waitpid(child, 0)
        raise
    return os.waitstatus_to_exitcode(status), used.ru_maxrss, said
