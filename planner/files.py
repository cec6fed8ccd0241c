"""Files on disk: read with a limit, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.problems import InvalidInput, Origin, Problem, nearest

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


@contextmanager
def alone_in(folder: str | os.PathLike[str]) -> Iterator[None]:
    """Hold a folder: whoever else asks for it meanwhile, in this process or another, waits.

    For what is looked at first and written then. It is not for a thread that holds the folder already. The
    folder itself is locked, so that no file is left behind; where folders cannot be locked, a file among the
    temporary ones stands for it. Raises `OSError` where the folder is missing or closed.
    """
    handle = _locked(folder)
    if handle is None:
        from filelock import FileLock

        name = hashlib.sha256(str(Path(folder).resolve()).encode()).hexdigest()[:32]
        with FileLock(Path(tempfile.gettempdir()) / f"planner-{name}.lock"):
            yield
        return
    try:
        yield
    finally:
        os.close(handle)


def _locked(folder: str | os.PathLike[str]) -> int | None:
    """Return a handle that locks a folder until it is closed; None where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle


def write_atomically(file: str | os.PathLike[str], content: str | bytes, *, overwrite: bool = True) -> None:
    """Write a file so that it is there whole or not at all, even where the machine stops half way.

    Text is written as UTF-8 with plain line ends. Raises `InvalidInput` where the file exists and
    `overwrite` is false, or where the folder is missing or closed.
    """
    target = Path(file)
    if target.is_dir():
        raise InvalidInput([Problem(str(file), 0, "", "is a folder, not a file")])
    if not overwrite and os.path.lexists(target):
        raise InvalidInput([_exists(file)])
    try:
        _put(target, _encoded(content), overwrite=overwrite)
    except FileExistsError:
        raise InvalidInput([_exists(file)]) from None
    except (OSError, ValueError) as error:
        text, hint = _words(str(file), error)
        text = "cannot be written" if isinstance(error, FileNotFoundError) else text
        raise InvalidInput([Problem(str(file), 0, "", text, hint)]) from None


def _exists(file: str | os.PathLike[str]) -> Problem:
    return Problem(str(file), 0, "", "exists already", "choose another name, or delete it")


def _put(target: Path, content: bytes, *, overwrite: bool) -> None:
    """Write beside the target and move into its place, with the rights that the target has or would get."""
    written = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.part")
    try:
        with written.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            written.chmod(stat.S_IMODE(target.stat().st_mode))
        if overwrite:
            written.replace(target)
        else:
            _put_first(written, target)
    finally:
        written.unlink(missing_ok=True)


def _put_first(written: Path, target: Path) -> None:
    """Have a file under another name, which nobody has taken meanwhile; raises `FileExistsError`."""
    try:
        target.hardlink_to(written)
    except FileExistsError:
        raise
    except OSError:  # a disk without such links
        with alone_in(target.parent):
            if os.path.lexists(target):
                raise FileExistsError from None
            written.replace(target)


def _encoded(content: str | bytes) -> bytes:
    """Return what is written; half letters, from a name that is no text, as escapes that JSON knows."""
    return content.encode(errors="backslashreplace") if isinstance(content, str) else content
