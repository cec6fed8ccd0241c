"""The commands that ask why: `planner explain` and `planner evaluate`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from planner.cli.asking import answered, missing, of_options, question_of, scenario_of
from planner.cli.exit_codes import code_of
from planner.cli.options import add_answer, add_out, add_scenario, add_solver, part
from planner.cli.output import console, print_document

if TYPE_CHECKING:
    from planner.reports.explain.explain_files import Explained
    from planner.scenario.scenario import Scenario
    from planner.studies.explain import Explanation


def add_explain(commands: Any) -> None:
    """Add `planner explain`."""
    explain = commands.add_parser("explain", help="say why the shortfalls are there, or why there is no plan")
    add_scenario(explain)
    explain.add_argument(
        "--fill",
        type=part,
        metavar="PART",
        help="look for the concessions that fill this part of what is required, such as 0.9",
    )
    add_out(explain, "explain.json, .md, .html and .xlsx")
    add_solver(explain)
    add_answer(explain)
    explain.set_defaults(command=_explain)


def add_evaluate(commands: Any) -> None:
    """Add `planner evaluate`."""
    evaluate = commands.add_parser(
        "evaluate", help="hold somebody's own plan against a scenario: what it breaks, what it costs"
    )
    add_scenario(evaluate)
    evaluate.add_argument(
        "plan", metavar="PLAN.csv", help="columns nation, capability, requirement, phase and units"
    )
    add_solver(evaluate)
    add_answer(evaluate)
    evaluate.set_defaults(command=_evaluate)


def _explain(options: argparse.Namespace) -> int:
    """Write and print what explains a scenario; return NOT_SOLVED where it was cut short, else by status."""
    from planner.reports import explain_terminal
    from planner.studies.explain import explain, fill_problems

    wrong = [*of_options(options), *fill_problems(options.fill)]
    scenario = scenario_of(options.file, options.set, wrong)
    found = answered(options, lambda **how: explain(scenario, fill=options.fill, **how), about=options.file)
    if options.out:
        from planner.reports.explain.explain_files import write

        write(_report(found, scenario, options), options.out, force=options.force)
    if options.json:
        print_document(_report(found, scenario, options).as_document())
    else:
        show = explain_terminal.show_headline if options.quiet else explain_terminal.show
        show(found, scenario, console())
    return code_of(found.status.value, cut=bool(found.unfinished))


def _report(found: Explanation, scenario: Scenario, options: argparse.Namespace) -> Explained:
    from planner.plan.from_solution import counted
    from planner.reports.explain.explain_files import Explained

    return Explained(found, scenario, counted(scenario, question_of(options).counting))


def _evaluate(options: argparse.Namespace) -> int:
    """Print how a plan stands; the exit code is of the best plan, not of theirs: broken rules leave it 0."""
    from planner.reports import evaluate_terminal
    from planner.studies.own_plan.evaluate import evaluate

    wrong = [*of_options(options), *missing(options.plan)]
    scenario = scenario_of(options.file, options.set, wrong)
    found = answered(options, lambda **how: evaluate(scenario, options.plan, **how), about=options.file)
    if options.json:
        print_document(found.as_document())
    else:
        show = evaluate_terminal.show_headline if options.quiet else evaluate_terminal.show
        show(found, scenario, console())
    return code_of(found.status.value, cut=bool(found.unfinished))
