"""What stands under the fields of a class as their docstrings, each module read once for all of its classes.

Pydantic reads and parses a whole module anew for each of its classes, which is a fifth of a cold start.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from collections.abc import Iterator, Mapping
from functools import cache


def field_docstrings(owner: type) -> Mapping[str, str]:
    """Return the docstring of each field that a class states itself; none where its source cannot be read."""
    file = getattr(sys.modules.get(owner.__module__), "__file__", None)
    return {} if file is None else _of_file(file).get(owner.__qualname__, {})


@cache
def _of_file(file: str) -> dict[str, dict[str, str]]:
    """Return the docstrings of fields by the qualified names of the classes of a file."""
    return dict(_classes(ast.parse("".join(linecache.getlines(file))), ""))


def _classes(tree: ast.AST, within: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every class below a part of a file, also those that a function makes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            name = f"{within}{node.name}"
            yield name, dict(_fields(node))
            yield from _classes(node, f"{name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _classes(node, f"{within}{node.name}.<locals>.")
        elif isinstance(node, ast.stmt):
            yield from _classes(node, within)


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield name, inspect.cleandoc(said)
