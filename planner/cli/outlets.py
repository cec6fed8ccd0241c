"""The way out of a command: standard output and error that may be closed, full, or no longer read.

A command never fails in the middle because nobody reads it. What cannot be written is dropped, the command
goes on to its exit code, and afterwards it is said what was lost. Letters that a terminal cannot show, and
names that are no text at all, are written as escapes.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Collection, Iterator
from typing import Any, TextIO

from planner.problems import Problem


class Outlet(io.TextIOBase):
    """A stream that drops what cannot be written, and keeps why in `trouble`."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self.trouble: OSError | ValueError | None = None

    @property
    def is_read(self) -> bool:
        """Whether what is written still goes anywhere."""
        return self.stream is not None and self.trouble is None

    def write(self, text: str) -> int:
        """Write a text, if it can be written."""
        if self.stream is None and text and self.trouble is None:
            self.trouble = OSError(errno.EBADF, "it is closed")
        self._attempt(lambda stream: stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        self._attempt(lambda stream: stream.flush())

    def isatty(self) -> bool:
        """Say whether a person reads it on a terminal."""
        return self.is_read and self.stream is not None and self.stream.isatty()

    def fileno(self) -> int:
        """Return the number of the stream that it stands before."""
        if self.stream is None:
            raise io.UnsupportedOperation("fileno")
        return self.stream.fileno()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def _attempt(self, act: Callable[[TextIO], object]) -> None:
        if self.stream is None or self.trouble is not None:
            return
        try:
            act(self.stream)
        except (OSError, ValueError) as trouble:
            self.trouble = trouble
            _silence(self.stream)


def _silence(stream: TextIO) -> None:
    """Let what a broken stream still holds go nowhere, so that leaving does not fail at it."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def standing() -> None:
    """Open what of the three standard streams is closed, so that no file of ours is taken for one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


@contextlib.contextmanager
def outlets() -> Iterator[tuple[Outlet, Outlet]]:
    """Put outlets in the place of standard output and error."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    ours = Outlet(before[0]), Outlet(before[1])
    sys.stdout, sys.stderr = ours
    try:
        yield ours
    finally:
        for outlet in ours:
            outlet.flush()
        sys.stdout, sys.stderr = before


def lost(output: Outlet, files: Collection[str] = ()) -> Problem | None:
    """Return what was lost of standard output, if anybody can have wanted it; a reader may leave early.

    Who closed it and has `files` instead has what they wanted.
    """
    if output.stream is None and files:
        return None
    if isinstance(output.trouble, OSError) and not isinstance(output.trouble, BrokenPipeError):
        reason = output.trouble.strerror or str(output.trouble)
        hint = "write elsewhere" if output.stream is None else "make room, or write elsewhere"
        return Problem("standard output", 0, "", f"cannot be written: {reason}", hint)
    return None
