"""`planner compare`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from planner.cli.asking import along_with, answered, of_options
from planner.cli.exit_codes import DONE, NO_PLAN, NOT_SOLVED
from planner.cli.options import add_counting, add_out, add_solver
from planner.cli.output import console

if TYPE_CHECKING:
    from planner.studies.comparison.comparison import Comparison


def add_compare(commands: Any) -> None:
    """Add `planner compare`."""
    compare = commands.add_parser(
        "compare", help="hold scenarios or saved plans against the first: what differs, and what caused it"
    )
    compare.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="scenarios or plan.json, the baseline first; or one scenario, held against itself with --set",
    )
    add_counting(compare)
    add_solver(compare, limited="for each scenario and each attribution")
    compare.add_argument("--json", action="store_true", help="print the comparison document alone")
    add_out(compare, "compare.json, .md, .html and .xlsx")
    compare.add_argument("--quiet", action="store_true", help="print no progress and only the findings")
    compare.set_defaults(command=_compare)


def _compare(options: argparse.Namespace) -> int:
    from planner.studies.comparison.compare import compare

    with along_with(of_options(options)):
        comparison = answered(
            options, lambda **how: compare(*options.files, settings=options.set, **how), about="compare"
        )
    _show(comparison, options)
    statuses = {side.plan.status.value for side in comparison.sides} - {"optimal"}
    return (NO_PLAN if statuses == {"infeasible"} else NOT_SOLVED) if statuses else DONE


def _show(comparison: Comparison, options: argparse.Namespace) -> None:
    """Write and print what is asked for of a comparison; what both need is gathered once."""
    from planner.reports.comparison import compare_files, compare_terminal
    from planner.reports.comparison.comparison_sections import sections

    whole = not (options.json or options.quiet)
    parts = sections(comparison) if whole or options.out else ()
    if options.out:
        compare_files.write(comparison, options.out, force=options.force, parts=parts)
    if options.json:
        sys.stdout.write(compare_files.compare_json(comparison))
    elif options.quiet:
        compare_terminal.show_headline(comparison, console())
    else:
        compare_terminal.show(comparison, console(), parts)
