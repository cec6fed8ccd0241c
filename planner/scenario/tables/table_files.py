"""Tables on disk: a scenario as a workbook, a folder or a zip of CSV files, and back as a scenario file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planner.files import is_folder, read_bytes, write_atomically, write_together
from planner.problems import InvalidInput, Notice, Problem
from planner.scenario.canonical import digest
from planner.scenario.reading import load_text, of_tree
from planner.scenario.scenario import Scenario
from planner.scenario.tables.astray import FoundSheet
from planner.scenario.tables.gathering import gathered
from planner.scenario.writing import scenario_text

LARGEST = 20 * 1024 * 1024
"""The most bytes of a workbook or a zip."""
TABLES = ("xlsx", "csv")


def export_tables(
    scenario: Scenario,
    output: str | os.PathLike[str],
    *,
    format: Literal["xlsx", "csv"],  # noqa: A002
    overwrite: bool = True,
) -> None:
    """Write a scenario's tables: a workbook, or CSV files in a folder, or in a zip where the name ends so.

    A scenario that extends others is written whole. Raises `InvalidInput` where it cannot be
    written, or where a file is there already and `overwrite` is false.
    """
    from planner.scenario.tables import csv_files

    name = os.fspath(output)
    if format == "xlsx":
        from planner.scenario.tables.excel_writing import workbook

        write_atomically(name, workbook(scenario, name), overwrite=overwrite)
    elif name.lower().endswith(".zip"):
        write_atomically(name, csv_files.packed(scenario), overwrite=overwrite)
    else:
        files = csv_files.csv_texts(scenario)
        write_together(name, files, lambda target: "" if overwrite else _taken(target, files))


def _taken(folder: Path, names: Iterable[str]) -> str:
    there = [name for name in sorted(names) if os.path.lexists(folder / name)]
    return f"holds {', '.join(there)} already" if there else ""


def load_tables(file: str | os.PathLike[str]) -> Scenario:
    """Return the scenario of a workbook, or of a folder or zip of CSV files.

    Raises `InvalidInput` with every problem that was found, each with its sheet and cell, or file and line.
    """
    return _read(os.fspath(file))[0]


def _read(name: str) -> tuple[Scenario, tuple[Notice, ...]]:
    """Return the scenario of tables, and what is not wrong with them and may not be what was meant."""
    problems: list[Problem] = []
    found = _found(name, problems)
    scenario = of_tree(gathered(found, name, problems), name, problems)
    return scenario, tuple(notice for sheet in found for notice in sheet.notices)


def _found(name: str, problems: list[Problem]) -> list[FoundSheet]:
    """Return the sheets of a folder, zip or .ods; any other file is read as Excel's, one CSV refused."""
    from planner.scenario.tables import csv_files
    from planner.scenario.tables.excel_reading import excel_lines
    from planner.scenario.tables.ods_reading import ods_lines

    if is_folder(name):
        return [*csv_files.folder_lines(name, problems)]
    content = read_bytes(name, LARGEST)
    if name.lower().endswith(".csv"):
        hint = f"name its folder, {Path(name).parent}, with a file for each table"
        raise InvalidInput([Problem(name, 0, "", "is one table, and a scenario is several", hint)])
    if name.lower().endswith(".zip"):
        return [*csv_files.zip_lines(content, name, problems)]
    if name.lower().endswith(".ods"):
        return [*ods_lines(content, name, problems)]
    return [*excel_lines(content, name, problems)]


@dataclass(frozen=True)
class TablesTold:
    """What tables say as the text of a scenario file, complete by itself, and what may not be meant."""

    text: str
    notices: tuple[Notice, ...] = ()


def told_by_tables(file: str | os.PathLike[str]) -> TablesTold:
    """Return what tables say; raises as `load_tables` does."""
    scenario, notices = _read(os.fspath(file))
    named = " ".join(Path(file).name.split())
    text = scenario_text(scenario, head=[f"From the tables in {named}."])
    if digest(load_text(text)) != digest(scenario):
        raise AssertionError("the scenario file does not say what the tables said")
    return TablesTold(text, notices)
