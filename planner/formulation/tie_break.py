"""The tie-break: what chooses among plans that are equally good."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from planner.ground.ground import COLUMN_KEYS, Ground
from planner.program.blocks import CONTRIBUTION, FloatArray
from planner.program.program import Aim

TIE_BREAK = "tie-break"
"""The name of the last goal."""
Draws = NDArray[np.uint64]


def tie_break(ground: Ground) -> Aim:
    """Return a preference among plans that are equally good, which makes the plan unique.

    The fewest units win; among those, every nation, capability and line has a preference between 0 and 1
    drawn from its ids (SHA-256), so that it favours nobody and depends on no order; the phase adds a
    thousandth of another such draw, so that what serves a line in one phase tends to serve it in the next.
    """
    drawn = {key: _draws(key, ground.index.names[key])[ground.keys[key]] for key in COLUMN_KEYS}
    steady = _mixed(
        _mixed(drawn["nation"]) ^ _mixed(drawn["capability"] + np.uint64(1)) ^ drawn["requirement"]
    )
    preference = 1 + _unit(steady) + _unit(_mixed(steady ^ drawn["phase"])) / 1000
    return Aim(TIE_BREAK, {CONTRIBUTION: preference}, stated=False)


def _draws(key: str, names: tuple[str, ...]) -> Draws:
    digests = (hashlib.sha256(f"{key}:{name}".encode()).digest()[:8] for name in names)
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)


def _mixed(value: Draws) -> Draws:
    """Mix 64-bit numbers (splitmix64; Steele, Lea and Flood 2014, doi 10.1145/2714064.2660195)."""
    with np.errstate(over="ignore"):
        value = value + np.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Draws = value ^ (value >> np.uint64(31))
    return mixed


def _unit(value: Draws) -> FloatArray:
    return (value >> np.uint64(11)).astype(float) / 2.0**53
