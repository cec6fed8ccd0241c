"""Figures of scenarios that ship are those that were published, typed here a second time."""

from __future__ import annotations

import pytest

import planner
from planner.reference.states import states
from planner.reports.plan_sentences import headline
from tests.shipped_scenarios import BY_NAME, shipped

ISAF_2010 = """
USA 90000 GBR 9500 DEU 4341 FRA 3850 ITA 3688 CAN 2922 POL 2519 TUR 1790 ROU 1648 ESP 1576 AUS 1550 GEO
924 DNK 750 BGR 516 HUN 502 SWE 500 BEL 491 CZE 468 NOR 353 HRV 299 ALB 258 SVK 250 KOR 246 NLD 242 NZL
234 LTU 219 LVA 189 MKD 163 FIN 150 EST 140 PRT 95 AZE 94 GRC 80 SVN 78 MNG 47 BIH 45 ARM 40 SGP 38 ARE
35 MNE 31 MYS 30 UKR 16 LUX 9 IRL 7 ISL 4 AUT 3
"""
"""Soldiers by nation in November 2010, AFP on data of NATO."""
NATIONS_2020 = """
ALB 2 ARG 274 ARM 34 AUS 33 AUT 207 AZE 2 BDI 761 BEL 43 BEN 468 BFA 1400 BGD 6569 BGR 1 BIH 29 BLR 6
BOL 27 BRA 258 BRN 30 BTN 28 CAN 38 CHE 32 CHL 24 CHN 2540 CIV 593 CMR 1091 COG 154 COL 11 CUB 1 CYP 1
CZE 15 DEU 536 DJI 170 DNK 53 DOM 6 DZA 2 ECU 10 EGY 3134 ESP 671 EST 8 ETH 6554 FIN 230 FJI 340 FRA 762
GAB 449 GBR 362 GHA 2597 GIN 946 GMB 225 GRC 128 GTM 175 HND 12 HRV 16 HUN 24 IDN 2829 IND 5415 IRL 517
IRN 1 ITA 1077 JOR 498 JPN 4 KAZ 129 KEN 160 KGZ 13 KHM 772 KOR 545 LBR 133 LKA 673 LTU 39 LUX 2 LVA 1
MAR 2046 MDA 9 MDG 12 MEX 14 MKD 3 MLI 25 MLT 10 MNE 2 MNG 888 MRT 751 MWI 851 MYS 842 NAM 37 NER 977
NGA 301 NLD 24 NOR 61 NPL 5672 NZL 10 PAK 4471 PER 234 PHL 26 POL 226 PRT 248 PRY 31 ROU 155 RUS 73 RWA
6338 SEN 2132 SLE 81 SLV 287 SRB 263 SVK 255 SVN 9 SWE 203 SWZ 1 TCD 1467 TGO 1447 THA 292 TJK 6 TLS 4
TUN 168 TUR 157 TZA 2034 UGA 647 UKR 315 URY 1137 USA 30 VNM 74 WSM 18 ZAF 1132 ZMB 1011 ZWE 84
"""
"""People by nation in all missions of the United Nations, means of the months of 2020."""
MISSIONS_2020 = """
BINUH 11 MINURSO 205 MINUSCA 13346 MINUSMA 14070 MONUSCO 14854 UNAMA 1 UNAMI 242 UNAMID 6290 UNDOF 1033
UNFICYP 880 UNIFIL 10312 UNISFA 3696 UNMHA 9 UNMIK 16 UNMISS 16333 UNMOGIP 43 UNOWAS 1 UNSMIL 232 UNSOM
638 UNSOS 14 UNTSO 149 UNVMC 106
"""
"""People by mission, the same."""
UNIFIL_2025 = """
IDN 1255 ITA 1098 IND 902 GHA 878 NPL 876 MYS 831 FRA 749 ESP 690 CHN 484 IRL 335
POL 190 DEU 170 FIN 165 AUT 160 GRC 130 BGD 120
"""
"""The ten largest contributors as listed in 2025; below them the World Factbook of 2025."""
KFOR_1999 = "GBR 19000 USA 7000 FRA 7000 DEU 6000 ITA 5000 RUS 3000 NLD 2000 UKR 1300 ESP 1200"
KFOR_2025 = """
ITA 870 TUR 730 USA 602 HUN 470 DEU 300 ALB 250 POL 250 ROU 200 CHE 200 BGR 160 HRV 150 LVA 140 GRC 120
SVN 110 AUT 100
"""
"""The World Factbook of 2025; America's as reported in April 2025."""
PLEDGED_2006 = {
    "unifil-2006-08-18": "BGD 2000 MYS 1000 FRA 200",
    "unifil-2006-08-20": "BGD 2000 MYS 1000 FRA 200 ITA 2500 FIN 225",
    "unifil-2006-08-29": "BGD 2000 MYS 1000 FRA 2000 ITA 2500 FIN 225 ESP 1200 POL 300 BEL 302",
}
"""Soldiers by nation that was given a number, as pledged by the date; a range at its middle."""
SERVED_2020 = {
    "ETH": "MINUSMA UNAMID UNISFA UNMISS",
    "URY": "MINUSCA MONUSCO UNDOF UNIFIL UNMOGIP UNVMC",
    "GRC": "UNIFIL",
    "FRA": "MINURSO MINUSCA MINUSMA MONUSCO UNIFIL",
}
"""Missions in which a nation had people in 2020."""


