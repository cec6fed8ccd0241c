"""The library: files as a whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.editing import library
from planner.editing.changes import Change
from planner.problems import InvalidInput
from planner.scenario.reading import load
from tests.editing.texts import FIRST


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "first.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    (tmp_path / "broken.yml").write_text("title: 'x\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no scenario", encoding="utf-8")
    return tmp_path


def test_scenarios_are_listed_by_title(folder):
    assert [(one.name, one.title) for one in library.listed(folder)] == [
        ("first.yaml", "A first scenario"),
        ("heir.yaml", "An heir"),
        ("broken.yml", "broken"),
    ]


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert library.listed(tmp_path / "nowhere") == []


def test_a_new_scenario_is_one_that_solves(folder):
    file = library.new(folder, "Sea: mines & more")
    assert file.name == "sea-mines-more.yaml"
    assert load(file).title == "Sea: mines & more"
    assert library.new(folder, "Sea: mines & more").name == "sea-mines-more-2.yaml"


def test_a_copy_has_its_own_title(folder):
    file = library.duplicate(str(folder / "heir.yaml"), folder, "A copy")
    assert load(file).title == "A copy"
    assert library.bases(file.read_text(encoding="utf-8")) == ["first.yaml"]


def test_a_copy_into_another_folder_takes_along_what_it_extends(folder, tmp_path_factory):
    target = tmp_path_factory.mktemp("own")
    file = library.duplicate(str(folder / "heir.yaml"), target, "A copy")
    assert load(file).title == "A copy"
    assert (target / "first.yaml").read_text(encoding="utf-8") == FIRST


def test_a_variant_extends_and_changes(folder):
    changes = [Change(("conditions", "ceasefire", "holds"), "never")]
    file = library.variant(str(folder / "first.yaml"), folder, "What if", changes)
    found = load(file)
    assert found.title == "What if"
    assert found.conditions["ceasefire"].holds == "never"


def test_a_deleted_file_can_be_fetched_back(folder):
    kept = library.delete(str(folder / "first.yaml"))
    assert kept.read_text(encoding="utf-8") == FIRST
    assert [one.name for one in library.listed(folder)] == ["heir.yaml", "broken.yml"]


def test_heirs_of_a_file_are_known(folder):
    assert library.heirs(folder / "first.yaml") == ["heir.yaml"]


def test_an_upload_becomes_a_file(folder):
    file = library.import_file(folder, "../Up load.yaml", FIRST.encode())
    assert file == folder / "up-load.yaml"


def test_tables_come_back_as_a_scenario(folder):
    scenario = load(folder / "first.yaml")
    file = library.import_file(folder, "tables.xlsx", library.tables(scenario))
    assert load(file).nations == scenario.nations


@pytest.mark.parametrize(("name", "content"), [("x.yaml", b"\xff\xfe\x00"), ("x.xlsx", b"no workbook")])
def test_an_upload_that_is_none_is_refused_under_its_own_name(folder, name, content):
    with pytest.raises(InvalidInput) as refused:
        library.import_file(folder, name, content)
    assert all(problem.file.startswith(name) for problem in refused.value.problems)


def test_of_many_new_scenarios_of_one_title_each_is_kept(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda text: library.written(tmp_path, "Sea", text), map(str, range(40))))
    assert len(set(made)) == 40
    assert [file.read_text(encoding="utf-8") for file in made] == list(map(str, range(40)))


def test_files_of_one_name_deleted_within_a_second_are_all_kept(folder):
    kept = []
    for text in ("title: one\n", "title: two\n", "title: three\n"):
        (folder / "first.yaml").write_text(text, encoding="utf-8")
        kept.append(library.delete(str(folder / "first.yaml")))
    assert [file.read_text(encoding="utf-8") for file in kept] == [
        "title: one\n",
        "title: two\n",
        "title: three\n",
    ]


def test_a_file_of_a_very_long_name_can_be_deleted(folder):
    (folder / f"{'n' * 245}.yaml").write_text(FIRST, encoding="utf-8")
    assert library.delete(str(folder / f"{'n' * 245}.yaml")).read_text(encoding="utf-8") == FIRST
