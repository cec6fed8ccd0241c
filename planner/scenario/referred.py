"""Figures taken from the reference: `keys: from reference`, or a table with `from: reference`."""

from __future__ import annotations

from dataclasses import replace

from planner.problems import Problem, dotted
from planner.reference.states import states
from planner.scenario.nodes import Node, Scalar, Table, described, plain


def referred(root: Table, problems: list[Problem]) -> Table:
    """Return a tree in which every nation that asks for it has the figures of the reference as its keys.

    Figures that the scenario states itself stand. What is no state goes to `problems`.
    """
    nations = root.entries.get("nations")
    if not isinstance(nations, Table):
        return root
    filled = {name: _filled(name, nation, problems) for name, nation in nations.entries.items()}
    return replace(root, entries={**root.entries, "nations": replace(nations, entries=filled)})


def _filled(name: str, nation: Node, problems: list[Problem]) -> Node:
    if not isinstance(nation, Table) or not isinstance(keys := nation.entries.get("keys"), Table):
        return nation
    asked = keys.entries.get("from")
    if asked is None or not isinstance(plain(asked), str):
        return nation
    figures = _figures(name, asked, problems)
    stated = {key: node for key, node in keys.entries.items() if key != "from"}
    return replace(nation, entries={**nation.entries, "keys": replace(keys, entries={**figures, **stated})})


def _figures(name: str, asked: Node, problems: list[Problem]) -> dict[str, Node]:
    """Return the figures of a state, each as if it were written where they are asked for."""
    if plain(asked) != "reference":
        _refuse(problems, name, asked, f"is {described(asked)}", "write `from: reference`, or figures")
    elif name not in states():
        on_page = "write figures for anything else"
        hint = f"`planner nations NAME` finds a state's code; {on_page}"
        said = f"takes its figures from the reference, and {name!r} is no state there"
        _refuse(problems, name, asked, said, hint, on_page)
    else:
        return {key: Scalar(value, asked.origin) for key, value in states()[name].keys.items()}
    return {}


def _refuse(
    problems: list[Problem], name: str, node: Node, text: str, hint: str, on_page: str | None = None
) -> None:
    path = dotted(("nations", name, "keys"))
    problems.append(Problem(node.origin.file, node.origin.line, path, text, hint, on_page=on_page))
