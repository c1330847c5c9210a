"""A session file that was cut or changed: a beginning of its events, or refused; never others."""

from contextlib import suppress
from pathlib import Path

import pytest
from kept import EVENTS, kept, loaded, refused

from allscape.faults import CaseError
from allscape.session.events import Note, fold
from allscape.session.store import Writer, load


def test_a_file_cut_at_any_byte_is_a_beginning_of_the_session_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    lines = raw.splitlines(keepends=True)
    ends = [sum(map(len, lines[: count + 1])) for count in range(len(lines))]
    for cut in range(len(raw)):
        path.write_bytes(raw[:cut])
        found = loaded(path)
        # A line is whole though its end is missing.
        whole = sum(cut >= end - 1 for end in ends)
        if found is None:
            assert whole == 0
            continue
        assert found.events == EVENTS[:whole]
        assert found.state == fold(EVENTS[:whole])
        # Where a file ends as a line does, nothing shows that there was more.
        assert bool(found.notices) == (cut not in {ends[whole - 1] - 1, ends[whole - 1]}), cut


def test_a_session_goes_on_wherever_its_file_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    for cut in range(len(raw)):
        path.write_bytes(raw[:cut])
        found = loaded(path)
        if found is not None:
            Writer.resume(path)[0].append(Note(text="on"))
            again = load(path)
            assert (again.events, again.notices) == ([*found.events, Note(text="on")], []), cut


def test_no_byte_can_be_changed_unseen(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    for at, byte in enumerate(raw):
        if chr(byte).isspace():
            continue
        for other in {byte ^ 1, b'0" \n'[at % 4], 0xFF} - {byte}:
            path.write_bytes(bytes([*raw[:at], other, *raw[at + 1 :]]))
            found = loaded(path)
            if found is not None:
                assert found.notices, (at, other)
                assert found.events == EVENTS[: len(found.events)]
                assert len(found.events) == len(EVENTS) - 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'": "', b'":  "'),
        (b"The class", b"The clas"),
        (b'"event": {', b'"event": '),
        (b'"seal"', b'"sea"'),
    ],
    ids=["spaced", "worded", "broken", "unsealed"],
)
def test_a_last_line_that_was_changed_is_no_line_that_was_cut(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    path = tmp_path / "s.jsonl"
    *lines, last = kept(path, [*EVENTS, Note(text="The class")]).splitlines(keepends=True)
    changed = b"".join([*lines, last.rstrip().replace(old, new)])
    path.write_bytes(changed)
    with suppress(CaseError):
        assert Writer.resume(path)[1].events[-1] == Note(text="The class")
    assert path.read_bytes().rstrip() == changed


@pytest.mark.parametrize("swap", [(1, 2), (4, 5), (0, 1)])
def test_lines_in_another_order_are_refused(tmp_path: Path, swap: tuple[int, int]) -> None:
    path = tmp_path / "s.jsonl"
    lines = kept(path).splitlines(keepends=True)
    lines[swap[0]], lines[swap[1]] = lines[swap[1]], lines[swap[0]]
    path.write_bytes(b"".join(lines))
    assert "changed" in refused(path)


@pytest.mark.parametrize("at", range(len(EVENTS) - 1))
def test_a_line_taken_out_or_written_twice_is_refused(tmp_path: Path, at: int) -> None:
    path = tmp_path / "s.jsonl"
    lines = kept(path).splitlines(keepends=True)
    for changed in ([*lines[:at], *lines[at + 1 :]], [*lines[: at + 1], *lines[at:]]):
        path.write_bytes(b"".join(changed))
        assert "changed" in refused(path)
