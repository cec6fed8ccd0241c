"""Ways to spoil what people write: documents by their parts, texts and bytes by their places.

A trial has a chance of its own, made of the seed and its number, so that one trial can be had again alone.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

NASTY: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2.0,
        0.5,
        1e-9,
        1e9,
        1e300,
        1e308,
        5e-324,
        -0.0,
        80,
        10**25,
        10**400,
        1 / 3,
    ),
    *(float("inf"), -float("inf"), float("nan"), 2**31, 2**63, -(2**63) - 1, 10**400, 1e15 + 0.3),
    *("", " ", "x", "1/3", "2/0", "10%", "1,5", "never", "always", "nan", "\u2028", "a\nb", "ü" * 300, "not"),
    *("all", "none", "hold", "hold..hold", "2026-13-45", "2026-02-30", "../x", "/dev/zero", "1e999", "0x1F"),
    *([], {}, [[]], [None], ["x", "x"], [1e308, 1e308], [{}], {"": ""}, {"x": None}, list(range(300))),
    *({"not": "x"}, {"not": {"not": []}}, {"from": "hold"}, {"price": -1}, {"expected": {"x": 1}}),
)
"""Values that stand where others were meant; `inf` and `nan` are written `.inf` and `.nan` in YAML."""
KEYS = (
    "",
    "id",
    "per",
    "of",
    "extends",
    "origins",
    "kind",
    "not",
    "1",
    "null",
    "<<",
    "x.y",
    "a[0]",
    "__class__",
)
TEXTS = (
    *("!replace ", "!add ", "!remove ", "!!python/object:x ", "&a ", "*a", "<<: *a", "? ", "- ", ": ", "%"),
    *(
        "---\n",
        "...\n",
        "|\n",
        ">-\n",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        "\t",
        "\r",
        "\0",
        "\ufeff",
        "\u0085",
        "# ",
    ),
    *(
        ".inf",
        "-.inf",
        ".nan",
        "1e999",
        "1e308",
        "9" * 400,
        "0." + "0" * 400 + "1",
        "0x1F",
        "~",
        "\u202e",
        "\\",
    ),
    *("extends: [a.yaml]\n", "extends: base.yaml\n", "per: [nation, horizon]\n", "of: {}\n", "at_least: 2\n"),
    *("kind: share\n", "[" * 200, "{a: " * 200, "&b [*b, *b]", "a: &c [x, x]\nb: &d [*c, *c]\nc: [*d, *d]\n"),
)
"""Pieces of text that mean something, or nearly, somewhere."""
BYTES = (b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\0" * 50, b"PK\x03\x04", b"\xef\xbb\xbf", b"\x1b[2J")
"""Pieces that are no text."""


def chance_of(seed: int, number: int) -> random.Random:
    """Return the chance of one trial."""
    return random.Random(f"{seed}-{number}")


def spoil(document: Any, chance: random.Random) -> None:
    """Change a document at one spot: a value, a key, two that change places, a copy, a wrapping, a loss."""
    spots = list(_spots(document, ()))
    if not spots:
        return
    holder, key = chance.choice(spots)
    with suppress(RecursionError):  # a part too deep to be copied stays where it is
        chance.choice(_WAYS)(holder, key, spots, chance)


def _lose(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:  # noqa: ARG001  a way among others
    del holder[key]


def _copy(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:
    """Put a copy of another part here, or that part itself: in YAML an alias, of what it stands in a ring."""
    other, spot = chance.choice(spots)
    part = other[spot]
    holder[key] = part if chance.random() < 0.3 else copy.deepcopy(part)


def _swap(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:
    other, spot = chance.choice(spots)
    one, two = copy.deepcopy(holder[key]), copy.deepcopy(other[spot])
    holder[key] = two
    other[spot] = one


def _rename(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:
    """Give a part another key: one that is known elsewhere, one that means something, or one that is none."""
    if not isinstance(holder, dict):
        return _nest(holder, key, spots, chance)
    known = [spot for _, spot in spots if isinstance(spot, str)]
    holder[chance.choice((chance.choice(known or ["x"]), chance.choice(KEYS)))] = holder.pop(key)
    return None


def _nest(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:  # noqa: ARG001  a way among others
    """Put a part into so many lists or tables, or take it out of what it stands in."""
    part = holder[key]
    if isinstance(part, dict | list) and part and chance.random() < 0.5:
        holder[key] = next(iter(part.values() if isinstance(part, dict) else part))
        return
    for _ in range(chance.choice((1, 1, 2, 60, 300))):
        part = [part] if chance.random() < 0.5 else {chance.choice(KEYS): part}
    holder[key] = part


def _replace(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:  # noqa: ARG001  a way among others
    holder[key] = copy.deepcopy(chance.choice(NASTY))


def _retype(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:
    """Write a part as another type: text for a number, a list for a table, a table for a value."""
    part = holder[key]
    if isinstance(part, dict):
        holder[key] = list(part.items() if chance.random() < 0.3 else part.values())
        holder[key] = [list(one) if isinstance(one, tuple) else one for one in holder[key]]
    elif isinstance(part, list):
        holder[key] = {
            str(one) if chance.random() < 0.5 else f"k{spot}": one for spot, one in enumerate(part)
        }
    elif isinstance(part, bool | None):
        holder[key] = str(part).lower()
    elif _is_number(part):
        holder[key] = chance.choice((str(part), -part, part * 10**18, part / 7, [part], bool(part)))
    else:
        _replace(holder, key, spots, chance)


def _is_number(part: Any) -> bool:
    return type(part) in (int, float) and abs(part) < 1e300


def _nudge(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:
    """Have a number somewhat other, so that what is wrong with it, if anything, is what it means."""
    numbers = [(one, spot) for one, spot in spots if _is_number(one[spot])]
    if not numbers:
        return _replace(holder, key, spots, chance)
    one, spot = chance.choice(numbers)
    one[spot] = chance.choice((0, 1, 2, one[spot] + 1, one[spot] * 2, one[spot] * 1000, one[spot] / 3, 1e-7))
    return None


def _multiply(holder: Any, key: Any, spots: Any, chance: random.Random) -> None:  # noqa: ARG001  a way among others
    """Have a part many times."""
    if isinstance(holder, list):
        holder[:] = [copy.deepcopy(holder[key]) for _ in range(chance.choice((2, 40)))]
    else:
        for number in range(chance.choice((1, 40))):
            holder[f"{key}_{number}"] = copy.deepcopy(holder[key])


_WAYS: tuple[Callable[[Any, Any, Any, random.Random], None], ...] = (
    *(
        _lose,
        _copy,
        _copy,
        _swap,
        _rename,
        _nest,
        _replace,
        _replace,
        _replace,
        _retype,
        _retype,
        _multiply,
        *[_nudge] * 4,
    ),
)


def _spots(value: Any, above: tuple[int, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield every holder and key of a document, also of one that holds itself."""
    if id(value) in above or len(above) > 80:
        return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(items):
        yield value, key
        if isinstance(part, dict | list):
            yield from _spots(part, (*above, id(value)))


