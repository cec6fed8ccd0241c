"""A file is read, or everything that is wrong with it is said at once, in plain words and with its line."""

from __future__ import annotations

import copy
import math
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.files import LARGEST_FILE
from planner.problems import InvalidInput, Origin
from planner.scenario.complaints import written
from planner.scenario.nodes import plain
from planner.scenario.parsing import parsed
from planner.scenario.reading import load, load_text, read
from planner.scenario.scenario import Scenario
from tests.folders import SHIPPED
from tests.scenario.small_file import SMALL, changed, refused, said, said_of

WRONG = """\
title: 5
natoins: {}
conditions:
  ceasefire: {holds: {from: deploi}}
  vote: {holds: nevr, probability: 2}
  late: {holds: {from: hold, until: deploy}}
phases:
  - {id: deploy, months: 0}
  - {id: hold, months: "6"}
  - {id: hold, months: 3}
places:
  west: {area: inland, hosts: [UKR, XXX]}
  sea: {area: coast, at: [43.4]}
capabilities:
  battalion: {component: land, unit: battalion}
  ship: {component: maritime, unit: ship, measures: {tonnage: 600}}
  boat: {component: maritime, unit: boat}
requirements:
  L1: {capability: batalion, place: west, quantity: {deploy: 3, holdd: 4}}
  L2: {capability: ship, accepts: {boat: 1}, place: sea, quantity: 3}
  L3: {capability: ship, quantity: -3, priority: 1.5}
groups:
  mixed: [TUR, FRA, west]
nations:
  TUR:
    offers:
      ship: -3
      boat: {units: {low: 3, expected: 1}, needs: ceasefir, firmness: certain}
    keys: {gdp: .nan}
    keys: {gdp: 3}
  FRA: {offers: {ship: three}, commitments: [{title: x, capability: ship, units: 1, from: 6, until: 3}]}
constraints:
  - {kind: limit, measure: tonage, at_most: 3}
  - {kind: limt, measure: tonnage}
  - {kind: share, nations: [], of: {nations: FR}, at_most: 1.5}
  - {id: b, kind: caveat, nations: {nto: FRA}}
  - {id: c, kind: lead, component: maritime}
goals: [fill, fill]
"""

SAID = {
    1: ['title: is 5, not text (write it in quotes: "5")'],
    2: ["natoins: is not known here (did you mean 'nations'?)"],
    4: ["conditions.ceasefire.holds.from: 'deploi' is not a known phase (did you mean 'deploy'?)"],
    5: [
        "conditions.vote.holds: 'nevr' is not allowed (did you mean 'never'?)",
        "conditions.vote.probability: is 2; it must be at most 1",
    ],
    6: ["conditions.late.holds: holds from hold until deploy, but deploy comes first"],
    8: ["phases[0].months: is 0; it must be more than 0"],
    9: ["phases[1].months: is '6', not a number (write it without quotes)"],
    10: ["phases[2].id: 'hold' is the id of two phases (the first is in line 9)"],
    12: ["places.west.hosts[1]: 'XXX' is not a known nation of the scenario or ISO 3166 code of a state"],
    13: ["places.sea.at: has too few entries"],
    17: ["capabilities.boat: does not state 'tonnage', as other maritime capabilities do"],
    19: [
        "requirements.L1.capability: 'batalion' is not a known capability (did you mean 'battalion'?)",
        "requirements.L1.quantity.holdd: 'holdd' is not a known phase (did you mean 'hold'?)",
    ],
    20: ["requirements.L2: names either `capability` or `accepts`, and just one of them"],
    21: [
        "requirements.L3.place: is missing (Where it is required)",
        "requirements.L3.priority: is 1.5, not a whole number",
        "requirements.L3.quantity: is -3; it must be at least 0",
    ],
    23: ["groups.mixed[2]: 'west' is not a known nation, as other members are"],
    27: ["nations.TUR.offers.ship.units: is -3; it must be at least 0"],
    28: [
        "nations.TUR.offers.boat.firmness: 'certain' is not allowed",
        "nations.TUR.offers.boat.needs: 'ceasefir' is not a known condition (did you mean 'ceasefire'?)",
        "nations.TUR.offers.boat.units: low 3, expected 1, ceiling 1 are not in this order",
    ],
    29: ["nations.TUR.keys.gdp: is not a finite number"],
    30: ["nations.TUR.keys: is written twice (the first is in line 29)"],
    31: [
        "nations.FRA.commitments[0]: ends in month 3, before it starts in month 6",
        "nations.FRA.offers.ship: is 'three', not a number or a table",
    ],
    33: ["constraints.limit.measure: 'tonage' is not a known measure (did you mean 'tonnage'?)"],
    34: ["constraints.limt.kind: 'limt' is not a kind of constraint (did you mean 'limit'?)"],
    35: [
        "constraints.share.at_most: is 1.5; it must be at most 1",
        "constraints.share.nations: is empty",
        "constraints.share.of.nations: 'FR' is not a known nation (did you mean 'FRA'?)",
    ],
    36: ["constraints.b.nations: should be an id, a list of ids, or {not: ...}"],
    37: ["constraints.c: names no `nations` that lead"],
    38: ["goals: names a goal twice"],
}


