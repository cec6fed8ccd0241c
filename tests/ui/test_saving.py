"""Nothing typed is lost: saving, drafts, files that others change."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.editing.drafts import Draft
from planner.files import write_atomically
from tests.ui.visit import Visit

UNITS = "form nations.FRA.offers.infantry_battalion.units expected"


def edited(visit: Visit, units: float = 4.0) -> Visit:
    """Change an offer of the small scenario."""
    visit.put("number_input", UNITS, units)
    visit.desk.autosave.flush()
    return visit


def test_an_edit_is_saved(first, folder) -> None:
    edited(first).press("save")
    assert "expected: 4" in (folder / "first.yaml").read_text(encoding="utf-8")
    assert "Saved" in first.text
    assert not list((folder / ".planner" / "drafts").glob("*"))


def test_what_was_typed_before_is_offered_in_a_new_session(first, folder) -> None:
    edited(first)
    again = Visit.to(folder).open("first.yaml")
    assert "What you typed before is kept." in again.text
    (draft,) = again.desk.drafts.of("first.yaml")
    again.press(f"restore {draft.session}")
    assert again.value("nations", "FRA", "offers", "infantry_battalion", "units", "expected") == 4
    assert "What you typed before is kept." not in again.text


def test_a_draft_is_offered_in_the_library_and_can_be_thrown_away(first, folder) -> None:
    edited(first)
    again = Visit.to(folder)
    assert "1 unsaved edit" in again.text
    (draft,) = first.desk.drafts.all()
    again.press(f"drop {folder / 'first.yaml'} {draft.session}")
    assert "1 unsaved edit" not in again.text


def test_a_draft_of_a_file_that_is_gone_becomes_a_new_file(first, folder) -> None:
    edited(first)
    (folder / "first.yaml").unlink()
    (draft,) = first.desk.drafts.all()
    again = Visit.to(folder).press(f"rescue {folder / 'first.yaml'} {draft.session}")
    assert "expected: 4" in again.desk.document.text


def test_a_file_that_somebody_else_changed_is_noticed_before_saving(first, folder) -> None:
    edited(first)
    other = Visit.to(folder).open("first.yaml")
    edited(other, 3.5).press("save")
    first.run()
    assert "Somebody else changed the file on disk" in first.text
    first.press("save")
    assert "expected: 3.5" in (folder / "first.yaml").read_text(encoding="utf-8")
    first.press("disk_theirs")
    assert "expected: 3.5" in first.desk.document.text
    first.press("undo")
    assert "expected: 4" in first.desk.document.text


def test_mine_can_be_kept(first, folder) -> None:
    edited(first)
    other = Visit.to(folder).open("first.yaml")
    edited(other, 3.5).press("save")
    first.run().press("disk_mine")
    assert "expected: 4" in (folder / "first.yaml").read_text(encoding="utf-8")
    assert "Somebody else" not in first.text


def test_a_changed_file_is_read_again_where_nothing_was_typed(first, folder) -> None:
    other = Visit.to(folder).open("first.yaml")
    edited(other, 3.5).press("save")
    first.run().press("reread")
    assert "expected: 3.5" in first.desk.document.text


def test_a_copy_is_saved_under_another_name(first, folder) -> None:
    edited(first).press("save_as")
    first.put("text_input", "save_as_name", "My copy").press("save_as_go").run()
    assert first.desk.name == "my-copy.yaml"
    assert "expected: 4" in (folder / "my-copy.yaml").read_text(encoding="utf-8")
    assert "expected: 3," in (folder / "first.yaml").read_text(encoding="utf-8")


def test_a_name_that_is_taken_is_told_and_what_lies_there_stays(first, folder) -> None:
    (folder / "mine.yaml").write_text("title: Somebody else's\n", encoding="utf-8")
    edited(first).press("save_as")
    first.put("text_input", "save_as_name", "Mine").press("save_as_go")
    assert first.desk.name == "mine-2.yaml"
    assert "there is a mine.yaml already" in first.text.replace("\\", "")
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "title: Somebody else's\n"


def test_of_two_who_save_under_one_new_name_at_one_instant_both_keep_their_work(
    first, folder, monkeypatch
) -> None:
    def too_late(file: str, content: str, **how: bool) -> None:
        """Write a file after somebody else who takes the first name that is tried."""
        if Path(file).name == "mine.yaml":
            Path(file).write_text("title: Somebody else's\n", encoding="utf-8")
        write_atomically(file, content, **how)

    monkeypatch.setattr("planner.editing.desk.write_atomically", too_late)
    edited(first).press("save_as").put("text_input", "save_as_name", "Mine").press("save_as_go")
    assert first.desk.name == "mine-2.yaml"
    assert "expected: 4" in (folder / "mine-2.yaml").read_text(encoding="utf-8")
    assert "there is a mine.yaml already" in first.text.replace("\\", "")
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "title: Somebody else's\n"


def test_a_read_only_scenario_can_be_edited_and_saved_elsewhere(first, monkeypatch) -> None:
    monkeypatch.setattr("planner.editing.desk.is_writable", lambda _: False)
    edited(first)
    assert "Read-only" in first.text
    assert first.app.button(key="save").disabled
    assert first.app.button(key="copy")


def test_drafts_of_one_session_for_scenarios_of_one_name_in_two_folders_are_both_offered(
    first, folder
) -> None:
    inner = folder / "north_sea"
    inner.mkdir()
    shutil.copy(folder / "first.yaml", inner / "first.yaml")
    edited(first)
    edited(first.open("north_sea/first.yaml"), 3.5)
    (draft,) = first.desk.drafts.all()
    again = Visit.to(folder)
    assert again.text.count("1 unsaved edit") == 2
    again.press(f"drop {inner / 'first.yaml'} {draft.session}")
    assert again.text.count("1 unsaved edit") == 1


def test_of_several_drafts_the_newest_is_offered_and_the_others_on_demand(first, folder) -> None:
    for number in range(4):
        text = f"{first.desk.document.text}# {number}\n"
        first.desk.drafts.write(Draft("first.yaml", f"session-{number}", "", float(number), (), text))

    again = Visit.to(folder).open("first.yaml")
    assert offered(again) == ["session-3"]
    again.put("toggle", f"drafts of {again.desk.file}", True)
    assert offered(again) == ["session-3", "session-2", "session-1", "session-0"]
    library = Visit.to(folder)
    assert offered(library) == ["session-3", "session-2", "session-1"]
    library.put("toggle", "all kept drafts", True)
    assert offered(library) == ["session-3", "session-2", "session-1", "session-0"]


def offered(visit: Visit) -> list[str]:
    """Return the sessions of the drafts that a page offers, in its order."""
    keys = [str(one.key) for one in visit.app.button]
    return [key.split()[-1] for key in keys if key.startswith("restore ")]
