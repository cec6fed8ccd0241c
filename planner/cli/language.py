"""What a scenario file may say: `planner schema`, `planner constraints` and `planner new`."""

from __future__ import annotations

import argparse
from textwrap import indent
from typing import Any

from planner.cli.exit_codes import DONE
from planner.cli.options import add_force
from planner.cli.output import print_document
from planner.problems import InvalidInput


def add_schema(commands: Any) -> None:
    """Add `planner schema`."""
    schema = commands.add_parser("schema", help="print the JSON schema of a scenario file")
    schema.set_defaults(command=_schema)


def add_constraints(commands: Any) -> None:
    """Add `planner constraints`."""
    kinds = commands.add_parser(
        "constraints", help="list the kinds of political constraint with examples, or say all about some"
    )
    kinds.add_argument("kind", metavar="KIND", nargs="*", help="a kind: its fields, rows and a worked case")
    kinds.add_argument("--json", action="store_true", help="print the list as a document")
    kinds.set_defaults(command=_constraints)


def add_new(commands: Any) -> None:
    """Add `planner new`."""
    new = commands.add_parser("new", help="write a small, complete, commented scenario that solves")
    new.add_argument("file", metavar="FILE")
    new.add_argument(
        "--template", metavar="NAME", default="example", help="what to start from (default: example)"
    )
    add_force(new)
    new.set_defaults(command=_new)


def add_nations(commands: Any) -> None:
    """Add `planner nations`."""
    nations = commands.add_parser("nations", help="list the states of the world, or find them by name")
    nations.add_argument("name", metavar="NAME", nargs="*", help="a name, an alias or a code")
    nations.add_argument("--json", action="store_true", help="print the list as a document")
    nations.set_defaults(command=_nations)


def _schema(_: argparse.Namespace) -> int:
    from planner.scenario.schema import schema

    print_document(schema())
    return DONE


def _constraints(options: argparse.Namespace) -> int:
    """Print kinds as a document, or all about the named ones, or every kind with a line and an example."""
    from planner.reports.language.reference_page import as_document, chosen, kind_lines

    asked = chosen(options.kind)
    if options.json:
        print_document({"constraints": [as_document(kind) for kind in asked]})
    elif options.kind:
        print("\n\n".join("\n".join(kind_lines(kind)) for kind in asked))
    else:
        listed = (f"{one.named()}: {one.says}\n{indent(one.example, '    ')}" for one in asked)
        print("\n".join(listed))
    return DONE


def _new(options: argparse.Namespace) -> int:
    from planner.scenario.template import EMPTY, write_new

    write_new(options.file, name=options.template, force=options.force)
    next_step = "validate" if options.template == EMPTY else "solve"
    print(f"{options.file} is written; try: planner {next_step} {options.file}")
    return DONE


def _nations(options: argparse.Namespace) -> int:
    """Print the states named, or all by id; each once; raises `InvalidInput` for names that are of none."""
    from planner.reference.states import SOURCE, found, states
    from planner.reports.states_terminal import lines, not_found

    asked = [(name, found(name)) for name in options.name]
    named = {one.state.id: one.state for _, one in asked if one.state}
    listed = list((named if asked else states()).values())
    problems = [not_found(name, one) for name, one in asked if one.state is None]
    if problems:
        raise InvalidInput(problems)
    if options.json:
        print_document({"nations": [one.as_document() for one in listed], "source": SOURCE})
    else:
        print("\n".join(lines(listed)))
    return DONE
