"""The states of the world: what is typed finds the right one, or none."""

from __future__ import annotations

import pytest

from planner.reference.states import found, states

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
    ],
)
def test_what_may_mean_several_or_is_misspelt_finds_none_and_suggests(typed, suggested) -> None:
    assert found(typed).state is None
    assert suggested <= {state.id for state in found(typed).suggestions}


@pytest.mark.parametrize("typed", ["", " ", "Atlantis", "Yugoslavia", "x", "\n", "🙂"])
def test_what_is_no_state_finds_none(typed) -> None:
    assert found(typed).state is None


def test_every_name_and_alias_stands_for_one_state() -> None:
    for state in states().values():
        for name in (state.id, state.name, *state.aliases):
            assert found(name).state is state, name


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