def cut(text: str, chance: random.Random) -> str:
    """Change a text at one place."""
    return chance.choice(_CUTS)(text, chance)


def _drop(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 3, 30, 300)) :]


def _truncate(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _insert(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(TEXTS) + text[start:]


def _repeat(text: str, chance: random.Random) -> str:
    """Have some lines twice: keys, entries, and whole sections."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.choice((1, 1, 2, 8, 60))]
    where = chance.choice((start, chance.randrange(len(lines))))
    return "\n".join([*lines[:where], *some, *lines[where:]])


def _renumber(text: str, chance: random.Random) -> str:
    """Put another number, or a nasty word, in the place of a number."""
    found = list(re.finditer(r"(?<![\w.])\d+(\.\d+)?", text))
    if not found:
        return text
    match, value = chance.choice(found), _written(chance.choice(NASTY))
    return f"{text[: match.start()]}{value}{text[match.end() :]}"


def _written(value: Any) -> str:
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(str(value), str(value))


def _rename_word(text: str, chance: random.Random) -> str:
    """Put one word of the text in the place of another, everywhere or once: ids that are others, or gone."""
    words = re.findall(r"\w+", text)
    if not words:
        return text
    one, other = chance.choice(words), chance.choice([*words, "", "x"])
    return re.sub(rf"\b{re.escape(one)}\b", other, text, count=chance.choice((0, 1)))


def _indent(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    spot = chance.randrange(len(lines))
    for number in range(spot, min(len(lines), spot + chance.choice((1, 1, 5)))):
        lines[number] = chance.choice(("  ", " ", "\t", "- ")) + lines[number]
    return "\n".join(lines)


def _letter(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    letter = chr(chance.choice((chance.randrange(128), chance.randrange(0xD800))))
    return text[:start] + letter + text[start + 1 :]


_CUTS: tuple[Callable[[str, random.Random], str], ...] = (
    *(_drop, _truncate, _insert, _insert, _repeat, _renumber, _renumber, _rename_word, _indent, _letter),
)


def torn(content: bytes, chance: random.Random) -> bytes:
    """Change bytes at one place: some lost, some that are no text, some again, or the rest lost."""
    start = chance.randrange(len(content) + 1)
    way = chance.randrange(4)
    if way == 0:
        return content[:start]
    if way == 1:
        return content[:start] + chance.choice(BYTES) + content[start:]
    if way == 2:
        return content[:start] + content[start + chance.choice((1, 100)) :]
    return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]