def test_a_scenario_wrong_in_many_ways_says_all_at_once_with_the_right_lines() -> None:
    found: dict[int, list[str]] = {}
    for problem in refused(WRONG):
        found.setdefault(problem.line, []).append(str(problem).removeprefix(f"s.yaml:{problem.line}: "))
    assert found.keys() == SAID.keys()
    for line, expected in SAID.items():
        assert len(found[line]) == len(expected), found[line]
        for text, start in zip(found[line], expected, strict=True):
            assert text.startswith(start)


def test_the_small_scenario_is_read() -> None:
    scenario = load_text(SMALL, "s.yaml")
    assert set(scenario.nations) == {"FRA", "ROU", "TUR"}
    assert scenario.origins["constraints", "convention", "at_most"] == Origin("s.yaml", 23)
    assert scenario.file == "s.yaml"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_scenario_is_read_and_knows_where_each_part_comes_from(path: Path) -> None:
    scenario = load(path)
    for name, nation in scenario.nations.items():
        for capability in nation.offers:
            assert scenario.origins["nations", name, "offers", capability].line > 0


def test_a_document_is_read_like_a_file() -> None:
    problems: list[Any] = []
    root = parsed(SMALL, "s.yaml", problems)
    assert root is not None
    from_file, from_document = load_text(SMALL), read(plain(root))
    plainly: dict[str, Any] = {"origins": {}}
    assert from_document.model_copy(update=plainly) == from_file.model_copy(update=plainly)
    assert from_document.file == "<scenario>"
    assert from_document.origins.keys() == from_file.origins.keys()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (math.nan, "title: is not a finite number"),
        (10**400, "title: is not a finite number"),
        (object(), "title: is a object, neither text, number, list nor table"),
        ({1: 2}, "title.1: the key 1 is not text (write it in quotes)"),
        (None, "title: is empty (give a value, or take it out)"),
    ],
)
def test_what_a_document_may_hold_and_a_file_cannot_is_refused(value: object, text: str) -> None:
    problems: list[Any] = []
    root = parsed(SMALL, "s.yaml", problems)
    assert root is not None
    with pytest.raises(InvalidInput) as caught:
        read({**plain(root), "title": value})
    assert f"<scenario>: {text}" in map(str, caught.value.problems)


def test_a_document_that_holds_itself_is_refused() -> None:
    document: dict[str, Any] = {"title": "x"}
    document["nations"] = document
    with pytest.raises(InvalidInput, match="holds too much, or holds itself"):
        read(document)


