"""The library: files as a whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.editing import library, tables_to_take
from planner.editing.carrying import bases, earlier_plans
from planner.editing.desk import Desk
from planner.editing.drafts import Autosave
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner
from planner.editing.yaml_spots import NotUnderstoodError
from planner.planning import solve
from planner.problems import InvalidInput
from planner.reports.folder import plan_json
from planner.scenario.canonical import digest
from planner.scenario.reading import load
from tests.editing.texts import FIRST


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "first.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    (tmp_path / "broken.yml").write_text("title: 'x\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no scenario", encoding="utf-8")
    return tmp_path


def test_scenarios_are_listed_by_title(folder) -> None:
    assert [(one.name, one.title) for one in library.listed(folder)] == [
        ("first.yaml", "A first scenario"),
        ("heir.yaml", "An heir"),
        ("broken.yml", "broken"),
    ]


def test_a_folder_that_is_not_there_is_empty(tmp_path) -> None:
    assert library.listed(tmp_path / "nowhere") == []


def test_a_new_scenario_is_one_that_solves(folder) -> None:
    file = library.new(folder, "Sea: mines & more")
    assert file.name == "sea-mines-more.yaml"
    assert load(file).title == "Sea: mines & more"
    assert library.new(folder, "Sea: mines & more").name == "sea-mines-more-2.yaml"


def test_a_copy_has_its_own_title(folder) -> None:
    file = library.duplicate(str(folder / "heir.yaml"), folder, "A copy")
    assert load(file).title == "A copy"
    assert bases(file.read_text(encoding="utf-8")) == ["first.yaml"]


def test_a_copy_into_another_folder_takes_along_what_it_extends(folder, tmp_path_factory) -> None:
    target = tmp_path_factory.mktemp("own")
    file = library.duplicate(str(folder / "heir.yaml"), target, "A copy")
    assert load(file).title == "A copy"
    assert (target / "first.yaml").read_text(encoding="utf-8") == FIRST


def test_a_variant_extends_and_changes(folder) -> None:
    changes = [ValueChange(("conditions", "ceasefire", "holds"), "never")]
    file = library.variant(str(folder / "first.yaml"), folder, "What if", changes)
    found = load(file)
    assert found.title == "What if"
    assert found.conditions["ceasefire"].holds == "never"


def test_a_deleted_file_can_be_fetched_back(folder) -> None:
    kept = library.delete(str(folder / "first.yaml"))
    assert kept.read_text(encoding="utf-8") == FIRST
    assert [one.name for one in library.listed(folder)] == ["heir.yaml", "broken.yml"]


def test_folders_with_scenarios_are_families_and_others_are_not(tmp_path) -> None:
    for name in ("later", "earlier", "empty", ".hidden"):
        (tmp_path / name).mkdir()
        if name != "empty":
            (tmp_path / name / "one.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "empty" / "notes.txt").write_text("no scenario", encoding="utf-8")
    assert library.families(tmp_path) == [tmp_path / "earlier", tmp_path / "later"]
    assert library.families(tmp_path / "nowhere") == []


def test_heirs_of_a_file_are_known(folder) -> None:
    assert library.heirs(folder / "first.yaml") == ["heir.yaml"]


def test_an_upload_becomes_a_file(folder) -> None:
    found = library.read_upload(folder, "../Up load.yaml", FIRST.encode())
    file = library.written(folder, found.name, found.text)
    assert file == folder / "up-load.yaml"


def test_tables_come_back_as_a_scenario(folder) -> None:
    scenario = load(folder / "first.yaml")
    found = library.read_upload(folder, "tables.xlsx", tables_to_take.of(scenario).made())
    assert found.scenario is not None
    assert found.scenario.nations == scenario.nations
    assert load(library.written(folder, found.name, found.text)).nations == scenario.nations


@pytest.mark.parametrize(
    ("name", "content"), [("x.yaml", b"\xff\xfe\x00"), ("x.xlsx", b"no workbook"), ("x.csv", b"a,b\n1,2\n")]
)
def test_an_upload_that_is_none_is_refused_under_its_own_name(folder, name, content) -> None:
    with pytest.raises(InvalidInput) as refused:
        library.read_upload(folder, name, content)
    assert all(problem.file.startswith(name) for problem in refused.value.problems)


def test_of_many_new_scenarios_of_one_title_each_is_kept(tmp_path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda text: library.written(tmp_path, "Sea", text), map(str, range(40))))
    assert len(set(made)) == 40
    assert [file.read_text(encoding="utf-8") for file in made] == list(map(str, range(40)))


def test_files_of_one_name_deleted_within_a_second_are_all_kept(folder) -> None:
    kept = []
    for text in ("title: one\n", "title: two\n", "title: three\n"):
        (folder / "first.yaml").write_text(text, encoding="utf-8")
        kept.append(library.delete(str(folder / "first.yaml")))
    assert [file.read_text(encoding="utf-8") for file in kept] == [
        "title: one\n",
        "title: two\n",
        "title: three\n",
    ]


def test_a_file_of_a_very_long_name_can_be_deleted(folder) -> None:
    (folder / f"{'n' * 245}.yaml").write_text(FIRST, encoding="utf-8")
    assert library.delete(str(folder / f"{'n' * 245}.yaml")).read_text(encoding="utf-8") == FIRST


@pytest.fixture
def own(folder, tmp_path_factory):
    """Return another folder, in which a file has the name of the base and says something else."""
    target = tmp_path_factory.mktemp("own")
    other = FIRST.replace("minehunter: 2", "minehunter: 9")
    (target / "first.yaml").write_text(other, encoding="utf-8")
    return target


def minehunters(file):
    return load(file).nations["FRA"].offers["minehunter"].units.expected


def test_a_copy_means_the_same_where_another_file_has_the_name_of_its_base(folder, own) -> None:
    file = library.duplicate(str(folder / "heir.yaml"), own, "A copy")
    assert minehunters(file) == 2
    assert minehunters(own / "first.yaml") == 9
    assert bases(file.read_text(encoding="utf-8")) == ["first-2.yaml"]
    again = library.duplicate(str(folder / "heir.yaml"), own, "A copy")
    assert bases(again.read_text(encoding="utf-8")) == ["first-2.yaml"]


def test_a_copy_means_the_same_where_a_base_further_down_has_a_taken_name(folder, own) -> None:
    (folder / "low.yaml").write_text("extends: heir.yaml\ntitle: Low\n", encoding="utf-8")
    file = library.duplicate(str(folder / "low.yaml"), own, "A copy")
    assert minehunters(file) == 2


@pytest.mark.parametrize("written", ["shared/base.yaml", "[shared/base.yaml, shared/more.yaml]"])
def test_a_copy_finds_what_it_extends_in_a_folder_below(folder, tmp_path_factory, written) -> None:
    (folder / "shared").mkdir()
    (folder / "shared" / "base.yaml").write_text(FIRST, encoding="utf-8")
    (folder / "shared" / "more.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    (folder / "low.yaml").write_text(f"extends: {written}\ntitle: Low\n", encoding="utf-8")
    file = library.duplicate(str(folder / "low.yaml"), tmp_path_factory.mktemp("own"), "A copy")
    assert minehunters(file) == 2


@pytest.mark.parametrize(
    "written",
    [
        "{extends: first.yaml, title: Low}\n",
        '"extends": first.yaml\ntitle: Low\n',
        "  extends: first.yaml\n  title: Low\n",
        "--- \nextends: [ first.yaml ] # below\ntitle: Low\n",
        "extends: ./first.yaml\ntitle: Low\n",
    ],
)
def test_a_copy_means_the_same_however_its_base_is_named(folder, own, written) -> None:
    (folder / "low.yaml").write_text(written, encoding="utf-8")
    assert minehunters(library.duplicate(str(folder / "low.yaml"), own, "A copy")) == 2


@pytest.mark.parametrize(
    "written",
    [
        "? extends\n: first.yaml\ntitle: Low\n",
        '"ext\\u0065nds": first.yaml\ntitle: Low\n',
        "title: &b first.yaml\nextends: *b\n",
    ],
)
def test_a_copy_whose_base_cannot_be_named_anew_is_not_made(folder, own, written) -> None:
    (folder / "low.yaml").write_text(written, encoding="utf-8")
    assert bases(written) == ["first.yaml"]
    with pytest.raises(NotUnderstoodError):
        library.duplicate(str(folder / "low.yaml"), own, "A copy")
    assert [file.name for file in own.iterdir()] == ["first.yaml"]


def close_to_a_plan(folder, other=None):
    """Have a scenario of a folder name its earlier plan; a plan of `other` gets the name of that plan."""
    for place, file in ((folder, folder / "first.yaml"), *([(other, other / "first.yaml")] if other else [])):
        (place / "plan.json").write_text(plan_json(solve(load(file))), encoding="utf-8")
    file = folder / "near.yaml"
    file.write_text(
        "extends: first.yaml\ntitle: Near\ngoals: [fill, {close: plan.json}, cost]\n", encoding="utf-8"
    )
    return file


def test_a_copy_stays_close_to_the_plan_that_the_original_names(folder, own) -> None:
    file = close_to_a_plan(folder, own)
    assert (folder / "plan.json").read_text() != (own / "plan.json").read_text()
    copy = library.duplicate(str(file), own, "Near")
    assert earlier_plans(copy.read_text(encoding="utf-8")) == {1: "plan-2.json"}
    assert load(copy).goals[1].sent == load(file).goals[1].sent != ()


def test_a_base_that_is_carried_along_takes_its_earlier_plan_with_it(folder, tmp_path_factory) -> None:
    close_to_a_plan(folder)
    (folder / "low.yaml").write_text("extends: near.yaml\ntitle: Near\n", encoding="utf-8")
    target = tmp_path_factory.mktemp("own")
    copy = library.duplicate(str(folder / "low.yaml"), target, "Near")
    assert digest(load(copy)) == digest(load(folder / "near.yaml"))


def test_a_plan_outside_the_folders_that_are_served_is_not_carried_along(
    folder, own, tmp_path_factory
) -> None:
    close_to_a_plan(folder)
    secret = tmp_path_factory.mktemp("secret") / "plan.json"
    (folder / "plan.json").rename(secret)
    text = (folder / "near.yaml").read_text(encoding="utf-8").replace("plan.json", str(secret))
    (folder / "near.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="no plan's file of the folder"):
        library.duplicate(str(folder / "near.yaml"), own, "A copy", [folder, own])
    assert [file.name for file in own.iterdir()] == ["first.yaml"]


def test_two_who_copy_at_once_share_what_the_copies_stand_on(folder, own) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(lambda _: library.duplicate(str(folder / "heir.yaml"), own, "A copy"), range(16))
        )
    assert len(set(made)) == 16
    assert {minehunters(file) for file in made} == {2}
    assert sorted(file.name for file in own.glob("first*")) == ["first-2.yaml", "first.yaml"]


def test_a_base_does_not_take_the_name_under_which_its_heir_is_saved(folder, tmp_path_factory) -> None:
    target = tmp_path_factory.mktemp("own") / "first.yaml"
    desk = Desk.open(str(folder / "heir.yaml"), "one", Examiner(), Autosave(pause=0))
    desk.save_as(str(target), copy_bases=True)
    assert load(target).title == "An heir"
    assert bases(target.read_text(encoding="utf-8")) == ["first-2.yaml"]


def test_a_copy_whose_base_is_gone_says_so_and_writes_nothing(folder, own) -> None:
    (folder / "first.yaml").unlink()
    with pytest.raises(InvalidInput, match="does not exist"):
        library.duplicate(str(folder / "heir.yaml"), own, "A copy")
    assert [file.name for file in own.iterdir()] == ["first.yaml"]


def test_a_copy_takes_nothing_along_from_outside_the_folders_that_are_served(
    folder, own, tmp_path_factory
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.yaml"
    secret.write_text("title: secret\n", encoding="utf-8")
    (folder / "low.yaml").write_text(f"extends: {secret}\ntitle: Low\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="no scenario file of the folder") as refused:
        library.duplicate(str(folder / "low.yaml"), own, "A copy", [folder, own])
    assert "title: secret" not in str(refused.value)
    assert [file.name for file in own.iterdir()] == ["first.yaml"]


@pytest.mark.parametrize("how", ["{}", "../{}", "link.yaml", "notes.txt", "../../../../../../etc/passwd"])
def test_what_a_scenario_extends_is_read_within_the_folder_only(folder, tmp_path_factory, how) -> None:
    outside = tmp_path_factory.mktemp("outside") / "foreign.yaml"
    outside.write_text("secret: [\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(outside)
    named = how.format(outside if how == "{}" else f"{outside.parent.name}/{outside.name}")
    found = Examiner(lambda: [folder]).now(f"extends: {named}\n", str(folder / "low.yaml"))
    assert [problem.text for problem in found.problems] == [
        "names what is no scenario file of the folder that is served here"
    ]
    assert found.below == ()


def test_a_link_that_leads_out_of_the_folder_is_no_scenario_of_it(folder, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "foreign.yaml"
    outside.write_text("title: Foreign\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(outside)
    (folder / "again.yaml").symlink_to(folder / "first.yaml")
    listed = {one.name for one in library.listed(folder)}
    assert "again.yaml" in listed
    assert "link.yaml" not in listed
    assert not library.is_scenario(folder / "link.yaml")


def test_a_preview_of_an_upload_reads_nothing_outside_the_folder(folder, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "foreign.yaml"
    outside.write_text("secret: [\n", encoding="utf-8")
    read = library.read_upload(folder, "up.yaml", f"extends: {outside}\n".encode(), [folder])
    assert len(read.problems) == 1
    assert "no scenario file of the folder" in read.problems[0].text


def test_problems_of_an_upload_name_it_as_its_user_does(folder) -> None:
    read = library.read_upload(
        folder, "mine.yaml", b"extends: first.yaml\nnations: {FRA: {offers: {none: 3}}}\n"
    )
    assert str(read.problems[0]).startswith("mine.yaml:2: nations.FRA.offers.none: ")
    assert read.problems[1:] == ()
