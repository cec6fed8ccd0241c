"""What a map shows: a frame around the places and the contributors near them, and who lies outside of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.program.blocks import FloatArray
from planner.reports.maps.atlas import Country, countries
from planner.reports.maps.flat import Flat, FlatFrame, directions, distances, middle

NEAR = 4000.0
"""A contributor is in the view where its mainland comes so near to a place, in kilometres: at its middle."""
LEAST = 900.0
"""The view is at least so wide and high, in kilometres."""
MARGIN = 0.04
"""The room around what is shown, as a part of the view."""
WIDTH, LOWEST, HIGHEST = 620.0, 420.0, 680.0
"""The width of a map in pixels, and between which heights it may be."""
BEYOND = 9000.0
"""Countries with no point so near to the middle are not looked at, in kilometres."""


@dataclass(frozen=True)
class View:
    """A plane, the frame on it, and the contributors that are shown, too far away, or without a shape."""

    flat: Flat
    frame: FlatFrame
    shown: tuple[str, ...]
    far: tuple[str, ...]
    shapeless: tuple[str, ...]

    def at(self, places: FloatArray) -> FloatArray:
        """Return longitudes and latitudes in degrees as pixels of the map."""
        return self.frame.pixels(self.flat.points(places))

    def outline(self, country: Country) -> list[list[FloatArray]]:
        """Return the polygons of a country in pixels, as far as they are in the frame."""
        drawn = []
        for polygon in country.polygons:
            if _out_of_sight(self.flat, polygon[0]):
                continue
            outer, *holes = (self.frame.cut(self.at(ring)) for ring in polygon)
            if len(outer):
                drawn.append([outer, *(hole for hole in holes if len(hole))])
        return drawn


def view(
    contributors: Iterable[str], places: Sequence[tuple[float, float]], width: float = WIDTH
) -> View | None:
    """Return the view of contributors and of places, each a longitude and a latitude; None where it is empty.

    Without places the contributors themselves are the places: those far from most of them are left out.
    """
    shapes = {country.code: country for country in countries() if country.code}
    ids = sorted(contributors)
    mine = [name for name in ids if name in shapes]
    if not mine and not places:
        return None
    centres = {name: np.array([middle(shapes[name].mainland)]) for name in mine}
    stands = np.array(places, dtype=float).reshape(-1, 2) if places else _most(list(centres.values()))
    near = [name for name in mine if distances(centres[name], stands)[0] <= NEAR]
    reached = [shapes[name].mainland for name in near]
    seen = np.concatenate([stands, *(ring[distances(ring, stands) <= NEAR] for ring in reached)])
    flat = Flat(*middle(seen))
    return View(
        flat,
        _frame(flat.points(seen), width),
        tuple(near),
        tuple(name for name in mine if name not in near),
        tuple(name for name in ids if name not in shapes),
    )


def _most(centres: Sequence[FloatArray]) -> FloatArray:
    """Return the centre that has the least way to all others in sum."""
    points = np.concatenate(centres)
    apart = np.arccos(np.clip(directions(points) @ directions(points).T, -1, 1))
    return points[[int(apart.sum(axis=1).argmin())]]


def _frame(points: FloatArray, width: float) -> FlatFrame:
    """Return the frame around points of the plane, neither too wide nor too high."""
    low, high = points.min(axis=0), points.max(axis=0)
    centre, size = (low + high) / 2, np.maximum((high - low) * (1 + 2 * MARGIN), LEAST)
    wide = float(max(size[0], size[1] * WIDTH / HIGHEST))
    tall = float(max(size[1], wide * LOWEST / WIDTH))
    left, top = centre[0] - wide / 2, centre[1] - tall / 2
    scale = width / wide
    return FlatFrame(float(left), float(top), scale, width, tall * scale)


def _out_of_sight(flat: Flat, ring: FloatArray) -> bool:
    centre = np.array([[flat.longitude, flat.latitude]])
    return bool(distances(ring, centre).min() > BEYOND)
