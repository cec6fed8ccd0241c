"""Files are read with a limit, and written whole or not at all."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.files import LARGEST_FILE, alone_in, is_file, is_folder, read_bytes, write_atomically
from planner.problems import InvalidInput


def refusal(file: Path | str) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_bytes(str(file))
    (problem,) = caught.value.problems
    return str(problem)


def test_a_missing_file_hints_at_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").touch()
    file = tmp_path / "scenaro.yaml"
    assert refusal(file) == f"{file}: does not exist (did you mean 'scenario.yaml'?)"


@pytest.mark.parametrize("there", ["leaf.yaml", "second.yaml"])
def test_a_name_that_is_like_it_in_its_ending_alone_is_no_hint(tmp_path: Path, there: str) -> None:
    (tmp_path / there).touch()
    assert refusal(tmp_path / "first.yaml") == f"{tmp_path / 'first.yaml'}: does not exist"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "a.yaml"
    assert refusal(file) == f"{file}: does not exist (there is no folder {file.parent})"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a folder, not a file"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").endswith("is not a plain file")


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(50 * 2**20)
    assert refusal(file) == f"{file}: is too large: 50.0 MB, and at most 5 MB are read"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b" " * LARGEST_FILE)
    assert len(read_bytes(str(file))) == LARGEST_FILE


def test_a_name_that_is_no_path_is_refused() -> None:
    assert "cannot be opened" in refusal("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "closed.yaml"
    file.touch(mode=0)
    assert "may not be opened" in refusal(file)


def test_a_closed_file_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "closed.yaml"
    file.touch()

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", closed)
    assert refusal(file) == f"{file}: may not be opened (ask for the right to read and write it)"


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("old")
    file.chmod(0o640)
    write_atomically(file, "new: Türkiye\n")
    assert file.read_bytes() == "new: Türkiye\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_rights_that_any_program_would_give_it(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "ours", b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan.json"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match="No space left"):
        write_atomically(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_existing_file_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine")
    with pytest.raises(InvalidInput, match="exists already"):
        write_atomically(file, "theirs", overwrite=False)
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere/a.json", "cannot be written .there is no folder"), (".", "is a folder")]
)
def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        write_atomically(tmp_path / name, "x")


@pytest.mark.parametrize("linked", [True, False])
def test_of_many_who_write_one_new_file_at_once_one_does(tmp_path: Path, monkeypatch, linked: bool) -> None:
    """Also on a disk on which a file cannot have two names."""

    def refused(*_: object) -> None:
        raise PermissionError

    if not linked:
        monkeypatch.setattr(Path, "hardlink_to", refused)

    def write(file: Path, number: int) -> bool:
        try:
            write_atomically(file, str(number), overwrite=False)
        except InvalidInput:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        for turn in range(20):
            file = tmp_path / f"{turn}.yaml"
            wrote = list(pool.map(lambda number, file=file: write(file, number), range(4)))
            assert file.read_text(encoding="utf-8") == str(wrote.index(True))
            assert wrote.count(True) == 1
    assert len(list(tmp_path.iterdir())) == 20


@pytest.mark.parametrize("lockable", [True, False])
def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path, monkeypatch, lockable: bool) -> None:
    if not lockable:
        monkeypatch.setattr("planner.files._locked", lambda _: None)
    file = tmp_path / "count"
    file.write_text("0", encoding="utf-8")

    def count(_: int) -> None:
        with alone_in(tmp_path):
            found = int(file.read_text(encoding="utf-8"))
            file.write_text(str(found + 1), encoding="utf-8")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(100)))
    assert file.read_text(encoding="utf-8") == "100"
    assert [one.name for one in tmp_path.iterdir()] == ["count"]


def test_a_new_file_has_the_rights_that_files_get_here(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.yaml", "")
    finally:
        os.umask(before)
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "none"])
def test_of_a_name_that_no_file_can_have_there_is_none(name: str, tmp_path: Path) -> None:
    assert not is_file(tmp_path / name)
    assert not is_folder(tmp_path / name)
