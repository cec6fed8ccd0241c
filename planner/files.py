"""Files on disk: read with a limit, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.placing import is_poured, left_whole, pour, put, put_set, recover
from planner.problems import InvalidInput, Origin, Problem, nearest

LARGEST_FILE = 5 * 1024 * 1024
"""The most bytes of a scenario file; anything above is some other file or an accident."""


def read_bytes(file: str, largest: int = LARGEST_FILE, said: Origin | None = None) -> bytes:
    """Return the bytes of a file.

    `said` is where the file was named, if in another file: the problem is reported there. Of a set that
    somebody who was stopped left half moved the whole is read. Raises `InvalidInput` where the file is
    missing, unreadable, no plain file, or larger than `largest` bytes.
    """
    named, file = file, _settled(file)
    try:
        found = os.stat(file)  # noqa: PTH116  a name that is no path at all (a NUL in it) must be refused too
        trouble = _kind_of_trouble(found, largest)
        if not trouble:
            return _bytes(file, largest)
    except (OSError, ValueError) as error:
        words = _words(named, error, "" if said is None else said.file)
        raise InvalidInput([_reported(named, said, *words)]) from None
    raise InvalidInput([_reported(named, said, *trouble)])


def is_file(file: str | os.PathLike[str]) -> bool:
    """Say whether there is a file of a name, which may be one that no file can have."""
    return os.path.isfile(file)  # noqa: PTH113  pathlib raises where a name is too long, and this says no


def is_folder(folder: str | os.PathLike[str]) -> bool:
    """Say whether there is a folder of a name, which may be one that no folder can have."""
    return os.path.isdir(folder)  # noqa: PTH112  pathlib raises where a name is too long, and this says no


def entries(folder: str | os.PathLike[str]) -> list[Path]:
    """Return what lies in a folder, sorted, once a set is whole there; raises `OSError`."""
    place = Path(folder)
    _settle(place)
    return sorted(place.iterdir())


def _settled(file: str) -> str:
    """Return where a file is to be read: where it lies, or in a set that cannot be moved to its place."""
    for left in _settle(Path(file).parent):
        if (left / Path(file).name).is_file():
            return str(left / Path(file).name)
    return file


def _settle(folder: Path) -> list[Path]:
    """Finish the sets that somebody who was stopped left half moved; return those that cannot be.

    Somebody who is still at work is waited for.
    """
    if not left_whole(folder):
        return []
    with suppress(OSError), alone_in(folder):
        recover(folder)
    return left_whole(folder)


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


def _words(file: str, error: OSError | ValueError, named_in: str = "") -> tuple[str, str]:
    """Say in plain words why a file cannot be had, with a hint, which is no file that names it."""
    if isinstance(error, FileNotFoundError):
        return "does not exist", _neighbours(file, named_in)
    if isinstance(error, NotADirectoryError):
        return "does not exist", "a part of its path is a file, not a folder"
    if isinstance(error, PermissionError):
        return "may not be opened", "ask for the right to read and write it"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be opened: {reason}", ""


def _neighbours(file: str, besides: str) -> str:
    """Hint at a file of nearly the same name, `besides` one, or at the folder that is missing.

    Names are held against each other without their ending, which all scenarios have.
    """
    folder = Path(file).parent
    try:
        names = {entry.stem: entry.name for entry in folder.iterdir() if entry.absolute() != _whole(besides)}
    except OSError:
        return f"there is no folder {folder}"
    known = {*names, *names.values()}
    hint = nearest(Path(file).stem, known) if known else ""
    meant = hint.removeprefix("did you mean '").removesuffix("'?")
    return f"did you mean {names.get(meant, meant)!r}?" if meant != hint else ""


def _whole(file: str) -> Path:
    return Path(file).absolute()


@contextmanager
def alone_in(folder: str | os.PathLike[str]) -> Iterator[None]:
    """Hold a folder: whoever else asks for it meanwhile, in this process or another, waits.

    For what is looked at first and written then; a thread that holds it already holds it on. The folder
    itself is locked, so that no file is left behind; where folders cannot be locked, a file among the
    temporary ones stands for it. Raises `OSError` where the folder is missing or closed.
    """
    place = os.path.realpath(folder)
    held: set[str] = _HELD.__dict__.setdefault("folders", set())
    if place in held:
        yield
        return
    with _lock(place):
        held.add(place)
        try:
            yield
        finally:
            held.discard(place)


_HELD = threading.local()


@contextmanager
def _lock(folder: str) -> Iterator[None]:
    """Hold the lock of a folder, waiting for it: its own, or that of a temporary file named by its digest."""
    handle = _locked(folder)
    if handle is None:
        from filelock import FileLock

        name = hashlib.sha256(folder.encode(errors="surrogateescape")).hexdigest()[:32]
        with FileLock(Path(tempfile.gettempdir()) / f"planner-{name}.lock"):
            yield
        return
    try:
        yield
    finally:
        os.close(handle)


def _locked(folder: str) -> int | None:
    """Return a handle that locks a folder until it is closed; None where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # it may be written to all the same
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle


