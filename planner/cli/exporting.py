"""A scenario's tables and its linear program: `planner export` and `planner import`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.cli.asking import scenario_of, solver_trouble
from planner.cli.exit_codes import DONE
from planner.cli.options import add_force, add_scenario
from planner.cli.own_inputs import not_onto
from planner.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from planner.scenario.tables.importing import Import


def add_export(commands: Any) -> None:
    """Add `planner export`."""
    export = commands.add_parser(
        "export",
        help="write a scenario's tables for a spreadsheet, or its linear program for other solvers",
        description="lp and mps: the linear program. xlsx: the scenario's tables as a workbook, with all it "
        "extends; csv: the same as files in the folder OUT, or in OUT.zip, where text that a spreadsheet "
        "would take for a formula has an apostrophe in front, which `planner import` takes off again.",
    )
    add_scenario(export)
    export.add_argument("--format", choices=("lp", "mps", "xlsx", "csv"), required=True)
    export.add_argument("-o", "--output", required=True, metavar="OUT")
    add_force(export)
    export.set_defaults(command=_export)


def add_import(commands: Any) -> None:
    """Add `planner import`."""
    tables = commands.add_parser(
        "import",
        help="write a scenario file from tables: .xlsx, .ods, or a folder or zip of CSV files",
        description="Says what was read, and what differs from the scenario that it is to replace. A file "
        "that is there is replaced with --yes only.",
    )
    tables.add_argument("tables", metavar="TABLES.xlsx")
    tables.add_argument("-o", "--output", required=True, metavar="SCENARIO.yaml")
    tables.add_argument("--yes", "--force", dest="force", action="store_true", help="replace what is there")
    tables.set_defaults(command=_import)


def _export(options: argparse.Namespace) -> int:
    not_onto(options.output, {options.file: "is the scenario that is exported"})
    (_export_tables if options.format in ("xlsx", "csv") else _export_program)(options)
    return DONE


def _export_program(options: argparse.Namespace) -> None:
    """Write the program as lp or mps; raises `NoAnswerError` where its goals cannot be put into one sum."""
    from planner.planning import export

    with solver_trouble("the linear program"):
        export(
            scenario_of(options.file, options.set),
            options.output,
            format=options.format,
            firmness=options.firmness,
            offers=options.offers,
            overwrite=options.force,
        )


def _export_tables(options: argparse.Namespace) -> None:
    from planner.scenario.tables.table_files import export_tables

    if options.firmness or options.offers != "expected":
        said = "has no meaning for tables, which hold every offer at every level"
        raise InvalidInput([Problem("--firmness or --offers", 0, "", said, "leave it out")])
    scenario = scenario_of(options.file, options.set)
    export_tables(scenario, options.output, format=options.format, overwrite=options.force)


def _import(options: argparse.Namespace) -> int:
    """Write tables as a scenario; says first what was read and differs, also where it then writes nothing."""
    from planner.files import write_atomically
    from planner.scenario.tables.counting import counted_words
    from planner.scenario.tables.importing import read_import

    not_onto(options.output, {options.tables: "is the table that is read"})
    found = read_import(options.tables)
    said = [f"{options.tables}: {counted_words(found.counts)}", *map(str, found.notices)]
    print("\n".join([*said, *_differing(found, options.output)]), file=sys.stderr)
    if Path(options.output).is_file() and not options.force:
        hint = "--yes replaces it"
        raise InvalidInput([Problem(options.output, 0, "", "exists already; nothing was written", hint)])
    write_atomically(options.output, found.text, overwrite=options.force)
    if Path(options.output).is_file():
        print(f"{options.output} is written; try: planner solve {options.output}")
    return DONE


def _differing(found: Import, output: str) -> list[str]:
    """Say what differs from the scenario that is to be replaced."""
    from planner.reports.comparison.input_words import what_differs
    from planner.scenario.reading import load

    if not Path(output).is_file():
        return []
    try:
        return [f"against {output}:", *(f"  {line}" for line in what_differs(load(output), found.scenario))]
    except InvalidInput:
        return [f"against {output}, which is no scenario that can be read"]
