"""Plans that were saved: `planner verify` and `planner list`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from planner.cli.asking import along_with, missing, of_options, scenario_of, solver_trouble
from planner.cli.exit_codes import DONE, NOT_SOLVED
from planner.cli.options import add_assignments, add_time_limit
from planner.cli.output import console, print_document


def add_verify(commands: Any) -> None:
    """Add `planner verify`."""
    check = commands.add_parser(
        "verify",
        help="check a saved plan again without solving, or against a second solver",
        description="Checks every row, goal and figure of a saved plan again. Leaves with 0 where it holds, "
        "4 where it does not, the scenario has changed or the second solver stopped, 2 for bad input.",
    )
    check.add_argument("plan", metavar="PLAN.json")
    check.add_argument("file", metavar="SCENARIO")
    add_assignments(check)
    check.add_argument("--solver", metavar="NAME", help="solve anew with this solver too, and compare")
    add_time_limit(check, "stop it after so long")
    check.add_argument("--json", action="store_true", help="print what was found as a document")
    check.add_argument("--quiet", action="store_true", help="print only whether it holds up")
    check.set_defaults(command=_verify)


def add_list(commands: Any) -> None:
    """Add `planner list`."""
    listing = commands.add_parser("list", help="show the plans in a folder and in the folders in it")
    listing.add_argument("folder", metavar="DIR")
    listing.add_argument("--json", action="store_true", help="print the list as a document")
    listing.set_defaults(command=_list)


def _verify(options: argparse.Namespace) -> int:
    """Print what checking found; return NOT_SOLVED where the plan is wrong or its scenario has changed."""
    from planner.plan.plan_file import read_plan
    from planner.reports.verify_terminal import show_verification
    from planner.studies.verification.verify import verify

    with along_with([*of_options(options), *missing(options.plan)]):
        scenario = scenario_of(options.file, options.set)
    plan = read_plan(options.plan)
    with solver_trouble(options.file):
        found = verify(plan, scenario, solver=options.solver, time_limit=options.time_limit)
    if options.json:
        print_document(found.as_document())
    else:
        show_verification(found, console(), brief=options.quiet)
    return DONE if found.holds_up else NOT_SOLVED


def _list(options: argparse.Namespace) -> int:
    """Print the plans of a folder, and on standard error what was skipped and why; that is no failure."""
    from planner.plan.store import stored
    from planner.reports.verify_terminal import show_store

    found = stored(options.folder)
    sys.stderr.writelines(f"{problem}\n" for problem in found.skipped)
    if options.json:
        print_document(found.as_document())
    else:
        show_store(found, console())
    return DONE
