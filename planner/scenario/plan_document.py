"""The document that a plan's file holds: strict JSON of the format of plans."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from planner.problems import InvalidInput, Path, Problem, dotted
from planner.scenario.nodes import laid_out
from planner.scenario.parsing import parsed

FORMAT = "planner-plan/1"
"""The format of the documents of plans."""
LARGEST_PLAN = 200 * 1024 * 1024
"""The most bytes of a plan's file."""
_HALF = re.compile("[\ud800-\udfff]")


def plan_document(content: bytes, file: str) -> dict[str, Any]:
    """Return the document of a plan's file; raises `InvalidInput` where it is damaged or is no plan."""
    try:
        document = json.loads(
            content,
            parse_constant=_not_finite,
            parse_int=_whole,
            parse_float=_finite,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        if error.pos == 0 and content.strip():
            hint, on_page = "`planner solve --out` writes", "the page Report gives"
            said = "a plan is the plan.json that "
            raise InvalidInput(
                [Problem(file, 0, "", "is no plan", said + hint, on_page=said + on_page)]
            ) from None
        _refuse(file, f"is damaged: {error.msg[:1].lower()}{error.msg[1:]}", line=error.lineno)
    except (UnicodeDecodeError, RecursionError):
        _refuse(file, "is no JSON text")
    except ValueError as error:
        _refuse(file, f"is damaged: {error}")
    if not isinstance(document, dict) or "format" not in document:
        _refuse(file, "is no plan")
    halves = next(_half_letters(document, ()), None) if b"\\u" in content else None
    if halves is not None:
        raise InvalidInput([Problem(file, line_of(content, file, halves), dotted(halves), "is no text")])
    if document["format"] != FORMAT:
        said = f"is no plan of this planner: its format is {document['format']!r}"
        _refuse(file, said, f"expected {FORMAT!r}", line_of(content, file, ("format",)))
    return document


def _half_letters(value: Any, path: Path) -> Iterator[Path]:
    """Yield where a text holds half a letter, which no report could show.

    The name of a scenario's file may: on disks there are names that are no text.
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _half_letters(key, path)
            yield from _half_letters(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _half_letters(part, (*path, number))
    elif isinstance(value, str) and path != ("scenario", "file") and _HALF.search(value):
        yield path


def _refuse(file: str, text: str, hint: str = "", line: int = 0) -> NoReturn:
    raise InvalidInput([Problem(file, line, "", text, hint)])


def _not_finite(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{_in_short(text)} is larger than any number here")
    return value


def _whole(text: str) -> int | float:
    """Return a whole number; one that no figure can be compared with is none."""
    _finite(text)
    return int(text)


def _in_short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:8]}... ({len(text)} digits)"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a table; a key that is there twice could hide what another reader sees."""
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(_twice([key for key, _ in pairs]))
        raise ValueError(f"{twice!r} is written twice")
    return table


def _twice(names: list[str]) -> Iterator[str]:
    return (name for number, name in enumerate(names) if name in names[:number])


def line_of(content: bytes, file: str, path: tuple[str | int, ...]) -> int:
    """Return the line of a path in a document, or of the nearest part above it; 0 if unknown."""
    tree = parsed(content.decode("utf-8", errors="replace"), file, [])
    return 0 if tree is None else laid_out(tree).origin(path).line
