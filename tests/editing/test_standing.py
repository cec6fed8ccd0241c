"""Scenarios that were chosen: their names in addresses, what is wrong with them, what is related."""

from __future__ import annotations

from pathlib import Path

from planner.editing.library import Listed
from planner.editing.standing import Standing, addresses, labels, named, origin, related
from planner.scenario.reading import examine
from planner.scenario.template import template

GOOD = template()


def test_an_address_names_files_by_their_name_and_by_their_folder_where_that_is_another() -> None:
    found = addresses(["/mine/a.yaml", "/mine/b.yaml", "/shipped/a.yaml"], Path("/mine"))
    assert found == {
        "/mine/a.yaml": "a.yaml",
        "/mine/b.yaml": "b.yaml",
        "/shipped/a.yaml": "shipped/a.yaml",
    }


def test_a_file_is_named_the_same_whatever_else_there_is() -> None:
    alone = addresses(["/mine/family/a.yaml"], Path("/mine"))
    assert alone.items() <= addresses(["/mine/a.yaml", "/mine/family/a.yaml"], Path("/mine")).items()
    assert named(["a.yaml"], alone) == ["/mine/family/a.yaml"]


def test_a_name_without_its_folder_that_two_files_have_means_the_one_that_is_in_none_or_neither() -> None:
    files = ["/mine/one/a.yaml", "/mine/other/a.yaml"]
    assert named(["a.yaml"], addresses(files, Path("/mine"))) == []
    assert named(["a.yaml"], addresses([*files, "/mine/a.yaml"], Path("/mine"))) == ["/mine/a.yaml"]


def test_what_an_address_names_is_found_again_once_and_what_is_gone_is_not() -> None:
    known = {"/mine/a.yaml": "a.yaml", "/mine/b.yaml": "b.yaml"}
    assert named(["b.yaml", "gone.yaml", "a.yaml", "b.yaml"], known) == ["/mine/b.yaml", "/mine/a.yaml"]
    assert named(["../a.yaml"], known) == []


def test_scenarios_of_one_title_are_told_apart() -> None:
    listed = [Listed(f"/mine/{name}.yaml", title, 0.0, writable=True) for name, title in ("aX", "bX", "cY")]
    assert list(labels(listed).values()) == ["X (a.yaml)", "X (b.yaml)", "Y"]


def test_a_scenario_in_order_has_no_trouble() -> None:
    one = Standing("a.yaml", "A", examine(GOOD, "a.yaml"))
    assert one.scenario is not None
    assert one.trouble == ""


def test_a_scenario_with_problems_says_how_many() -> None:
    one = Standing("/mine/a.yaml", "A", examine(f"{GOOD}odd: 1\nodder: 2\n", "a.yaml"))
    assert one.scenario is None
    assert one.trouble == "A (a.yaml) has 2 problems to mend first, so it is left out."


def test_nothing_is_said_of_a_scenario_that_is_still_read() -> None:
    assert Standing("a.yaml", "A", None).trouble == ""


def test_scenarios_that_stand_on_the_same_file_are_related(tmp_path) -> None:
    texts = {
        "base": GOOD,
        "one": "extends: base.yaml\ntitle: One\n",
        "two": "extends: base.yaml\ntitle: Two\n",
        "apart": GOOD,
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    def names(name: str) -> set[str]:
        return {file.rsplit("/", 1)[1] for file in related(str(tmp_path / f"{name}.yaml"))}

    assert names("base") == {"one.yaml", "two.yaml"}
    assert names("one") == {"base.yaml", "two.yaml"}
    assert names("apart") == set()


def test_what_a_scenario_came_from_is_the_first_that_it_extends_and_is_known(tmp_path) -> None:
    base, other, heir = (str(tmp_path / f"{name}.yaml") for name in ("base", "other", "heir"))
    Path(heir).write_text("extends: [gone.yaml, ./other.yaml, base.yaml]\ntitle: Heir\n", encoding="utf-8")
    Path(base).write_text("title: Base\n", encoding="utf-8")
    assert origin(heir, [base, other]) == other
    assert origin(heir, [base]) == base
    assert origin(heir, []) is None
    assert origin(base, [base, heir]) is None
