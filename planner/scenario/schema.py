"""The JSON schema of a scenario file, for completion and checks in editors.

Made from the models, with what only files have: `extends`, constraints as a table or a list, and nulls. A
file that extends another may leave anything out and may remove with null, so its tables have a second, open
form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.constraints import kinds
from planner.constraints.pin import Pin
from planner.facts.docstrings import descriptions
from planner.scenario.decided import WORDS
from planner.scenario.scenario import Scenario

_Schema = dict[str, Any]

_LAYER = "Layer"
"""What the open form of a definition is called: `Offer` and `OfferLayer`."""

_INSIDE_EACH = ("properties", "$defs")
_INSIDE_ONE = ("additionalProperties", "items")
_INSIDE_LIST = ("anyOf", "oneOf", "prefixItems")

_EXTENDS: _Schema = {
    "description": "The file that this one changes, or a list of files, as seen from this file. What goes by "
    "key or id merges: tables, and constraints, also as a list. Every other list takes the place of the one "
    "below; `!add` before it puts it behind that one. `!replace` before a table, or a list of constraints, "
    "puts it in the place of what is below; null takes out.",
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
}


def schema() -> _Schema:
    """Return the schema of a scenario file (JSON Schema, draft 2020-12)."""
    whole = _cleaned(Scenario.model_json_schema(by_alias=True))
    closed = {**whole.pop("$defs"), "Scenario": whole}
    for kind in kinds().values():
        closed[kind.__name__]["required"] = ["kind", *closed[kind.__name__].get("required", ())]
    opened = {f"{name}{_LAYER}": _opened(definition) for name, definition in closed.items()}
    opened[f"Scenario{_LAYER}"]["properties"]["extends"] = _EXTENDS
    closed["Scenario"]["properties"]["constraints"] = _constraints("oneOf", "")
    opened[f"Scenario{_LAYER}"]["properties"]["constraints"] = _or_null(_constraints("anyOf", _LAYER))
    for suffix in ("", _LAYER):
        {"": closed, _LAYER: opened}[suffix][f"Scenario{suffix}"]["properties"]["pins"] = _pins(suffix)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of the planner",
        "if": {"required": ["extends"]},
        "then": {"$ref": f"#/$defs/Scenario{_LAYER}"},
        "else": {"$ref": "#/$defs/Scenario"},
        "$defs": dict(sorted({**closed, **opened}.items())),
    }


def _constraints(choice: str, suffix: str) -> _Schema:
    """Return the schema of the constraints: a table by id, or a list."""
    entry: _Schema = {choice: [{"$ref": f"#/$defs/{kind.__name__}{suffix}"} for kind in kinds().values()]}
    table = {"type": "object", "additionalProperties": _or_null(entry) if suffix else entry}
    return {
        "description": descriptions(Scenario)["constraints"],
        "anyOf": [table, {"type": "array", "items": entry}],
    }


def _pins(suffix: str) -> _Schema:
    """Return the schema of the pins, which are constraints of their kind written short."""
    fields = dict(Pin.model_json_schema(by_alias=True)["properties"])
    words = {short: {"type": "string"} for short in WORDS}
    further = ("phases", "units", "at_least", "because", "source", "note")
    kept = {word: _cleaned(fields[word]) for word in further}
    entry: _Schema = {"type": "object", "properties": {**words, **kept}, "required": [*WORDS]}
    table = {"type": "object", "additionalProperties": _or_null(entry) if suffix else entry}
    return {
        "description": "Contributions that are decided: exactly so many `units`, or `at_least`.",
        "anyOf": [{"type": "array", "items": entry}, table],
    }


def _inside(node: _Schema, change: Callable[[_Schema], _Schema]) -> _Schema:
    """Return a schema with every schema that stands directly in it changed."""
    changed = dict(node)
    for key in node.keys() & {*_INSIDE_EACH}:
        changed[key] = {name: change(part) for name, part in node[key].items()}
    for key in node.keys() & {*_INSIDE_ONE}:
        changed[key] = change(node[key]) if isinstance(node[key], dict) else node[key]
    for key in node.keys() & {*_INSIDE_LIST}:
        changed[key] = [change(part) for part in node[key]]
    return changed


def _cleaned(node: _Schema) -> _Schema:
    """Return a schema of pydantic's without what says nothing, nulls and names in other words too."""
    node = _inside(node, _cleaned)
    for noise in ("title", "discriminator"):
        node.pop(noise, None)
    if node.get("default") in (None, [], {}):
        node.pop("default", None)
    return _without_null(_counted(_keyed(node)))


def _keyed(node: _Schema) -> _Schema:
    """Return a table by id with the pattern of its ids where editors look for it."""
    if "patternProperties" not in node:
        return node
    ((pattern, entry),) = node.pop("patternProperties").items()
    node["additionalProperties"] = _cleaned(entry)
    node["propertyNames"] = {**node.get("propertyNames", {}), "pattern": pattern}
    return node


def _counted(node: _Schema) -> _Schema:
    """Return a list with its least and most entries under their right names."""
    if node.get("type") == "array":
        for wrong, right in (("minLength", "minItems"), ("maxLength", "maxItems")):
            if wrong in node:
                node[right] = node.pop(wrong)
    return node


def _without_null(node: _Schema) -> _Schema:
    forms = [form for form in node.get("anyOf", ()) if form != {"type": "null"}]
    if len(forms) == 1:
        del node["anyOf"]
        return {**forms[0], **node}
    return {**node, "anyOf": forms} if forms else node


def _or_null(node: _Schema) -> _Schema:
    return {"anyOf": [node, {"type": "null", "description": "Removes what the file below gave."}]}


def _opened(definition: _Schema) -> _Schema:
    """Return the open form of a definition: nothing required, everything may be removed."""
    opened = {key: part for key, part in definition.items() if key not in ("required", "minProperties")}
    return _inside(opened, _open_part)


def _open_part(node: _Schema) -> _Schema:
    return _or_null(_referring(node))


def _referring(node: _Schema) -> _Schema:
    """Return a part of a definition that speaks of open forms; a list is replaced whole and stays closed."""
    if node.get("type") == "array":
        return node
    changed = {key: part for key, part in node.items() if key != "minProperties"}
    if "$ref" in node:
        changed["$ref"] = f"{node['$ref']}{_LAYER}"
    for key in changed.keys() & {"anyOf", "oneOf"}:
        changed[key] = [_referring(form) for form in changed[key]]
    if isinstance(changed.get("additionalProperties"), dict):
        changed["additionalProperties"] = _open_part(changed["additionalProperties"])
    return changed
