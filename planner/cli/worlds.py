"""The commands about many worlds: who cannot be spared, how likely, what to ask for, at which settings."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from planner.cli.asking import along_with, answered, of_options, scenario_of
from planner.cli.exit_codes import code_of
from planner.cli.options import add_answer, add_out, add_scenario, add_solver, part, whole
from planner.cli.output import console, print_document

if TYPE_CHECKING:
    from planner.problems import Problem
    from planner.reports.worlds.report import Report

Found = TypeVar("Found")

_EFFORT = ("workers", "cache", "scheduler")
"""How answers are worked out: options that studies of many worlds take by the same names."""


def add_withdraw(commands: Any) -> None:
    """Add `planner withdraw`."""
    withdraw = commands.add_parser(
        "withdraw", help="say what is lost without each nation, each two of them, and each condition"
    )
    add_scenario(withdraw)
    withdraw.add_argument(
        "--depth", type=int, choices=(1, 2), default=1, help="2: also without every two nations"
    )
    _add_unused_seed(withdraw)
    _add_many(withdraw, "withdraw")
    withdraw.set_defaults(command=_withdraw, asked=("depth", *_EFFORT))


def add_uncertainty(commands: Any) -> None:
    """Add `planner uncertainty`."""
    uncertainty = commands.add_parser(
        "uncertainty",
        help="say how likely each requirement is filled, by the chances that are stated",
    )
    add_scenario(uncertainty)
    _add_draws(uncertainty, 256, "worlds that are drawn, at least (default: 256)")
    _add_many(uncertainty, "uncertainty")
    uncertainty.set_defaults(command=_uncertainty, asked=("draws", "seed", *_EFFORT))


def add_ask(commands: Any) -> None:
    """Add `planner ask`."""
    ask = commands.add_parser(
        "ask", help="say what to ask each nation for, so that enough is filled with a chance that you want"
    )
    add_scenario(ask)
    ask.add_argument(
        "--fill", type=part, default=1.0, metavar="PART", help="of the first priority (default: 100%%)"
    )
    ask.add_argument(
        "--chance", type=part, default=0.9, metavar="PART", help="how likely that is to be (default: 90%%)"
    )
    ask.add_argument(
        "--most",
        type=float,
        default=2.0,
        metavar="TIMES",
        help="ask for at most so many times the most that a nation spoke of (default: 2)",
    )
    _add_draws(ask, 64, "worlds by which asks are chosen, at least (default: 64)")
    _add_many(ask, "ask")
    ask.set_defaults(command=_ask, asked=("fill", "chance", "most", "draws", "seed", *_EFFORT))


def add_worth(commands: Any) -> None:
    """Add `planner worth`."""
    worth = commands.add_parser("worth", help="say what each nation adds to what all fill together")
    add_scenario(worth)
    worth.add_argument(
        "--orders",
        type=whole,
        default=64,
        metavar="N",
        help="orders of joining that are drawn where there are too many nations for all (default: 64)",
    )
    _add_seed(worth, "orders")
    _add_many(worth, "worth")
    worth.set_defaults(command=_worth, asked=("orders", "seed", *_EFFORT))


def add_alternatives(commands: Any) -> None:
    """Add `planner alternatives`."""
    alternatives = commands.add_parser(
        "alternatives", help="say what other plans fill as much, and who carries more or less in them"
    )
    add_scenario(alternatives)
    alternatives.add_argument(
        "--within",
        type=part,
        default=0.02,
        metavar="PART",
        help="slack of every goal but fill, such as cost (default: 2%%)",
    )
    alternatives.add_argument(
        "--count", type=whole, default=4, metavar="N", help="how many at most (default: 4)"
    )
    _add_unused_seed(alternatives)
    _add_many(alternatives, "alternatives", kept=False)
    alternatives.set_defaults(command=_alternatives, asked=("within", "count", "workers"))


def _add_draws(command: argparse.ArgumentParser, usual: int, said: str) -> None:
    command.add_argument("--draws", type=whole, default=usual, metavar="N", help=said)
    _add_seed(command, "worlds")


def _add_unused_seed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seed", type=whole, default=1, metavar="N", help="as the other commands take it; nothing is drawn"
    )


def _add_seed(command: argparse.ArgumentParser, drawn: str) -> None:
    command.add_argument(
        "--seed", type=whole, default=1, metavar="N", help=f"another seed draws other {drawn} (default: 1)"
    )


def add_sweep(commands: Any) -> None:
    """Add `planner sweep`."""
    sweep = commands.add_parser("sweep", help="solve a scenario at many settings of a few of its values")
    add_scenario(sweep)
    sweep.add_argument(
        "sweep", metavar="SWEEP.yaml", help="paths with their values: `crossed`, `side_by_side` or `sets`"
    )
    _add_unused_seed(sweep)
    _add_many(sweep, "sweep", limited="stop each row after so many seconds", kept=False)
    sweep.set_defaults(command=_sweep)


def _add_many(
    command: argparse.ArgumentParser,
    name: str,
    *,
    limited: str = "stop after so many seconds in all",
    kept: bool = True,
) -> None:
    """Add what studies of many worlds take; `kept` is false where --cache and --scheduler change nothing."""
    command.add_argument(
        "--workers", type=whole, default=1, metavar="N", help="processes; the answer is the same (default: 1)"
    )
    unused = "" if kept else " (as the other commands take it; nothing is kept or sent here)"
    command.add_argument(
        "--cache", metavar="DIR", help=f"keep answers there, so that what was cut short goes on{unused}"
    )
    command.add_argument(
        "--scheduler", metavar="ADDRESS", help=f"solve on a dask cluster, such as tcp://host:8786{unused}"
    )
    add_out(command, f"{name}.json, .md, .html and .xlsx")
    add_solver(command, limited=limited)
    add_answer(command)


def _withdraw(options: argparse.Namespace) -> int:
    from planner.studies.withdraw.withdraw import withdraw

    found = _studied(withdraw, options)
    from planner.reports.worlds.withdraw import report

    return _told(report(found), options, (found.status.value, found.unfinished))


def _uncertainty(options: argparse.Namespace) -> int:
    from planner.studies.uncertainty.uncertainty import uncertainty

    found = _studied(uncertainty, options)
    from planner.reports.worlds.uncertainty import report

    return _told(
        report(found), options, ("infeasible" if found.no_plan == 1 else "optimal", found.unfinished)
    )


def _ask(options: argparse.Namespace) -> int:
    from planner.studies.ask.ask import ask, target_problems

    found = _studied(ask, options, target_problems(options.fill, options.chance, options.most))
    from planner.reports.worlds.ask import report

    return _told(
        report(found), options, ("infeasible" if found.found is None else "optimal", found.unfinished)
    )


def _worth(options: argparse.Namespace) -> int:
    from planner.studies.worth.worth import worth

    found = _studied(worth, options)
    from planner.reports.worlds.worth import report

    return _told(report(found), options, (found.status.value, found.unfinished))


def _alternatives(options: argparse.Namespace) -> int:
    from planner.studies.alternatives.alternatives import alternatives, slack_problems

    found = _studied(alternatives, options, slack_problems(options.within, options.count))
    from planner.reports.worlds.alternatives import report

    return _told(report(found), options, (found.status.value, found.unfinished))


def _sweep(options: argparse.Namespace) -> int:
    """Print or write what came of each row; what is wrong with options and files is told together."""
    from planner.studies.sweep.sweep import sweep

    asked = {"settings": options.set, "workers": options.workers}
    with along_with(of_options(options)):
        found = answered(
            options, lambda **how: sweep(options.file, options.sweep, **asked, **how), about=options.file
        )
    from planner.reports.worlds.sweep import report

    return _told(report(found), options, ("optimal", found.unfinished))


def _studied(
    study: Callable[..., Found], options: argparse.Namespace, besides: Iterable[Problem] = ()
) -> Found:
    """Ask a study of the scenario with the options that it takes by the same names.

    What is wrong with them, also what is `besides`, is told together with the problems of the scenario.
    """
    from planner.studies.asked import effort_problems

    effort = effort_problems(options.workers, options.cache, options.scheduler)
    scenario = scenario_of(options.file, options.set, [*of_options(options), *effort, *besides])
    asked = {name: getattr(options, name) for name in options.asked}
    return answered(options, lambda **how: study(scenario, **asked, **how), about=options.file)


def _told(report: Report, options: argparse.Namespace, ended: tuple[str, bool]) -> int:
    """Write and print a report; return the exit code of how it ended: a status, and if it was cut short."""
    if options.out:
        report.write(options.out, force=options.force)
    if options.json:
        print_document(report.document)
    else:
        report.show(console(), brief=options.quiet)
    status, cut = ended
    return code_of(status, cut=cut)
