"""What a plan's file claims beside what it comes to: the figures that differ."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

TABLES = ("fill", "contributions", "nations", "support")
"""The tables of a plan that follow from its contributions."""
CLOSE = 1e-6
"""Figures are the same that differ by no more than this, relative to their size where that is over 1."""


def differences(claimed: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield path, claim and figure for what differs; a table's lines are found by their ids."""
    for table in TABLES:
        yield from _of_table(table, claimed.get(table, []), actual[table])
    yield from _of_value("totals", claimed.get("totals", {}), actual["totals"])


def _of_table(
    name: str, claimed: list[dict[str, Any]], actual: list[dict[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Yield path, claim and figure: of claimed lines by number, then of missing ones in the order of ids."""
    keys = [key for key in (actual or claimed or [{}])[0] if key in _IDS]
    known = {_key(line, keys): line for line in actual}
    seen = set()
    for number, line in enumerate(claimed):
        key = _key(line, keys)
        if key in seen:
            yield f"{name}[{number}]", "there twice", "one line"
        seen.add(key)
        if key in known:
            yield from _of_value(f"{name}[{number}]", line, known[key])
        else:
            yield f"{name}[{number}]", "there", "nothing"
    for key in sorted(known.keys() - seen):
        yield f"{name} of {', '.join(key)}", "missing", "something"


_IDS = ("nation", "capability", "requirement", "place", "phase")


def _key(line: Mapping[str, Any], keys: list[str]) -> tuple[str, ...]:
    return tuple(str(line.get(key)) for key in keys)


def _of_value(path: str, claimed: Any, actual: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(actual, Mapping) and isinstance(claimed, Mapping):
        for key in actual:
            yield from _of_value(f"{path}.{key}", claimed.get(key), actual[key])
        for key in sorted(claimed.keys() - actual.keys()) if path.endswith("unit_months") else ():
            yield f"{path}.{key}", _shown(claimed[key]), "nothing"
    elif not _same(claimed, actual):
        yield path, _shown(claimed), _shown(actual)


def _same(claimed: Any, actual: Any) -> bool:
    numbers = (int, float)
    if isinstance(claimed, bool) != isinstance(actual, bool):
        return False
    if isinstance(claimed, numbers) and isinstance(actual, numbers):
        return math.isclose(claimed, actual, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(claimed == actual)


def _shown(value: Any) -> str:
    return f"{value:.9g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
