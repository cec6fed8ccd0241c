"""Functions: short, and the longer ones say what goes in and what comes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.test_rooms import FILES

MOST = 36
"""The most lines of a function, from the first that does something to its end."""
LONG = 10
"""A function of more lines, from its name to its end, says in a docstring what a stranger needs."""


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function of the package, with where it stands."""
    for module, path in FILES.items():
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(part, ast.FunctionDef):
                yield f"{module}.{part.name}", part


def _lines(first: ast.stmt, function: ast.FunctionDef) -> int:
    return (function.end_lineno or 0) - first.lineno + 1


def _begins(function: ast.FunctionDef) -> ast.stmt:
    """Return the first statement after the docstring."""
    return function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]


def test_no_function_is_long() -> None:
    assert [name for name, one in _functions() if _lines(_begins(one), one) > MOST] == []


def test_a_function_over_ten_lines_says_what_goes_in_and_what_comes_out() -> None:
    silent = [name for name, one in _functions() if _lines(one, one) > LONG and not ast.get_docstring(one)]
    assert silent == []
