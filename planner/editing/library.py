"""A folder of scenarios: what is in it, and what can be done with a file as a whole."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from planner.editing.carrying import Carrying, bases
from planner.editing.document import opened
from planner.editing.drafts import FOLDER
from planner.editing.edits import ValueChange
from planner.editing.patch import patched
from planner.editing.regions import section_text
from planner.editing.remembering import remembered
from planner.editing.saving import is_writable, quick_stamp, read_text
from planner.editing.yaml_spots import NotUnderstoodError, marked, plain
from planner.files import LARGEST_FILE, NameTakenError, alone_in, entries, is_file, write_atomically
from planner.problems import InvalidInput, Problem
from planner.scenario.layers import SUFFIXES, is_within
from planner.scenario.parsing import decoded
from planner.scenario.reading import examine
from planner.scenario.scenario import Scenario
from planner.scenario.tables.counting import counts
from planner.scenario.tables.importing import Import, is_tables, read_import
from planner.scenario.template import EXAMPLE, template

Said = TypeVar("Said", bound=Problem)

_UNFIT = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Listed:
    """A scenario file as a library lists it."""

    file: str
    title: str
    changed: float
    writable: bool

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return Path(self.file).name


def listed(folder: Path) -> list[Listed]:
    """Return the scenarios of a folder, by title."""
    found = [_listed(str(file)) for file in _files(folder)]
    return sorted(found, key=lambda one: (one.title.casefold(), one.name))


def _files(folder: Path) -> Iterator[Path]:
    try:
        found = entries(folder)
    except OSError:
        return
    for entry in found:
        if is_scenario(entry):
            yield entry


def families(folder: Path) -> list[Path]:
    """Return the folders in a folder that hold scenarios, by name; hidden ones are none."""
    try:
        found = entries(folder)
    except OSError:
        return []
    inner = (entry for entry in found if entry.is_dir() and not entry.name.startswith("."))
    return [entry for entry in inner if next(_files(entry), None) is not None]


def is_scenario(file: Path) -> bool:
    """Say whether a file is one that a library lists; a link that leads out of its folder is not."""
    named = file.suffix in SUFFIXES and not file.name.startswith(".")
    return named and is_file(file) and is_within(str(file), (file.parent,))


def _listed(file: str) -> Listed:
    stamp = quick_stamp(file)
    return Listed(file, _title(file, stamp), stamp[0] / 1e9, is_writable(file))


@lru_cache(maxsize=4096)
def _title(file: str, stamp: tuple[int, int, int]) -> str:  # noqa: ARG001  the stamp is what a title is remembered by
    try:
        text, _ = read_text(file)
    except InvalidInput:
        return Path(file).stem
    return title_of(text) or Path(file).stem


def title_of(text: str) -> str:
    """Return the title that a text gives itself; empty where it gives none."""
    section = section_text(text, "title")
    try:
        title = plain(marked(section))["title"] if section else ""
    except (NotUnderstoodError, TypeError, KeyError):
        return ""
    return title if isinstance(title, str) else ""


def under_a_free_name(folder: Path, name: str, write: Callable[[Path], object]) -> Path:
    """Have a file of about this name written that is not there yet, and return it.

    `write` raises `NameTakenError` where somebody was quicker: the next name is tried then. What else it
    raises, and `InvalidInput` where the folder cannot be made, goes on.
    """
    make_folder(folder)
    for file in _free(folder, fit_name(name)):
        with suppress(NameTakenError):
            write(file)
            return file
    raise AssertionError("names never end")


def fit_name(name: str) -> str:
    """Return a name as the stem of a file."""
    return _UNFIT.sub("-", name.casefold()).strip("-")[:60] or "scenario"


def _free(folder: Path, stem: str) -> Iterator[Path]:
    """Yield files of about a name that do not exist, without end."""
    for number in count(1):
        file = folder / (f"{stem}-{number}.yaml" if number > 1 else f"{stem}.yaml")
        if not os.path.lexists(file):
            yield file


def new(folder: Path, title: str, name: str = EXAMPLE) -> Path:
    """Write a template under a title, and return its file; raises `InvalidInput`."""
    return written(folder, title, patched(template(name), [ValueChange(("title",), title)]))


def duplicate(file: str, folder: Path, title: str, within: Sequence[Path] = ()) -> Path:
    """Write a copy under another title, and return its file; raises `InvalidInput`.

    Into another folder, the files that it extends are copied along; see `carried`.
    """
    text, _ = read_text(file)
    text = carried(Path(file), patched(text, [ValueChange(("title",), title)]), folder, within)
    return written(folder, title, text)


def variant(
    file: str, folder: Path, title: str, changes: Iterable[ValueChange] = (), within: Sequence[Path] = ()
) -> Path:
    """Write a scenario that extends another and says no more than the changes.

    Raises `InvalidInput`, and `NotUnderstoodError` where the other cannot be read.
    """
    make_folder(folder)
    base = [ValueChange(("extends",), os.path.relpath(file, folder))]
    text = patched("extends: base.yaml\n", base)
    beside = str(folder / ".variant.yaml")
    own = opened(beside, text, examine(text, beside, parse=remembered, within=within))
    return written(folder, title, own.edited([ValueChange(("title",), title), *changes]).text)


def import_text(folder: Path, name: str, content: bytes) -> Path:
    """Write an uploaded scenario file, and return its file; raises `InvalidInput`."""
    return written(folder, Path(name).stem, _decoded(name, content))


def _decoded(name: str, content: bytes) -> str:
    problems: list[Problem] = []
    if len(content) > LARGEST_FILE:
        raise InvalidInput([Problem(name, 0, "", f"is too large: at most {LARGEST_FILE:,} bytes are read")])
    text = decoded(content, name, problems)
    if text is None:
        raise InvalidInput(problems)
    return text


@dataclass(frozen=True)
class Upload:
    """What somebody uploaded: about what its file is called, its text, how much it holds, what is wrong."""

    name: str
    text: str
    scenario: Scenario | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()
    """What is not wrong, and may not be what its author thinks."""

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many entries there are of each sort; empty where the scenario has problems."""
        return () if self.scenario is None else counts(self.scenario)


