"""What a scenario is made of, entry by entry: what a file may say of each, and what each word means."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Tag, model_validator

from planner.digits import in_full
from planner.facts.fields import (
    Amount,
    AmountBy,
    AsTuple,
    Date,
    Delays,
    Entry,
    Firmness,
    FromReference,
    Identifier,
    Level,
    Months,
    Names,
    OrFraction,
    Positive,
    Ratio,
    Refers,
    Shorthand,
    Step,
    SymbolCode,
    UnitCount,
    Whole,
    by_form,
    is_number,
)
from planner.facts.likelihood import Probability


class Source(Entry):
    """Where a figure or a position was published."""

    title: str
    """The headline or name of the publication."""
    publisher: str | None = None
    """Who published it."""
    date: Date | None = None
    """When: a year, a month or a day."""
    url: str | None = None
    """Where it can be read."""
    standing: Literal["seen", "second_hand", "general_knowledge", "derived"] = "seen"
    """How firm it is: seen in the source or a stored copy; known only second hand; general knowledge that
    nobody has checked; or arithmetic on other figures."""
    note: str | None = None
    """What a reader should know before using it."""


class Sourced(Entry):
    """The base of what carries a source."""

    source: Annotated[Identifier | None, Refers("sources")] = None
    """The id of the source."""
    date: Date | None = None
    """When it was said, where that differs from the source's date."""
    assumption: str | None = None
    """Where nobody published the number: that it is assumed, by whom and on what ground."""
    note: str | None = None
    """A remark for the reader."""


class Window(Entry):
    """A run of phases, both ends included."""

    start: Annotated[Identifier | None, Refers("phases")] = Field(default=None, alias="from")
    """The first phase; the first of all where missing."""
    until: Annotated[Identifier | None, Refers("phases")] = None
    """The last phase; the last of all where missing."""


Holds = Annotated[
    Annotated[Literal["always", "never"], Tag("word")]
    | Annotated[tuple[Identifier, ...], AsTuple, Tag("list")]
    | Annotated[Window, Tag("mapping")],
    by_form(word=str, list=tuple, mapping=Window),
]


class Condition(Sourced):
    """A political fact that holds in some phases: a ceasefire, a mandate, a parliament's vote."""

    title: str | None = None
    """Its name as people say it."""
    holds: Annotated[Holds, Refers("phases", besides=("always", "never"))] = "always"
    """`always`, `never`, a list of phases, or `{from: phase, until: phase}`, both included."""
    probability: Probability | None = None
    """How likely the author thinks that it comes to hold: a number, or a table by other conditions, such as
    `[{if: ceasefire, is: 0.7}, {else: 0.1}]`."""
    delay: Delays | None = None
    """How likely it comes so many months later than `holds` says: `{0: 0.5, 6: 0.3, never: 0.2}`. It holds in
    the phases that begin no sooner."""


class Phase(Entry):
    """A stretch of the horizon."""

    id: Identifier
    """Its id."""
    months: Annotated[float, Field(gt=0, le=1200)]
    """How long it lasts, in months."""
    title: str | None = None
    """Its name as people say it."""


Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Place(Sourced):
    """Where a requirement stands."""

    title: str | None = None
    """Its name as people say it."""
    area: Identifier
    """The area it belongs to, such as `ukraine`, `black_sea` or `neighbouring_nato`."""
    hosts: Annotated[Names, Refers("hosts")] = ()
    """The nations whose consent counts there."""
    at: Annotated[tuple[Latitude, Longitude], AsTuple] | None = None
    """Latitude (-90 to 90) and longitude (-180 to 180) in degrees, in this order, for maps."""


class Capability(Sourced):
    """A kind of unit, counted in its own unit."""

    title: str | None = None
    """Its name as people say it."""
    component: Identifier
    """land, maritime, training ..."""
    unit: str
    """What one is called: battalion, ship, team."""
    personnel: Amount = 0
    """People in one unit."""
    cost: Amount = 0
    """Cost of one unit on station for one month."""
    whole_units: bool | None = None
    """Whether its units are sent whole, a step of 1; as the scenario says where missing."""
    step: Step | None = None
    """What its units are sent in multiples of: 0.25 where a quarter of a battalion is a company. Null or 0 is
    divisible; as `whole_units` says where missing."""
    symbol: SymbolCode | None = None
    """Its symbol: a code of APP-6 or MIL-STD-2525, 20 or 30 digits; none is drawn where none is stated."""
    measures: dict[Identifier, Amount] = {}
    """Other figures of one unit that constraints may add up, such as its tonnage."""


class Mission(Sourced):
    """Requirements may belong to missions that compete for the same offers."""

    title: str | None = None
    """Its name as people say it."""
    weight: Positive = 1
    """How much its lines count within their priority, beside the lines of other missions."""


class Requirement(Sourced):
    """One line of the statement of requirements."""

    title: str | None = None
    """Its name as people say it."""
    capability: Annotated[Identifier | None, Refers("capabilities")] = None
    """What is required; or `accepts`."""
    accepts: Annotated[dict[Identifier, Ratio] | None, Refers("capabilities")] = None
    """What serves the line, each with its effectiveness: how many of the line's units one unit is worth."""
    place: Annotated[Identifier, Refers("places")]
    """Where it is required."""
    quantity: Annotated[AmountBy, Refers("phases")]
    """How many on station: one number for every phase, or a table by phase."""
    priority: Annotated[int, Field(ge=1, le=99), Whole] = 1
    """1 is filled first; nothing of it is given up for a later priority."""
    weight: Positive = 1
    """How much the line counts within its priority."""
    mission: Annotated[Identifier | None, Refers("missions")] = None
    """The mission it belongs to."""

    @model_validator(mode="after")
    def _one_way_to_serve(self) -> Requirement:
        if (self.capability is None) == (self.accepts is None):
            raise ValueError("names either `capability` or `accepts`, and just one of them")
        return self

    @property
    def served_by(self) -> dict[str, float]:
        """The capabilities that serve the line, with their effectiveness."""
        return dict(self.accepts) if self.accepts is not None else {str(self.capability): 1.0}

    def required(self, phase: str) -> float:
        """Return the units required on station in a phase."""
        return self.quantity.get(phase, 0.0) if isinstance(self.quantity, dict) else self.quantity


