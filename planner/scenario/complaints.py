"""What the models refuse, in the words of the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.constraints import kinds
from planner.digits import in_full
from planner.facts.docstrings import descriptions
from planner.problems import Path, nearest
from planner.scenario.nodes import Laid
from planner.scenario.shapes import Shape, at, fields

MOST_EXPLAINED = 500
"""So many complaints come with words and hints of ours: to look for the nearest name takes time."""


_OF_THE_WHOLE = ("value_error", "too_short")
"""What is said of an entry for all of its parts together."""


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong at a path, and a hint at what to do."""

    path: Path
    text: str
    hint: str = ""


def complaints(error: ValidationError, laid: Laid) -> Iterator[Complaint]:
    """Yield what the models refuse, each path once; nothing is said of what was refused before.

    Nor is it of an entry as a whole where a part of it was refused: it is judged without that part.
    """
    said: set[Path] = set(laid.broken)
    judged_without = {path[:length] for path in laid.broken for length in range(len(path))}
    for details in error.errors(include_url=False):
        path = _path(details, laid.data)
        if path not in said and not (details["type"] in _OF_THE_WHOLE and path in judged_without):
            said.add(path)
            explain = _words if len(said) < MOST_EXPLAINED else _briefly
            yield Complaint(path, *explain(details, path, laid.data))


def _path(details: ErrorDetails, data: Any) -> Path:
    """Return where an error stands as the file writes it, without pydantic's names of forms and kinds."""
    location, kind = details["loc"], details["type"]
    if kind == "missing" and isinstance(location[-1], str):
        return (*written(location[:-1], data), location[-1])
    if kind.startswith("union_tag"):
        return (*written(location, data), "kind")
    return written(location, data)


def written(location: Path, data: Any) -> Path:
    """Return the parts of a location that the data have; of several readings the longest, with its end."""
    if not location:
        return ()
    part, rest = location[0], location[1:]
    taken: Path = ()
    if isinstance(part, int):
        if isinstance(data, list | tuple) and part < len(data):
            taken = (part, *written(rest, data[part]))
    elif isinstance(data, Mapping) and part in data:
        taken = (part, *written(rest, data[part]))
    if len(taken) == len(location):
        return taken
    last = location[-1:]
    return max(taken, written(rest, data), key=lambda parts: (len(parts), parts[-1:] == last))


