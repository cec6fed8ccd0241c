"""The land of a map: outlines, contributors in shades, and their names where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.program.blocks import FloatArray
from planner.reports.looks import Look
from planner.reports.maps.atlas import Country, area, countries
from planner.reports.maps.labels import Box, Named, labels
from planner.reports.maps.shades import Shades
from planner.reports.maps.sheet import MapSheet
from planner.reports.maps.view import WIDTH, View
from planner.words.figures import people

PIXELS: dict[str, Any] = {"type": "identity", "scale": 1, "translate": [0, 0]}
"""Outlines are pixels already."""
BORDER = 0.7


def land(seen: View, peaks: Mapping[str, float], names: Mapping[str, str], look: Look) -> Iterator[alt.Chart]:
    """Yield the land, and on it the contributors by the most people they send."""
    shades = Shades.of([peaks[key] for key in seen.shown])
    others, mine = [], []
    for country in countries():
        outline = seen.outline(country)
        if outline and country.code in seen.shown:
            amount = peaks[country.code]
            said = {"Nation": names[country.code], "People": people(amount), "Class": shades.label(amount)}
            mine.append(_feature(outline, said))
        elif outline:
            others.append(_feature(outline, {}))
    rim: dict[str, Any] = {"aria": False, "clip": False, "stroke": look.card, "strokeWidth": BORDER}
    if others:
        yield _outlines(others).mark_geoshape(fill=look.land, tooltip=False, **rim)
    if mine:
        range_ = list(look.sent[-len(shades.labels) :])
        scale = alt.Scale(domain=shades.labels, range=range_)
        shown = [alt.Tooltip(f"properties.{name}:N", title=name) for name in ("Nation", "People")]
        legend = alt.Legend(columns=2) if seen.frame.width < WIDTH else alt.Undefined
        colour = alt.Color("properties.Class:N", scale=scale, legend=legend)
        yield _outlines(mine).mark_geoshape(**rim).encode(color=colour, tooltip=shown)


def named(
    seen: View,
    peaks: Mapping[str, float],
    names: Mapping[str, str],
    taken: Sequence[Box],
    *,
    sheet: MapSheet,
    look: Look,
) -> Iterator[alt.Chart]:
    """Yield the names of contributors, over a rim that parts them from what is below."""
    shapes = {country.code: country for country in countries()}
    ranked = sorted(seen.shown, key=lambda key: (-peaks[key], key))
    outlines = {key: _largest(seen, shapes[key]) for key in ranked}
    wanted = [Named((names[key], key), outline) for key, outline in outlines.items() if outline is not None]
    rows = [(box.x, box.y, name) for name, box in labels(wanted, taken, seen)]
    if not rows:
        return
    texts = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "Text"])).encode(
        x=sheet.across("x"), y=sheet.down("y"), text="Text:N"
    )
    rim: dict[str, Any] = {
        "stroke": look.card,
        "strokeWidth": 2.5,
        "strokeOpacity": 0.8,
        "strokeJoin": "round",
    }
    yield texts.mark_text(aria=False, fontSize=10.5, fill=look.card, tooltip=False, **rim)
    yield texts.mark_text(aria=False, fontSize=10.5, fill=look.ink, tooltip=False)


def _largest(seen: View, country: Country) -> FloatArray | None:
    rings = [polygon[0] for polygon in seen.outline(country)]
    return max(rings, key=area) if rings else None


def _outlines(features: list[dict[str, Any]]) -> alt.Chart:
    drawn: alt.Chart = alt.Chart(alt.InlineData(values=features)).project(**PIXELS)
    return drawn


def _feature(outline: Sequence[Sequence[FloatArray]], properties: Mapping[str, str]) -> dict[str, Any]:
    """Return an outline as GeoJSON; a tenth of a pixel is enough."""
    rings = [[_closed(ring) for ring in polygon] for polygon in outline]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def _closed(ring: FloatArray) -> list[list[float]]:
    points = [[round(float(x), 1) + 0.0, round(float(y), 1) + 0.0] for x, y in ring]
    return [*points, points[0]]
