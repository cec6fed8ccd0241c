"""Mutated tables through the reader of imports: a problem or a scenario, in little time and memory.

A third each are workbooks, OpenDocument spreadsheets and CSV files in a zip. Each is read in a process of its
own, whose peak of memory is taken from the system.
"""

from __future__ import annotations

import io
import os
import random
import resource
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.faults.tally import Tally
from planner.problems import InvalidInput
from planner.scenario.reading import load_text
from planner.scenario.tables.csv_files import packed
from planner.scenario.tables.excel_writing import workbook
from planner.scenario.tables.filling import grids
from planner.scenario.tables.importing import MEMORY
from planner.scenario.tables.table_files import load_tables
from planner.scenario.template import template
from tests.scenario.tables.open_document import spreadsheet

ABOUT = "mutated .xlsx, .ods and CSV through the import: 0 tracebacks, 0 waits over 10 s, under 500 MB"
COUNT = 15_000
MOST_MEMORY = 500
"""Megabytes that a reader may take at its peak."""
NASTY = (
    *(b"", b"\0", b"\xff\xfe", b"&#x10FFFF;", b"&amp;", b"<", b">", b'"', b"/>", b"9" * 20, b"-1", b"1e999"),
    *(
        b"nan",
        b"#REF!",
        b'="x"',
        b"=1/0",
        b"TRUE",
        b"2026-13-45",
        b"_x0000_",
        b"XFD1048576",
        b"A0",
        b"'",
        b",",
    ),
    *(b'r="A1048576"', b't="e"', b't="b"', b't="s"', b"\n", b"json:", b'office:value-type="date"'),
    *(b'table:number-rows-repeated="1048576"', b'table:number-columns-repeated="16384"'),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'),
)
"""Pieces that mean something, or nearly, somewhere."""


def run(count: int, seed: int) -> Tally:
    """Read so many mutated files."""
    chance, tally, peak = random.Random(seed), Tally(), [0]
    wholes = _wholes()
    with tempfile.TemporaryDirectory() as place:
        for number in range(count):
            ending = list(wholes)[number % len(wholes)]
            file = Path(place) / f"mutated{ending}"
            file.write_bytes(_mutated(wholes[ending], chance))
            before = sum(tally.wrong.values())
            tally.trial(partial(_read_apart, file, peak), f"trial {number}, {ending}")
            if sum(tally.wrong.values()) > before:
                (Path.cwd() / f"wrong-{seed}-{number}{ending}").write_bytes(file.read_bytes())
    tally.outcomes["MB at the peak"] = peak[0]
    if peak[0] > MOST_MEMORY:
        tally.found_wrong("memory", f"{peak[0]} MB")
    return tally


def _wholes() -> dict[str, bytes]:
    scenario = load_text(template())
    sheets = {grid.sheet.name: [grid.headers, *grid.lines] for grid in grids(scenario)}
    return {".xlsx": workbook(scenario), ".ods": spreadsheet(sheets), ".zip": packed(scenario)}


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    """Return a packed file with some of its parts changed, or with bytes changed as it is packed."""
    if chance.random() < 0.1:
        return _torn(whole, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        changed = set(chance.choices(names, k=chance.randint(1, 3)))
        for name in names:
            content = old.read(name)
            if name not in changed:
                new.writestr(name, content)
            elif chance.random() > 0.05:
                new.writestr(name, _torn(content, chance))
    return made.getvalue()


def _torn(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(content))
        end = min(len(content), start + int(chance.expovariate(1 / 12)))
        content = content[:start] + b"".join(_pieces(content, chance)) + content[end:]
    return content


def _pieces(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield what stands in place of some bytes: something nasty, a copy of other bytes, or nothing."""
    if chance.random() < 0.6:
        yield chance.choice(NASTY)
    if chance.random() < 0.3:
        start = chance.randint(0, len(content))
        yield content[start : start + chance.randint(1, 200)]


def _read_apart(file: Path, peak: list[int]) -> str:
    """Read a file in a process of its own and say what became of it; raises where that crashed."""
    outcome = _forked(lambda: _read(file))
    peak[0] = max(peak[0], outcome[1] // 1024)
    if outcome[0] not in OUTCOMES:
        raise RuntimeError(f"the reader ended with {outcome[0]}")
    return OUTCOMES[outcome[0]]


OUTCOMES = {0: "accepted", 10: "refused", 11: "refused: memory"}


def _read(file: Path) -> int:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        load_tables(file)
    except InvalidInput as refused:
        return 10 if refused.problems else 1
    except MemoryError:
        return 11
    return 0


def _forked(act: Callable[[], int]) -> tuple[int, int]:
    """Return the exit code of a process that does something, and its peak of memory in kilobytes."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = act()
        except BaseException:
            import traceback

            traceback.print_exc()
        os._exit(code)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss
