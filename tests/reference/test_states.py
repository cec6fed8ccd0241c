"""The states of the world: what is typed finds the right one, or none."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from planner.reference.states import found, states
from planner.reports.states_terminal import lines

TYPED = {
    "Turkey": "TUR",
    "türkiye": "TUR",
    "TURKIYE": "TUR",
    "UK": "GBR",
    "U.K.": "GBR",
    "Britain": "GBR",
    "Great Britain": "GBR",
    "Russia": "RUS",
    "Ivory Coast": "CIV",
    "Côte d'Ivoire": "CIV",
    "cote d’ivoire": "CIV",
    "Cape Verde": "CPV",
    "Swaziland": "SWZ",
    "Macedonia": "MKD",
    "Palestine": "PSE",
    "Kosovo": "XKX",
    "USA": "USA",
    "the United States": "USA",
    "The Gambia": "GMB",
    "Holland": "NLD",
    "Burma": "MMR",
    "DRC": "COD",
    "Congo-Brazzaville": "COG",
    "Bosnia": "BIH",
    "Guinea-Bissau": "GNB",
    "guinea": "GIN",
    "fra": "FRA",
    "South Korea": "KOR",
    "Trinidad & Tobago": "TTO",
    "Türkıye": "TUR",
    "Cote dIvoire": "CIV",
    "US": "USA",
    "America": "USA",
    "UAE": "ARE",
    "Viet Nam": "VNM",
    "Czech Republic": "CZE",
    "Czechia": "CZE",
    "Vatican": "VAT",
    "Deutschland": "DEU",
    "España": "ESP",
    "espana": "ESP",
    "Polska": "POL",
    "Suomi": "FIN",
    "Magyarorszag": "HUN",
    "Österreich": "AUT",
    "Schweiz": "CHE",
    "Україна": "UKR",
    "Ελλάδα": "GRC",
    "Hrvatska": "HRV",
    "Shqiperia": "ALB",
    "Sao Tome": "STP",
    "Korea, Rep.": "KOR",
    "Korea, Dem. People's Rep.": "PRK",
    "Egypt, Arab Rep.": "EGY",
    "Venezuela (Bolivarian Republic of)": "VEN",
    "Congo, Dem. Rep.": "COD",
    "Congo, Rep.": "COG",
    "Republic of China": "TWN",
    "People's Republic of China": "CHN",
    "Samoa": "WSM",
    "Sudan": "SDN",
    "Dominica": "DMA",
    "Niger": "NER",
}


@pytest.mark.parametrize("typed", sorted(TYPED))
def test_what_people_type_finds_the_state(typed) -> None:
    assert found(typed).state is states()[TYPED[typed]]


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Congo", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Franse", {"FRA"}),
        ("Kosov", {"XKX"}),
        ("Virgin Islands", {"VGB", "VIR"}),
        ("England", {"GBR"}),
        ("Northern Ireland", {"GBR"}),
        ("Yugoslavia", {"SRB", "HRV"}),
        ("Untied Kingdom", {"GBR"}),
        ("Lybya", {"LBY"}),
        ("Kingdom of Tonga", {"TON"}),
        ("Republic of Guinea-Bissau", {"GNB"}),
    ],
)
def test_what_may_mean_several_or_is_misspelt_finds_none_and_suggests(typed, suggested) -> None:
    assert found(typed).state is None
    assert suggested <= {state.id for state in found(typed).suggestions}


@pytest.mark.parametrize(
    "typed", ["", " ", "Atlantis", "Yugoslavia", "England", "Congo", "Korea", "EU", "x", "\n", "🙂"]
)
def test_what_is_no_state_finds_none(typed) -> None:
    assert found(typed).state is None


def test_every_name_and_alias_stands_for_one_state() -> None:
    for state in states().values():
        for name in (state.id, state.name, *state.aliases):
            assert found(name).state is state, name


def test_a_name_of_no_one_state_is_known_by_none_and_stands_for_states_that_are_there() -> None:
    text = files("planner.reference").joinpath("no_states.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["name"] for row in rows if found(row["name"]).state] == []
    for row in rows:
        assert [one.id for one in found(row["name"]).suggestions] == row["ids"].split(), row["name"]


def test_a_part_of_a_state_is_not_answered_with_names_that_only_look_like_it() -> None:
    assert [state.id for state in found("England").suggestions] == ["GBR"]


def test_the_list_writes_large_figures_out() -> None:
    _, line, *_ = lines([states()["USA"]])
    assert "1,280,000" in line
    assert "30,769.7" in line


def test_states_are_sorted_and_their_figures_positive() -> None:
    assert list(states()) == sorted(states())
    assert all(value > 0 for state in states().values() for value in state.keys.values())


def test_figures_are_in_the_units_of_a_scenario() -> None:
    assert states()["TUR"].keys == {
        "gdp": 1597.3,
        "population": 85.9,
        "personnel": 495000.0,
        "un_scale": 0.685,
    }


def test_a_small_state_has_no_figure_of_nothing() -> None:
    assert states()["TUV"].keys["population"] > 0


def test_what_nobody_published_is_left_out() -> None:
    assert "personnel" not in states()["PSE"].keys
