"""From the globe to the plane: Lambert's azimuthal projection, which keeps areas, and cutting at a frame.

Snyder 1987, Map projections: a working manual (USGS professional paper 1395), chapter 24.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.program.blocks import FloatArray

EARTH = 6371.0
"""The radius of the earth in kilometres."""


@dataclass(frozen=True)
class Flat:
    """The plane that touches the globe at a point; its unit is the kilometre, y grows to the south."""

    longitude: float
    latitude: float

    def points(self, places: FloatArray) -> FloatArray:
        """Return longitudes and latitudes in degrees as points of the plane."""
        x, y = np.radians(places.T)
        middle, across = np.radians(self.latitude), x - np.radians(self.longitude)
        near = np.sin(middle) * np.sin(y) + np.cos(middle) * np.cos(y) * np.cos(across)
        stretch = EARTH * np.sqrt(2 / np.maximum(1 + near, 1e-9))
        up = np.cos(middle) * np.sin(y) - np.sin(middle) * np.cos(y) * np.cos(across)
        flat: FloatArray = np.column_stack([stretch * np.cos(y) * np.sin(across), -stretch * up])
        return flat


@dataclass(frozen=True)
class FlatFrame:
    """A part of the plane and its size in pixels."""

    left: float
    top: float
    scale: float
    """Pixels in a kilometre."""
    width: float
    height: float

    def pixels(self, points: FloatArray) -> FloatArray:
        """Return points of the plane in pixels from the frame's upper left corner."""
        moved: FloatArray = (points - np.array([self.left, self.top])) * self.scale
        return moved

    def cut(self, ring: FloatArray) -> FloatArray:
        """Return the part of a ring in pixels that is inside the frame; empty where none is.

        Sutherland and Hodgman 1974, Reentrant polygon clipping: one side of the frame after the other.
        """
        for axis, bound, sign in ((0, 0.0, 1), (0, self.width, -1), (1, 0.0, 1), (1, self.height, -1)):
            ring = _cut_at(ring, axis, bound, sign)
        return ring


def directions(places: FloatArray) -> FloatArray:
    """Return longitudes and latitudes in degrees as unit vectors."""
    x, y = np.radians(places.T)
    vectors: FloatArray = np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
    return vectors


def distances(places: FloatArray, others: FloatArray) -> FloatArray:
    """Return how far each place is from the nearest of others, in kilometres."""
    near = (directions(places) @ directions(others).T).max(axis=1)
    apart: FloatArray = EARTH * np.arccos(np.clip(near, -1, 1))
    return apart


def middle(places: FloatArray) -> tuple[float, float]:
    """Return the longitude and the latitude in the middle of places."""
    x, y, z = directions(places).mean(axis=0)
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


def _cut_at(ring: FloatArray, axis: int, bound: float, sign: int) -> FloatArray:
    """Return the part of a ring on one side of a line; points are added where it crosses."""
    here = sign * (ring[:, axis] - bound)
    if (here >= 0).all():
        return ring
    if (here < 0).all():
        return ring[:0]
    after, there = np.roll(ring, -1, axis=0), np.roll(here, -1)
    kept: list[FloatArray] = []
    for start, end, one, two in zip(ring, after, here, there, strict=True):
        if one >= 0:
            kept.append(start)
        if (one >= 0) != (two >= 0):
            kept.append(start + (end - start) * one / (one - two))
    return np.array(kept).reshape(-1, 2)
