"""Rooms: what is below knows nothing of what is above it, as CONTRIBUTING lists them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.folders import ROOT

FLOORS = re.findall(
    r"^\| +(\d+) +\| (.+?) +\|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE
)
"""The floors of CONTRIBUTING's list with the rooms on each, from the ground up."""
FLOOR = {room: int(floor) for floor, rooms in FLOORS for room in re.findall(r"`(\w+)`", rooms)}
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "planner").rglob("*.py"))
}
"""Every file of the package by the name of its module."""


def imports(file: Path) -> set[str]:
    """Return the modules of the package that a file imports: at its top, in a function, or for its types."""
    return set(_imported(ast.parse(file.read_text(encoding="utf-8"))))


def _imported(tree: ast.Module) -> Iterator[str]:
    for part in ast.walk(tree):
        if isinstance(part, ast.Import):
            yield from (name.name for name in part.names if name.name in FILES)
        elif isinstance(part, ast.ImportFrom):
            assert part.level == 0, "an import names its module from the top"
            inner = (f"{part.module}.{name.name}" for name in part.names)
            yield from (name if name in FILES else str(part.module) for name in inner)


def room(module: str) -> str:
    return module.split(".")[1]


IMPORTS = {
    module: {name for name in imports(file) if name.split(".")[0] == "planner"}
    for module, file in FILES.items()
}


def inside() -> Iterator[str]:
    """Yield every module but the package itself and the way to run it."""
    yield from (module for module in FILES if module not in ("planner", "planner.__main__"))


def test_every_room_has_its_floor() -> None:
    assert {room(module) for module in inside()} == set(FLOOR)
    assert [int(floor) for floor, _ in FLOORS] == list(range(1, len(FLOORS) + 1))


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_a_room_knows_only_those_below(name) -> None:
    wrong = [
        f"{module} imports {other}"
        for module in inside()
        if room(module) == name
        for other in sorted(IMPORTS[module])
        if other == "planner" or (room(other) != name and FLOOR[room(other)] >= FLOOR[name])
    ]
    assert wrong == []


def test_no_files_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(IMPORTS).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_what_a_module_keeps_to_itself_no_other_takes() -> None:
    taken = [
        f"{file.relative_to(ROOT)} takes {name.name} of {part.module}"
        for file in FILES.values()
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(part, ast.ImportFrom)
        for name in part.names
        if name.name.startswith("_") and not name.name.startswith("__")
    ]
    assert taken == []
