"""What a session's file goes through: full disks, power cuts, files that come and go."""

import errno
import os
import sys
from io import FileIO
from pathlib import Path

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
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(disk, at, full)
        with pytest.raises(Unwritten, match="no space left"):
            Writer.create(tmp_path / "s.jsonl", Start(rulebook=""))
    assert list(tmp_path.iterdir()) == []


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
    with pytest.raises(CaseError, match="another program has changed this session"):
        writer.append(ON)
    assert path.read_bytes() == raw


@UNIX
def test_a_session_that_was_moved_or_removed_is_noticed(tmp_path: Path) -> None:
    path, there = tmp_path / "s.jsonl", tmp_path / "there"
    raw = kept(path)
    writer, _ = Writer.resume(path)
    path.rename(there)
    with pytest.raises(UsageError, match="no such file"):
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
    assert "another program has this session" in str(refused.value)
    assert "mine" not in str(refused.value)
    writer.close()
    assert holder.read_text() == "mine"
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
