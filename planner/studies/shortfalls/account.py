"""Where the units of an offer went, for one line and phase: the account that the sentence is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.formulation.closures import Reason
from planner.plan.plan import plain


@dataclass(frozen=True)
class HeldBack:
    """Units of an offer that do not come, and the reason that they are accounted for under.

    Beside what closes contributions that is `pool`, `stay` (what comes has to stay on, and could not),
    `commitments` (units bound elsewhere), `support` (a national support element) or `goal` (a goal that comes
    before this line's). `also` are further reasons that hold the same units. `elsewhere` are units that serve
    another line and could not come here for this reason; they are accounted for there, and not in `units`.
    """

    reason: Reason
    units: float
    also: tuple[Reason, ...] = ()
    sentence: str = ""
    elsewhere: float = 0.0

    @property
    def by(self) -> str:
        """What the contract calls the reason."""
        return self.reason.id

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        also = [reason.id for reason in self.also]
        return {
            "by": self.by,
            "units": plain(self.units),
            "elsewhere": plain(self.elsewhere),
            "also": also,
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class Use:
    """Units of an offer that serve another line in the same phase.

    `barred` are the reasons, the strongest first, for which they could not come here instead; none where
    only the other line keeps them.
    """

    requirement: str
    units: float
    barred: tuple[Reason, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        barred = [reason.id for reason in self.barred]
        return {"requirement": self.requirement, "units": plain(self.units), "barred_by": barred}


def with_barred(held: Sequence[HeldBack], uses: Iterable[Use]) -> tuple[HeldBack, ...]:
    """Return what is held back; units elsewhere that could not come here stand at their first reason."""
    found = {one.reason: one for one in held}
    for use in uses:
        if use.barred:
            reason, *also = use.barred
            one = found.get(reason) or HeldBack(reason, 0.0, tuple(also))
            same = agreed((one.reason, reason))
            found[reason] = replace(one, reason=same, elsewhere=one.elsewhere + use.units)
    return tuple(found.values())


def agreed(reasons: Iterable[Reason]) -> Reason:
    """Return what is one reason, with its group where that is the same for all."""
    first, *others = reasons
    return first if all(one.group == first.group for one in others) else replace(first, group=())


@dataclass(frozen=True)
class OfferAccount:
    """One offer that could serve the line: `here`, elsewhere, held back and unused make up what is offered.

    `unused` is open, and would do no good: it is less than a step, or an earlier goal would suffer.
    """

    nation: str
    capability: str
    offered: float
    here: float
    uses: tuple[Use, ...]
    held_back: tuple[HeldBack, ...]
    unused: float

    @property
    def elsewhere(self) -> float:
        """The units that serve other lines."""
        return sum(use.units for use in self.uses)

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "nation": self.nation,
            "capability": self.capability,
            "offered": plain(self.offered),
            "here": plain(self.here),
            "elsewhere": plain(self.elsewhere),
            "elsewhere_in": [use.as_document() for use in self.uses],
            "held_back": [one.as_document() for one in self.held_back],
            "unused": plain(self.unused),
        }


@dataclass(frozen=True)
class Shortfall:
    """A line that is not filled in a phase, and every offer that could serve it."""

    requirement: str
    phase: str
    required: float
    short: float
    offers: tuple[OfferAccount, ...]
    sentence: str = ""

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "requirement": self.requirement,
            "phase": self.phase,
            "required": plain(self.required),
            "short": plain(self.short),
            "sentence": self.sentence,
            "offers": [offer.as_document() for offer in self.offers],
        }
