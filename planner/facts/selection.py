"""Selections: the same eight words choose columns of the plan in constraints, reports and sweeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_serializer

from planner.facts.fields import Entry, Names, OneOrMore, Refers, Shorthand


class Choice(Entry):
    """Some ids of one sort: those named, or all but those named; a group stands for its members."""

    names: Annotated[Names, Field(min_length=1)]
    negated: bool = False

    @model_serializer
    def _written(self) -> Any:
        names = self.names[0] if len(self.names) == 1 else list(self.names)
        return {"not": names} if self.negated else names

    def words(self) -> str:
        """Say the choice in words."""
        named = " and ".join(self.names)
        return f"all but {named}" if self.negated else named

    def members(self, known: Mapping[str, int], groups: Mapping[str, tuple[str, ...]]) -> list[int]:
        """Return the sorted positions in `known` that are chosen; names that are not known choose nothing."""
        named = {
            member for name in self.names for member in ((name,) if name in known else groups.get(name, ()))
        }
        return sorted(position for name, position in known.items() if (name in named) != self.negated)


def _choice(value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {"not"}:
        return {"names": value["not"], "negated": True}
    if isinstance(value, str | list | tuple):
        return {"names": value}
    if not isinstance(value, Choice):
        raise ValueError("should be an id, a list of ids, or {not: ...}")  # noqa: TRY004  pydantic wants it so
    return value


_IDS: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
_CHOICE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        *_IDS["anyOf"],
        {"type": "object", "properties": {"not": _IDS}, "required": ["not"], "additionalProperties": False},
    ]
}
Chosen = Annotated[Choice, BeforeValidator(_choice), WithJsonSchema(_CHOICE_SCHEMA)]


class Selection(Entry):
    """A part of the plan; a word that is missing means all."""

    WORDS: ClassVar[tuple[str, ...]] = (
        "nations",
        "component",
        "capabilities",
        "requirements",
        "missions",
        "places",
        "area",
        "phases",
    )

    nations: Annotated[Chosen | None, Refers("nations")] = None
    """The nations that contribute."""
    component: Annotated[Chosen | None, Refers("components")] = None
    """land, maritime, training, or what else the capabilities name."""
    capabilities: Annotated[Chosen | None, Refers("capabilities")] = None
    """The kinds of unit."""
    requirements: Annotated[Chosen | None, Refers("requirements")] = None
    """The lines of the statement of requirements."""
    missions: Annotated[Chosen | None, Refers("missions")] = None
    """The missions that the requirements belong to."""
    places: Annotated[Chosen | None, Refers("places")] = None
    """Where the requirements stand."""
    area: Annotated[Chosen | None, Refers("areas")] = None
    """The areas that the places belong to."""
    phases: Annotated[Chosen | None, Refers("phases")] = None
    """The stretches of the horizon."""

    def chosen(self) -> dict[str, Choice]:
        """Return the words that are given, each with its choice."""
        words = {word: getattr(self, word) for word in self.WORDS}
        return {word: choice for word, choice in words.items() if choice is not None}

    def words(self) -> str:
        """Say the selection in words: `maritime by TUR in black_sea`."""
        lead = {"nations": "by", "missions": "for", "places": "at", "area": "in", "phases": "during"}
        order = sorted(self.WORDS, key=lambda word: word not in ("component", "capabilities", "requirements"))
        given = self.chosen()
        said = [f"{lead.get(word, '')} {given[word].words()}".strip() for word in order if word in given]
        subject = [] if given.keys() & {"component", "capabilities", "requirements"} else ["all forces"]
        return " ".join([*subject, *said])

    def without(self, *words: str) -> Selection:
        """Return the same selection with some words dropped."""
        return Selection(**{word: choice for word, choice in self.chosen().items() if word not in words})


Grouping = Literal[
    "nation", "component", "capability", "requirement", "mission", "place", "area", "phase", "horizon"
]
GROUPS = "groups"
"""Marks a field that says what rows are made for each of."""
Per = Annotated[tuple[Grouping, ...], OneOrMore, Shorthand("item"), GROUPS]
"""What rows are made for each of; `horizon` adds the phases up, each times its months, and without it every
row holds in each phase by itself. The groups are those that the selection can hold: somebody selected offers
what is required there, politics and time aside."""
