"""The small types that scenario models are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

LARGEST = 1e9
"""No quantity of a scenario may exceed this: beyond it a typing error is certain and arithmetic suffers."""


class Entry(BaseModel):
    """The base of everything in a scenario file: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
    )


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@dataclass(frozen=True)
class Refers:
    """Marks a field whose ids must be defined elsewhere: text, a list, a choice, or the keys of a table.

    `sort` names what they refer to: `sources`, `conditions`, `phases`, `nations` ... Checks, forms and the
    schema read it, so a new model or constraint kind is checked without a list kept by hand.
    """

    sort: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Tell editors and forms what the ids refer to."""
        return {**handler(schema), "x-refers": self.sort}


@dataclass(frozen=True)
class Shorthand:
    """Marks a table that may be written as one number, so that the schema offers both forms."""

    type: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Offer the short form beside the table."""
        return {"anyOf": [{"type": self.type}, handler(schema)]}


AsTuple = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
Identifier = Annotated[str, StringConstraints(pattern=r"^\w[\w-]*$", max_length=80)]
Names = Annotated[tuple[Identifier, ...], BeforeValidator(_listed)]
Amount = Annotated[float, Field(ge=0, le=LARGEST)]
Positive = Annotated[float, Field(gt=0, le=LARGEST)]
Months = Annotated[float, Field(ge=0, le=1200)]
Date = Annotated[
    str,
    BeforeValidator(_text),
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
]
"""A year, a month or a day: `2026`, `2026-01`, `2026-01-06`."""

Firmness = Literal["committed", "approved", "conditional", "signalled"]
FIRMNESS: tuple[Firmness, ...] = ("committed", "approved", "conditional", "signalled")
"""The pledge ladder, firmest first."""

Level = Literal["low", "expected", "ceiling"]


def by_form(**tags: type) -> Discriminator:
    """Choose among the forms of a value by the type of what was written, so that errors speak of one form."""

    def form(value: Any) -> str | None:
        kinds = {"mapping": Mapping, "list": (list, tuple), "word": str, "number": (int, float)}
        for tag in tags:
            if isinstance(value, kinds[tag]):
                return tag
        return next((tag for tag, model in tags.items() if isinstance(value, model)), None)

    forms = " or ".join({"mapping": "a table", "list": "a list"}.get(tag, f"a {tag}") for tag in tags)
    return Discriminator(form, custom_error_type="form", custom_error_message=f"should be {forms}")


AmountBy = Annotated[
    Annotated[Amount, Tag("number")] | Annotated[dict[Identifier, Amount], Tag("mapping")],
    by_form(number=float, mapping=dict),
]
"""One number, or a table of numbers by id."""
