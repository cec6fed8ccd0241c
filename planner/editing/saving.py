"""Saving a document without overwriting what somebody else saved meanwhile."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from planner.editing.drafts import digest
from planner.files import alone_in, read_bytes, write_atomically
from planner.problems import InvalidInput, Problem
from planner.scenario.parsing import decoded
from planner.shipped.installed import belongs_to_installation


@dataclass(frozen=True)
class Stamp:
    """A file as it was when we read or wrote it: its digest, and what tells quickly that it has not changed.

    An empty digest: there was no file.
    """

    digest: str
    quick: tuple[int, int, int] = (0, 0, 0)


def quick_stamp(file: str) -> tuple[int, int, int]:
    """Return what tells quickly whether a file changed; zeros where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116  as in planner.files
    except (OSError, ValueError):
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def read_text(file: str) -> tuple[str, Stamp]:
    """Return the text of a file and its stamp; raises `InvalidInput`."""
    quick = quick_stamp(file)
    problems: list[Problem] = []
    content = read_bytes(file)
    text = decoded(content, file, problems)
    if text is None:
        raise InvalidInput(problems)
    return text, Stamp(digest(text), quick)


def text_on_disk(file: str) -> str | None:
    """Return the text of a file, or None where it is gone or cannot be read."""
    try:
        return read_text(file)[0]
    except InvalidInput:
        return None


def changed_meanwhile(file: str, stamp: Stamp) -> bool:
    """Say whether a file on disk is another than the one we know."""
    if quick_stamp(file) == stamp.quick:
        return False
    return _digest_on_disk(file) != stamp.digest


def save(file: str, text: str, stamp: Stamp) -> Stamp | None:
    """Write a text and return the new stamp.

    None, and nothing is written, where the file is another by now than the one we know: who looks and writes
    has the folder alone. Raises `InvalidInput` where it cannot be written.
    """
    try:
        with alone_in(Path(os.path.realpath(file)).parent):  # others may name it by a link, or by where it is
            if _digest_on_disk(file) not in (stamp.digest, digest(text)):
                return None
            write_atomically(file, text)
            return Stamp(digest(text), quick_stamp(file))
    except OSError as error:
        said = error.strerror or str(error)
        raise InvalidInput([Problem(file, 0, "", "cannot be written", said)]) from None


def _digest_on_disk(file: str) -> str:
    text = text_on_disk(file)
    return "" if text is None else digest(text)


def is_writable(file: str) -> bool:
    """Say whether a file, and its folder, may be written to."""
    path = Path(file)
    if belongs_to_installation(path):
        return False
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
