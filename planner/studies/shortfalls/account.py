"""Where the units of an offer went, for one line and phase: the account that the sentence is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.formulation.closures import Reason
from planner.plan.plan import plain


@dataclass(frozen=True)
class HeldBack:
    """Units of an offer that do not come, and the reason that they are accounted for under.

    Beside what closes contributions that is `pool`, `commitments` (units bound elsewhere) or `support` (a
    national support element). `also` are further reasons that hold the same units.
    """

    reason: Reason
    units: float
    also: tuple[Reason, ...] = ()
    sentence: str = ""

    @property
    def by(self) -> str:
        """What the contract calls the reason."""
        return self.reason.id

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        also = [reason.id for reason in self.also]
        return {"by": self.by, "units": plain(self.units), "also": also, "sentence": self.sentence}


@dataclass(frozen=True)
class Use:
    """Units of an offer that serve another line in the same phase."""

    requirement: str
    units: float


@dataclass(frozen=True)
class OfferAccount:
    """One offer that could serve the line: `here`, elsewhere, held back and unused make up what is offered.

    `unused` is open, and would do no good: it is less than a whole unit, or an earlier goal would suffer.
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
            "elsewhere_in": [
                {"requirement": use.requirement, "units": plain(use.units)} for use in self.uses
            ],
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
