"""Readers of spreadsheets side by side: `python -m benchmarks.tables FILE.xlsx|FILE.ods ...`.

For each file and reader: milliseconds of the processor (best of three) and megabytes at the peak.
python-calamine is a peer here and no dependency.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Reader = Callable[[str], object]
RUNS = 3


def ours(file: str) -> object:
    """Read as the import does, in this process."""
    from planner.scenario.tables.excel_reading import excel_lines
    from planner.scenario.tables.ods_reading import ods_lines

    return (ods_lines if file.endswith(".ods") else excel_lines)(Path(file).read_bytes(), file, [])


def openpyxl(file: str) -> object:
    """Read all cells with openpyxl, as a whole workbook."""
    from openpyxl import load_workbook

    book = load_workbook(file, data_only=True)
    return [[cell.value for cell in row] for page in book.worksheets for row in page.iter_rows()]


def calamine(file: str) -> object:
    """Read all cells with python-calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(file)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


READERS: dict[str, Reader] = {"ours": ours, "openpyxl": openpyxl, "calamine": calamine}


def measured(reader: str, file: str) -> str:
    """Return what one reader took for one file."""
    READERS[reader](file)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        READERS[reader](file)
        taken.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{reader:10} {Path(file).name:20} {min(taken) * 1000:8.0f} ms {max(peak, before) / 1024:6.0f} MB"


def main() -> None:
    """Measure each reader in a process of its own."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.tables")
    options.add_argument("file", nargs="+")
    options.add_argument("--reader", choices=READERS)
    asked = options.parse_args()
    for file in asked.file:
        for reader in [asked.reader] if asked.reader else READERS:
            if asked.reader:
                print(measured(reader, file))
            elif not (reader == "openpyxl" and file.endswith(".ods")):
                command = [sys.executable, "-m", "benchmarks.tables", "--reader", reader, file]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
