"""The outlines of countries."""

from __future__ import annotations

import numpy as np
import pytest

from planner.reports.maps.atlas import countries
from planner.reports.maps.flat import Flat, FlatFrame, distances, middle

SHAPES = {country.code: country for country in countries() if country.code}


def holds(ring, point):
    """Say whether a ring goes around a point: a line to the east crosses it an odd number of times."""
    x, y = point
    after = np.roll(ring, -1, axis=0)
    crossed = (ring[:, 1] > y) != (after[:, 1] > y)
    at = ring[crossed, 0] + (y - ring[crossed, 1]) / (after[crossed, 1] - ring[crossed, 1]) * (
        after[crossed, 0] - ring[crossed, 0]
    )
    return np.sum(at > x) % 2 == 1


def owner(longitude, latitude):
    return [
        code
        for code, country in SHAPES.items()
        if any(holds(polygon[0], (longitude, latitude)) for polygon in country.polygons)
    ]


def test_states_are_known_by_their_alpha_3_code() -> None:
    assert {"FRA", "GBR", "TUR", "UKR", "USA", "NZL", "XKX"} <= set(SHAPES)


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [("FRA", 2.35, 47.0), ("DEU", 10.0, 51.0), ("TUR", 33.0, 39.0), ("XKX", 21.0, 42.6)],
)
def test_a_city_lies_in_its_own_country(code, longitude, latitude) -> None:
    assert owner(longitude, latitude) == [code]


def test_crimea_is_drawn_as_ukraine() -> None:
    assert owner(34.3, 45.2) == ["UKR"]


def test_the_north_of_cyprus_is_drawn_as_cyprus() -> None:
    assert owner(33.4, 35.3) == ["CYP"]


def test_the_mainland_is_not_what_a_state_owns_overseas() -> None:
    assert middle(SHAPES["FRA"].mainland) == pytest.approx((2.5, 46.5), abs=1.5)


def test_the_plane_keeps_distances_from_its_middle_small_and_areas_alike() -> None:
    flat = Flat(20.0, 50.0)
    square = np.array([[20.0, 50.0], [20.0, 60.0]])
    x, y = flat.points(square)[1]
    assert x == pytest.approx(0)
    assert -y == pytest.approx(distances(square[1:], square[:1])[0], rel=0.002)


def test_a_frame_cuts_what_is_outside() -> None:
    frame = FlatFrame(0.0, 0.0, 1.0, 10.0, 10.0)
    ring = np.array([[-5.0, 2.0], [15.0, 2.0], [15.0, 4.0], [-5.0, 4.0]])
    cut = frame.cut(ring)
    assert cut.min() >= 0
    assert cut.max() <= 10
    assert sorted(map(tuple, cut)) == [(0, 2), (0, 4), (10, 2), (10, 4)]
    assert len(frame.cut(ring + 100)) == 0
