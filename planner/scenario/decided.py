"""`pins`: contributions that are decided, written short; each is a constraint of the kind `pin`.

A pin is named after what it speaks of, so that one for the same contribution in a file that extends another
takes the place of that one's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.problems import Problem, dotted
from planner.scenario.nodes import Broken, Listing, Node, Scalar, Table, described, is_empty

SECTION = "pins"
WORDS = {"nation": "nations", "capability": "capabilities", "requirement": "requirements"}
"""What a pin says of one thing, and what the kind calls it."""
_LONGEST, _MARK = 80, 8
"""Letters of an id at most, and of the mark that tells two long ones apart."""


def with_pins(pins: Node, constraints: Node | None, problems: list[Problem]) -> Node:
    """Return the constraints of a layer with its pins among them; what is no pin goes to the problems."""
    found = dict(_named(pins, problems))
    if constraints is None or is_empty(constraints):
        return Table(found, pins.origin)
    if isinstance(constraints, Listing):
        listed = [_with_id(name, node) for name, node in found.items()]
        return replace(constraints, items=(*constraints.items, *listed))
    if not isinstance(constraints, Table):
        return constraints
    return replace(constraints, entries={**found, **dict(_over(found, constraints))})


def pin_places(pins: Node | None) -> dict[str, str]:
    """Return where each pin of a layer is written (`pins[0]`), by the id of its constraint."""
    if isinstance(pins, Table):
        return {name: dotted((SECTION, name)) for name in pins.entries}
    if not isinstance(pins, Listing):
        return {}
    return {name: dotted((SECTION, number)) for number, (name, _) in enumerate(_named(pins, []))}


def as_written(problem: Problem, places: Mapping[tuple[str, str], str]) -> Problem:
    """Return a problem of a constraint that was written as a pin, told where and in what words it was.

    `places` says by file and by id where pins are written.
    """
    section, _, rest = problem.path.partition(".")
    name, dot, field = rest.partition(".")
    place = places.get((problem.file, name)) if section == "constraints" else None
    if place is None:
        return problem
    said = [problem.text, problem.hint]
    for word, kind_word in WORDS.items():
        field = re.sub(rf"^{kind_word}\b", word, field)
        said = [text.replace(f"`{kind_word}`", f"`{word}`") for text in said]
    return replace(problem, path=f"{place}{dot}{field}", text=said[0], hint=said[1])


def _named(pins: Node, problems: list[Problem]) -> Iterator[tuple[str, Node]]:
    """Yield pins with their constraints' ids: their keys in a table; in a list an `id`, or all they name.

    What is no pin is a problem, and so is the second of two with one id in a list; that gets another id.
    """
    if isinstance(pins, Table):
        yield from ((name, _pin(node, name, problems)) for name, node in pins.entries.items())
        return
    if not isinstance(pins, Listing):
        text = f"is {described(pins)}, not a list of pins"
        problems.append(Problem(pins.origin.file, pins.origin.line, SECTION, text))
        return
    seen: dict[str, Node] = {}
    for number, node in enumerate(pins.items):
        pin = _pin(node, number, problems)
        # What names nothing is wrong for that already, and the same as no other.
        name = _name(pin) or f"{pin_name()}-{number}"
        if name in seen:
            text = f"pins the same as the pin in line {seen[name].origin.line}"
            problems.append(Problem(node.origin.file, node.origin.line, dotted((SECTION, number)), text))
            # It is kept under another name, so that the rest of it is checked too.
            name, pin = f"{name[: _LONGEST - _MARK]}-{number}", _without_id(pin)
        seen[name] = pin
        yield name, pin


def _pin(node: Node, key: str | int, problems: list[Problem]) -> Node:
    """Return a pin as an entry of its kind."""
    if is_empty(node) or isinstance(node, Broken):
        return node
    if not isinstance(node, Table):
        text = f"is {described(node)}, not a table"
        hint = "{nation: ..., capability: ..., requirement: ..., units: ...}"
        problems.append(Problem(node.origin.file, node.origin.line, dotted((SECTION, key)), text, hint))
        return Broken(node.origin)
    entries = {WORDS.get(word, word): value for word, value in node.entries.items()}
    return replace(node, entries={"kind": Scalar("pin", node.origin), **entries})


def _name(pin: Node) -> str:
    """Return a name of what a pin speaks of: pin_FRA_frigate_M1_hold; an empty one where that is nothing."""
    entries = pin.entries if isinstance(pin, Table) else {}
    if isinstance(said := entries.get("id"), Scalar):
        return str(said.value)
    about = [part for word in (*WORDS.values(), "phases") for part in _texts(entries.get(word))]
    return pin_name(*about) if about else ""


def _without_id(pin: Node) -> Node:
    if not isinstance(pin, Table):
        return pin
    return replace(pin, entries={word: node for word, node in pin.entries.items() if word != "id"})


def pin_name(*about: str) -> str:
    """Return the id of a pin of a nation, a capability and a requirement in some phases.

    One that is too long for an id is cut, and ends in a mark of all that it is about.
    """
    name = re.sub(r"[^\w-]", "_", "_".join(["pin", *about]))
    if len(name) <= _LONGEST:
        return name
    mark = f"_{hashlib.sha256(name.encode()).hexdigest()[:_MARK]}"
    return name[: _LONGEST - len(mark)] + mark


def _texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield str(node.value)
    elif isinstance(node, Listing):
        yield from (part for item in node.items for part in _texts(item))


def _with_id(name: str, node: Node) -> Node:
    if not isinstance(node, Table):
        return node
    return replace(node, entries={**node.entries, "id": Scalar(name, node.origin)})


def _over(found: dict[str, Node], constraints: Table) -> Iterator[tuple[str, Node]]:
    """Yield the constraints of a table; what one says of a pin is laid over it."""
    for name, node in constraints.entries.items():
        below = found.get(name)
        if isinstance(below, Table) and isinstance(node, Table):
            yield name, replace(node, entries={**below.entries, **node.entries})
        else:
            yield name, node