def read_upload(folder: Path, name: str, content: bytes, within: Sequence[Path] = ()) -> Upload:
    """Return what an uploaded scenario says, a YAML file or tables, were it to be written into a folder.

    A YAML file with problems may be written all the same: they can be mended on the page. Raises
    `InvalidInput`.
    """
    stem = Path(name.replace("\\", "/")).stem
    if name.lower().endswith(".csv"):
        hint = "put the files of all tables into one zip, and import that"
        raise InvalidInput([Problem(name, 0, "", "is one table, and a scenario is several", hint)])
    if is_tables(name):
        found = _tables(name, content)
        return Upload(stem, found.text, found.scenario, (), found.notices)
    text = _decoded(name, content)
    read = examine(text, str(folder / f"{stem}.yaml"), within=within)
    return Upload(stem, text, read.scenario, tuple(_named(one, str(folder)) for one in read.problems))


def _tables(name: str, content: bytes) -> Import:
    with tempfile.TemporaryDirectory(prefix="planner-") as beside:
        uploaded = Path(beside) / Path(name.replace("\\", "/")).name
        try:
            uploaded.write_bytes(content)
            found = read_import(uploaded)
            return replace(found, notices=tuple(_named(notice, beside) for notice in found.notices))
        except InvalidInput as refused:
            raise InvalidInput([_named(problem, beside) for problem in refused.problems]) from None


def _named(problem: Said, folder: str) -> Said:
    """Return a problem of an uploaded file under the name that the user knows."""
    return replace(problem, file=problem.file.replace(f"{folder}{os.sep}", ""))


def delete(file: str) -> Path:
    """Take a file out of its folder; it is kept among the deleted ones, and returned from there."""
    path = Path(file)
    target = path.parent / FOLDER / "deleted"
    try:
        target.mkdir(parents=True, exist_ok=True)
        with alone_in(target):
            moment = time.strftime("%Y%m%d-%H%M%S")
            return path.rename(next(_free(target, f"{path.stem[:50]}-{moment}")))
    except OSError as error:
        said = error.strerror or str(error)
        raise InvalidInput([Problem(file, 0, "", "cannot be deleted", said)]) from None


def written(folder: Path, name: str, text: str) -> Path:
    """Write a text to a file that is not there yet, of about a name, and return it; raises `InvalidInput`."""
    return under_a_free_name(folder, name, lambda file: write_atomically(file, text, overwrite=False))


def make_folder(folder: Path) -> None:
    """Have a folder; raises `InvalidInput` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = error.strerror or str(error)
        raise InvalidInput([Problem(str(folder), 0, "", "cannot be made", said)]) from None


def carried(
    file: Path, text: str, folder: Path, within: Sequence[Path] = (), kept_free: Path | None = None
) -> str:
    """Put what the text of a file stands on into another folder; return the text as it has to stand there.

    That is what it extends, and the plans that its goals name. A file that says the same there already is
    taken as it is; where another file has its name it gets another one, and the text names that; `kept_free`
    is a name that it does not get. Raises `InvalidInput`, and nothing is written, where a file cannot be read
    or lies outside the folders `within`.
    """
    if file.parent.resolve() == folder.resolve():
        return text
    foreseen = Carrying(folder, within, kept_free)
    there = foreseen.text(file, text)
    if not foreseen.files:
        return there
    make_folder(folder)
    try:
        with alone_in(folder):  # two who carry the same at once take the same files
            carrying = Carrying(folder, within, kept_free)
            there = carrying.text(file, text)
            carrying.write()
    except OSError as error:
        said = error.strerror or str(error)
        raise InvalidInput([Problem(str(folder), 0, "", "cannot be written to", said)]) from None
    return there


def text_or_nothing(file: str) -> str:
    """Return the text of a file; nothing where there is none."""
    return _text(file, quick_stamp(file))


@lru_cache(maxsize=128)
def _text(file: str, stamp: tuple[int, int, int]) -> str:  # noqa: ARG001  the stamp is what it is remembered by
    try:
        return read_text(file)[0]
    except InvalidInput:
        return ""


def heirs(file: Path) -> list[str]:
    """Return the scenarios of the same folder that extend a file."""
    texts = {one.name: text_or_nothing(one.file) for one in listed(file.parent)}
    return [name for name, text in texts.items() if file.name in map(os.path.basename, bases(text))]
