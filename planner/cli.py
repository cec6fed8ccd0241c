"""The terminal: reads the command line, calls the library, prints; nothing is worked out here."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from textwrap import indent
from typing import TYPE_CHECKING, Any, NoReturn

from planner.scenario.problems import InvalidInput, Problem
from planner.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from planner.engines.solve import Progress
    from planner.plan.plan import Plan
    from planner.planning import UnknownSolverError
    from planner.scenario.models import Scenario
    from planner.studies.comparison.comparison import Comparison

DONE, BAD_INPUT, NO_PLAN, NOT_SOLVED = 0, 2, 3, 4
"""Exit codes: done; bad input or usage; no plan meets the hard constraints; the solver stopped or failed."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command `planner` and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; bad input is reported, never raised."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except InvalidInput as refused:
        _report(refused.problems, as_json=getattr(options, "json", False))
        return BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("interrupted: nothing was written", file=sys.stderr)
        return NOT_SOLVED
    return code


def parser() -> argparse.ArgumentParser:
    """Return the command line: its commands and their options."""
    from planner import cli_tables, cli_why  # they build on what stands here

    top = argparse.ArgumentParser(
        prog="planner", description="Plans who contributes what to a multinational force."
    )
    top.add_argument("--version", action="version", version=f"planner {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_validate(commands)
    _add_solve(commands)
    cli_why.add_explain(commands)
    cli_why.add_evaluate(commands)
    _add_compare(commands)
    _add_export(commands)
    cli_tables.add_import(commands)
    cli_tables.add_verify(commands)
    cli_tables.add_list(commands)
    schema = commands.add_parser("schema", help="print the JSON schema of a scenario file")
    schema.set_defaults(command=_schema)
    kinds = commands.add_parser("constraints", help="list the kinds of political constraint, with examples")
    kinds.add_argument("--json", action="store_true", help="print the list as a document")
    kinds.set_defaults(command=_constraints)
    new = commands.add_parser("new", help="write a small, complete, commented scenario that solves")
    new.add_argument("file", metavar="FILE")
    new.set_defaults(command=_new)
    _add_app(commands)
    return top


def _add_app(commands: Any) -> None:
    app = commands.add_parser("app", help="open the page where scenarios are edited and solved, in a browser")
    app.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="a folder of scenarios (default: the ones that ship)"
    )
    app.add_argument("--port", type=int, metavar="NUMBER", help="where the page listens (default: 8501)")
    app.add_argument("--no-browser", action="store_true", help="open no browser window")
    app.set_defaults(command=_app)


def _add_validate(commands: Any) -> None:
    validate = commands.add_parser("validate", help="list all problems of scenario files; nothing else")
    validate.add_argument("files", nargs="+", metavar="FILE")
    validate.add_argument("--json", action="store_true", help="print the problems as a document")
    _add_assignments(validate)
    validate.set_defaults(command=_validate)


def _add_solve(commands: Any) -> None:
    solve = commands.add_parser("solve", help="solve a scenario and print the plan")
    _add_scenario(solve)
    solve.add_argument("--solver", default="highs", metavar="NAME", help="highs, or any solver PuLP finds")
    solve.add_argument(
        "--time-limit", type=_seconds, metavar="SECONDS", help="stop after so many seconds in all"
    )
    solve.add_argument("--json", action="store_true", help="print the plan document alone")
    solve.add_argument("--out", metavar="DIR", help="write plan.json, plan.md, plan.html and plan.xlsx there")
    solve.add_argument("--quiet", action="store_true", help="print no progress and only the headline")
    solve.set_defaults(command=_solve)


def _add_compare(commands: Any) -> None:
    compare = commands.add_parser(
        "compare", help="hold scenarios or saved plans against the first: what differs, and what caused it"
    )
    compare.add_argument(
        "files", nargs="+", metavar="FILE", help="scenarios or plan.json, the baseline first"
    )
    _add_counting(compare)
    compare.add_argument("--solver", default="highs", metavar="NAME", help="highs, or any solver PuLP finds")
    compare.add_argument(
        "--time-limit", type=_seconds, metavar="SECONDS", help="for each scenario and each attribution"
    )
    compare.add_argument("--json", action="store_true", help="print the comparison document alone")
    compare.add_argument("--out", metavar="DIR", help="write compare.json, .md, .html and .xlsx there")
    compare.add_argument("--quiet", action="store_true", help="print no progress and only the findings")
    compare.set_defaults(command=_compare)


def _add_export(commands: Any) -> None:
    export = commands.add_parser(
        "export",
        help="write a scenario's tables for a spreadsheet, or its linear program for other solvers",
        description="lp and mps: the linear program. xlsx: the scenario's tables as a workbook, with all it "
        "extends; csv: the same as files in the folder OUT, or in OUT.zip, where text that a spreadsheet "
        "would take for a formula has an apostrophe in front, which `planner import` takes off again.",
    )
    _add_scenario(export)
    export.add_argument("--format", choices=("lp", "mps", "xlsx", "csv"), required=True)
    export.add_argument("-o", "--output", required=True, metavar="OUT")
    export.set_defaults(command=_export)


def _add_scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE")
    _add_counting(command)


