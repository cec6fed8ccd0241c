"""A sure number over units that spread: nobody who sets one need know of a shape."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planner.problems import InvalidInput
from planner.scenario.reading import load, read
from planner.scenario.scenario import Scenario
from tests.small import document

UNITS = "nations.FRA.offers.battalion.units"
SPREADS = {"units": {"low": 1, "expected": 3, "ceiling": 5}, "shape": "pert"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a file whose French battalions spread by PERT."""
    found = document()
    found["nations"]["FRA"]["offers"]["battalion"] = SPREADS
    file = tmp_path / "base.yaml"
    file.write_text(yaml.safe_dump(found), encoding="utf-8")
    return file


def shape_and_units(scenario: Scenario) -> tuple[str, float, float]:
    offer = scenario.nations["FRA"].offers["battalion"]
    return offer.shape, offer.units.at("low"), offer.units.at("ceiling")


def test_a_number_that_is_set_takes_the_shape_with_it(base: Path) -> None:
    assert shape_and_units(load(base, [f"{UNITS}=2"])) == ("triangle", 2, 2)


def test_a_number_in_a_variant_takes_the_shape_with_it(base: Path) -> None:
    variant = base.with_name("variant.yaml")
    variant.write_text(
        "extends: base.yaml\ntitle: V\nnations: {FRA: {offers: {battalion: {units: 1/2}}}}\n",
        encoding="utf-8",
    )
    assert shape_and_units(load(variant)) == ("triangle", 0.5, 0.5)


def test_the_shape_stays_where_units_still_spread(base: Path) -> None:
    assert shape_and_units(load(base, [f"{UNITS}.expected=2"])) == ("pert", 1, 5)


def test_a_shape_that_is_set_over_a_number_is_still_refused() -> None:
    found = document()
    found["nations"]["FRA"]["offers"]["battalion"] = {"units": 3}
    with pytest.raises(InvalidInput, match="says how units spread, and they do not"):
        read(found, ["nations.FRA.offers.battalion={units: 3, shape: pert}"])


def test_what_is_wrong_elsewhere_is_told_all_the_same(base: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(base, [f"{UNITS}=2", "nations.TUR=3", "nations.ROU.offers=5"])
    assert {problem.path for problem in caught.value.problems} >= {"nations.TUR", "nations.ROU.offers"}
