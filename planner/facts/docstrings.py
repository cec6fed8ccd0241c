"""What stands under the fields of a class as their docstrings, each module read once for all of its classes.

They are read where somebody asks what a field means, and not before: to read them is a tenth of a cold start,
and pydantic, which parses a whole module anew for each of its classes, would take a fifth.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any


def field_docstrings(owner: type) -> Mapping[str, str]:
    """Return the docstring of each field that a class states itself; none where its source cannot be read."""
    file = getattr(sys.modules.get(owner.__module__), "__file__", None)
    return {} if file is None else _of_file(file).get(owner.__qualname__, {})


@cache
def descriptions(entry: type[Any]) -> Mapping[str, str]:
    """Return what each field of a pydantic model means, by its name; without those of which nothing is said.

    A field is described by its own `description`, else by the docstring under it in the class that states it.
    """
    own = {name: field.description for name, field in entry.model_fields.items()}
    said = ((name, own[name] or _under(entry, name)) for name in own)
    return {name: text for name, text in said if text}


def _under(entry: type, field: str) -> str | None:
    stating = (base for base in entry.__mro__ if field in inspect.get_annotations(base))
    return next((field_docstrings(base).get(field) for base in stating), None)


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
