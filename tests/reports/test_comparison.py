"""A comparison as people read it: terminal, Markdown, HTML, Excel, JSON."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import yaml
from rich.console import Console

from planner.cli import run
from planner.reports.comparison import (
    compare_files,
    compare_terminal,
    comparison_charts,
    comparison_sentences,
    comparison_tables,
)
from planner.reports.comparison.comparison_sections import sections
from planner.reports.comparison.comparison_words import ComparisonWords, goal_unit
from planner.reports.comparison.waterfall import waterfalls
from planner.reports.looks import DARK, LIGHT
from planner.studies.comparison.compare import compare
from planner.studies.comparison.comparison import Comparison
from tests import small
from tests.folders import ROOT
from tests.reports import example
from tests.reports.drawn_texts import reach
from tests.reports.markup import Markup, assert_it_asks_nobody_for_anything

SHIPS = {"TUR": {"name": "Türkiye", "offers": {"battalion": {"units": 1000, "firmness": "approved"}}}}
LIMIT = {
    "kind": "limit",
    "nations": "ROU",
    "measure": "personnel",
    "at_most": 300,
    "because": "=1+1 | <b>no</b>",
}


@pytest.fixture(scope="module")
def comparison():
    """Hold two variants of the example against it: other nations and a limit, and nothing but words."""
    nations = {**example.DOCUMENT["nations"], **SHIPS, "POL": {"keys": {"gdp": 1.0}}}
    less = example.scenario(title="<i>Less</i>", nations=nations, constraints={"cap": LIMIT})
    return compare(example.scenario(), less, example.scenario(title="Only | words"))


@pytest.fixture(scope="module")
def html(comparison):
    return compare_files.compare_html(comparison)


def test_the_page_asks_nobody_for_anything(html) -> None:
    assert_it_asks_nobody_for_anything(html)


def test_what_scenarios_say_is_text_and_never_markup(html) -> None:
    assert "<i>Less" not in html
    assert "<b>no" not in html
    assert "<i>Less</i>" in Markup(html).text


def test_going_in_and_coming_out_have_sections_of_their_own(html) -> None:
    ids = [attributes["id"] for tag, attributes in Markup(html).tags if tag == "section"]
    assert len(ids) == len(set(ids))
    assert ids.index("inputs-1") < ids.index("goals") < ids.index("fill") < ids.index("why-1")


def test_the_page_carries_where_it_comes_from(html, comparison) -> None:
    said = " ".join(Markup(html).text.split())
    for part in (
        "A hypothetical for analysis",
        comparison.baseline.plan.scenario.sha256,
        "highs",
        "passed, checked again from the tables",
        "second hand",
        "Goals in order",
    ):
        assert part in said


def test_a_change_that_matters_to_nothing_is_said_to(comparison) -> None:
    said = comparison_sentences.idle(comparison, comparison.others[0])
    assert "POL" in said
    assert "matters to nothing" in said


def test_words_alone_are_said_to_change_nothing(comparison) -> None:
    words = comparison.others[1]
    assert comparison_sentences.going_in(comparison, words) == comparison_sentences.SAME_INPUT
    assert "everything comes out the same" in comparison_sentences.headline(comparison)[2]
    assert "Not divided among changes" in comparison_sentences.method(comparison, words)[0]


def test_the_headline_says_how_much_comes_from_which_change(comparison) -> None:
    said = comparison_sentences.headline(comparison)[1]
    assert "Filled of priority" in said
    assert "Türkiye" in said
    assert re.search(r"of the -[\d.]+ points, -[\d.]+ comes? from", said)


def test_parts_in_the_table_add_up_to_its_last_row(comparison) -> None:
    table = comparison_tables.attribution(comparison, comparison.others[0])
    figures = table.drop(columns=["Change", "Entries"])
    assert figures.iloc[:-1].sum().tolist() == pytest.approx(figures.iloc[-1].tolist(), abs=1e-7)


def drawn(comparison, look=LIGHT):
    side = comparison.others[0]
    made = (
        comparison_charts.fill_chart(comparison, look),
        comparison_charts.people_chart(comparison, look),
        waterfalls(comparison, side, look),
    )
    return [chart for chart in made if chart is not None]


def test_every_chart_states_its_finding_can_be_read_aloud_and_is_whole(comparison) -> None:
    assert len(drawn(comparison)) == 3
    for chart in drawn(comparison):
        root = ET.fromstring(chart.svg())
        assert root.attrib["role"] == "img"
        assert len(root.attrib["aria-label"]) > 80
        text = " ".join("".join(root.itertext()).split())
        assert "…" not in text
        assert re.search(r"-\d", text)
        width = float(root.attrib["viewBox"].split()[2])
        assert 300 < width < 1200


def test_labels_are_inside_the_picture(comparison) -> None:
    for chart in drawn(comparison):
        left, right = reach(chart)
        assert left >= 0
        assert right <= chart.size[0]


def test_the_dark_look_uses_no_light_colour(comparison) -> None:
    for chart in drawn(comparison, DARK):
        text = chart.svg()
        assert not [colour for colour in asdict(LIGHT).values() if colour in text]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 1)])
def test_without_a_plan_on_one_side_or_both_every_report_still_says_so(order) -> None:
    both = (example.scenario(), example.impossible())
    found = compare(*(both[place] for place in order))
    made = (
        compare_files.compare_html(found),
        compare_files.compare_markdown(found),
        compare_files.compare_json(found),
    )
    assert all("infeasible" in text or "no plan" in text for text in made)
    assert "<svg" not in made[0]
    assert compare_files.compare_workbook(found)
    compare_terminal.show(found, Console(file=io.StringIO(), width=80))


def test_an_estimate_says_its_orders_and_its_errors() -> None:
    names = [f"N{number:02d}" for number in range(11)]
    few, many = (
        {name: {"offers": {"company": 0.1 + more * (1 + place)}} for place, name in enumerate(names)}
        for more in (0, 0.2)
    )
    found = compare(example.scenario(nations=few), example.scenario(nations=many))
    assert "random orders" in comparison_sentences.method(found, found.others[0])[0]
    assert "±" in comparison_sentences.causes(found, found.others[0])[0]
    assert (
        "Filled of priority 2: standard error"
        in comparison_tables.attribution(found, found.others[0]).columns
    )
    assert "standard error" in compare_files.compare_markdown(found)


def test_the_shipped_variants_are_compared_on_one_small_page_that_asks_nobody() -> None:
    names = ("reassurance", "reassurance-turkiye-no-ships", "reassurance-us-stays-out")
    found = compare(*(ROOT / "scenarios" / f"{name}.yaml" for name in names))
    text = compare_files.compare_html(found)
    assert len(text.encode()) < 3 * 2**20
    assert sum(tag == "svg" for tag, _ in Markup(text).tags) == 4
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import", text)
    for side in found.others:
        attribution = found.attributions[side.name]
        assert attribution.method == "exact"
        for goal, difference in attribution.differences.items():
            parts = [part.amounts[goal] for part in attribution.parts]
            assert sum(parts) == pytest.approx(difference, abs=1e-9 * max(1, abs(difference)))
    said = comparison_sentences.headline(found)[1]
    assert "Türkiye (5 offers and commitments)" in said


def test_where_nothing_differs_there_is_no_chart() -> None:
    same = compare(example.scenario(), example.scenario(title="Twin"))
    assert comparison_charts.pictures(same) == {}


def test_where_nothing_differs_no_section_has_only_the_key_to_its_table() -> None:
    same = compare(example.scenario(), example.scenario(title="Twin"))
    found = {part.id: part for part in sections(same)}
    assert {name for name, part in found.items() if not part.grids} == {"inputs-1", "why-1"}
    assert found["inputs-1"].sentences == ("Twin.", comparison_sentences.SAME_INPUT)
    assert "contributions" not in found


def test_where_cost_alone_differs_the_key_to_people_is_not_told() -> None:
    dear = {name: {**one, "cost": 9} for name, one in example.DOCUMENT["capabilities"].items()}
    found = {
        part.id: part for part in sections(compare(example.scenario(), example.scenario(capabilities=dear)))
    }
    assert "nations" not in found
    for name in ("costs", "components", "places"):
        (said,) = found[name].sentences
        assert said.startswith("Cost over all phases")
        assert len(found[name].grids) == 1


def test_the_markdown_keeps_its_tables_whole(comparison) -> None:
    text = compare_files.compare_markdown(comparison)
    for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1


def test_the_workbook_has_figures_as_figures_and_no_formula(comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(compare_files.compare_workbook(comparison)))
    assert {"Summary", "Going in", "Goals", "Fill", "Why", "Provenance"} <= set(book.sheetnames)
    for page in book:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    why = list(book["Why"].values)
    assert isinstance(why[1][why[0].index("Cost")], int | float)


def test_zeros_are_shown_in_the_workbook_for_no_change_is_a_finding(comparison: Comparison) -> None:
    content = compare_files.compare_workbook(comparison)
    book = openpyxl.load_workbook(io.BytesIO(content))
    nothing = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == 0 and cell.row > 1
    ]
    assert nothing
    assert not [cell.coordinate for cell in nothing if cell.number_format.endswith(";")]


def test_who_moves_most_stands_first_whatever_a_file_is_called(tmp_path: Path) -> None:
    """A file whose name ends as the columns of differences do is not taken for one of them."""
    nations = small.document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 4.9}
    nations["ROU"]["offers"] = {}
    called, one = "their: difference", tmp_path / "one.yaml"
    other = tmp_path / f"{called}.yaml"
    one.write_text(yaml.safe_dump(small.document()), encoding="utf-8")
    other.write_text(yaml.safe_dump(small.document(nations=nations)), encoding="utf-8")
    found = compare(one, other)
    assert [side.name for side in found.sides] == ["one", called]
    table = comparison_tables.nations(found, "personnel_peak", whole=True)
    moved = table[comparison_tables.difference(called)].abs().tolist()
    assert len(set(moved)) > 1
    assert moved == sorted(moved, reverse=True)


def test_the_same_comparison_gives_the_same_bytes(comparison) -> None:
    assert compare_files.compare_workbook(comparison) == compare_files.compare_workbook(comparison)
    assert compare_files.compare_html(comparison) == compare_files.compare_html(comparison)


@pytest.mark.parametrize("width", [60, 200])
def test_the_terminal_clips_nothing(comparison, width) -> None:
    file = io.StringIO()
    compare_terminal.show(comparison, Console(file=file, width=width))
    said = file.getvalue()
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= width
    assert "What differs going in" in said


def test_a_saved_plan_alone_is_compared_in_outcomes_and_says_so(tmp_path, capsys) -> None:
    files = saved(tmp_path)
    (tmp_path / "two.yaml").unlink()
    assert run(["compare", *files]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "What went in is not known" in said
    assert "Not divided among changes" in said


def saved(folder):
    """Write two scenarios and their plans; return the files of the plans."""
    rule = small.constrained(kind="limit", nations="FRA", measure="personnel", at_most=2000)
    scenarios = {"one": small.document(), "two": small.document(**rule)}
    for name, text in scenarios.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(text), encoding="utf-8")
        assert run(["solve", str(folder / f"{name}.yaml"), "--out", str(folder / name), "--quiet"]) == 0
    return [str(folder / name / "plan.json") for name in scenarios]


def test_the_command_prints_the_document_alone_and_writes_all_files(tmp_path, capsys) -> None:
    files = saved(tmp_path)
    capsys.readouterr()
    assert run(["compare", *files, "--json", "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["format"] == "planner-compare/1"
    assert printed.err == ""
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["compare.html", "compare.json", "compare.md", "compare.xlsx"]
    assert (tmp_path / "out" / "compare.json").read_text(encoding="utf-8") == printed.out


def test_bad_input_leaves_with_two_and_writes_nothing(tmp_path, capsys) -> None:
    (file,) = saved(tmp_path)[:1]
    assert run(["compare", file, file, "--json", "--out", str(tmp_path / "out")]) == 2
    assert "is named twice" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_unknown_solver_leaves_with_two(tmp_path, capsys) -> None:
    files = [str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")]
    saved(tmp_path)
    assert run(["compare", *files, "--solver", "nobody"]) == 2
    assert "no solver is called 'nobody'" in capsys.readouterr().err


def test_a_scenario_without_a_plan_leaves_with_three(tmp_path, capsys) -> None:
    files = [str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")]
    saved(tmp_path)
    rule = {"kind": "limit", "nations": "ROU", "measure": "personnel", "at_least": 1e6}
    text = small.document(constraints={"rule": rule})
    (tmp_path / "two.yaml").write_text(yaml.safe_dump(text), encoding="utf-8")
    assert run(["compare", *files, "--out", str(tmp_path / "out")]) == 3
    assert "has no plan" in capsys.readouterr().out
    assert (tmp_path / "out" / "compare.html").exists()


@pytest.mark.parametrize(("unit", "said"), [("EUR", " EUR"), (None, "")])
def test_a_change_of_cost_has_a_unit_only_where_a_scenario_names_one(unit, said, tmp_path) -> None:
    file = tmp_path / "small.yaml"
    document = small.document() | ({"cost_unit": unit} if unit else {})
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    found = compare(file, settings=["nations.FRA.offers.battalion.units=3"])
    assert goal_unit("cost", ComparisonWords(found)) == said
