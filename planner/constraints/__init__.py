"""Kinds of political constraint: one file each, found and not listed."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from planner.constraints.base import Constraint


def kinds() -> dict[str, type[Constraint]]:
    """Return every kind by its name: each module of this folder that defines one, in order of name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    found = {}
    for kind in Constraint.__subclasses__():
        found[str(kind.model_fields["kind"].default)] = kind
    return dict(sorted(found.items()))


if TYPE_CHECKING:
    AnyConstraint = Constraint
else:
    AnyConstraint = Annotated[Union[tuple(kinds().values())], Field(discriminator="kind")]


def given_names(entries: list[Any]) -> list[str]:
    """Name the entries of a list: by `id`, and where there is none by kind, numbered by content.

    The number does not depend on the order of the list, so shuffled scenarios keep their names.
    """
    unnamed = [entry for entry in entries if not (isinstance(entry, Mapping) and entry.get("id"))]
    ranked = sorted(unnamed, key=lambda entry: json.dumps(entry, sort_keys=True, default=str))
    counts: Counter[str] = Counter()
    names: dict[int, str] = {}
    for entry in ranked:
        kind = str(entry.get("kind", "constraint")) if isinstance(entry, Mapping) else "constraint"
        counts[kind] += 1
        names[id(entry)] = kind if counts[kind] == 1 else f"{kind}_{counts[kind]}"
    return [names[id(entry)] if id(entry) in names else str(entry["id"]) for entry in entries]


def keyed(value: Any) -> Any:
    """Bring constraints written as a list or a table to a table whose entries know their id."""
    if isinstance(value, list | tuple):
        value = dict(zip(given_names(list(value)), value, strict=True))
    if not isinstance(value, Mapping):
        return value
    return {
        key: {**entry, "id": key} if isinstance(entry, Mapping) else entry for key, entry in value.items()
    }
