"""A scenario's tables and its linear program: `planner export` and `planner import`."""

from __future__ import annotations

import argparse
from typing import Any

from planner.cli.asking import scenario_of
from planner.cli.exit_codes import DONE
from planner.cli.options import add_force, add_scenario
from planner.problems import InvalidInput, Problem


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
        "import", help="write a scenario file from tables: a workbook, or a folder or zip of CSV files"
    )
    tables.add_argument("tables", metavar="TABLES.xlsx")
    tables.add_argument("-o", "--output", required=True, metavar="SCENARIO.yaml")
    tables.set_defaults(command=_import)


def _export(options: argparse.Namespace) -> int:
    (_export_tables if options.format in ("xlsx", "csv") else _export_program)(options)
    return DONE


def _export_program(options: argparse.Namespace) -> None:
    from planner.planning import export

    export(
        scenario_of(options.file, options.set),
        options.output,
        format=options.format,
        firmness=options.firmness,
        offers=options.offers,
        overwrite=options.force,
    )


def _export_tables(options: argparse.Namespace) -> None:
    from planner.scenario.tables.files import export_tables

    if options.firmness or options.offers != "expected":
        said = "has no meaning for tables, which hold every offer at every level"
        raise InvalidInput([Problem("--firmness or --offers", 0, "", said, "leave it out")])
    scenario = scenario_of(options.file, options.set)
    export_tables(scenario, options.output, format=options.format, overwrite=options.force)


def _import(options: argparse.Namespace) -> int:
    from planner.scenario.tables.files import import_tables

    import_tables(options.tables, options.output)
    print(f"{options.output} is written; try: planner solve {options.output}")
    return DONE
