"""`step` without a terminal: lines from a pipe or a file, sessions kept, gone on with, replayed."""

import re
from pathlib import Path

import pytest
from program import BAD_CASE, CASE, DONE, ESCAPE, EXAMPLES, USAGE, folded, named, refuses, run
from sessions import KNOWN, LINES, SIX, paged, stepped

from allscape import Rulebook, Verdict
from allscape.model.landscape import NOTICE
from allscape.render.words import verdict
from allscape.session.store import load


def test_a_session_over_a_pipe_reads_from_the_first_line_to_the_last() -> None:
    done = paged()
    assert (done.code, done.err) == (DONE, "")
    said = done.words
    assert done.out.startswith("Stepping through: The six core facts and nothing else\n")
    assert "This session is not kept in a file." in said
    typed = [line for line in LINES.splitlines() if line and not line.startswith("#")]
    assert [each[2:] for each in done.out.splitlines() if each.startswith("> ")] == typed
    # Where one stands is said at the beginning and after every line.
    assert done.out.count("YOU ARE HERE") == 1 + len(typed)
    assert re.search(
        r"active_gvhd false\. .*\d approaches hang on other facts .*; more shows .* \d still open",
        said,
    )
    assert re.search(r"gained .*CAR T-cell therapy in relapsed/refractory ALL", said)
    assert "left unknown: " in said
    assert (
        "Allogeneic stem cell transplantation after CAR T" in said.partition("prior_car_t true.")[2]
    )
    assert "If life_expectancy_weeks were 5" in said
    assert said.endswith(("Not kept.", NOTICE.rstrip(".").upper()))
    assert ESCAPE not in done.out


@pytest.mark.parametrize("width", [60, 80])
def test_a_session_keeps_its_width(width: int) -> None:
    out = paged(width).out
    lines = out.splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\n\n\n" not in out
    # Every section stands apart from what was said before it.
    before = [lines[at - 1] for at, line in enumerate(lines) if line == "YOU ARE HERE"]
    assert set(before) == {""}


def test_how_terms_can_be_read_is_listed_and_one_stands_where_they_are_read_otherwise() -> None:
    first, second = stepped("reading\nreading adult=from-16\nreading\npin\n").out.split(
        "> reading adult=from-16"
    )
    listed = [each.partition("READINGS")[2] for each in (first, second)]
    assert ["adult=from-16" in each for each in listed] == [True, False]
    assert ["adult=from-18" in each for each in listed] == [False, True]
    told = ("read: adult as from-16", "a case is pinned; compare sets it beside this one")
    assert [each in first for each in told] == [False, False]
    assert [each in second for each in told] == [True, True]


def test_a_key_stays_beside_what_it_does() -> None:
    for width in (60, 80):
        keys = [line for line in paged(width).out.splitlines() if line.endswith("q:quit")]
        assert keys
        assert all(re.fullmatch(r"\S:\w+|help", each) for line in keys for each in line.split())


def test_plain_reads_aloud() -> None:
    out = stepped(LINES, SIX, "--plain").out
    assert not re.search(r"\S {2,}\S", out)
    assert not re.search(r"^[ \t]", out, re.MULTILINE)
    assert "You are here:" in out
    assert "?." not in out
    assert ESCAPE not in out


def test_answers_from_a_file_are_answers_from_a_pipe(tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text(LINES)
    done = run("step", SIX, "--answers", answers, stdin="age=3\n")
    assert (done.code, done.out, done.err) == (DONE, paged().out, "")
    if Path("/dev/stdin").exists():
        assert run("step", SIX, "--answers", "/dev/stdin", stdin=LINES).out == done.out


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_a_line_end_ends_a_line(tmp_path: Path, sign: str) -> None:
    lines, answers = f"relapsed\nnote a{sign}positive\n", tmp_path / "answers"
    answers.write_bytes(lines.encode())
    for way, more in (("piped", []), ("file", ["--answers", answers])):
        path = tmp_path / f"{way}.jsonl"
        run("step", "--session", path, *more, stdin="" if more else lines)
        found = load(path).state
        assert found is not None
        assert found.profile.known() == {"relapse_status": "relapsed"}
        assert found.notes == (f"a{sign}positive",)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xef\xbb\xbfage=7\nundo\n", ""),
        (b"age=7\rundo\r", ""),
        (b"age=7\r\nundo\r\n\r\nfoo\r\n", ":4:1: 'foo' is neither"),
        (b"note " + b"x" * 999_995, ""),
        (b"note " + b"x" * 999_996 + b"\n", ": has a line of more than 1,000,000 characters"),
        (b"note \xff\n", ": is not text in UTF-8"),
    ],
    ids=["mark", "cr", "crlf", "longest", "too long", "not utf-8"],
)
def test_a_file_of_answers_is_refused_as_a_pipe_is(tmp_path: Path, raw: bytes, told: str) -> None:
    answers = tmp_path / "answers"
    answers.write_bytes(raw)
    ways = {
        "standard input": run("step", "--plain", stdin=raw),
        str(answers): run("step", "--plain", "--answers", answers),
    }
    for name, done in ways.items():
        assert done.code == (BAD_CASE if told else DONE)
        assert f"allscape: {name}{told}" in done.err if told else done.err == ""


