"""A set of files appears together or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import placing
from planner.files import entries, read_bytes, write_atomically, write_together
from planner.problems import InvalidInput

OLD = {"a.json": "old a", "b.md": "old b", "c.html": "old c"}
NEW = {name: text.replace("old", "new") for name, text in OLD.items()}
STOPPED_AFTER = """
import os, sys
from pathlib import Path
from planner.files import write_together

moves = 0

def stopped(act):
    def wrapped(*arguments):
        global moves
        if moves == int(sys.argv[2]):
            os._exit(9)
        moves += 1
        return act(*arguments)
    return wrapped

os.fsync = stopped(os.fsync)
Path.replace = stopped(Path.replace)
Path.rename = stopped(Path.rename)
Path.rmdir = stopped(Path.rmdir)
write_together(sys.argv[1], {name: "new " + name[0] for name in ("a.json", "b.md", "c.html")})
"""
STEPS = 10
"""How often a set of three is fetched to disk, renamed and moved: each is a moment to be stopped at."""


def held(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


@pytest.mark.parametrize("moment", range(STEPS + 1))
def test_a_set_that_was_stopped_at_any_moment_is_finished_or_undone_by_the_next_run(tmp_path, moment) -> None:
    write_together(tmp_path, OLD)
    command = [sys.executable, "-c", STOPPED_AFTER, str(tmp_path), str(moment)]
    assert subprocess.run(command, check=False).returncode == (9 if moment < STEPS else 0)
    write_atomically(tmp_path / "other", "next")
    found = held(tmp_path)
    assert found.pop("other") == "next"
    assert found in (OLD, NEW)


@pytest.mark.parametrize("moment", range(STEPS + 1))
def test_a_set_that_was_stopped_at_any_moment_is_read_whole(tmp_path, moment) -> None:
    write_together(tmp_path, OLD)
    command = [sys.executable, "-c", STOPPED_AFTER, str(tmp_path), str(moment)]
    assert subprocess.run(command, check=False).returncode == (9 if moment < STEPS else 0)
    read = {name: read_bytes(str(tmp_path / name)).decode() for name in OLD}
    assert read in (OLD, NEW)
    assert not [one for one in entries(tmp_path) if one.name.endswith(placing.WHOLE)]


def test_a_set_that_may_not_be_moved_is_read_where_it_lies(tmp_path, monkeypatch) -> None:
    """Somebody who may only read a folder sees the whole set, too."""
    write_together(tmp_path, OLD)
    left = tmp_path / f".left{placing.WHOLE}"
    left.mkdir()
    (left / "b.md").write_text("new b")

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("planner.files.recover", refused)
    assert read_bytes(str(tmp_path / "b.md")) == b"new b"
    assert read_bytes(str(tmp_path / "a.json")) == b"old a"
    with pytest.raises(InvalidInput, match=r"gone\.md: does not exist"):
        read_bytes(str(tmp_path / "gone.md"))


def test_a_set_of_which_one_file_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch) -> None:
    write_together(tmp_path, OLD)
    synced = []

    def full(_: int) -> None:
        synced.append(1)
        if len(synced) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match="No space left"):
        write_together(tmp_path, NEW)
    assert held(tmp_path) == OLD


def no_room(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_that_was_made_for_a_set_goes_again_where_the_set_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", no_room)
    (tmp_path / "mine").mkdir()
    for folder in ("new", "mine/deep/new", "mine"):
        with pytest.raises(InvalidInput, match="No space left"):
            write_together(tmp_path / folder, NEW)
    assert [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*")] == ["mine"]


def test_a_folder_that_was_made_for_a_set_stays_where_somebody_else_has_written_to_it_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_to(_: Path) -> str:
        (tmp_path / "new" / "theirs").write_text("theirs")
        return "holds what is theirs"

    with pytest.raises(InvalidInput, match="theirs"):
        write_together(tmp_path / "new", NEW, written_to)
    assert held(tmp_path / "new") == {"theirs": "theirs"}


def test_a_folder_where_a_file_should_be_leaves_the_old_set(tmp_path) -> None:
    write_together(tmp_path, {"a.json": "old"})
    (tmp_path / "b.md").mkdir()
    with pytest.raises(InvalidInput, match=r"b\.md: is a folder"):
        write_together(tmp_path, NEW)
    assert (tmp_path / "a.json").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_another_run_left_half_written_goes_and_what_is_not_ours_stays(tmp_path) -> None:
    (tmp_path / ".x.yaml.0123.planner.part").write_text("half")
    (tmp_path / ".0123.planner.part").mkdir()
    (tmp_path / ".0123.planner.part" / "a").write_text("half")
    (tmp_path / "mine.part").write_text("mine")
    (tmp_path / ".mine.part").write_text("mine")
    write_atomically(tmp_path / "x.yaml", "whole")
    assert held(tmp_path) == {"x.yaml": "whole", "mine.part": "mine", ".mine.part": "mine"}


def test_a_run_at_work_is_waited_for_before_what_lies_about_is_cleaned_up(tmp_path) -> None:
    texts = [f"{number}" * 1000 for number in range(8)]

    def work(text: str) -> None:
        for _ in range(10):
            write_together(tmp_path, dict.fromkeys(OLD, text))

    threads = [threading.Thread(target=work, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(held(tmp_path).values())) == 1
    assert set(held(tmp_path)) == set(OLD)


def test_links_are_followed_by_a_file_and_by_a_set(tmp_path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "a.json").symlink_to(Path("..") / "far" / "a.json")
    write_atomically(tmp_path / "near" / "a.json", "one")
    assert held(tmp_path / "far") == {"a.json": "one"}
    write_together(tmp_path / "near", NEW)
    assert (tmp_path / "near" / "a.json").is_symlink()
    assert held(tmp_path / "far") == {"a.json": "new a"}
    assert held(tmp_path / "near") == NEW


def test_a_pipe_is_written_into(tmp_path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write_atomically(pipe, "through", overwrite=False)
    reader.join()
    assert got == ["through"]
    assert pipe.is_fifo()


def test_a_device_is_written_into_and_stays_one(tmp_path) -> None:
    (tmp_path / "void").symlink_to("/dev/null")
    write_atomically(tmp_path / "void", "nothing")
    write_atomically("/dev/null", "nothing")
    assert Path("/dev/null").is_char_device()
    assert (tmp_path / "void").is_symlink()


def test_standard_output_keeps_what_was_and_is_printed_around(tmp_path) -> None:
    code = (
        "import planner.files as f; print(1, flush=True); f.write_atomically('/dev/stdout', '2\\n'); print(3)"
    )
    with (tmp_path / "printed").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "printed").read_text() == "1\n2\n3\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_closed_file_is_not_replaced_though_its_folder_is_open(tmp_path) -> None:
    (tmp_path / "a.json").write_text("mine")
    (tmp_path / "a.json").chmod(0o444)
    with pytest.raises(InvalidInput, match="may not be opened"):
        write_together(tmp_path, NEW)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let the keyboard interrupt, which whoever runs the tests in the background may have switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_waits_until_the_set_is_in_its_place(tmp_path, monkeypatch) -> None:
    move = placing._move

    def interrupted(whole: Path, folder: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        move(whole, folder)

    monkeypatch.setattr(placing, "_move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path, NEW)
    assert held(tmp_path) == NEW
    assert placing.written[-1] == str(tmp_path / "c.html")
