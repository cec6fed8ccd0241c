"""The goal `close`: what the plan sends whose file a scenario names.

What stands in that file becomes a part of the scenario, so that the scenario means the same wherever it goes,
and its hash covers it. The file is looked for beside the file that names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from planner.facts.goals import SENT_IDS
from planner.files import read_bytes
from planner.problems import SETTING, InvalidInput, Origin, Problem, dotted
from planner.scenario.layers import OUTSIDE_PLAN, is_within
from planner.scenario.nodes import Broken, Listing, Node, Scalar, Table
from planner.scenario.plan_document import LARGEST_PLAN, plan_document

SUFFIX = ".json"
"""How the names of plans end, where only these may be read."""


def with_earlier_plans(root: Table, file: str, within: Sequence[FilePath], problems: list[Problem]) -> Table:
    """Return a scenario's tree with what the earlier plan sends in place of the name of its file.

    `file` is the scenario's, beside which a plan is looked for that a setting names. Nothing is read that
    lies outside the folders `within`, where there are any.
    """
    goals = root.entries.get("goals")
    if not isinstance(goals, Listing):
        return root
    items = tuple(
        _resolved(item, number, (file, within), problems) for number, item in enumerate(goals.items)
    )
    return replace(root, entries={**root.entries, "goals": replace(goals, items=items)})


def _resolved(
    item: Node, number: int, where: tuple[str, Sequence[FilePath]], problems: list[Problem]
) -> Node:
    """Return a goal with what is sent by the plan that its `close` names; any other goal as it is.

    `where` is the scenario's file and the folders to keep to. A plan that cannot be read is a problem, and
    the goal then `Broken`.
    """
    named = item.entries.get("close") if isinstance(item, Table) else None
    if not isinstance(item, Table) or not isinstance(named, Scalar) or not isinstance(named.value, str):
        return item
    file, within = where
    origin = named.origin
    beside = file if origin.file.startswith(SETTING) else origin.file
    plan = str(FilePath(beside).parent / named.value)
    try:
        sent = _sent(plan, within)
    except InvalidInput as error:
        problems.extend(_told(error, plan, origin, number))
        return Broken(item.origin)
    listed = Listing(tuple(_table(one, origin) for one in sent), origin)
    entry = Table({"plan": named, "sent": listed}, origin)
    return replace(item, entries={**item.entries, "close": entry})


def _sent(plan: str, within: Sequence[FilePath]) -> list[dict[str, Any]]:
    """Return what a plan sends; raises `InvalidInput`."""
    if not is_within(plan, within, (SUFFIX,)):
        raise InvalidInput([Problem(plan, 0, "", OUTSIDE_PLAN)])
    document = plan_document(read_bytes(plan, LARGEST_PLAN), plan)
    if document.get("audit") is None:
        raise InvalidInput([Problem(plan, 0, "", f"holds no plan: its status is {document.get('status')!r}")])
    found = document.get("contributions")
    if not isinstance(found, list) or not all(_is_sent(one) for one in found):
        raise InvalidInput([Problem(plan, 0, "", "is damaged: its contributions are not as a plan has them")])
    return [{**{name: one[name] for name in SENT_IDS}, "units": float(one["units"])} for one in found]


def _is_sent(one: Any) -> bool:
    if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in SENT_IDS):
        return False
    units = one.get("units")
    return isinstance(units, int | float) and not isinstance(units, bool) and units >= 0


def _table(one: dict[str, Any], origin: Origin) -> Table:
    return Table({name: Scalar(value, origin) for name, value in one.items()}, origin)


def _told(error: InvalidInput, plan: str, origin: Origin, number: int) -> Iterator[Problem]:
    """Yield what is wrong with a plan's file where the scenario names it."""
    for problem in error.problems:
        line = f" in line {problem.line}" if problem.line else ""
        said = f"{plan} {problem.text}{line}"
        path = dotted(("goals", number))
        yield Problem(origin.file, origin.line, path, said, problem.hint, on_page=problem.on_page)
