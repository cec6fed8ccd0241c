"""The colours of charts and pages, light and dark: told apart by the colour-blind, each with one meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Fonts of the same widths, so that what was measured with one fits with the others."""


@dataclass(frozen=True)
class Look:
    """One colour for each thing that is drawn; no two are the same, so that a page can swap them."""

    card: str
    """Behind everything."""
    ink: str
    """Text."""
    soft: str
    """Text that matters less."""
    rule: str
    """Lines between parts."""
    met: str
    """A requirement that is met."""
    tick: str
    """The tick on it."""
    gap_1: str
    """Up to a quarter is missing."""
    gap_2: str
    """Up to a half is missing."""
    gap_3: str
    """Up to three quarters are missing."""
    gap_4: str
    """More than that is missing."""
    on_gap_4: str
    """Text on the deepest gap."""
    short: str
    """Text that reports a shortage."""
    others: str
    """Nations that share one grey."""
    land: str
    """Land on a map that sends nothing."""
    sent_1: str
    """A nation that sends the fewest people."""
    sent_2: str
    """One that sends more."""
    sent_3: str
    """One that sends still more."""
    sent_4: str
    """One that sends the most."""

    @property
    def sent(self) -> tuple[str, str, str, str]:
        """The colours of nations on a map, those that send the fewest people first."""
        return (self.sent_1, self.sent_2, self.sent_3, self.sent_4)

    @property
    def gaps(self) -> tuple[str, str, str, str]:
        """The colours of a shortage, the smallest first."""
        return (self.gap_1, self.gap_2, self.gap_3, self.gap_4)

    def swaps(self, other: Look) -> Iterator[tuple[str, str]]:
        """Yield each colour with what takes its place in another look."""
        for entry in fields(self):
            yield getattr(self, entry.name), getattr(other, entry.name)


LIGHT = Look(
    card="#ffffff",
    ink="#1b1f24",
    soft="#57606a",
    rule="#d8dee4",
    met="#e4edf5",
    tick="#3f6f96",
    gap_1="#fbdcd3",
    gap_2="#f4a993",
    gap_3="#e3745b",
    gap_4="#a3211b",
    on_gap_4="#fff4f0",
    short="#b3261e",
    others="#b9c0c7",
    land="#e8eaed",
    sent_1="#c9def0",
    sent_2="#8fbbdf",
    sent_3="#4b90c3",
    sent_4="#1c5c96",
)
DARK = Look(
    card="#161b22",
    ink="#e6edf3",
    soft="#9aa4af",
    rule="#343c46",
    met="#1f3242",
    tick="#7fb2da",
    gap_1="#4b2a27",
    gap_2="#7a352e",
    gap_3="#ab4438",
    gap_4="#f2937f",
    on_gap_4="#240c08",
    short="#ff9d8a",
    others="#7d868f",
    land="#2a313a",
    sent_1="#22405c",
    sent_2="#2c5f8c",
    sent_3="#3d82b8",
    sent_4="#62abe2",
)
NATIONS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#ada500")
"""Okabe and Ito (2008), Color universal design; the yellow darkened for white grounds. One for both looks."""
ON_NATIONS = ("#fefefe", "#101214", "#101214", "#101214", "#101214", "#101214", "#101214")
"""Text on each of them."""
ON_OTHERS = "#111315"
