"""How bytes come to stand in a folder: written aside, moved last, so that a stop at any moment loses nothing.

One file is written under a hidden name and moved. A set of files is written into a hidden folder, which gets
another name once it is whole: from then on the set counts, and whoever writes or reads there next moves what
has not been moved yet. Whoever calls holds the folder (`planner.files.alone_in`), so that what lies about
belongs to nobody who is still at work.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

HALF = ".planner.part"
"""How the name ends of what is not whole yet."""
WHOLE = ".planner.set"
"""How the name ends of a folder with a whole set, which is to be moved."""
written: list[str] = []
"""What this process has written so far, in order: what is said where it is interrupted must be true."""


def recover(folder: Path) -> None:
    """Finish or undo what was left in a folder by somebody who was stopped; raises `OSError`."""
    for left in sorted(folder.iterdir()):
        if not left.name.startswith("."):
            continue
        if left.name.endswith(WHOLE):
            _move(left, folder)
        elif left.name.endswith(HALF):
            _remove(left)


def left_whole(folder: Path) -> list[Path]:
    """Return the whole sets in a folder that are to be moved; none where it cannot be looked into."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  names are enough, and this is asked at every reading
    except (OSError, ValueError):
        return []
    return [folder / name for name in sorted(names) if name.startswith(".") and name.endswith(WHOLE)]


def put(target: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write one file, with the rights that the target has or would get.

    Raises `FileExistsError` where it exists and `overwrite` is false, and `OSError`.
    """
    aside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}{HALF}")
    try:
        _write(aside, content, target)
        with _undisturbed():
            aside.replace(target) if overwrite else _put_first(aside, target)
            written.append(str(target))
        _sync(target.parent)
    finally:
        aside.unlink(missing_ok=True)


def put_set(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all of them or none; raises `OSError`."""
    aside = folder / f".{secrets.token_hex(6)}{HALF}"
    try:
        aside.mkdir()
        for name, content in files.items():
            _write(aside / name, content, folder / name)
        _sync(aside)
        with _undisturbed():
            whole = aside.with_name(aside.name.removesuffix(HALF) + WHOLE)
            aside.rename(whole)
            _move(whole, folder)
            written.extend(str(folder / name) for name in files)
    finally:
        _remove(aside)


def pour(target: Path, content: bytes) -> None:
    """Write into what is no plain file, such as a pipe or a device; raises `OSError`."""
    number = _own(target)
    handle = os.open(target, os.O_WRONLY | os.O_APPEND) if number is None else os.dup(number)
    with os.fdopen(handle, "wb", buffering=0) as stream:
        left = memoryview(content)
        while left:
            left = left[stream.write(left) :]
    written.append(str(target))


def is_poured(target: Path) -> bool:
    """Say whether a target is to be written into as it is: a pipe, a device, an open file by its number."""
    if str(Path(os.path.abspath(target))).startswith(("/dev/", "/proc/")):  # noqa: PTH100  a link stays
        return target.exists()
    try:
        return not stat.S_ISREG(target.stat().st_mode)
    except OSError:
        return False


def _own(target: Path) -> int | None:
    """Return the number of an open file of this process that a target names, such as `/dev/stdout`."""
    named = re.fullmatch(r"/dev/(stdout|stderr|fd/\d+)|/proc/self/fd/\d+", str(target))
    if named is None:
        return None
    sys.stdout.flush()
    return {"stdout": 1, "stderr": 2}.get(target.name) or int(target.name)


def _move(whole: Path, folder: Path) -> None:
    """Move a set into its place: what is moved already is not there any more."""
    for file in sorted(whole.iterdir()):
        target = folder / file.name
        if target.is_symlink():
            put(Path(os.path.realpath(target)), file.read_bytes())
            file.unlink()
        elif is_poured(target):
            pour(target, file.read_bytes())
            file.unlink()
        else:
            file.replace(target)
    _sync(folder)
    whole.rmdir()


def _write(aside: Path, content: bytes, target: Path) -> None:
    """Write a file to the disk itself, with the rights of the target where there is one."""
    with aside.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    with suppress(FileNotFoundError):
        aside.chmod(stat.S_IMODE(target.stat().st_mode))


def _put_first(aside: Path, target: Path) -> None:
    """Have a file under another name, which nobody has taken meanwhile; raises `FileExistsError`."""
    try:
        target.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:  # a disk without such links
        if os.path.lexists(target):
            raise FileExistsError from None
        aside.replace(target)


def _sync(folder: Path) -> None:
    """Have the names of a folder on the disk itself, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off an interrupt from the keyboard until what must not be cut in two is done."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    came: list[tuple[int, Any]] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(*came[0])
