"""Files that extend others: what merges, what is replaced, what is removed, and what collides."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.problems import Origin
from planner.scenario.reading import load, load_with_drops
from planner.scenario.scenario import Scenario
from tests.scenario.small_file import SMALL, said_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(SMALL)
    return tmp_path


def heir(folder: Path, text: str, *, extends: str = "base.yaml", name: str = "heir.yaml") -> Path:
    path = folder / name
    path.write_text(f"extends: {extends}\n{text}")
    return path


def test_tables_merge_and_values_are_replaced(folder: Path) -> None:
    scenario = load(heir(folder, "title: Heir\nnations: {TUR: {offers: {minehunter: {ready: 2}}}}\n"))
    offer = scenario.nations["TUR"].offers["minehunter"]
    assert (scenario.title, offer.units.expected, offer.ready) == ("Heir", 3, 2)
    assert scenario.nations["TUR"].keys == {"gdp": 1323}


def test_a_bare_number_for_an_offer_keeps_what_else_was_said_of_it(folder: Path) -> None:
    scenario = load(heir(folder, "nations: {FRA: {offers: {minehunter: 9}}}\n"))
    offer = scenario.nations["FRA"].offers["minehunter"]
    assert (offer.units.expected, offer.needs) == (9, ("ceasefire",))


def test_units_written_as_a_number_can_be_given_a_range(folder: Path) -> None:
    scenario = load(heir(folder, "nations: {TUR: {offers: {minehunter: {units: {low: 1}}}}}\n"))
    units = scenario.nations["TUR"].offers["minehunter"].units
    assert (units.low, units.expected) == (1, 3)


def test_a_list_is_replaced_whole(folder: Path) -> None:
    scenario = load(heir(folder, "groups: {littoral: [TUR]}\n"))
    assert scenario.groups["littoral"] == ("TUR",)


def test_a_number_takes_the_place_of_a_table(folder: Path) -> None:
    scenario = load(heir(folder, "requirements: {L1: {quantity: 4}}\n"))
    assert scenario.requirements["L1"].quantity == 4


def test_a_table_over_a_value_is_refused_and_the_way_out_is_named(folder: Path) -> None:
    path = heir(folder, "requirements: {M1: {quantity: {hold: 3}}}\n")
    assert said_of(path) == [
        "heir.yaml:2: requirements.M1.quantity: is a table here and 6 in base.yaml:15 "
        "(write !replace after `quantity:` to put the table in its place)"
    ]


def test_a_tagged_table_takes_the_place_of_a_value(folder: Path) -> None:
    scenario = load(heir(folder, "requirements: {M1: {quantity: !replace {hold: 3}}}\n"))
    assert scenario.requirements["M1"].quantity == {"hold": 3}


def test_a_tagged_table_takes_the_place_of_a_table(folder: Path) -> None:
    scenario = load(heir(folder, "nations: {TUR: {offers: !replace {minehunter: 3}}}\n"))
    assert set(scenario.nations["TUR"].offers) == {"minehunter"}


def test_a_null_removes(folder: Path) -> None:
    scenario = load(heir(folder, "nations: {TUR: {keys: null}}\nconstraints: {convention: }\n"))
    assert scenario.nations["TUR"].keys == {}
    assert set(scenario.constraints) == {"chief"}


def test_a_null_that_removes_nothing_hints_at_what_was_meant(folder: Path) -> None:
    path = heir(folder, "constraints: {conventoin: null}\n")
    assert said_of(path) == [
        "heir.yaml:2: constraints.conventoin: removes nothing: no file below gives it "
        "(did you mean 'convention'?)"
    ]


def test_what_was_removed_and_is_required_is_missing_where_it_was_removed(folder: Path) -> None:
    path = heir(folder, "requirements:\n  M1:\n    place: null\n")
    assert said_of(path)[0].startswith("heir.yaml:4: requirements.M1.place: is missing")


def test_every_value_remembers_its_file_and_line(folder: Path) -> None:
    path = heir(folder, "nations:\n  TUR:\n    offers:\n      minehunter: 4\n")
    origins = load(path).origins
    base = str(folder / "base.yaml")
    assert origins["nations", "TUR", "offers", "minehunter", "units"] == Origin(str(path), 5)
    assert origins["nations", "TUR", "offers", "battalion", "units"] == Origin(base, 21)
    assert origins["requirements", "L1", "quantity", "hold"] == Origin(base, 14)
    assert origins["phases", 1, "months"] == Origin(base, 6)
    assert origins["nations", "TUR"] == Origin(base, 21)
    assert origins[()] == Origin(str(path))


def test_the_file_is_called_as_the_user_called_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sub").mkdir()
    heir(folder, "title: [1]\n", extends="../base.yaml", name="sub/heir.yaml")
    monkeypatch.chdir(folder)
    scenario = load("base.yaml")
    assert scenario.file == "base.yaml"
    assert scenario.origins["title",] == Origin("base.yaml", 1)
    (folder / "base.yaml").write_text("titel: x\n")
    from planner.problems import InvalidInput

    with pytest.raises(InvalidInput) as caught:
        load("sub/heir.yaml")
    assert {problem.file for problem in caught.value.problems} == {"sub/heir.yaml", "sub/../base.yaml"}


def test_bases_of_bases_are_merged_in_their_order(folder: Path) -> None:
    heir(folder, "title: Middle\ndescription: middle\n", name="middle.yaml")
    scenario = load(heir(folder, "title: Top\n", extends="middle.yaml"))
    assert (scenario.title, scenario.description) == ("Top", "middle")
    assert len(scenario.nations) == 3


def test_files_that_extend_one_another_are_refused_with_their_chain(folder: Path) -> None:
    heir(folder, "", extends="c.yaml", name="b.yaml")
    heir(folder, "", extends="a.yaml", name="c.yaml")
    path = heir(folder, "", extends="b.yaml", name="a.yaml")
    assert said_of(path) == [
        "c.yaml:1: extends: files extend one another: a.yaml -> b.yaml -> c.yaml -> a.yaml"
    ]


def test_a_file_that_extends_itself_is_refused(folder: Path) -> None:
    path = heir(folder, "", extends="./heir.yaml")
    assert said_of(path) == ["heir.yaml:1: extends: files extend one another: heir.yaml -> heir.yaml"]


def test_a_link_to_the_same_file_is_the_same_file(folder: Path) -> None:
    path = heir(folder, "", extends="link.yaml")
    (folder / "link.yaml").symlink_to(path)
    assert "files extend one another" in said_of(path)[0]


def test_a_chain_without_end_is_refused(folder: Path) -> None:
    for number in range(60):
        heir(folder, "", extends=f"f{number + 1}.yaml", name=f"f{number}.yaml")
    assert "stands on more than 50 files" in said_of(folder / "f0.yaml")[0]


def test_a_missing_base_is_reported_where_it_is_named(folder: Path) -> None:
    path = heir(folder, "", extends="bas.yaml")
    assert said_of(path) == ["heir.yaml:1: extends: bas.yaml does not exist (did you mean 'base.yaml'?)"]


def test_a_missing_base_is_not_said_to_be_the_file_that_names_it(folder: Path) -> None:
    path = heir(folder, "", extends="heirs.yaml")
    assert said_of(path) == ["heir.yaml:1: extends: heirs.yaml does not exist"]


@pytest.mark.parametrize("extends", ["5", "[base.yaml, 5]", "{a: b}", "''"])
def test_extends_takes_names_of_files_only(folder: Path, extends: str) -> None:
    assert "not the name of a file" in said_of(heir(folder, "", extends=extends))[0]


def test_problems_of_all_files_are_said_at_once(folder: Path) -> None:
    heir(folder, "title: 5\ntitle: 6\n", name="middle.yaml")
    path = heir(folder, "gaols: [fill]\n", extends="middle.yaml")
    assert [line.split(": ")[:2] for line in said_of(path)] == [
        ["heir.yaml:2", "gaols"],
        ["middle.yaml:2", "title"],
        ["middle.yaml:3", "title"],
    ]


class TestTwoBases:
    """`left` and `right` both extend the base; neither extends the other."""

    @pytest.fixture
    def fork(self, folder: Path) -> Path:
        heir(folder, "nations: {TUR: {offers: {minehunter: 4}}}\n", name="left.yaml")
        return folder

    def top(self, fork: Path, right: str, text: str = "") -> Path:
        heir(fork, right, name="right.yaml")
        return heir(fork, text, extends="[left.yaml, right.yaml]")

    def test_both_changes_are_there(self, fork: Path) -> None:
        scenario = load(self.top(fork, "nations: {ROU: {offers: {minehunter: 7}}}\n"))
        assert _ships(scenario) == {"FRA": 2, "ROU": 7, "TUR": 4}

    def test_one_value_set_differently_is_a_collision(self, fork: Path) -> None:
        path = self.top(fork, "nations:\n  TUR: {offers: {minehunter: 5}}\n")
        assert said_of(path) == [
            "right.yaml:3: nations.TUR.offers.minehunter.units: is 5 here and 4 in left.yaml:2, and neither "
            "file extends the other (set it in the file that extends both)"
        ]

    def test_one_value_set_alike_is_none(self, fork: Path) -> None:
        scenario = load(self.top(fork, "nations: {TUR: {offers: {minehunter: {units: 4}}}}\n"))
        assert _ships(scenario)["TUR"] == 4

    def test_the_file_that_extends_both_settles_it(self, fork: Path) -> None:
        right = "nations: {TUR: {offers: {minehunter: 5}}}\n"
        scenario = load(self.top(fork, right, "nations: {TUR: {offers: {minehunter: 6}}}\n"))
        assert _ships(scenario)["TUR"] == 6

    def test_removing_what_the_other_changes_is_a_collision(self, fork: Path) -> None:
        path = self.top(fork, "nations: {TUR: {offers: {minehunter: null}}}\n")
        assert said_of(path)[0].startswith(
            "right.yaml:2: nations.TUR.offers.minehunter: is removed here and a table in left.yaml:2"
        )

    def test_removing_it_in_both_is_none(self, fork: Path) -> None:
        heir(fork, "constraints: {convention: null}\n", name="left.yaml")
        assert set(load(self.top(fork, "constraints: {convention: null}\n")).constraints) == {"chief"}

    def test_a_file_may_overrule_its_own_base(self, fork: Path) -> None:
        heir(fork, "nations: {TUR: {offers: {minehunter: 5}}}\n", extends="left.yaml", name="right.yaml")
        path = heir(fork, "", extends="[right.yaml, left.yaml]")
        assert _ships(load(path))["TUR"] == 5


class TestConstraints:
    def test_a_list_is_merged_with_a_table_by_id(self, folder: Path) -> None:
        scenario = load(heir(folder, "constraints:\n  - {id: convention, at_most: 900}\n"))
        assert scenario.constraints["convention"].at_most == 900  # type: ignore[attr-defined]
        assert scenario.constraints["convention"].kind == "limit"

    def test_an_entry_without_id_is_a_new_one(self, folder: Path) -> None:
        (folder / "base.yaml").write_text(
            SMALL.split("constraints:")[0] + "constraints:\n- {kind: caveat, nations: TUR, area: inland}\n"
        )
        path = heir(folder, "constraints:\n- {kind: caveat, nations: FRA, area: coast}\n")
        assert {name: constraint.words() for name, constraint in load(path).constraints.items()} == {
            "caveat": "all forces by TUR in inland",
            "caveat_2": "all forces by FRA in coast",
        }

    def test_two_entries_with_one_id_are_refused(self, folder: Path) -> None:
        entry = "- {id: a, kind: caveat, nations: TUR, area: inland}\n"
        path = heir(folder, f"constraints:\n{entry}{entry}")
        assert said_of(path) == [
            "heir.yaml:4: constraints.a: is the id of two constraints (the first is in line 3)"
        ]

    def test_an_id_beside_its_key_must_be_the_same(self, folder: Path) -> None:
        path = heir(folder, "constraints:\n  convention: {id: chief}\n")
        assert said_of(path) == [
            "heir.yaml:3: constraints.convention.id: is 'chief', but its key is 'convention' "
            "(the key is the id: take this out)"
        ]

    def test_a_list_of_them_that_is_tagged_takes_the_place_of_those_below(self, folder: Path) -> None:
        entry = "{id: new, kind: caveat, nations: TUR, area: inland}"
        assert set(load(heir(folder, f"constraints: !replace [{entry}]\n")).constraints) == {"new"}
        assert len(load(heir(folder, f"constraints: !add [{entry}]\n")).constraints) == 3


def _ships(scenario: Scenario) -> dict[str, float]:
    return {name: nation.offers["minehunter"].units.expected for name, nation in scenario.nations.items()}


COMMITTED = SMALL.replace(
    "FRA: {offers: {battalion: 5,",
    "FRA: {commitments: [{title: Old, capability: battalion, units: 1, until: 9}], offers: {battalion: 5,",
)
NEW = "{title: New, capability: battalion, units: 1}"


class TestListsThatAdd:
    """`!add` puts a list behind the one below."""

    @pytest.fixture(autouse=True)
    def base(self, folder: Path) -> None:
        (folder / "base.yaml").write_text(COMMITTED)

    def test_commitments_are_added(self, folder: Path) -> None:
        scenario = load(heir(folder, f"nations: {{FRA: {{commitments: !add [{NEW}]}}}}\n"))
        assert [one.title for one in scenario.nations["FRA"].commitments] == ["Old", "New"]

    def test_phases_are_added_and_know_their_files(self, folder: Path) -> None:
        path = heir(folder, "phases: !add\n  - {id: leave, months: 2}\n")
        scenario = load(path)
        assert [phase.id for phase in scenario.phases] == ["deploy", "hold", "leave"]
        assert scenario.origins["phases", 2, "id"] == Origin(str(path), 3)
        assert scenario.origins["phases", 1, "id"] == Origin(str(folder / "base.yaml"), 6)

    def test_a_word_that_stands_for_a_list_of_one_is_added_to(self, folder: Path) -> None:
        path = heir(
            folder,
            "conditions: {vote: {holds: always}}\n"
            "nations: {FRA: {offers: {minehunter: {needs: !add [vote]}}}}\n",
        )
        assert load(path).nations["FRA"].offers["minehunter"].needs == ("ceasefire", "vote")

    def test_what_adds_to_nothing_is_refused(self, folder: Path) -> None:
        path = heir(folder, f"nations: {{TUR: {{commitments: !add [{NEW}]}}}}\n")
        assert said_of(path) == [
            "heir.yaml:2: nations.TUR.commitments: adds to nothing: no file below gives it (take out !add)"
        ]

    def test_only_lists_are_added(self, folder: Path) -> None:
        path = heir(folder, "nations: {FRA: {offers: !add {battalion: 1}}}\ntitle: !add Heir\n")
        hint = "(tables are laid over those below key by key without it)"
        assert [line.split(": ", 1)[1] for line in said_of(path)] == [
            f"nations.FRA.offers: has !add before what is no list {hint}",
            f"title: has !add before what is no list {hint}",
        ]
        path = heir(folder, "requirements: {L1: {quantity: !add [3]}}\n")
        assert "adds a list to what is a table below" in said_of(path)[0]

    def test_two_files_may_both_add(self, folder: Path) -> None:
        for name in ("left", "right"):
            new = NEW.replace("New", name)
            heir(folder, f"nations: {{FRA: {{commitments: !add [{new}]}}}}\n", name=f"{name}.yaml")
        scenario = load(heir(folder, "", extends="[left.yaml, right.yaml]"))
        assert [one.title for one in scenario.nations["FRA"].commitments] == ["Old", "left", "right"]

    def test_adding_to_what_the_other_replaces_is_a_collision(self, folder: Path) -> None:
        heir(folder, f"nations: {{FRA: {{commitments: !add [{NEW}]}}}}\n", name="left.yaml")
        new = NEW.replace("New", "Other")
        heir(folder, f"nations: {{FRA: {{commitments: [{new}]}}}}\n", name="right.yaml")
        path = heir(folder, "", extends="[left.yaml, right.yaml]")
        assert "neither file extends the other" in said_of(path)[0]


_HINT = "(write !add before the list to keep what is there)"
DROPS = {
    f"nations: {{FRA: {{commitments: {text}}}}}": f"nations.FRA.commitments: {said}"
    for text, said in {
        f"[{NEW}]": f"drops Old of base.yaml:19 {_HINT}",
        f"!replace [{NEW}]": "drops Old of base.yaml:19",
        "null": "takes out what base.yaml:19 gives",
        "[{title: Old, capability: battalion, units: 1}]": "drops Old.until of base.yaml:19",
    }.items()
} | {
    "groups: {littoral: TUR}": f"groups.littoral: drops ROU of base.yaml:17 {_HINT}",
    "constraints: !replace [{id: chief, kind: lead, nations: TUR, component: maritime}]": (
        "constraints: drops convention of base.yaml:22"
    ),
    "nations: {FRA: {offers: !replace {minehunter: 3}}}": (
        "nations.FRA.offers: drops battalion, minehunter.needs of base.yaml:19"
    ),
}


@pytest.mark.parametrize(("text", "said"), DROPS.items())
def test_what_a_file_drops_of_those_below_is_told(folder: Path, text: str, said: str) -> None:
    (folder / "base.yaml").write_text(COMMITTED)
    notices = load_with_drops(heir(folder, f"{text}\n"))[1]
    assert [str(notice).replace(f"{folder}/", "") for notice in notices] == [f"heir.yaml:2: {said}"]


def test_what_is_changed_or_added_is_not_dropped(folder: Path) -> None:
    (folder / "base.yaml").write_text(COMMITTED)
    path = heir(
        folder,
        "phases: [{id: deploy, months: 3}, {id: hold, months: 6}]\n"
        f"nations: {{FRA: {{commitments: !add [{NEW}]}}}}\n",
    )
    assert load_with_drops(path)[1] == ()
