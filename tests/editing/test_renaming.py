"""An id renamed everywhere: nothing else changes, and there and back is nothing at all."""

from __future__ import annotations

import pytest
import yaml

from planner.editing.deleting import consequences, deletion
from planner.editing.document import opened
from planner.editing.renaming import renamed, trouble
from planner.planning import solve
from planner.problems import dotted
from planner.scenario.reading import examine
from planner.scenario.template import EMPTY, template, templates
from tests.small import document

SMALL = [name for name in templates() if name != EMPTY]
TEXT = template()
SORTS = (
    "nations",
    "requirements",
    "places",
    "capabilities",
    "missions",
    "phases",
    "conditions",
    "groups",
    "sources",
    "constraints",
)
"""The sections whose ids can be renamed."""


def read(text):
    return examine(text, "small.yaml")


def ids(data):
    """Yield every id of plain data with its sort."""
    for sort in SORTS:
        section = data.get(sort, {})
        yield from ((sort, one["id"] if isinstance(one, dict) else one) for one in section)


@pytest.mark.parametrize("name", SMALL)
def test_every_id_can_be_renamed_and_named_back(name) -> None:
    text = template(name)
    data = read(text).data
    for sort, one in ids(data):
        after = renamed(text, data, (sort, one), "another_name")
        assert not [problem for problem in read(after).problems if "state" not in problem.text], (sort, one)
        assert renamed(after, read(after).data, (sort, "another_name"), one) == text


@pytest.mark.parametrize("what", [("nations", "FRA"), ("conditions", "ceasefire"), ("phases", "deploy")])
def test_a_renamed_scenario_has_the_same_plan(what) -> None:
    after = renamed(TEXT, read(TEXT).data, what, "another")
    assert what[1] not in {one for _, one in ids(read(after).data)}
    assert solve(read(after).scenario).goals == pytest.approx(solve(read(TEXT).scenario).goals)


@pytest.mark.parametrize(
    ("what", "written"),
    [
        (("places", "west"), "before: {west: 1/2}"),
        (("capabilities", "battalion"), "accepts: {battalion: 1/3, engineers: 1}"),
    ],
)
def test_a_key_is_renamed_where_its_value_is_a_fraction(what, written) -> None:
    found = document()
    found["nations"]["FRA"]["offers"]["battalion"] = {"units": 3, "stay": 3, "before": {"west": "1/2"}}
    found["requirements"]["L2"] = {
        "accepts": {"battalion": "1/3", "engineers": 1},
        "place": "west",
        "quantity": 3,
    }
    text = yaml.safe_dump(found, sort_keys=False, default_flow_style=None)
    assert written in text
    after = renamed(text, read(text).data, what, "another")
    assert written.replace(what[1], "another") in after
    assert not read(after).problems
    assert renamed(after, read(after).data, (what[0], "another"), what[1]) == text


def test_comments_and_all_else_stay() -> None:
    after = renamed(TEXT, read(TEXT).data, ("nations", "UKR"), "UKRAINE")
    assert after == TEXT.replace("UKR:", "UKRAINE:").replace("[UKR]", "[UKRAINE]").replace(
        "by: UKR", "by: UKRAINE"
    )


def test_a_word_that_yaml_reads_otherwise_is_quoted() -> None:
    after = renamed(TEXT, read(TEXT).data, ("nations", "FRA"), "NO")
    assert "NO" in read(after).data["nations"]


def test_a_name_of_another_sort_is_not_touched() -> None:
    text = TEXT.replace("conditions:\n", "conditions:\n  FRA: {holds: always}\n", 1)
    after = renamed(text, read(text).data, ("nations", "FRA"), "GBR")
    assert "FRA: {holds: always}" in after


