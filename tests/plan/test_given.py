"""Somebody's own plan as a file: what is read kindly, and what is refused, line by line."""

from __future__ import annotations

import codecs

import pandas as pd
import pytest

from planner.plan.given import MOST_PROBLEMS, load_plan
from planner.problems import InvalidInput
from planner.scenario.reading import read
from tests.small import document, scenario

HEADER = "nation,capability,requirement,phase,units\n"
ROW = "FRA,battalion,L1,hold,1.5\n"


def problems(plan, **sections):
    with pytest.raises(InvalidInput) as refused:
        load_plan(plan, scenario(**sections))
    return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.csv"


def written(file, text):
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(file)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        HEADER.upper() + ROW,
        HEADER + "\n" + ROW + ",,,,\n\n",
        codecs.BOM_UTF8 + (HEADER + ROW).encode(),
        (HEADER + ROW).replace("\n", "\r\n"),
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", ";").replace("1.5", "1,5"),
        "sep=;\n" + (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "\t").replace("1.5", "1,5"),
        codecs.BOM_UTF16_LE + (HEADER + ROW).replace(",", "\t").encode("utf-16-le"),
        "phase,units,nation,note,capability,requirement\nhold,1.5,FRA,a remark,battalion,L1\n",
        HEADER.strip() + ",\n" + ROW.strip() + ",\n",
        HEADER + '"FRA"," battalion ","L1","hold","1.5"',
    ],
    ids=range(13),
)
def test_tables_of_spreadsheets_are_understood(file, text) -> None:
    (given,) = load_plan(written(file, text), scenario())
    assert given.key == ("FRA", "battalion", "L1", "hold")
    assert given.units == 1.5


def test_a_table_in_memory_is_a_plan_too() -> None:
    table = pd.DataFrame(
        [{"nation": "FRA", "capability": "battalion", "requirement": "L1", "phase": "hold", "units": 2}]
    )
    (given,) = load_plan(table, scenario())
    assert given.units == 2


def test_a_header_alone_is_a_plan_in_which_nobody_sends_anything(file) -> None:
    assert load_plan(written(file, HEADER), scenario()) == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("FR,battalion,L1,hold,1", ":2: nation: 'FR' is not a known nation (did you mean 'FRA'?)"),
        ("FRA,batallion,L1,hold,1", ":2: capability: 'batallion' is not a known capability (did you mean"),
        ("FRA,battalion,L9,hold,1", ":2: requirement: 'L9' is not a known requirement (known: L1, L2, M1)"),
        ("FRA,battalion,L1,later,1", ":2: phase: 'later' is not a known phase (known: deploy, hold)"),
        (",battalion,L1,hold,1", ":2: nation: is empty"),
        ("FRA,battalion,L1,hold,", ":2: units: is empty"),
        ("FRA,battalion,L1,hold,-1", ":2: units: -1 is less than nothing"),
        ("FRA,battalion,L1,hold,nan", ":2: units: 'nan' is not a number (write a number such as 2 or 0.5)"),
        ("FRA,battalion,L1,hold,inf", ":2: units: 'inf' is not a number (write a number such as 2 or 0.5)"),
        ("FRA,battalion,L1,hold,two", ":2: units: 'two' is not a number (write a number such as 2 or 0.5)"),
        ('FRA,battalion,L1,hold,"1,5"', ":2: units: '1,5' is not a number (write a number such as 2 or 0.5)"),
        ("FRA,battalion,L1,hold,1e300", ":2: units: 1e+300 is more than 1,000,000,000 (surely"),
        ("FRA,battalion,L1,hold", ":2: has 4 cells, and the header has 5"),
        ("FRA,battalion,L1,hold,1,2", ":2: has 6 cells, and the header has 5"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_a_hint(file, row, said) -> None:
    (problem,) = problems(written(file, f"{HEADER}{row}\n"))
    assert problem.startswith(f"{file}{said}")


def test_a_name_in_place_of_an_id_is_recognised(file) -> None:
    nations = {"FRA": {"name": "France", "offers": {"battalion": 5}}, "TUR": {}, "ROU": {}, "UKR": {}}
    (problem,) = problems(written(file, HEADER + "france,battalion,L1,hold,1\n"), nations=nations)
    assert problem.endswith("nation: 'france' is not a known nation (its id is 'FRA')")


def test_a_part_of_what_is_sent_whole_is_refused(file) -> None:
    (problem,) = problems(written(file, HEADER + ROW), whole_units=True)
    assert problem.endswith(":2: units: 1.5 is not a whole number (battalion is sent in whole units)")


def test_a_doubled_row_is_refused_with_the_line_of_the_first(file) -> None:
    (problem,) = problems(written(file, HEADER + ROW + "TUR,battalion,L1,hold,1\n" + ROW))
    assert problem == f"{file}:4: is a second row of the same (the first is line 2)"


def test_everything_wrong_is_listed_at_once_and_not_without_end(file) -> None:
    rows = "FR,batallion,L9,later,-1\n" * 200
    said = problems(written(file, HEADER + rows))
    assert len(said) == MOST_PROBLEMS + 1
    assert any("more problems" in line for line in said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (bytes(range(256)), "is not text"),
        (codecs.BOM_UTF8 + HEADER.encode() + b"\xff", ":2: is not text"),
        (b"PK\x03\x04 and more", "workbook"),
        (b"\0\0\0\0", "workbook"),
        (ROW.encode(), ":1: does not begin with a header"),
        (
            b"country,capability,requirement,phase,units\n" + ROW.encode(),
            ":1: nation: there is no such column",
        ),
        (b"nation,capability,requirement,phase,unit\n" + ROW.encode(), "one is called 'unit'"),
        (b"nation,nation,capability,requirement,phase,units\n", ":1: nation: is the name of two columns"),
        (HEADER.encode() + b'FRA,"batt"alion,L1,hold,1\n', ":2: cannot be read"),
    ],
    ids=range(11),
)
def test_what_is_no_table_of_the_kind_is_refused(file, content, said) -> None:
    assert said in problems(written(file, content))[0]


def test_files_that_cannot_be_had_are_refused(tmp_path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(HEADER.encode() + ROW.encode() * 300_000)
    for path in (tmp_path / "missing.csv", tmp_path, large):
        (problem,) = problems(str(path))
        assert problem.startswith(str(path))


def test_a_table_in_memory_without_its_columns_is_refused() -> None:
    assert len(problems(pd.DataFrame({"nation": ["FRA"]}))) == 4


def test_a_figure_as_it_is_printed_is_the_multiple_of_a_step_that_it_was_printed_for(file) -> None:
    sections = document()
    sections["capabilities"]["battalion"]["step"] = "1/3"
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = 5
    found = load_plan(written(file, HEADER + "FRA,battalion,L1,hold,1.67\n"), read(sections))
    assert [one.units for one in found] == [5 / 3]
    with pytest.raises(InvalidInput, match=r"units: 1\.6 is no multiple of 1/3 .*4/3 or 5/3"):
        load_plan(written(file, HEADER + "FRA,battalion,L1,hold,1.6\n"), read(sections))
