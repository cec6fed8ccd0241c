"""Rooms: what is below knows nothing of what is above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folders import ROOT

LEVELS = (
    {"version", "shipped", "program"},
    {"scenario", "constraints", "files"},
    {"formulation", "engines"},
    {"plan"},
    {"studies", "planning"},
    {"reports"},
    {"editing"},
    {"ui", "cli"},
)
"""The rooms of the house from the ground up; those beside each other may know one another."""
LENT = {"planner.words.figures", "planner.words.names"}
"""How figures and names are written, which studies need for their sentences too."""
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}


def imports(node: ast.AST) -> Iterator[str]:
    """Yield the modules of the package that code imports, but for its types alone."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.If) and ast.unparse(part.test) == "TYPE_CHECKING":
            continue
        if isinstance(part, ast.ImportFrom) and (part.module or "").startswith("planner."):
            yield str(part.module)
        elif isinstance(part, ast.ImportFrom) and part.module == "planner":
            yield from (f"planner.{name.name}" for name in part.names)
        else:
            yield from imports(part)


def rooms() -> list[str]:
    found = {path.relative_to(ROOT / "planner").parts[0] for path in (ROOT / "planner").rglob("*.py")}
    return sorted({name.removesuffix(".py") for name in found} - {"__init__", "__main__"})


def files(room: str) -> list[Path]:
    folder = ROOT / "planner" / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def test_every_room_has_its_level():
    assert set(rooms()) == set(LEVEL)


@pytest.mark.parametrize("room", sorted(LEVEL))
def test_a_room_knows_nothing_of_those_above(room):
    upward = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files(room)
        for module in imports(ast.parse(file.read_text(encoding="utf-8")))
        if LEVEL[module.split(".")[1]] > LEVEL[room] and module not in LENT
    ]
    assert upward == []


def test_what_a_module_keeps_to_itself_no_other_takes():
    taken = [
        f"{file.relative_to(ROOT)} takes {name.name} of {part.module}"
        for file in sorted((ROOT / "planner").rglob("*.py"))
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(part, ast.ImportFrom)
        for name in part.names
        if name.name.startswith("_") and not name.name.startswith("__")
    ]
    assert taken == []