class TestFilesThatCannotBeRead:
    def test_missing(self, tmp_path: Path) -> None:
        (tmp_path / "small.yaml").touch()
        assert said_of(tmp_path / "smal.yaml") == ["smal.yaml: does not exist (did you mean 'small.yaml'?)"]

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        assert said_of(tmp_path / "sub") == ["sub: is a folder, not a file"]

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").touch()
        assert said_of(tmp_path / "a.yaml") == ["a.yaml: is empty (`planner new FILE` writes an example)"]

    def test_fifty_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"a" * (50 * 2**20))
        assert said_of(path) == ["a.yaml: is too large: 50.0 MB, and at most 5 MB are read"]

    def test_a_text_of_fifty_megabytes(self) -> None:
        assert said("a" * (LARGEST_FILE + 1))[0].startswith("s.yaml: is too large")

    @pytest.mark.parametrize("content", [bytes(range(256)), "title: ü\n".encode("latin-1"), b"\xff\xfea\x00"])
    def test_binary(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "a.yaml").write_bytes(content)
        (line,) = said_of(tmp_path / "a.yaml")
        assert line.startswith("a.yaml:")
        assert "text" in line
        assert line.endswith("(save the file as YAML text in UTF-8)")

    def test_a_byte_order_mark_is_no_problem(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
        assert load(tmp_path / "a.yaml").title == "Small"

    def test_line_ends_of_windows_are_no_problem(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_bytes(SMALL.replace("\n", "\r\n").encode())
        assert load(tmp_path / "a.yaml").origins["title",].line == 1


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("months: 6", "months: 1_000", "phases[1].months: is '1_000', not a number (write 1000)"),
        ("months: 6", "months: '1,5'", "phases[1].months: is '1,5', not a number (write 1.5)"),
        ("months: 6", "months: '1,500'", "phases[1].months: is '1,500', not a number (write 1.5 or 1500)"),
        ("months: 6", "months: '0,125'", "phases[1].months: is '0,125', not a number (write 0.125)"),
        ("months: 6", "months: '1.234,5'", "phases[1].months: is '1.234,5', not a number (write 1234.5)"),
        ("months: 6", "months: 50%", "phases[1].months: is '50%', not a number (write 0.5)"),
        (
            "months: 6",
            "months: 33.33333333%",
            "phases[1].months: is '33.33333333%', not a number (write 0.3333333333)",
        ),
        ("months: 6", "months: six", "phases[1].months: is 'six', not a number"),
        (
            "months: 6",
            "months: 6 weeks",
            "phases[1].months: is '6 weeks', not a number (write the number alone)",
        ),
        ("months: 6", "months: [6]", "phases[1].months: is a list, not a number"),
        ("months: 6", "months: true", "phases[1].months: is true, not a number"),
        ("months: 6", "months: ~", "phases[1].months: is empty (give a value, or take it out)"),
        (
            "quantity: 6",
            "quantity: six",
            "requirements.M1.quantity: is 'six'; it should be a number or a table",
        ),
        (
            "quantity: 6",
            "quantity: '6'",
            "requirements.M1.quantity: is '6'; it should be a number or a table (write it without quotes)",
        ),
        (
            "quantity: 6",
            "quantity: 2000000000",
            "requirements.M1.quantity: is 2,000,000,000; it must be at most 1,000,000,000",
        ),
        (
            "quantity: 6",
            "quantity: {hold: -1}",
            "requirements.M1.quantity.hold: is -1; it must be at least 0",
        ),
        (
            "quantity: 6",
            "quantity: {number: 1}",
            "requirements.M1.quantity.number: 'number' is not a known phase (known: deploy, hold)",
        ),
        ("hosts: [UKR]", "hosts: 5", "places.west.hosts: is 5, not a list"),
        ("hosts: [UKR]", "hosts: [5]", 'places.west.hosts[0]: is 5, not text (write it in quotes: "5")'),
        ("title: Small", "title: Small\nphase: 3", "phase: is not known here (did you mean 'phases'?)"),
        ("title: Small", "title: Small\norigins: {}", "origins: is not known here"),
        ("at_most: 600", "at_most: 600, limit: 3", "constraints.convention.limit: is not known here"),
        ("measure: tonnage, ", "", "constraints.convention.measure: is missing"),
        ("kind: limit, ", "", "constraints.convention.kind: is missing (one of "),
        (
            "at_most: 600",
            "at_most: 600, negotiable: 3",
            "constraints.convention.negotiable: is 3; it should be true or false or a table",
        ),
        (
            "at_most: 600",
            "at_most: 600, per: natoin",
            "constraints.convention.per: 'natoin' is not allowed (did you mean 'nation'?)",
        ),
        ("FRA: {offers", "F RA: {offers", "nations.F RA: is not an id (letters, digits, - and _ only"),
        (
            "unit: battalion",
            "unit: battalion, date: 2026-13",
            "capabilities.battalion.date: '2026-13' is not a date (write 2026",
        ),
        ("[TUR, ROU]", "[TUR, ROU, null]", "groups.littoral[2]: is empty"),
    ],
)
def test_wrong_values_are_explained(old: str, new: str, text: str) -> None:
    (line,) = said(changed((old, new)))
    assert ": ".join(line.split(": ")[1:]).startswith(text)


