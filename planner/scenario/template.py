"""The scenarios that a new user starts from: an example, real questions in small, and an empty one."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from planner.files import write_atomically
from planner.problems import InvalidInput, Problem
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed

EXAMPLE, EMPTY = "example", "empty"


@dataclass(frozen=True)
class Template:
    """A scenario to start from: its name, what it calls itself, what it asks, its text."""

    name: str
    title: str
    description: str
    text: str


@cache
def templates() -> Mapping[str, Template]:
    """Return what one may start from by name: the example first, the empty scenario last.

    All but the empty one are in order and solve.
    """
    room = files("planner.scenario")
    texts = {EXAMPLE: room.joinpath("template.yaml").read_text(encoding="utf-8")}
    for file in sorted(room.joinpath("templates").iterdir(), key=lambda one: (EMPTY in one.name, one.name)):
        if file.name.endswith(".yaml"):
            texts[file.name.removesuffix(".yaml")] = file.read_text(encoding="utf-8")
    return {name: _template(name, text) for name, text in texts.items()}


def _template(name: str, text: str) -> Template:
    root = parsed(text, name, [])
    said = {} if root is None else {key: root.entries.get(key) for key in ("title", "description")}
    title, description = (" ".join(str(plain(node)).split()) if node else "" for node in said.values())
    return Template(name, title, description, text)


def template(name: str = EXAMPLE) -> str:
    """Return the text of a scenario to start from; raises `InvalidInput` where there is none of the name."""
    known = templates()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
        raise InvalidInput([Problem("--template", 0, name, "is no template", hint)])
    return known[name].text


def write_new(path: str | os.PathLike[str], *, name: str = EXAMPLE, force: bool = False) -> None:
    """Write a template to a new file.

    Raises `InvalidInput` where there is no such template, and where the file cannot be written, or exists,
    unless by `force`.
    """
    write_atomically(path, template(name), overwrite=force)