def _words(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:
    """Return the text and the hint for an error."""
    if details["loc"][-1:] == ("[key]",):
        return _NOT_AN_ID
    said = _SAID.get(details["type"])
    if said is not None:
        return said(details, path, data)
    return _briefly(details, path, data)


def _briefly(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    text = "is not known here" if details["type"] == "extra_forbidden" else details["msg"]
    return text[:1].lower() + text[1:], ""


_NOT_AN_ID = ("is not an id", "letters, digits, - and _ only, at most 80 of them")


def _missing(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:
    if isinstance(details["loc"][-1], int):
        return "has too few entries", ""
    shape, _ = at(path[:-1], data)
    entry = _entry(shape, path[:-1], data)
    known = fields(entry) if entry is not None else {}
    named = next((name for name, field in known.items() if (field.alias or name) == path[-1]), "")
    described = descriptions(entry).get(named, "") if entry is not None else ""
    return "is missing", " ".join(described.split()).removesuffix(".")


def _unknown(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    shape, _ = at(path[:-1], data)
    entry = _entry(shape, path[:-1], data)
    if entry is None:
        return "is not known here", ""
    return "is not known here", nearest(path[-1], writable(entry))


def writable(entry: type) -> list[str]:
    """Return the keys that a file may write in a table of a model."""
    return [field.alias or name for name, field in fields(entry).items()]


def _entry(shape: Shape | None, path: Path, data: Any) -> type | None:
    _, value = at(path, data)
    return shape.entry(value) if shape is not None else None


def _no_kind(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    return "is missing", f"one of {', '.join(kinds())}"


def _wrong_kind(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    kind = details["ctx"]["tag"]
    return f"{kind!r} is not a kind of constraint", nearest(kind, kinds())


def _wrong_word(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    return f"{shown(details['input'])} is not allowed", nearest(details["input"], allowed)


def _own(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    return str(details["ctx"]["error"]), ""


def _form(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    return f"is {shown(details['input'])}; it {details['msg']}", _as_written(details["input"], details["msg"])


def _text(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    value = details["input"]
    if not isinstance(value, int | float):
        return f"is {shown(value)}, not text", ""
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return f"is {word}, not text", f'write it in quotes: "{word}"'


def _pattern(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
    if details["ctx"]["pattern"].startswith(r"^\d"):
        return f"{shown(details['input'])} is not a date", _as_date(details["input"])
    return f"{shown(details['input'])} {_NOT_AN_ID[0]}", _NOT_AN_ID[1]


def _bound(relation: str) -> Callable[[ErrorDetails, Path, Any], tuple[str, str]]:
    def words(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
        bound = next(iter(details["ctx"].values()))
        return f"is {number(details['input'])}; it must be {relation} {number(bound)}", ""

    return words


def _not(what: str) -> Callable[[ErrorDetails, Path, Any], tuple[str, str]]:
    def words(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:  # noqa: ARG001
        return f"is {shown(details['input'])}, not {what}", _as_written(details["input"], what)

    return words


def _no_table(details: ErrorDetails, path: Path, data: Any) -> tuple[str, str]:
    shape, _ = at(path, data)
    wanted = "a number or a table" if shape is not None and shape.short else "a table"
    return _not(wanted)(details, path, data)


def _plainly(text: str) -> Callable[[ErrorDetails, Path, Any], tuple[str, str]]:
    return lambda details, path, data: (text, "")  # noqa: ARG005


_SAID: dict[str, Callable[[ErrorDetails, Path, Any], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "union_tag_not_found": _no_kind,
    "union_tag_invalid": _wrong_kind,
    "literal_error": _wrong_word,
    "value_error": _own,
    "form": _form,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _plainly("is too long"),
    "greater_than": _bound("more than"),
    "greater_than_equal": _bound("at least"),
    "less_than": _bound("less than"),
    "less_than_equal": _bound("at most"),
    "finite_number": _plainly("is not a finite number"),
    "float_type": _not("a number"),
    "int_type": _not("a whole number"),
    "int_from_float": _not("a whole number"),
    "bool_type": _not("true or false"),
    "dict_type": _not("a table"),
    "mapping_type": _not("a table"),
    "model_type": _no_table,
    "tuple_type": _not("a list"),
    "too_short": _plainly("is empty"),
    "too_long": _plainly("has too many entries"),
}


def shown(value: Any) -> str:
    """Say in a few words what stands in a file."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number(value)
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:56]}...'"


def number(value: float) -> str:
    """Write a number as people do: 1,000,000,000 and not 1e+09."""
    return in_full(value)


_YES_AND_NO = {
    "true": "true yes y 1 ja j wahr oui o vrai si sí sì vero evet tak",
    "false": "false no n 0 nein falsch non faux falso hayır nie",
}
"""What people write for true and false in the languages of many offices."""


def _as_written(value: Any, wanted: str) -> str:
    """Hint at how what is wanted would be written, where that can be seen."""
    said = str(value).strip().casefold()
    if "true or false" in wanted and isinstance(value, str | int | float):
        for word, others in _YES_AND_NO.items():
            if said in others.split():
                return f"write {word}"
    return _as_number(value) if "number" in wanted else ""


def _as_date(value: Any) -> str:
    """Hint at how a date would be written that stands there with its day first, or with its month first."""
    usual = "write 2026, 2026-01 or 2026-01-06"
    found = re.fullmatch(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*", str(value))
    if found is None:
        return usual
    one, other, year = map(int, found.groups())
    days = [(other, one)] if "." in str(value) else sorted({(other, one), (one, other)})
    dates = [f"{year:04}-{month:02}-{day:02}" for month, day in days if 1 <= month <= 12 and 1 <= day <= 31]
    return f"write {' or '.join(dates)}" if dates else usual


def _as_number(value: Any) -> str:
    """Hint at how a number would be written that stands there as text."""
    if not isinstance(value, str) or len(value) > 40:
        return ""
    bare = re.sub(r"[\s_']", "", value)
    if re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", bare):
        return f"write {in_full(float(bare.replace(',', '.')))} or {bare.replace(',', '')}"
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"[-+]?[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d+,\d+", bare):
        bare = bare.replace(",", ".")
    if re.fullmatch(r"[-+]?\d+(\.\d+)?%", bare):
        return f"write {float(Decimal(bare[:-1]) / 100)!r}"
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", bare):
        return "write the number alone" if re.match(r"[-+]?\d[\d.,]*[^\W\d]{2}", bare) else ""
    return "write it without quotes" if bare == value else f"write {bare}"