def _add_counting(command: argparse.ArgumentParser) -> None:
    _add_assignments(command)
    command.add_argument(
        "--firmness",
        choices=("committed", "approved", "conditional", "signalled"),
        help="count only offers at least this firm (default: all)",
    )
    command.add_argument(
        "--offers",
        choices=("low", "expected", "ceiling"),
        default="expected",
        help="which level of each offer is counted on (default: expected)",
    )


def _add_assignments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        help="change one value, such as conditions.ceasefire.holds=never; may be repeated",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not (seconds > 0 and math.isfinite(seconds)):
        raise argparse.ArgumentTypeError(f"a time limit is more than zero seconds, not {text}")
    return seconds


def _validate(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for file in options.files:
        try:
            _load(file, options.set)
        except InvalidInput as refused:
            problems += refused.problems
    if problems or options.json:
        _report(problems, as_json=options.json)
    else:
        print(f"{len(options.files)} without problems")
    return BAD_INPUT if problems else DONE


def _solve(options: argparse.Namespace) -> int:
    scenario = _load(options.file, options.set)
    plan = _planned(scenario, options)
    if plan is None:
        return NOT_SOLVED
    if options.out:
        from planner.reports.folder import write

        write(plan, scenario, options.out)
    if options.json:
        from planner.reports.folder import plan_json

        sys.stdout.write(plan_json(plan))
    else:
        _show(plan, scenario, brief=options.quiet)
    if plan.found:
        return DONE
    return NO_PLAN if plan.status.value == "infeasible" else NOT_SOLVED


def _planned(scenario: Scenario, options: argparse.Namespace) -> Plan | None:
    from planner.engines.audit import AuditFailedError
    from planner.planning import UnknownSolverError, solve

    try:
        with _progress(quiet=options.quiet or options.json) as progress:
            return solve(
                scenario,
                solver=options.solver,
                time_limit=options.time_limit,
                firmness=options.firmness,
                offers=options.offers,
                progress=progress,
            )
    except UnknownSolverError as unknown:
        raise _unknown_solver(unknown) from None
    except AuditFailedError as failed:
        print(f"{options.file}: {failed}", file=sys.stderr)
        return None


def _unknown_solver(unknown: UnknownSolverError) -> InvalidInput:
    hint = f"available: {', '.join(unknown.known)}"
    return InvalidInput([Problem("--solver", 0, "", f"no solver is called {unknown.name!r}", hint)])


def _show(plan: Plan, scenario: Scenario, *, brief: bool) -> None:
    from planner.reports import terminal

    (terminal.show_headline if brief else terminal.show)(plan, scenario, _console())


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Show the goal being worked on, on standard error and only where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading the scenario") as status:
        yield lambda goal, done, count: status.update(f"{goal} ({done + 1} of {count})")


def _compare(options: argparse.Namespace) -> int:
    from planner.engines.audit import AuditFailedError
    from planner.planning import UnknownSolverError
    from planner.studies.comparison.compare import compare

    try:
        with _progress(quiet=options.quiet or options.json) as progress:
            comparison = compare(
                *options.files,
                solver=options.solver,
                time_limit=options.time_limit,
                firmness=options.firmness,
                offers=options.offers,
                settings=options.set,
                progress=progress,
            )
    except UnknownSolverError as unknown:
        raise _unknown_solver(unknown) from None
    except AuditFailedError as failed:
        print(f"compare: {failed}", file=sys.stderr)
        return NOT_SOLVED
    return _show_comparison(comparison, options)


def _show_comparison(comparison: Comparison, options: argparse.Namespace) -> int:
    from planner.reports.comparison import document, terminal

    if options.out:
        document.write(comparison, options.out)
    if options.json:
        sys.stdout.write(document.compare_json(comparison))
    else:
        (terminal.show_headline if options.quiet else terminal.show)(comparison, _console())
    statuses = {side.document["status"] for side in comparison.sides} - {"optimal"}
    return (NO_PLAN if statuses == {"infeasible"} else NOT_SOLVED) if statuses else DONE


def _export(options: argparse.Namespace) -> int:
    if options.format in ("xlsx", "csv"):
        from planner import cli_tables

        return cli_tables.export(options)
    from planner.planning import export

    export(
        _load(options.file, options.set),
        options.output,
        format=options.format,
        firmness=options.firmness,
        offers=options.offers,
    )
    return DONE


def _schema(_: argparse.Namespace) -> int:
    from planner.scenario.schema import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return DONE


def _constraints(options: argparse.Namespace) -> int:
    from planner.constraints import kinds

    listed = [{"kind": name, "says": kind.says, "example": kind.example} for name, kind in kinds().items()]
    if options.json:
        print(json.dumps({"constraints": listed}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(f"{one['kind']}: {one['says']}\n{indent(one['example'], '    ')}" for one in listed))
    return DONE


def _app(options: argparse.Namespace) -> int:
    from planner.ui.launch import launch

    return launch(options.folder, port=options.port, browser=not options.no_browser)


def _new(options: argparse.Namespace) -> int:
    from planner.scenario.template import write_new

    write_new(options.file)
    print(f"{options.file} is written; try: planner solve {options.file}")
    return DONE


def _load(file: str, assignments: Sequence[str]) -> Scenario:
    from planner.scenario.reading import load

    return load(file, assignments)


def _report(problems: Sequence[Problem], *, as_json: bool) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
    if as_json:
        print(json.dumps({"problems": [problem.as_document() for problem in problems]}, indent=2))
