"""Two hundred phases: thirty nations over a long horizon, every offer pooled or none.

The figures are drawn as in `differing.py`. With pools a window of some months ends after every phase, so that
their rows grow with the length of the horizon and with that of the windows.
"""

from __future__ import annotations

from typing import Any

from benchmarks.differing import Size, document

Document = dict[str, Any]
POOL = {"pool", "rotation", "tour"}


def long(seed: int, size: Size, *, pools: bool) -> Document:
    """Return the scenario of a seed, with the pools that its offers have or without any."""
    drawn = document(seed, size)
    for nation in drawn["nations"].values():
        for name, offer in nation["offers"].items():
            if pools:
                wide = {"pool": round(offer["units"] * 2.4, 3), "rotation": 3, "tour": 6}
                nation["offers"][name] = wide | offer
            else:
                nation["offers"][name] = {key: each for key, each in offer.items() if key not in POOL}
    return drawn
