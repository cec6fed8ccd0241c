"""Names: a file and a class are found by name at the first try."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.test_rooms import FILES

SHOWN = (
    "alternatives",
    "ask",
    "concessions",
    "conditions",
    "conflicts",
    "fill_list",
    "prices",
    "ranges",
    "sweep",
    "uncertainty",
    "withdraw",
    "worth",
)
"""Studies and pictures, and where each is laid out or shown: one thing on two floors, under its one name."""
TWICE = {"Goal": "as a scenario names it, and as the columns and costs that a solver makes small"}
"""Classes that share a name, and why it is one thing that both stand for."""


def _files_by_name() -> dict[str, list[str]]:
    """Return the modules by the name of their file; a room is no file."""
    named = defaultdict(list)
    for module, path in FILES.items():
        if path.stem not in ("__init__", "__main__"):
            named[path.stem].append(module)
    return named


def _classes() -> Iterator[tuple[str, str]]:
    """Yield the public classes of the package, each with its module."""
    for module, path in FILES.items():
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(part, ast.ClassDef) and not part.name.startswith("_"):
                yield part.name, module


def test_a_file_is_found_by_its_name() -> None:
    several = {name: modules for name, modules in _files_by_name().items() if len(modules) > 1}
    assert {name: several[name] for name in several.keys() - set(SHOWN)} == {}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_under_the_name_of_what_it_shows_stands_above_it(name) -> None:
    assert sorted(module.split(".")[1] for module in _files_by_name()[name]) in (
        ["studies", "ui"],
        ["reports", "ui"],
        ["reports", "studies"],
    )


def test_a_class_is_found_by_its_name() -> None:
    homes = defaultdict(set)
    for name, module in _classes():
        homes[name].add(module)
    assert {name for name, modules in homes.items() if len(modules) > 1} == set(TWICE)