def _typed(text: str) -> dict[str, float]:
    words = text.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


def _offered(name: str) -> dict[str, float]:
    """Return the soldiers, or people, that each nation offers at what is expected."""
    scenario = shipped(name)
    return {
        key: offer.units.expected
        for key, nation in scenario.nations.items()
        for capability, offer in nation.offers.items()
        if capability in {"soldiers", "people"}
    }


@pytest.mark.parametrize(
    ("name", "typed", "total"),
    [
        ("isaf-2010", ISAF_2010, 130_930),
        ("missions-2020", NATIONS_2020, 82_481),
        ("kfor-1999", KFOR_1999, 51_500),
        ("kfor-2025", KFOR_2025, 4_652),
    ],
)
def test_each_nation_has_the_strength_that_was_published_and_no_other_has_any(
    name: str, typed: str, total: float
) -> None:
    assert _offered(name) == _typed(typed)
    assert sum(_offered(name).values()) == total


def test_missions_of_2020_require_the_people_who_filled_them() -> None:
    lines = shipped("missions-2020").requirements.values()
    assert {line.mission: line.required("y2020") for line in lines} == _typed(MISSIONS_2020)


@pytest.mark.parametrize("nation", SERVED_2020)
def test_a_nation_serves_where_it_served_in_2020_and_nowhere_else(nation: str) -> None:
    caveat = shipped("missions-2020-where-they-served").constraints[f"{nation.lower()}_where_it_served"]
    assert caveat.missions is not None
    assert set(caveat.missions.names) == set(SERVED_2020[nation].split())


def test_unifil_of_2025_is_as_listed_and_adds_up_to_what_was_counted_the_year_before() -> None:
    offered = _offered("unifil-2025")
    assert sum(offered.values()) == 10_150
    assert {key: units for key, units in offered.items() if key != "OTH"} == _typed(UNIFIL_2025)


@pytest.mark.parametrize("name", PLEDGED_2006)
def test_pledges_of_2006_are_those_that_had_come_by_the_date(name: str) -> None:
    battalions = {"OLD": 2000, "IDN": 1000, "NPL": 850}
    assert _offered(name) == _typed(PLEDGED_2006[name]) | battalions


def test_the_numbers_that_nations_stated_are_told_as_parts_of_each_published_size() -> None:
    scenario = shipped("reassurance-stated-numbers")
    assert _offered("reassurance-stated-numbers") == {"GBR": 7500, "FRA": 6000, "LTU": 300, "EST": 150}
    assert headline(planner.solve(scenario), scenario)[1] == (
        '"Soldiers inside Ukraine" has 13,950 of 15,000 soldiers in "Of 15,000" (93 %), '
        '13,950 of 25,000 soldiers in "Of 25,000" (56 %) and 13,950 of 64,000 soldiers in "Of 64,000" (22 %).'
    )


@pytest.mark.parametrize("name", [name for name in BY_NAME if "invented" not in shipped(name).title])
def test_keys_typed_by_hand_are_those_of_the_reference_rounded(name: str) -> None:
    wrong = {
        (nation, key): value
        for nation, entry in shipped(name).nations.items()
        for key, value in entry.keys.items()
        if value not in (states()[nation].keys[key], round(states()[nation].keys[key], 1))
    }
    assert wrong == {}


@pytest.mark.parametrize("name", BY_NAME)
def test_no_nation_is_called_by_its_code(name: str) -> None:
    assert [key for key, nation in shipped(name).nations.items() if nation.name == key] == []
