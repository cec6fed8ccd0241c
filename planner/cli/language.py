"""What a scenario file may say: `planner schema`, `planner constraints` and `planner new`."""

from __future__ import annotations

import argparse
from textwrap import indent
from typing import Any

from planner.cli.exit_codes import DONE
from planner.cli.options import add_force
from planner.cli.output import print_document


def add_schema(commands: Any) -> None:
    """Add `planner schema`."""
    schema = commands.add_parser("schema", help="print the JSON schema of a scenario file")
    schema.set_defaults(command=_schema)


def add_constraints(commands: Any) -> None:
    """Add `planner constraints`."""
    kinds = commands.add_parser("constraints", help="list the kinds of political constraint, with examples")
    kinds.add_argument("--json", action="store_true", help="print the list as a document")
    kinds.set_defaults(command=_constraints)


def add_new(commands: Any) -> None:
    """Add `planner new`."""
    new = commands.add_parser("new", help="write a small, complete, commented scenario that solves")
    new.add_argument("file", metavar="FILE")
    add_force(new)
    new.set_defaults(command=_new)


def _schema(_: argparse.Namespace) -> int:
    from planner.scenario.schema import schema

    print_document(schema())
    return DONE


def _constraints(options: argparse.Namespace) -> int:
    from planner.constraints import kinds

    listed = [{"kind": name, "says": kind.says, "example": kind.example} for name, kind in kinds().items()]
    if options.json:
        print_document({"constraints": listed})
    else:
        print("\n".join(f"{one['kind']}: {one['says']}\n{indent(one['example'], '    ')}" for one in listed))
    return DONE


def _new(options: argparse.Namespace) -> int:
    from planner.scenario.template import write_new

    write_new(options.file, force=options.force)
    print(f"{options.file} is written; try: planner solve {options.file}")
    return DONE