class NameTakenError(InvalidInput):
    """A file was not written, for there is one of its name."""


def _taken(place: str | os.PathLike[str], said: str, hint: str) -> Problem:
    return Problem(str(place), 0, "", said, f"{hint}, or use --force", on_page=hint)


def write_atomically(file: str | os.PathLike[str], content: str | bytes, *, overwrite: bool = True) -> None:
    """Write a file so that it is there whole or not at all, even where the machine stops half way.

    Text is written as UTF-8 with plain line ends. A link is followed; a pipe or a device is written into.
    What somebody who was stopped left in the folder goes. Raises `NameTakenError` where the file exists and
    `overwrite` is false, and `InvalidInput` where the file or its folder is missing or closed.
    """
    target = Path(file)
    with _in_words(file):
        if target.is_dir():
            raise InvalidInput([Problem(str(file), 0, "", "is a folder, not a file")])
        if is_poured(target):
            pour(target, _encoded(content))
            return
        if not overwrite and os.path.lexists(target):
            raise FileExistsError
        target = Path(os.path.realpath(target)) if target.is_symlink() else target
        _refuse_closed(target)
        with alone_in(target.parent):
            recover(target.parent)
            put(target, _encoded(content), overwrite=overwrite)


Refusal = Callable[[Path], str]
"""Says of a folder why files may not be written there; nothing where they may."""


def write_together(
    folder: str | os.PathLike[str], files: Mapping[str, str | bytes], refused: Refusal = lambda _: ""
) -> None:
    """Write files into a folder, which is made where it is missing: all of them or none.

    A run that is stopped half way is finished or undone by the next. `refused` is asked once the folder is
    held. Raises `InvalidInput` where it says something, or where the folder cannot be written to.
    """
    with _made(folder) as target, _in_words(folder), alone_in(target):
        recover(target)
        reason = refused(target)
        if reason:
            raise InvalidInput([_taken(folder, reason, "choose another folder")])
        for name in files:
            if (target / name).is_dir():
                raise InvalidInput([Problem(str(target / name), 0, "", "is a folder, not a file")])
            _refuse_closed(target / name)
        put_set(target, {name: _encoded(content) for name, content in files.items()})


def _encoded(content: str | bytes) -> bytes:
    """Return what is written; half letters, from a name that is no text, as escapes that JSON knows."""
    return content.encode(errors="backslashreplace") if isinstance(content, str) else content


def _refuse_closed(target: Path) -> None:
    """Raise `PermissionError` for a file that is closed, though its folder would let it be replaced."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError


@contextmanager
def _made(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Have a folder; where that fails for which it is made, what was made goes again while it is empty."""
    target = Path(folder)
    missing = [one for one in (target, *target.parents) if not one.exists()]
    try:
        _make(target)
        yield target
    except BaseException:
        for one in missing:
            with suppress(OSError):
                one.rmdir()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidInput([Problem(str(folder), 0, "", "is no folder to write to", reason)]) from None


@contextmanager
def _in_words(file: str | os.PathLike[str]) -> Iterator[None]:
    """Raise `InvalidInput` in plain words where a file or a folder cannot be written."""
    try:
        yield
    except FileExistsError:
        raise NameTakenError([_taken(file, "exists already", "choose another name")]) from None
    except (OSError, ValueError) as error:
        text, hint = _words(str(file), error)
        text = "cannot be written" if isinstance(error, FileNotFoundError) else text
        raise InvalidInput([Problem(str(file), 0, "", text, hint)]) from None
