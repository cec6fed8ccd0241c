"""What is wrong with an input, said to the person who can mend it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Self

Path = tuple[str | int, ...]
"""Where a value stands in a scenario: keys and list positions from the top."""


def dotted(path: Path) -> str:
    """Write a path as people type it: `nations.TUR.offers`, `phases[0].months`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def nearest(name: object, known: Iterable[str], called: Mapping[str, object] | None = None) -> str:
    """Hint at the known name nearest to an unknown one, or at what is known where nothing is near.

    `called` is what known ones are called: who types that is told the id behind it.
    """
    names = sorted(set(known))
    said = str(name).strip().casefold()
    for one in names if said else ():
        if str((called or {}).get(one) or "").strip().casefold() == said:
            return f"its id is {one!r}"
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6) or [
        candidate for candidate in names if candidate.lower() == str(name).lower()
    ]
    if close:
        return f"did you mean {close[0]!r}?"
    if not names:
        return "none is defined"
    shown = ", ".join(names[:8])
    return f"known: {shown}{', ...' if len(names) > 8 else ''}"


SETTING = "--set "
"""What the name of an origin begins with that is no file but a value set for one run."""


_NOT_SHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of character that end a line, drive a terminal, or are half of one (a name that is not UTF-8)."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a terminal show what follows in another order."""


def on_one_line(text: str) -> str:
    """Return a text with what would break its line, or disguise it, written as escapes."""
    if text.isprintable():
        return text
    return "".join(
        ascii(letter)[1:-1] if letter in _TURNING or unicodedata.category(letter) in _NOT_SHOWN else letter
        for letter in text
    )


@dataclass(frozen=True, order=True)
class Origin:
    """The file and line (from 1; 0 for the whole file) a value came from."""

    file: str
    line: int = 0
    typed: str = field(default="", compare=False)
    """What somebody typed who set it for one run."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where it stands, and a hint at what to do."""

    file: str
    line: int
    path: str
    text: str
    hint: str = ""
    first: bool = field(default=False, kw_only=True)
    """Whether others follow from it, so that it is said before them."""
    on_page: str | None = field(default=None, kw_only=True)
    """The hint where the reader has a page and no terminal, where that is another."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        path = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return on_one_line(f"{place}{path}{self.text}{hint}")

    def as_document(self) -> dict[str, object]:
        """Return the problem as the contract's JSON object."""
        return {key: value for key, value in asdict(self).items() if key not in ("first", "on_page")}

    def as_on_page(self) -> Self:
        """Return the problem with the hint of a page."""
        return self if self.on_page is None else replace(self, hint=self.on_page)


@dataclass(frozen=True)
class Notice(Problem):
    """What is not wrong, and may not be what its author thinks: said as a problem is."""


class InvalidInput(Exception):  # noqa: N818  the name says what the user gave, not that we failed
    """An input was refused; `problems` lists everything wrong: causes first, then in the order of files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_place))
        super().__init__("\n".join(map(str, self.problems)))


def _place(problem: Problem) -> tuple[bool, str, int, str, str]:
    return not problem.first, problem.file, problem.line, problem.path, problem.text