def test_the_problems_stand_in_the_order_of_the_file() -> None:
    lines = [problem.line for problem in refused(WRONG)]
    assert lines == sorted(lines)


def test_what_is_wrong_in_an_entry_is_not_said_of_those_that_name_it() -> None:
    assert len(said(changed(("unit: ship", "unit: 5")))) == 1
    assert len(said(changed(("months: 6", "months: -6")))) == 1
    assert len(said(changed(("component: land, unit", "componet: land, unit")))) == 2


def test_a_section_whose_keys_are_all_refused_is_not_said_to_be_empty() -> None:
    lines = said(changed(("L1:", "12E4:"), ("M1:", "1.10:")))
    assert [line.split(" (")[0] for line in lines] == [
        "s.yaml:14: requirements.12E4: the key 12E4 is not text",
        "s.yaml:15: requirements.1.10: the key 1.10 is not text",
    ]


def test_a_section_that_is_missing_or_of_another_form_is_said_once() -> None:
    assert said(changed(("phases:\n", "phases_: \n")))[0].startswith("s.yaml: phases: is missing")
    assert len(said(changed(("phases:\n", "phases_: \n")))) == 2
    assert said(SMALL.split("phases:")[0] + "phases: 3\nplaces:" + SMALL.split("places:")[1]) == [
        "s.yaml:4: phases: is 3, not a list"
    ]


def test_of_several_readings_of_a_location_the_longest_counts() -> None:
    data = {"quantity": {"mapping": 3, "deploy": -1}}
    assert written(("quantity", "mapping", "deploy"), data) == ("quantity", "deploy")
    assert written(("quantity", "mapping", "mapping"), data) == ("quantity", "mapping")
    assert written(("quantity", "number"), {"quantity": -1}) == ("quantity",)


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        -1,
        0,
        1e10,
        math.nan,
        "x",
        "TUR",
        True,
        [],
        {},
        [1],
        {"not": "TUR"},
        {"a": 1},
        10**400,
        [None],
        [[]],
    ]
)


@settings(max_examples=150)
@given(seed=st.integers(0, 10**9), values=st.lists(VALUES, min_size=1, max_size=3))
def test_whatever_stands_in_a_document_it_is_read_or_refused(seed: int, values: list[Any]) -> None:
    root = parsed(SMALL, "s.yaml", [])
    assert root is not None
    document = plain(root)
    chance = random.Random(seed)
    for value in values:
        _put_somewhere(document, copy.deepcopy(value), chance)
    with suppress(InvalidInput):  # anything else that is raised fails the test
        assert isinstance(read(document), Scenario)


def _put_somewhere(document: Any, value: Any, chance: random.Random) -> None:
    keys = list(document) if isinstance(document, dict) else list(range(len(document)))
    if not keys:
        return
    key = chance.choice(keys)
    if isinstance(document[key], dict | list) and document[key] and chance.random() < 0.8:
        _put_somewhere(document[key], value, chance)
    else:
        document[key] = value


def test_reading_imports_nothing_that_the_terminal_should_not_wait_for() -> None:
    code = (
        "import sys, planner.scenario.reading;"
        "slow = 'pandas scipy streamlit pycountry pulp highspy rich'.split();"
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
