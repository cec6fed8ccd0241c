"""Files on disk: read with a limit, written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from planner.scenario.problems import InvalidInput, Origin, Problem, nearest

LARGEST_FILE = 5 * 1024 * 1024
"""The most bytes of a scenario file; anything above is some other file or an accident."""


def read_bytes(file: str, largest: int = LARGEST_FILE, said: Origin | None = None) -> bytes:
    """Return the bytes of a file.

    `said` is where the file was named, if in another file: the problem is reported there. Raises
    `InvalidInput` where the file is missing, unreadable, no plain file, or larger than `largest` bytes.
    """
    try:
        found = os.stat(file)  # noqa: PTH116  a name that is no path at all (a NUL in it) must be refused too
        trouble = _kind_of_trouble(found, largest)
        if not trouble:
            return _bytes(file, largest)
    except (OSError, ValueError) as error:
        raise InvalidInput([_reported(file, said, *_words(file, error))]) from None
    raise InvalidInput([_reported(file, said, *trouble)])


def _kind_of_trouble(found: os.stat_result, largest: int) -> tuple[str, ...]:
    if stat.S_ISDIR(found.st_mode):
        return ("is a folder, not a file",)
    if not stat.S_ISREG(found.st_mode):
        return ("is not a plain file",)
    if found.st_size > largest:
        return (
            f"is too large: {found.st_size / 2**20:.1f} MB, and at most {largest / 2**20:.0f} MB are read",
        )
    return ()


def _bytes(file: str, largest: int) -> bytes:
    with open(file, "rb") as stream:  # noqa: PTH123  as above
        return stream.read(largest + 1)


def _reported(file: str, said: Origin | None, text: str, hint: str = "") -> Problem:
    if said is None:
        return Problem(file, 0, "", text, hint)
    return Problem(said.file, said.line, "extends", f"{file} {text}", hint)


def _words(file: str, error: OSError | ValueError) -> tuple[str, str]:
    """Say in plain words why a file cannot be had, with a hint."""
    if isinstance(error, FileNotFoundError):
        return "does not exist", _neighbours(file)
    if isinstance(error, NotADirectoryError):
        return "does not exist", "a part of its path is a file, not a folder"
    if isinstance(error, PermissionError):
        return "may not be opened", "ask for the right to read and write it"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be opened: {reason}", ""


def _neighbours(file: str) -> str:
    """Hint at a file of nearly the same name, or at the folder that is missing."""
    folder = Path(file).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return f"there is no folder {folder}"
    hint = nearest(Path(file).name, names)
    return hint if hint.startswith("did you mean") else ""


def write_atomically(file: str | os.PathLike[str], content: str | bytes, *, overwrite: bool = True) -> None:
    """Write a file so that it is there whole or not at all, even where the machine stops half way.

    Text is written as UTF-8 with plain line ends. Raises `InvalidInput` where the file exists and
    `overwrite` is false, or where the folder is missing or closed.
    """
    target = Path(file)
    if target.is_dir():
        raise InvalidInput([Problem(str(file), 0, "", "is a folder, not a file")])
    if not overwrite and os.path.lexists(target):
        raise InvalidInput([Problem(str(file), 0, "", "exists already", "choose another name, or delete it")])
    try:
        _replace(target, content.encode() if isinstance(content, str) else content)
    except (OSError, ValueError) as error:
        text, hint = _words(str(file), error)
        text = "cannot be written" if isinstance(error, FileNotFoundError) else text
        raise InvalidInput([Problem(str(file), 0, "", text, hint)]) from None


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target and move into its place, with the rights that the target has or would get."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_rights(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _rights(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