def test_constraints_written_as_a_list_are_renamed_too() -> None:
    text = TEXT[: TEXT.index("constraints:")] + (
        "constraints:\n  - {id: one, kind: limit, nations: FRA, measure: personnel, at_most: 100}\n"
    )
    data = read(text).data
    assert "nations: GBR," in renamed(text, data, ("nations", "FRA"), "GBR")
    assert "id: two," in renamed(text, data, ("constraints", "one"), "two")


def test_in_a_variant_an_override_without_its_kind_is_renamed_too(tmp_path) -> None:
    (tmp_path / "base.yaml").write_text(TEXT, encoding="utf-8")
    text = (
        "extends: base.yaml\ntitle: Heir\nnations:\n  ITA: {name: Italy}\n"
        "constraints:\n  france_leads_on_land: {nations: [FRA, ITA]}\n"
    )
    found = examine(text, str(tmp_path / "heir.yaml"))
    after = renamed(text, found.data, ("nations", "ITA"), "ESP")
    assert after == text.replace("ITA", "ESP")
    assert "Rename it there" in trouble(found.data, found.inherited, ("nations", "FRA"), "GBR")


@pytest.mark.parametrize(
    ("new", "said"),
    [("", "letters"), ("a b", "letters"), ("FRA", "already"), ("DEU", "There is DEU already.")],
)
def test_a_name_that_cannot_be_is_refused(new, said) -> None:
    assert said in trouble(read(TEXT).data, None, ("nations", "FRA"), new)


def test_a_group_is_not_called_like_one_that_it_could_gather() -> None:
    data = read(TEXT).data
    assert trouble(data, None, ("groups", "outsiders"), "TUR") == "There is TUR already."
    assert trouble(data, None, ("nations", "TUR"), "outsiders") == "There is outsiders already."


def test_an_id_behind_an_alias_is_renamed_or_left_to_the_text_but_never_lost() -> None:
    text = TEXT.replace("needs: ceasefire", "needs: &what ceasefire", 1)
    text = text.replace("needs: ceasefire", "needs: *what", 1)
    after = renamed(text, read(text).data, ("conditions", "ceasefire"), "truce")
    assert list(read(after).problems) == []
    assert "ceasefire" not in read(after).data["conditions"]


@pytest.mark.parametrize("name", SMALL)
def test_whatever_is_deleted_with_what_names_it_is_named_nowhere(name) -> None:
    text = template(name)
    found = read(text)
    for sort, one in ids(found.data):
        left = [dotted(gone.path) for gone in consequences(found.data, (sort, one)) if gone.is_left]
        after = opened("small.yaml", text, found).edited(deletion(found.data, (sort, one)))
        said = [problem for problem in read(after.text).problems if f"'{one}' is not" in problem.text]
        assert sorted(problem.path.removesuffix("[0]") for problem in said) == sorted(left)


def test_an_id_among_others_goes_alone_and_what_would_mean_something_else_goes_whole() -> None:
    gone = {one.path for one in consequences(read(TEXT).data, ("nations", "FRA"))}
    assert gone == {("constraints", "france_leads_on_land"), ("groups", "outsiders", 0)}


def test_what_needs_the_entry_goes_with_it_and_so_on() -> None:
    text = TEXT.replace(
        "constraints:\n",
        "constraints:\n  few: {kind: limit, requirements: M1, measure: personnel, at_most: 9}\n",
    )
    gone = {one.path for one in consequences(read(text).data, ("places", "black_sea"))}
    assert gone == {("requirements", "M1"), ("constraints", "few")}


def test_a_host_that_is_a_state_stays_a_host() -> None:
    assert consequences(read(TEXT).data, ("nations", "UKR")) == ()


def test_a_constraint_in_a_list_is_taken_out_by_its_id() -> None:
    text = "constraints:\n  - {id: few, kind: limit, at_most: 9}\n  - {id: more, kind: limit, at_most: 10}\n"
    found = read(text)
    after = opened("small.yaml", text, found).edited(deletion(found.data, ("constraints", "few")))
    assert list(after.data["constraints"]) == ["more"]
