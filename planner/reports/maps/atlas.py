"""The outlines of the world's countries: Natural Earth at 1:110 million, as it lies in this package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from planner.program.blocks import FloatArray

WITHOUT_A_NUMBER = {"Kosovo": "XKX"}
"""Shapes whose state has no number of its own, and the code that scenarios give it."""
PART_OF = {"N. Cyprus": "CYP", "Somaliland": "SOM"}
"""Shapes that are drawn as a part of a state, as the United Nations have it."""
CRIMEA = (32.0, 44.0, 37.0, 46.5)
"""West, south, east and north of Crimea, which Natural Earth draws as it is held, not as it belongs."""


@dataclass(frozen=True)
class Country:
    """One state: its ISO 3166 alpha-3 code (empty where it has none) and its rings of longitude and latitude.

    A polygon is its outer ring, then its holes; the largest polygon comes first.
    """

    code: str
    polygons: tuple[tuple[FloatArray, ...], ...]

    @property
    def mainland(self) -> FloatArray:
        """The outer ring of the largest polygon: where a state is, whatever it owns overseas."""
        return self.polygons[0][0]


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, sorted by code."""
    source = files("planner.reports.maps").joinpath("natural_earth/countries-110m.json")
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    polygons: dict[str, list[tuple[FloatArray, ...]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for part in parts:
            polygon = tuple(_ring(ring, arcs) for ring in part)
            polygons.setdefault(_owner(_code(shape), polygon), []).append(polygon)
    return tuple(
        Country(code, tuple(sorted(mine, key=lambda polygon: -area(polygon[0]))))
        for code, mine in sorted(polygons.items())
    )


def area(ring: FloatArray) -> float:
    """Return the size of a ring on the sphere, in square degrees at the equator, about right."""
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1])), ring[:, 1]
    return abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))) / 2


def _arcs(topology: Any) -> list[FloatArray]:
    """Return the lines that shapes share; they are stored as whole steps from point to point."""
    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def _ring(numbers: Sequence[int], arcs: Sequence[FloatArray]) -> FloatArray:
    """Return lines joined to a ring; a line below nought, counted from -1, is walked backwards."""
    lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    joined: FloatArray = np.concatenate([line[:-1] for line in lines])
    return joined


def _code(shape: Any) -> str:
    import pycountry  # here, because its list takes a while to read

    name = shape["properties"]["name"]
    if "id" not in shape:
        return WITHOUT_A_NUMBER.get(name, "") or PART_OF.get(name, "")
    found = pycountry.countries.get(numeric=shape["id"])
    return "" if found is None else str(found.alpha_3)


def _owner(code: str, polygon: tuple[FloatArray, ...]) -> str:
    west, south, east, north = CRIMEA
    x, y = polygon[0].T
    is_crimea = x.min() > west and x.max() < east and y.min() > south and y.max() < north
    return "UKR" if is_crimea and code == "RUS" else code