def test_a_session_is_kept_gone_on_with_and_replayed(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    first, second = LINES.split("why\n")
    stepped(first, SIX, "--session", path)
    assert len(load(path).events) == 2
    done = stepped(second + "quit\nage=3\n", "--session", path)
    assert "active_gvhd false" in done.words.partition(">")[0]
    found = load(path)
    assert found.state is not None
    assert found.state.profile.known() == {**KNOWN, "prior_car_t": True}
    assert found.state.notes == ("The class says: *three* facts",)
    before = path.read_bytes()
    page = run("step", "--replay", path)
    assert (page.code, page.err, path.read_bytes()) == (DONE, "", before)
    for each in ("active_gvhd false.", "The class says: *three* facts", "prior_car_t true."):
        assert each in page.words
    assert f"As it was kept in {path}" in page.words
    assert "ot kept" not in page.words
    assert "Answer with" not in page.words
    seen = book.evaluate(found.state.profile)
    counts = (f"{len(seen.ids(each))} {verdict(each)}" for each in Verdict)
    here = ", ".join(counts)
    assert here in done.words
    assert here in page.words.rpartition("YOU ARE HERE")[2]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("false\nfoo\ntrue\n", ":2:1: 'foo' is neither a command nor a value"),
        ("undo\n", ":1:1: there is nothing to undo"),
        ("\n# so\nage=610\n", ":3:1: age is a number from 0 to 120 years"),
    ],
    ids=["word", "undo", "value"],
)
def test_a_line_that_cannot_be_followed_ends_it(tmp_path: Path, lines: str, told: str) -> None:
    path = tmp_path / "session.jsonl"
    done = run("step", SIX, "--session", path, stdin=lines)
    assert done.code == BAD_CASE
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    # What was answered before it is kept.
    assert len(load(path).events) == 1 + lines.startswith("false")


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["nowhere.yaml"], BAD_CASE, "nowhere.yaml: no such file"),
        (["--replay", "nowhere"], BAD_CASE, "nowhere: cannot be read: no such file"),
        (["--session", EXAMPLES], BAD_CASE, "is a directory"),
        (["--session", Path("no") / "where"], USAGE, "cannot be written"),
        ([SIX, "--session", CASE], USAGE, "has its own case"),
        ([SIX, "--answers", "nowhere"], BAD_CASE, "nowhere: no such file"),
        (["--as-of", "soon"], USAGE, "--as-of: 'soon' is no day"),
        (["--reading", "adult=x"], USAGE, "'adult' has no reading 'x'"),
        (["--last", "--session", "x"], USAGE, "--session and --last name a session each"),
        (["--replay", "x", "--session", "y"], USAGE, "--session and --replay name a session"),
        (["--replay", "x", "--last"], USAGE, "--last and --replay name a session each"),
        ([SIX, "--replay", "x"], USAGE, "--replay shows a session as it was (leave out CASE"),
        (["--replay", "x", "--answers", "y"], USAGE, "--replay shows a session as it was"),
        (["--sesion", "x"], USAGE, "did you mean '--session'?"),
    ],
    ids=named,
)
def test_what_is_wrong_is_told_before_anything_begins(
    args: list[str | Path], code: int, told: str
) -> None:
    refuses(run("step", *args), code, told)


def test_input_that_is_no_text_is_no_fault_of_ours() -> None:
    for env in ({}, {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}):
        done = run("step", SIX, stdin=b"note \xff\xfe\n", env=env)
        assert "fault of ours" not in done.err
        assert "codec" not in done.err
        assert folded(done.out)
