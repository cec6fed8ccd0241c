"""What stands beside the types of a model: the one way to read it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from planner.facts.fields import Entry, Refers


def marks(annotation: Any) -> Iterator[Any]:
    """Yield every mark of a type: its own, those of its forms, and those of what a list or table holds."""
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation)[: 1 if get_origin(annotation) is Annotated else None]:
        yield from marks(part)


@cache
def marked(entry: type[Entry], mark: Any) -> tuple[str, ...]:
    """Return the fields of a model that carry a mark, in their order."""
    return tuple(
        name
        for name, field in entry.model_fields.items()
        if mark in field.metadata or mark in marks(field.annotation)
    )


@cache
def referring(entry: type[Entry], sort: str) -> tuple[str, ...]:
    """Return the fields of a model whose ids are of a sort, in their order."""
    return tuple(
        name
        for name, field in entry.model_fields.items()
        for mark in (*field.metadata, *marks(field.annotation))
        if isinstance(mark, Refers) and mark.sort == sort
    )
