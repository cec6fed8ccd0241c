"""`planner solve`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from planner.cli.asking import answered, of_options, scenario_of
from planner.cli.exit_codes import DONE, code_of
from planner.cli.options import add_out, add_scenario, add_solver
from planner.cli.output import console

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.scenario.scenario import Scenario


def add_solve(commands: Any) -> None:
    """Add `planner solve`."""
    solve = commands.add_parser("solve", help="solve a scenario and print the plan")
    add_scenario(solve)
    add_solver(solve)
    solve.add_argument("--json", action="store_true", help="print the plan document alone")
    add_out(solve, "plan.json, plan.md, plan.html and plan.xlsx")
    solve.add_argument("--quiet", action="store_true", help="print no progress and only the headline")
    solve.set_defaults(command=_solve)


def _solve(options: argparse.Namespace) -> int:
    """Write and print a plan; return DONE for any that was found, proven best or not, else by status."""
    scenario = scenario_of(options.file, options.set, of_options(options))
    plan = _planned(scenario, options)
    if options.out:
        from planner.reports.folder import write

        write(plan, scenario, options.out, force=options.force)
    if options.json:
        from planner.reports.folder import plan_json

        sys.stdout.write(plan_json(plan))
    else:
        _show(plan, scenario, brief=options.quiet)
    return DONE if plan.found else code_of(plan.status.value)


def _planned(scenario: Scenario, options: argparse.Namespace) -> Plan:
    from planner.planning import solve

    return answered(options, lambda **how: solve(scenario, **how), about=options.file)


def _show(plan: Plan, scenario: Scenario, *, brief: bool) -> None:
    from planner.reports import plan_terminal

    (plan_terminal.show_headline if brief else plan_terminal.show)(plan, scenario, console())
