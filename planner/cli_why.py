"""The commands that ask why: `planner explain` and `planner evaluate`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from planner import cli

if TYPE_CHECKING:
    from planner.studies.explain import Explanation
    from planner.studies.own_plan.evaluate import Evaluation

Answer = TypeVar("Answer")


def add_explain(commands: Any) -> None:
    """Add `planner explain`."""
    explain = commands.add_parser("explain", help="say why the shortfalls are there, or why there is no plan")
    cli._add_scenario(explain)
    explain.add_argument(
        "--fill",
        type=_part,
        metavar="PART",
        help="look for the concessions that fill this part of what is required, such as 0.9",
    )
    _add_answering(explain)
    explain.set_defaults(command=_explain)


def add_evaluate(commands: Any) -> None:
    """Add `planner evaluate`."""
    evaluate = commands.add_parser(
        "evaluate", help="hold somebody's own plan against a scenario: what it breaks, what it costs"
    )
    cli._add_scenario(evaluate)
    evaluate.add_argument(
        "plan", metavar="PLAN.csv", help="columns nation, capability, requirement, phase and units"
    )
    _add_answering(evaluate)
    evaluate.set_defaults(command=_evaluate)


def _add_answering(command: argparse.ArgumentParser) -> None:
    command.add_argument("--solver", default="highs", metavar="NAME", help="highs, or any solver PuLP finds")
    command.add_argument(
        "--time-limit", type=cli._seconds, metavar="SECONDS", help="stop after so many seconds in all"
    )
    command.add_argument("--json", action="store_true", help="print the document alone")
    command.add_argument("--quiet", action="store_true", help="print no progress and only the headline")


def _part(text: str) -> float:
    try:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a part, such as 0.9") from None


def _explain(options: argparse.Namespace) -> int:
    from planner.reports import explain_terminal
    from planner.studies.explain import explain

    scenario = cli._load(options.file, options.set)
    found = _asked(options, lambda **how: explain(scenario, fill=options.fill, **how))
    if found is None:
        return cli.NOT_SOLVED
    if options.json:
        _print_document(found)
    else:
        (explain_terminal.show_headline if options.quiet else explain_terminal.show)(
            found, scenario, cli._console()
        )
    return _code(found)


def _evaluate(options: argparse.Namespace) -> int:
    from planner.reports import evaluate_terminal
    from planner.studies.own_plan.evaluate import evaluate

    scenario = cli._load(options.file, options.set)
    found = _asked(options, lambda **how: evaluate(scenario, options.plan, **how))
    if found is None:
        return cli.NOT_SOLVED
    if options.json:
        _print_document(found)
    else:
        (evaluate_terminal.show_headline if options.quiet else evaluate_terminal.show)(
            found, scenario, cli._console()
        )
    return _code(found)


def _asked(options: argparse.Namespace, ask: Callable[..., Answer]) -> Answer | None:
    """Return an answer; None, with a word on standard error, where the solver's own failed its audit."""
    from planner.engines.audit import AuditFailedError
    from planner.planning import UnknownSolverError

    try:
        with cli._progress(quiet=options.quiet or options.json) as progress:
            return ask(
                solver=options.solver,
                time_limit=options.time_limit,
                firmness=options.firmness,
                offers=options.offers,
                progress=progress,
            )
    except UnknownSolverError as unknown:
        raise cli._unknown_solver(unknown) from None
    except AuditFailedError as failed:
        sys.stderr.write(f"{options.file}: {failed}\n")
        return None


def _print_document(found: Explanation | Evaluation) -> None:
    text = json.dumps(found.as_document(), indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(f"{text}\n")


def _code(found: Explanation | Evaluation) -> int:
    """Return the exit code: an answer that was cut short is none that a script may rely on."""
    if found.unfinished:
        return cli.NOT_SOLVED
    return {"optimal": cli.DONE, "infeasible": cli.NO_PLAN}.get(found.status.value, cli.NOT_SOLVED)
