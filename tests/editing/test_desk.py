"""A scenario on the desk: saved and not, drafts, files that change meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.editing import drafts, history
from planner.editing.desk import Desk
from planner.editing.drafts import Autosave, Draft, DraftFolder
from planner.editing.edits import ValueChange
from planner.editing.examining import Examiner
from planner.files import alone_in
from planner.problems import InvalidInput
from planner.scenario.reading import load, load_text
from tests.editing.texts import FIRST
from tests.there import there

UNITS = ("nations", "FRA", "offers", "minehunter", "units")
EXAMINER = Examiner()


@pytest.fixture
def file(tmp_path) -> Path:
    found = tmp_path / "first.yaml"
    found.write_text(FIRST, encoding="utf-8")
    return found


def on_the_desk(file: Path, session: str = "one") -> Desk:
    """Return a file on a desk whose drafts are written at once."""
    return Desk.open(str(file), session, EXAMINER, Autosave(pause=0))


def edited(desk: Desk, units: object) -> Desk:
    """Change an offer on a desk."""
    desk.edit([ValueChange(UNITS, units)], f"units {units}")
    desk.autosave.flush()
    return desk


def test_an_edit_is_unsaved_until_it_is_saved(file) -> None:
    desk = edited(on_the_desk(file), 5)
    assert desk.unsaved
    assert desk.unsaved_edits == ("units 5",)
    assert desk.save()
    assert not desk.unsaved
    assert "minehunter: 5" in file.read_text(encoding="utf-8")


def test_a_draft_is_kept_while_something_is_unsaved(file) -> None:
    desk = edited(edited(on_the_desk(file), 5), 6)
    (draft,) = desk.drafts.of("first.yaml")
    assert draft.text == desk.document.text
    assert draft.changes == ("units 5", "units 6")
    desk.undo()
    desk.undo()
    assert not desk.unsaved
    assert desk.drafts.of("first.yaml") == []


def test_saving_drops_the_draft(file) -> None:
    desk = edited(on_the_desk(file), 5)
    desk.save()
    assert desk.drafts.all() == []


def test_a_draft_comes_back_in_another_session(file) -> None:
    typed = edited(on_the_desk(file, "gone"), 7).document.text
    desk = on_the_desk(file, "new")
    (draft,) = desk.drafts.of("first.yaml")
    desk.take_draft(draft)
    desk.autosave.flush()
    assert desk.document.text == typed
    assert [one.session for one in desk.drafts.all()] == ["new"]
    desk.undo()
    assert desk.document.text == FIRST


def test_a_file_that_somebody_else_changed_is_not_overwritten(file) -> None:
    mine, theirs = on_the_desk(file, "mine"), on_the_desk(file, "theirs")
    edited(theirs, 8).save()
    edited(mine, 9)
    assert mine.changed_on_disk()
    assert not mine.save()
    assert "minehunter: 8" in file.read_text(encoding="utf-8")


def test_of_two_who_save_at_once_one_is_told_of_the_other(file) -> None:
    """Each changes the same number to one of its own; whoever is told `saved` is in the file."""
    with ThreadPoolExecutor(2) as pool:
        for turn in range(25):
            desks = [edited(on_the_desk(file, name), 10 * turn + number) for number, name in enumerate("ab")]
            saved = list(pool.map(Desk.save, desks))
            assert saved.count(True) == 1
            assert file.read_text(encoding="utf-8") == desks[saved.index(True)].document.text


def test_who_saves_through_a_link_is_told_of_who_saves_the_file_itself(file, tmp_path_factory) -> None:
    link = tmp_path_factory.mktemp("links") / "first.yaml"
    link.symlink_to(file)
    mine = edited(on_the_desk(link, "mine"), 9)
    with ThreadPoolExecutor(1) as pool:
        with alone_in(file.parent):
            saving = pool.submit(mine.save)
            with pytest.raises(TimeoutError):
                saving.result(timeout=0.3)
            file.write_text(FIRST.replace("minehunter: 2", "minehunter: 8"), encoding="utf-8")
        assert not saving.result()
    assert "minehunter: 8" in file.read_text(encoding="utf-8")


def test_keeping_mine_writes_over_theirs(file) -> None:
    mine, theirs = on_the_desk(file, "mine"), on_the_desk(file, "theirs")
    edited(theirs, 8).save()
    assert edited(mine, 9).save_over(theirs.document.text)
    assert "minehunter: 9" in file.read_text(encoding="utf-8")
    assert not mine.changed_on_disk()


def test_keeping_mine_writes_over_nothing_but_what_was_seen(file) -> None:
    mine, theirs = on_the_desk(file, "mine"), on_the_desk(file, "theirs")
    edited(theirs, 8).save()
    seen = mine.on_disk()
    edited(theirs, 7).save()
    assert not edited(mine, 9).save_over(seen)
    assert "minehunter: 7" in file.read_text(encoding="utf-8")
    file.unlink()
    assert not mine.save_over(seen)
    assert not file.exists()
    assert mine.save_over(None)
    assert "minehunter: 9" in file.read_text(encoding="utf-8")


def test_taking_theirs_is_an_edit_that_can_be_undone(file) -> None:
    mine, theirs = on_the_desk(file, "mine"), on_the_desk(file, "theirs")
    edited(theirs, 8).save()
    edited(mine, 9).take_theirs()
    assert "minehunter: 8" in mine.document.text
    assert not mine.unsaved
    mine.undo()
    assert "minehunter: 9" in mine.document.text
    assert mine.unsaved


def test_a_file_that_was_written_anew_with_the_same_text_has_not_changed(file) -> None:
    desk = on_the_desk(file)
    file.write_text(FIRST, encoding="utf-8")
    assert not desk.changed_on_disk()


def test_a_file_that_is_gone_is_noticed(file) -> None:
    desk = on_the_desk(file)
    file.unlink()
    assert desk.changed_on_disk()
    assert desk.on_disk() is None


def test_saving_under_another_name_goes_on_there(file) -> None:
    desk = edited(on_the_desk(file), 5)
    desk.save_as(str(file.with_name("other.yaml")))
    assert desk.name == "other.yaml"
    assert not desk.unsaved
    assert file.read_text(encoding="utf-8") == FIRST
    with pytest.raises(InvalidInput):
        desk.save_as(str(file))


def test_text_that_cannot_be_read_has_problems_and_no_data(file) -> None:
    desk = on_the_desk(file)
    desk.retype("title: 'x\n", "typed")
    assert desk.document.data is None
    assert there(desk.examined()).problems
    desk.undo()
    assert desk.document.data is not None


def test_problems_are_those_of_the_terminal(file) -> None:
    desk = edited(on_the_desk(file), -3)
    (problem,) = there(desk.examined()).problems
    assert problem.path == "nations.FRA.offers.minehunter.units"
    assert FIRST.splitlines()[problem.line - 1].strip() == "minehunter: 2"


def test_a_base_that_changes_is_read_again(file) -> None:
    heir = file.with_name("heir.yaml")
    heir.write_text("extends: first.yaml\ntitle: Heir\n", encoding="utf-8")
    desk = on_the_desk(heir)
    file.write_text(FIRST.replace("minehunter: 2", "minehunter: 6"), encoding="utf-8")
    assert there(desk.examined()).data["nations"]["FRA"]["offers"]["minehunter"] == {"units": 6}
    assert desk.refresh()
    assert not desk.refresh()
    assert desk.document.data["nations"]["FRA"]["offers"]["minehunter"] == {"units": 6}


def heir_of(file: Path, text: str = "") -> Desk:
    heir = file.with_name("heir.yaml")
    heir.write_text(f"extends: first.yaml\ntitle: Heir\n{text}", encoding="utf-8")
    return on_the_desk(heir)


def rebased(file: Path, units: int) -> None:
    file.write_text(FIRST.replace("minehunter: 2", f"minehunter: {units}"), encoding="utf-8")


def test_an_edit_to_what_the_base_said_once_is_an_edit(file) -> None:
    desk = heir_of(file)
    rebased(file, 6)
    edited(desk, 2)
    assert desk.document.data["nations"]["FRA"]["offers"]["minehunter"] == {"units": 2}
    assert desk.save()
    assert load(desk.file).nations["FRA"].offers["minehunter"].units.expected == 2


def test_an_edit_to_what_the_base_says_by_now_says_no_more_than_the_base(file) -> None:
    desk = edited(heir_of(file), 6)
    rebased(file, 6)
    edited(edited(desk, 7), 6)
    assert "minehunter: {}" in desk.document.text
    assert load_text(desk.document.text, desk.file).nations["FRA"].offers["minehunter"].units.expected == 6


def test_what_is_undone_stands_on_the_base_as_it_is_now(file) -> None:
    desk = edited(heir_of(file), 5)
    rebased(file, 6)
    desk.undo()
    assert desk.document.data["nations"]["FRA"]["offers"]["minehunter"] == {"units": 6}
    desk.redo()
    assert desk.document.inherited["nations"]["FRA"]["offers"]["minehunter"] == {"units": 6}


def test_a_base_that_goes_and_comes_back_is_noticed(file) -> None:
    desk = heir_of(file)
    text = file.read_text(encoding="utf-8")
    file.unlink()
    assert desk.refresh()
    assert desk.document.data is None
    file.write_text(text, encoding="utf-8")
    assert desk.refresh()
    assert there(desk.examined()).scenario is not None


def test_a_base_of_the_base_is_noticed(file) -> None:
    heir_of(file)
    low = file.with_name("low.yaml")
    low.write_text("extends: heir.yaml\ntitle: Low\n", encoding="utf-8")
    desk = on_the_desk(low)
    rebased(file, 6)
    assert desk.refresh()
    assert desk.document.data["nations"]["FRA"]["offers"]["minehunter"] == {"units": 6}


def test_edits_are_counted_from_where_it_was_saved(file) -> None:
    desk = on_the_desk(file)
    for units in (5, 6, 7):
        edited(desk, units)
    desk.save()
    desk.undo()
    desk.undo()
    edited(desk, 8)
    assert desk.unsaved_count == 3
    assert len(desk.unsaved_edits) == 3
    assert desk.unsaved_edits[-1] == "units 8"
    assert desk.draft().edits == 3


def test_what_was_taken_back_is_named_while_it_can_be_done_again(file) -> None:
    desk = edited(edited(on_the_desk(file), 5), 6)
    desk.save()
    desk.undo()
    assert desk.unsaved_edits == ("took back units 6",)
    desk.redo()
    assert desk.unsaved_count == 0


def test_more_edits_than_are_kept_are_counted(file, monkeypatch) -> None:
    monkeypatch.setattr(history, "LONGEST", 3)
    desk = edited(on_the_desk(file), 3)
    desk.save()
    for units in range(4, 9):
        edited(desk, units)
    assert desk.unsaved_count == 5
    assert desk.unsaved_edits == ("units 6", "units 7", "units 8")
    (draft,) = desk.drafts.all()
    assert draft.edits == 5


def test_a_draft_that_cannot_be_kept_is_told(file) -> None:
    (file.parent / ".planner").write_text("no folder", encoding="utf-8")
    desk = edited(on_the_desk(file), 5)
    assert "drafts" in desk.draft_trouble
    assert on_the_desk(file, "another").draft_trouble == ""
    (file.parent / ".planner").unlink()
    edited(desk, 6)
    assert desk.draft_trouble == ""
    assert [draft.text for draft in desk.drafts.all()] == [desk.document.text]


def test_a_draft_is_a_file_that_a_person_can_read(tmp_path) -> None:
    folder = DraftFolder(tmp_path / "drafts")
    draft = Draft("first.yaml", "abc", "0" * 64, 12.5, ("units 5",), FIRST)
    folder.write(draft)
    written = folder.path("first.yaml", "abc")
    assert drafts.read(written) == draft
    assert written.read_text(encoding="utf-8").partition("\n")[2] == FIRST


@pytest.mark.parametrize("content", ["", "title: x\n", "# planner-draft {}\n", "# planner-draft nonsense\n"])
def test_a_file_that_is_no_draft_is_none(tmp_path, content) -> None:
    file = tmp_path / "x~y.yaml"
    file.write_text(content, encoding="utf-8")
    assert drafts.read(file) is None
    assert DraftFolder(tmp_path).all() == []


def test_drafts_of_a_closed_folder_are_kept_among_the_users_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("os.access", lambda *_: False)
    assert tmp_path / "state" in DraftFolder.beside(tmp_path).folder.parents
