"""The small types that scenario models are made of."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from inspect import get_annotations
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import core_schema

from planner.digits import in_full
from planner.facts.docstrings import descriptions
from planner.symbols import PATTERN, symbol_code

LARGEST = 1e9
"""No quantity of a scenario may exceed this: beyond it a typing error is certain and arithmetic suffers."""


LONGEST = 1200
"""No time of a scenario is longer, in months."""


TOLERATED = 1e-6
"""Chances that are written in decimals add up to one within this: thirds do."""


SMALLEST = 1e-6
"""No amount of a scenario that is not zero may be below this: no solver tells it from zero."""


class Entry(BaseModel):
    """The base of everything in a scenario file: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    def __init_subclass__(cls, **how: Any) -> None:
        """Work out what its annotations say, once for itself and for all that build on it.

        Left as they are written, each would be worked out again for every kind below, in a longer way.
        """
        super().__init_subclass__(**how)
        with suppress(NameError):  # of what is defined further below, which pydantic finds later
            cls.__annotations__ = get_annotations(cls, locals={}, eval_str=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        """Describe each field by the docstring under it."""
        schema: dict[str, Any] = handler(core)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, description in descriptions(cls).items():
            properties.get(cls.model_fields[name].alias or name, {}).setdefault("description", description)
        return schema


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@dataclass(frozen=True)
class Refers:
    """Marks a field whose ids must be defined elsewhere: text, a list, a choice, or the keys of a table.

    `sort` names what they refer to: `sources`, `conditions`, `phases`, `nations` ... Checks, forms and the
    schema read it, so a new model or constraint kind is checked without a list kept by hand. `besides` are
    words that may stand there and are no ids.
    """

    sort: str
    besides: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Tell editors and forms what the ids refer to."""
        return {**handler(schema), "x-refers": self.sort}


@dataclass(frozen=True)
class Shorthand:
    """Marks what may be written as one value, so that the schema offers both forms.

    `type` is that value's: `number`, at least `minimum`, or `integer`; or `item`, for one entry of a list.
    """

    type: str
    minimum: float | None = None

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Offer the short form beside the long one."""
        long = handler(schema)
        short = long["items"] if self.type == "item" else {"type": self.type}
        written = [_A_FRACTION] if self.type == "number" else []
        least = {} if self.minimum is None else {"minimum": self.minimum}
        return {"anyOf": [{**short, **least}, *written, long]}


@dataclass(frozen=True)
class OrFraction:
    """Marks a number that may also be written as a fraction, `1/3`: a share, a ratio, a part of a unit.

    It is kept as the double nearest to the fraction, and read as that very fraction wherever it counts.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Let a fraction stand for its number."""
        return core_schema.no_info_before_validator_function(_fraction, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Offer the fraction beside the number."""
        return {"anyOf": [handler(schema), _A_FRACTION]}


@dataclass(frozen=True)
class OrNothing:
    """Marks a number that may also be written as null, which means nothing: 0."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Offer null beside the number."""
        return {"anyOf": [handler(schema), {"type": "null", "description": "Divisible."}]}


_FRACTION = re.compile(r"^[0-9]{1,9} ?/ ?0*[1-9][0-9]{0,8}$")
_A_FRACTION = {"type": "string", "pattern": _FRACTION.pattern, "description": "A fraction such as 1/3."}


def is_number(value: Any) -> bool:
    """Say whether a value is a number as a file may write one: 2, 0.25, or 1/3."""
    written = isinstance(value, str) and _FRACTION.match(value) is not None
    return written or (isinstance(value, int | float) and not isinstance(value, bool))


def _fraction(value: Any) -> Any:
    if isinstance(value, str) and _FRACTION.match(value):
        over, under = value.split("/")
        return int(over) / int(under)
    return value


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _countable(value: float) -> float:
    if 0 < value < SMALLEST:
        raise ValueError(f"is {value:g}, too little to count: write 0, or count in a smaller unit")
    return value


def _whole_chance(chances: dict[str, float]) -> dict[str, float]:
    months = [float(key) for key in chances if key != "never"]
    if len(set(months)) < len(months):
        raise ValueError("says the same number of months twice")
    if max(months, default=0) > LONGEST:
        raise ValueError(f"is of more than {LONGEST} months")
    total = math.fsum(chances.values())
    if abs(total - 1) > TOLERATED:
        raise ValueError(f"adds up to {in_full(total)}, and chances of all that may happen add up to 1")
    return chances


Whole = BeforeValidator(_whole)
"""Takes a whole number that is written with a point, 2.0."""


class _FromReference:
    """Marks figures of a nation that may be those of the reference, so that the schema offers that too."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Offer the short form, and the word that takes the figures in beside others."""
        table = handler(schema)
        table["properties"] = {"from": {"const": "reference"}}
        return {"anyOf": [{"const": "from reference"}, table]}


FromReference = _FromReference()
AsTuple = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
Identifier = Annotated[str, StringConstraints(pattern=r"^\w[\w-]*$", max_length=80)]
OneOrMore = BeforeValidator(_listed)
Names = Annotated[tuple[Identifier, ...], OneOrMore, Shorthand("item")]
Amount = Annotated[float, Field(ge=0, le=LARGEST), AfterValidator(_countable)]
UnitCount = Annotated[Amount, OrFraction()]
"""How many units; a part of one may be a fraction."""
Positive = Annotated[float, Field(gt=0, le=LARGEST)]
Ratio = Annotated[float, Field(gt=0, le=LARGEST), OrFraction()]
"""A number of times, more than none."""
Chance = Annotated[float, Field(ge=0, le=1), OrFraction()]
"""A share of one."""
Step = Annotated[float, Field(ge=0, le=LARGEST), AfterValidator(_countable), OrFraction(), OrNothing()]
"""What units are multiples of; 0 is divisible."""
Months = Annotated[float, Field(ge=0, le=LONGEST)]
Delays = Annotated[
    dict[Annotated[str, StringConstraints(pattern=r"^(never|\d{1,4}(\.\d{1,3})?)$")], Chance],
    AfterValidator(_whole_chance),
]
"""Chances by months, or by `never`, that add up to one."""
Date = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
    BeforeValidator(_text),
    Shorthand("integer"),
]
"""A year, a month or a day: `2026`, `2026-01`, `2026-01-06`."""


def _digits(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("has lost digits as a number: write the code in quotes")  # noqa: TRY004  pydantic's way
    return _text(value)


SymbolCode = Annotated[
    str, BeforeValidator(_digits), AfterValidator(symbol_code), Field(json_schema_extra={"pattern": PATTERN})
]
"""A code of a unit's symbol that can be drawn."""

Firmness = Literal["committed", "approved", "conditional", "signalled"]
FIRMNESS: tuple[Firmness, ...] = ("committed", "approved", "conditional", "signalled")
"""The pledge ladder, firmest first."""

Level = Literal["low", "expected", "ceiling"]


_FORMS: dict[str, tuple[type, ...]] = {
    "switch": (bool,),
    "mapping": (Mapping,),
    "list": (list, tuple),
    "word": (str,),
    "number": (int, float),
}


def by_form(**tags: type) -> Discriminator:
    """Choose among the forms of a value by the type of what was written, so that errors speak of one form."""

    def form(value: Any) -> str | None:
        for tag in tags:
            if isinstance(value, _FORMS[tag]) or (tag == "number" and is_number(value)):
                return tag
        return next((tag for tag, model in tags.items() if isinstance(value, model)), None)

    words = {"switch": "true or false", "mapping": "a table"}
    forms = " or ".join(words.get(tag, f"a {tag}") for tag in tags)
    return Discriminator(form, custom_error_type="form", custom_error_message=f"should be {forms}")


AmountBy = Annotated[
    Annotated[Amount, Tag("number")] | Annotated[dict[Identifier, Amount], Tag("mapping")],
    by_form(number=float, mapping=dict),
]
"""One number, or a table of numbers by id."""
