"""`planner validate`."""

from __future__ import annotations

import argparse
from typing import Any

from planner.cli.exit_codes import BAD_INPUT, DONE
from planner.cli.options import add_assignments
from planner.cli.output import print_problems
from planner.problems import InvalidInput, Notice, Problem


def add_validate(commands: Any) -> None:
    """Add `planner validate`."""
    validate = commands.add_parser("validate", help="list all problems of scenario files; nothing else")
    validate.add_argument("files", nargs="+", metavar="FILE")
    validate.add_argument("--json", action="store_true", help="print the problems as a document")
    add_assignments(validate)
    validate.set_defaults(command=_validate)


def _validate(options: argparse.Namespace) -> int:
    """Print the problems of all files, and as notices what they drop; return BAD_INPUT for any problem."""
    from planner.scenario.reading import load_with_drops

    problems: list[Problem] = []
    notices: list[Notice] = []
    for file in options.files:
        try:
            notices += load_with_drops(file, options.set)[1]
        except InvalidInput as refused:
            problems += refused.problems
    print_problems(problems, as_json=options.json, notices=notices)
    if not problems and not options.json:
        print(f"{len(options.files)} without problems")
    return BAD_INPUT if problems else DONE
