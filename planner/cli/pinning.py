"""`planner pin`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.cli.asking import missing, scenario_of
from planner.cli.exit_codes import DONE
from planner.cli.options import add_force
from planner.cli.own_inputs import not_onto
from planner.problems import InvalidInput, Problem, nearest

if TYPE_CHECKING:
    from planner.plan.plan_file import SavedPlan
    from planner.scenario.scenario import Scenario

STOOD_ON = "is a scenario that the variant stands on, and would have to extend itself"
PINNED = "is the plan whose contributions are pinned"


def add_pin(commands: Any) -> None:
    """Add `planner pin`."""
    pin = commands.add_parser(
        "pin",
        help="write a variant of a scenario in which the contributions of a saved plan are decided",
        description="The contributions of PLAN.json stand as they are; those of nations under --free, and "
        "what nobody sends yet, are planned again by `planner solve VARIANT.yaml`.",
    )
    pin.add_argument("file", metavar="FILE")
    pin.add_argument("plan", metavar="PLAN.json")
    pin.add_argument(
        "--free", action="append", default=[], metavar="NATION", help="plan it again; may be repeated"
    )
    pin.add_argument("-o", "--output", required=True, metavar="VARIANT.yaml")
    add_force(pin)
    pin.set_defaults(command=_pin)


def _pin(options: argparse.Namespace) -> int:
    """Write a variant that keeps a plan but what --free nations send; it is checked before it is written."""
    from planner.files import write_atomically
    from planner.plan.pins import pins_of, variant_text
    from planner.plan.plan_file import read_plan
    from planner.scenario.reading import load_text, stood_on
    from planner.words.wording import counted

    scenario, plan = scenario_of(options.file, [], missing(options.plan)), read_plan(options.plan)
    not_onto(options.output, dict.fromkeys(stood_on(options.file), STOOD_ON) | {options.plan: PINNED})
    problems = [*_no_plan(plan), *_unknown(options.free, scenario.nations, options.file)]
    if problems := [*problems, *_foreign(plan, scenario, options)]:
        raise InvalidInput(problems)
    base = os.path.relpath(options.file, Path(options.output).parent)
    sent = [(one.nation, one.capability, one.requirement, one.phase, one.units) for one in plan.contributions]
    pins = pins_of(sent, f"as planned in {Path(options.plan).name}", options.free)
    text = variant_text(base, f"{scenario.title}, with what is planned kept", pins)
    load_text(text, options.output)
    write_atomically(options.output, text, overwrite=options.force)
    print(f"{options.output} pins {counted(len(pins), 'contribution')}; try: planner solve {options.output}")
    return DONE


def _no_plan(saved: SavedPlan) -> Iterator[Problem]:
    """Yield what is wrong where the file says only that there is no plan."""
    if not saved.found:
        text = f"holds no plan (status {saved.status}), so there is nothing to pin"
        yield Problem(saved.file, 0, "status", text)


def _foreign(saved: SavedPlan, scenario: Scenario, options: argparse.Namespace) -> Iterator[Problem]:
    """Yield what a plan names and the scenario does not have: it is of another, or of an earlier one."""
    sorts: dict[str, Collection[str]] = {
        "nation": scenario.nations,
        "capability": scenario.capabilities,
        "requirement": scenario.requirements,
        "phase": [phase.id for phase in scenario.phases],
    }
    kept = [one for one in saved.contributions if one.nation not in options.free]
    for sort, ids in sorts.items():
        for name in sorted({str(getattr(one, sort)) for one in kept}.difference(ids)):
            text = f"{name!r} is no {sort} of {options.file}"
            yield Problem(saved.file, 0, "contributions", text, f"it is a plan of {saved.scenario.title}")


def _unknown(free: Iterable[str], nations: Collection[str], file: str) -> Iterator[Problem]:
    for name in free:
        if name not in nations:
            yield Problem("--free", 0, "", f"{name!r} is no nation of {file}", nearest(name, nations))
