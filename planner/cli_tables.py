"""The commands that carry tables and saved plans: `planner import`, `planner verify` and `planner list`."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from planner import cli
from planner.scenario.problems import InvalidInput, Problem


def add_import(commands: Any) -> None:
    """Add `planner import`."""
    tables = commands.add_parser(
        "import", help="write a scenario file from tables: a workbook, or a folder or zip of CSV files"
    )
    tables.add_argument("tables", metavar="TABLES.xlsx")
    tables.add_argument("-o", "--output", required=True, metavar="SCENARIO.yaml")
    tables.set_defaults(command=_import)


def add_verify(commands: Any) -> None:
    """Add `planner verify`."""
    check = commands.add_parser(
        "verify",
        help="check a saved plan again without solving, or against a second solver",
        description="Checks every row, goal and figure of a saved plan again. Leaves with 0 where it holds, "
        "4 where it does not or the second solver stopped, 2 for bad input.",
    )
    check.add_argument("plan", metavar="PLAN.json")
    check.add_argument("file", metavar="SCENARIO")
    cli._add_assignments(check)
    check.add_argument("--solver", metavar="NAME", help="solve anew with this solver too, and compare")
    check.add_argument("--time-limit", type=cli._seconds, metavar="SECONDS", help="stop it after so long")
    check.add_argument("--json", action="store_true", help="print what was found as a document")
    check.add_argument("--quiet", action="store_true", help="print only whether it holds up")
    check.set_defaults(command=_verify)


def add_list(commands: Any) -> None:
    """Add `planner list`."""
    listing = commands.add_parser("list", help="show the plans in a folder and in the folders in it")
    listing.add_argument("folder", metavar="DIR")
    listing.add_argument("--json", action="store_true", help="print the list as a document")
    listing.set_defaults(command=_list)


def export(options: argparse.Namespace) -> int:
    """Write a scenario's tables for `planner export`."""
    from planner.scenario.tables.files import export_tables

    if options.firmness or options.offers != "expected":
        said = "has no meaning for tables, which hold every offer at every level"
        raise InvalidInput([Problem("--firmness or --offers", 0, "", said, "leave it out")])
    export_tables(cli._load(options.file, options.set), options.output, format=options.format)
    return cli.DONE


def _import(options: argparse.Namespace) -> int:
    from planner.scenario.tables.files import import_tables

    import_tables(options.tables, options.output)
    sys.stdout.write(f"{options.output} is written; try: planner solve {options.output}\n")
    return cli.DONE


def _verify(options: argparse.Namespace) -> int:
    from planner.engines.audit import AuditFailedError
    from planner.plan.saved import read_plan
    from planner.planning import UnknownSolverError
    from planner.reports.checking import show_verification
    from planner.studies.verification.verify import verify

    saved, scenario = read_plan(options.plan), cli._load(options.file, options.set)
    try:
        found = verify(saved, scenario, solver=options.solver, time_limit=options.time_limit)
    except UnknownSolverError as unknown:
        raise cli._unknown_solver(unknown) from None
    except AuditFailedError as failed:
        sys.stderr.write(f"{options.file}: {failed}\n")
        return cli.NOT_SOLVED
    if options.json:
        _print_document(found.as_document())
    else:
        show_verification(found, cli._console(), brief=options.quiet)
    return cli.DONE if found.verified else cli.NOT_SOLVED


def _list(options: argparse.Namespace) -> int:
    from planner.plan.store import stored
    from planner.reports.checking import show_store

    found = stored(options.folder)
    sys.stderr.writelines(f"{problem}\n" for problem in found.skipped)
    if options.json:
        _print_document(found.as_document())
    else:
        show_store(found, cli._console())
    return cli.DONE


def _print_document(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
