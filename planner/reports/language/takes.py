"""What a field takes, in words: read from the schema that editors read."""

from __future__ import annotations

from typing import Any

from planner.digits import in_full
from planner.facts.fields import LARGEST

_Schema = dict[str, Any]

FEW = 6
"""Forms of one value that are told one by one; only a constraint has more."""
_BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
}
_PLAIN = {"boolean": "true or false", "integer": "a whole number", "number": "a number"}
_MANY = {"an id": "ids", "text": "texts"}
_DATE = r"^\d{4}"
_FRACTION = "^[0-9]{1,9} ?/"


def takes(part: _Schema) -> str:
    """Return what may be written where a part of the schema holds."""
    sort = f" (of `{part['x-refers']}`)" if "x-refers" in part else ""
    return _forms(part) + sort


def _forms(part: _Schema) -> str:
    """Return in Markdown the forms a value may have, joined by `or`; entries and constraints are links."""
    for word in ("anyOf", "oneOf"):
        if len(part.get(word, ())) > FEW:
            return "a [constraint](#constraints)"
        if word in part:
            return " or ".join(dict.fromkeys(_forms(form) for form in part[word]))
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        return f"[{name.lower()}](#{name.lower()})"
    if "enum" in part or "const" in part:
        return ", ".join(f"`{word}`" for word in part.get("enum", [part.get("const")]))
    return _typed(part)


def _typed(part: _Schema) -> str:
    """Return in words what a part that states no forms takes, by its `type`; text where it has none."""
    kind = part.get("type")
    if kind == "array":
        return _list(part)
    if kind == "object":
        return _table(part)
    if kind in _PLAIN:
        return f"{_PLAIN[kind]}{_bounds(part)}"
    if kind == "null":
        return "null"
    return _text(part)


def _list(part: _Schema) -> str:
    if "prefixItems" in part:
        return f"[{', '.join(_forms(one) for one in part['prefixItems'])}]"
    inner = _forms(part["items"]) if "items" in part else "values"
    return f"a list of {_MANY.get(inner, inner)}"


def _table(part: _Schema) -> str:
    if "not" in part.get("properties", {}):
        return "`{not: ...}`"
    inner = part.get("additionalProperties")
    return (
        f"a table by id of {_MANY.get(_forms(inner), _forms(inner))}"
        if isinstance(inner, dict) and inner
        else "a table"
    )


def _text(part: _Schema) -> str:
    pattern = str(part.get("pattern", ""))
    if pattern.startswith(_FRACTION):
        return "a fraction such as `1/3`"
    if pattern.startswith(_DATE):
        return "a year, month or day"
    return "an id" if "maxLength" in part else "text"


def _bounds(part: _Schema) -> str:
    said = [
        words.format(in_full(part[word]))
        for word, words in _BOUNDS.items()
        if word in part and part[word] != LARGEST
    ]
    return f", {' and '.join(said)}" if said else ""