class Units(Entry):
    """How many units an offer may mean."""

    low: UnitCount | None = None
    """What is sure to come; `expected` where missing."""
    expected: UnitCount
    """What is counted on unless another level is asked for."""
    ceiling: UnitCount | None = None
    """The most that was spoken of; `expected` where missing."""

    @model_validator(mode="after")
    def _ordered(self) -> Units:
        if not self.at("low") <= self.expected <= self.at("ceiling"):
            raise ValueError(
                f"low {in_full(self.at('low'))}, expected {in_full(self.expected)}, ceiling "
                f"{in_full(self.at('ceiling'))} are not in this order"
            )
        return self

    def at(self, level: Level) -> float:
        """Return the units at a level."""
        value: float | None = getattr(self, level)
        return self.expected if value is None else value


def _units(value: Any) -> Any:
    return {"expected": value} if is_number(value) else value


class Offer(Sourced):
    """What a nation could send of a capability."""

    units: Annotated[Units, BeforeValidator(_units), Shorthand("number", minimum=0)]
    """The ceiling on station at any time: one number, or low, expected and ceiling."""
    firmness: Firmness = "signalled"
    """The rung of the pledge ladder: committed, approved, conditional, signalled."""
    needs: Annotated[Names, Refers("conditions")] = ()
    """The conditions that must hold for the offer to stand."""
    pool: Amount | None = None
    """How many units the nation has to rotate; with `rotation` and `tour`."""
    rotation: Annotated[float, Field(ge=1, le=100), OrFraction()] | None = None
    """How many units it takes to keep one on station."""
    tour: Annotated[float, Field(gt=0, le=120)] | None = None
    """How long a unit stays, in months."""
    ready: Months = 0
    """Months from the start until it can be there."""
    stay: Months | None = None
    """How many months it stays at a place at least, once it is there; units there may relieve one another. It
    does not come where it could not stay so long, but for the end of the horizon."""
    before: Annotated[dict[Identifier, UnitCount], Refers("places")] = {}
    """How many units stand at a place before the start, beside `stay`: they have not come in the first phase,
    and may leave at any time."""
    shape: Literal["triangle", "pert"] = "triangle"
    """How units spread between `low` and `ceiling` where chances count: a triangle around the expected ones,
    or `pert`, which lies closer to them."""
    step: Step | None = None
    """What its units are sent in multiples of, in place of the capability's step; null or 0 is divisible."""

    @model_validator(mode="after")
    def _whole_rotation(self) -> Offer:
        given = [name for name in ("pool", "rotation", "tour") if getattr(self, name) is not None]
        if given and len(given) < 3:
            missing = ", ".join(name for name in ("pool", "rotation", "tour") if name not in given)
            raise ValueError(f"`pool`, `rotation` and `tour` go together: {missing} missing")
        return self

    @model_validator(mode="after")
    def _before_a_stay(self) -> Offer:
        if self.before and self.stay is None:
            raise ValueError("`before` goes with `stay`: who was there before the start need not stay on")
        return self


def _offer(value: Any) -> Any:
    return {"units": value} if is_number(value) else value


class Commitment(Sourced):
    """Units of a nation that are bound elsewhere for a time."""

    title: str
    """What binds them."""
    capability: Annotated[Identifier, Refers("capabilities")]
    """The capability bound."""
    units: Amount
    """How many units are bound."""
    start: Months = Field(default=0, alias="from")
    """The month from which they are bound, counted from the start."""
    until: Months | None = None
    """The month at which they come free; the end of the horizon where missing."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Commitment:
        if self.until is not None and self.until < self.start:
            ends, starts = in_full(self.until), in_full(self.start)
            raise ValueError(f"ends in month {ends}, before it starts in month {starts}")
        return self


class Nation(Sourced):
    """A contributor, or a host."""

    name: str | None = None
    """Its name as people say it."""
    position: str | None = None
    """What it offered or refused, in a few words."""
    offers: Annotated[
        dict[Identifier, Annotated[Offer, BeforeValidator(_offer), Shorthand("number", minimum=0)]],
        Refers("capabilities"),
    ] = {}
    """What it could send, by capability; a bare number is a number of units."""
    commitments: Annotated[tuple[Commitment, ...], AsTuple] = ()
    """What is bound elsewhere."""
    cost_factor: Annotated[float, Field(ge=0.01, le=20), OrFraction()] = 1
    """How many times the capability's cost its units cost: 0.8 for a fifth less, never in percent."""
    sustain: Annotated[dict[Identifier, Annotated[AmountBy, Refers("capabilities")]], Refers("places")] = {}
    """Extra cost per unit and month at a place: a number, or a table by capability."""
    support: Annotated[dict[Identifier, Amount], Refers("places")] = {}
    """What its national support element costs a month at a place, however small the contingent there."""
    keys: Annotated[dict[Identifier, Positive], FromReference] = {}
    """Figures of its ability: gdp, population, personnel. `from reference` takes those of the state; a table
    with `from: reference` takes them beside figures that differ (see `planner nations`)."""
