"""What a session's file goes through: full disks, power cuts, files that come and go."""

import errno
import os
import re
import socket
import stat
import sys
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from threading import Thread

import pytest
from kept import EVENTS, kept

from allscape import disk
from allscape.faults import CaseError, Unwritten, UsageError
from allscape.session.events import Note, Start
from allscape.session.store import Writer, load

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="folders are flushed on Unix")
ON = Note(text="on")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return what reached the disk, as it does: a file or folder, and how large it was."""
    seen: list[tuple[int, int]] = []
    fsync = os.fsync

    def seeing(number: int) -> None:
        fsync(number)
        seen.append((os.fstat(number).st_ino, os.fstat(number).st_size))

    monkeypatch.setattr(os, "fsync", seeing)
    return seen


def full(*_: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def open_files() -> set[str]:
    """Return the numbers of what this process has open."""
    return {each.name for each in Path("/dev/fd").iterdir()}


@UNIX
def test_a_session_and_its_folders_reach_the_disk(
    tmp_path: Path, flushed: list[tuple[int, int]]
) -> None:
    folder = tmp_path / "new" / "sessions"
    folder.mkdir(parents=True)
    path = folder / "s.jsonl"
    writer = Writer.create(path, Start(rulebook=""))
    names = [inode for inode, _ in flushed]
    assert (path.stat().st_ino, path.stat().st_size) in flushed
    for each in (folder, folder.parent, tmp_path):
        assert each.stat().st_ino in names[names.index(path.stat().st_ino) :]
    writer.append(ON)
    assert flushed[-1] == (path.stat().st_ino, path.stat().st_size)
    # Who made a session may have been killed before its name had.
    writer.close()
    flushed.clear()
    Writer.resume(path)
    assert folder.stat().st_ino in [inode for inode, _ in flushed]


def test_a_full_disk_leaves_no_half_of_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    writer, _ = Writer.resume(path)

    def full(file: FileIO, line: bytes) -> None:
        file.write(line[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "append", full)
        with pytest.raises(Unwritten, match="cannot be written: no space left"):
            writer.append(ON)
    assert path.read_bytes() == raw
    writer.append(ON)
    assert load(path).events == [*EVENTS, ON]


@pytest.mark.parametrize("at", ["_reach_disk", "give_name"])
def test_a_session_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, at, full)
        with pytest.raises(Unwritten, match="no space left"):
            Writer.create(tmp_path / "s.jsonl", Start(rulebook=""))
    assert list(tmp_path.iterdir()) == []


@UNIX
def test_a_line_that_is_taken_off_is_off_the_disk_before_the_next(
    tmp_path: Path, flushed: list[tuple[int, int]]
) -> None:
    path = tmp_path / "s.jsonl"
    whole = kept(path)
    path.write_bytes(whole + b'{"event"')
    flushed.clear()
    writer, found = Writer.resume(path)
    assert found.notices
    assert (path.stat().st_ino, len(whole)) in flushed
    writer.append(ON)
    assert load(path).events == [*EVENTS, ON]


@pytest.mark.posix
@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("a FIFO", lambda path: os.mkfifo(path, 0o600)),
        ("a directory", Path.mkdir),
        ("a device", lambda path: path.symlink_to(os.devnull)),
    ],
)
@pytest.mark.parametrize("seen", [True, False])
def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    made: Callable[[Path], object],
    seen: bool,
) -> None:
    path, file, told = tmp_path / "s.jsonl", tmp_path / "file", list[OSError]()
    made(path)
    file.write_text("a file, as this was when it was looked at")
    found = file.stat()
    if not seen:
        monkeypatch.setattr(Path, "stat", lambda _: found)

    def opening() -> None:
        try:
            disk.opened(path)
        except OSError as error:
            told.append(error)

    left = open_files()
    waiting = Thread(target=opening, daemon=True)
    waiting.start()
    waiting.join(5)
    assert not waiting.is_alive()
    assert open_files() == left
    assert [each.strerror for each in told] == [f"is {kind}, not a file"]


@pytest.mark.posix
def test_a_socket_is_no_file_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # for a socket takes no long path
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s.jsonl")
        with pytest.raises(CaseError, match=r"^s\.jsonl: is a socket, not a file$"):
            load(Path("s.jsonl"))


@pytest.mark.parametrize(("kind", "told"), [(stat.S_IFBLK, "a device"), (0, "something else")])
def test_what_no_test_can_make_is_named(kind: int, told: str) -> None:
    with pytest.raises(disk.NotAFile) as refused:
        disk._refuse_what_is_no_file(os.stat_result((kind, *[0] * 9)))
    assert refused.value.args == (0, f"is {told}, not a file")


@UNIX
@pytest.mark.parametrize("replace", [False, True])
def test_a_file_and_its_name_reach_the_disk(
    tmp_path: Path, flushed: list[tuple[int, int]], replace: bool
) -> None:
    path = tmp_path / "a"
    disk.write_new(path, b"so", replace=replace)
    assert [path.stat().st_ino, tmp_path.stat().st_ino] == [inode for inode, _ in flushed[:2]]
    assert flushed[0][1] == len(b"so")


def test_who_has_a_session_is_known_where_the_machine_has_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "")
    path = tmp_path / "s.jsonl"
    kept(path)
    for _ in range(2):  # what is left of the first is taken away
        assert disk.hold(path)
        assert f"process {os.getpid()} on localhost since " in disk.who_holds(path)


@pytest.mark.posix
def test_a_full_disk_has_no_half_of_who_has_a_session(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "s.jsonl"
    kept(path)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))
    try:
        assert disk.hold(path) is None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.posix
def test_no_file_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, left = tmp_path / "s.jsonl", open_files()
    raw = kept(path)
    load(path)
    Writer.resume(path)[0].close()
    path.write_bytes(raw + b'{"event"')
    monkeypatch.setattr(disk, "shorten", full)
    with pytest.raises(Unwritten, match=r"cannot be written: no space left on device$") as first:
        Writer.resume(path)
    path.write_bytes(b"changed")
    with pytest.raises(CaseError) as second:
        Writer.resume(path)
    assert open_files() == left
    assert first.tb is not second.tb  # they hold what was open until now


@UNIX
def test_a_disk_without_links_can_keep_a_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "s.jsonl"
    writer = Writer.create(path, Start(rulebook=""))
    writer.append(ON)
    writer.close()
    assert list(tmp_path.iterdir()) == [path]
    assert load(path).events == [Start(rulebook=""), ON]


def test_a_program_that_asks_for_no_lock_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    kept(path)
    writer, _ = Writer.resume(path)
    with path.open("ab") as file:
        file.write(b"more\n")
    raw = path.read_bytes()
    told = r"another program has changed this session; nothing was written$"
    with pytest.raises(CaseError, match=told):
        writer.append(ON)
    assert path.read_bytes() == raw


@UNIX
def test_a_session_that_was_moved_or_removed_is_noticed(tmp_path: Path) -> None:
    path, there = tmp_path / "s.jsonl", tmp_path / "there"
    raw = kept(path)
    writer, _ = Writer.resume(path)
    path.rename(there)
    with pytest.raises(UsageError, match=r"cannot be written: no such file or directory$"):
        writer.append(ON)
    path.write_bytes(raw)
    with pytest.raises(CaseError, match="another program has changed this session"):
        writer.append(ON)
    assert (path.read_bytes(), there.read_bytes()) == (raw, raw)


def test_who_has_a_session_is_written_over_no_file_of_others(tmp_path: Path) -> None:
    path, holder = tmp_path / "s.jsonl", tmp_path / ".s.jsonl.holder"
    holder.write_text("mine")
    kept(path)
    writer, _ = Writer.resume(path)
    with pytest.raises(CaseError) as refused:
        Writer.resume(path)
    shows = f"(allscape step --replay {path} shows it)"
    assert str(refused.value) == f"{path}: another program has this session {shows}"
    assert "mine" not in str(refused.value)
    writer.close()
    assert holder.read_text() == "mine"
    holder.unlink()
    writer, _ = Writer.resume(path)
    told = (
        f"another program has this session: process {os.getpid()} on {socket.gethostname()} since "
    )
    told = rf"{re.escape(told)}[-0-9]{{10}} [:0-9]{{8}} UTC {re.escape(shows)}$"
    with pytest.raises(CaseError, match=told):
        Writer.resume(path)
    writer.close()
    # What one who was killed has left is taken away with the next one's own.
    for left in ("", "process 1 on nowhere since 2026-01-01 00:00:00 UTC"):
        holder.write_text(left)
        Writer.resume(path)[0].close()
        assert not holder.exists()


def test_a_session_is_given_back_when_its_writer_goes(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    kept(path)
    for _ in range(2):
        writer, _ = Writer.resume(path)
        del writer
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.posix
def test_a_file_is_replaced_behind_its_link_and_keeps_its_rights(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(b"before")
    path.chmod(0o640)
    link.symlink_to(path)
    disk.write_new(link, b"after", replace=True)
    assert link.is_symlink()
    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o640
