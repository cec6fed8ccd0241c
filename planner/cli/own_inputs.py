"""A command does not write over what it reads, not even with `--force`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from planner.problems import InvalidInput, Problem


def not_onto(output: str, read: Mapping[str, str]) -> None:
    """Raise `InvalidInput` where the file to be written is one of those that are read.

    `read` says of each what it is. Links and other ways to name a file are seen through.
    """
    said = [what for file, what in read.items() if _is_same(file, output)]
    if said:
        raise InvalidInput([Problem(output, 0, "", said[0], "write to another file")])


def _is_same(one: str, other: str) -> bool:
    try:
        return Path(one).is_file() and os.path.samefile(one, other)  # noqa: PTH121  the other may be missing
    except (OSError, ValueError):
        return False
