"""What a cell of Excel holds: so many characters, counted in units of UTF-16; what is too long says so."""

from __future__ import annotations

LONGEST = 32_767
"""The most characters that a cell of Excel holds."""
HIGHEST = 408.75
"""The most points that a row of Excel is high."""
MOST_OF_PROPERTY = 255
"""The most characters of a title among the properties of a file."""
_UNIT = 2
"""Bytes of one unit of UTF-16."""


def length(text: str) -> int:
    """Return how many characters a text has as Excel counts them."""
    return len(_units(text)) // _UNIT


def fitted(text: str) -> str:
    """Return a text as a cell holds it: one that is too long is cut, and says by how much."""
    whole = length(text)
    if whole <= LONGEST:
        return text
    kept = LONGEST - len(_lost(whole))
    # A character of two units that would be cut in the middle goes as a whole.
    cut = _units(text)[: kept * _UNIT].decode("utf-16-le", errors="ignore")
    return cut + _lost(whole - length(cut))


def _lost(count: int) -> str:
    return f" \u2026 [cut: {count:,} more characters than a cell of Excel holds]"


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", errors="surrogatepass")
