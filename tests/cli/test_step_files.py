"""What `step` leaves behind: a saved case, a transcript, a session that can be gone on with."""

import json
import re
from pathlib import Path

import pytest
from program import BAD_CASE, CASE, DONE, EXAMPLES, USAGE, refuses, run
from sessions import KNOWN, LINES, SIX, stepped

from allscape import Rulebook
from allscape.model.attributes import Value
from allscape.model.landscape import NOTICE
from allscape.session.events import Answer, Start
from allscape.session.store import Writer


def kept(path: Path, **known: Value) -> None:
    """Keep a session with an answer for each fact."""
    writer = Writer.create(path, Start(rulebook=Rulebook.load().fingerprint))
    for name, value in known.items():
        writer.append(Answer(facts={name: value}))


def test_a_case_is_saved_and_match_takes_it(tmp_path: Path) -> None:
    said = run("step", SIX, stdin=f"{LINES}\nsave case.yaml", cwd=tmp_path).words
    assert "Saved in case.yaml." in said
    told = json.loads(run("match", tmp_path / "case.yaml", "--json").out)
    assert told["case"] == {
        "name": "The six core facts and nothing else",
        "profile": {**KNOWN, "prior_car_t": True},
    }
    (tmp_path / "case.yaml").write_text("old")
    over = run("step", SIX, stdin=f"{LINES}\nsave case.yaml overwrite", cwd=tmp_path)
    assert "Saved in case.yaml." in over.words
    assert "*three* facts" in run("match", tmp_path / "case.yaml", "--teaching").words
    # Of a case without a name too.
    path = tmp_path / "again.yaml"
    stepped(f"age=61.5\nsave {path}", "--as-of", "2021-12-31")
    assert json.loads(run("match", path, "--json").out)["case"]["profile"] == {"age": 61.5}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("there.yaml", "there.yaml exists already; save there.yaml overwrite replaces it"),
        ("x.txt", "save FILE.yaml for the case"),
        ("", "save FILE.yaml for the case"),
        ("no/a.md", "no/a.md: no such file or directory"),
        ("~nobody-here/a.md", "~nobody-here/a.md: there is no such home"),
    ],
)
def test_what_is_not_saved_ends_a_session_that_is_piped(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "there.yaml").write_text("old")
    done = run("step", SIX, stdin=f"age=61\nsave {name}\nage=62", cwd=tmp_path)
    assert done.code == BAD_CASE
    assert f"standard input:2:1: {reason}" in " ".join(done.err.split())
    assert (tmp_path / "there.yaml").read_text() == "old"


def test_no_case_is_saved_that_is_too_large_to_be_read(tmp_path: Path) -> None:
    notes = f"note {'so ' * 200_000}\n" * 2
    done = run("step", stdin=f"{notes}save big.yaml\n", cwd=tmp_path)
    assert done.code == BAD_CASE
    assert "big.yaml: would be larger than 1,000,000 bytes; nothing was written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_transcript_has_its_citations(tmp_path: Path) -> None:
    path = tmp_path / "session.md"
    stepped(f"{LINES}save {path}", SIX)
    text = path.read_text()
    assert text.startswith("# The six core facts and nothing else\n")
    assert NOTICE in text
    assert r"The class says: \*three\* facts" in text
    steps = re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)
    assert [each.replace("\\", "") for each in steps][:3] == [
        "active_gvhd false", "organ_function_adequate true", "life_expectancy_weeks 7",
    ]  # fmt: skip
    body, _, sentences = text.partition("## Sentences")
    cited = set(re.findall(r"[a-z]+-20\d\d/\d+", body))
    # Every sentence that is named is quoted, and no other.
    assert (
        set(re.findall(r", ([a-z]+-20\d\d/\d+)(?:, headline)?\)$", sentences, re.MULTILINE))
        == cited
    )


def test_the_last_session_is_gone_on_with(tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path)}
    refuses(run("step", "--last", env=env), USAGE, f"no session is kept in {tmp_path}")
    folder = tmp_path / "allscape" / "sessions"
    folder.mkdir(parents=True)
    for day, age in (("2026-01-01", 7), ("2026-02-01", 61)):
        kept(folder / f"{day}.jsonl", age=age)
    done = run("step", "--last", env=env, stdin="ecog=1\n")
    assert "age 61, ecog 1" in done.words
    assert (done.code, done.err) == (DONE, "")


def test_a_session_of_another_rulebook_or_cut_short_is_told(tmp_path: Path, rules: Path) -> None:
    path = tmp_path / "session.jsonl"
    kept(path, age=7, ecog=1)
    sources = rules / "sources.yaml"
    sources.write_text(sources.read_text().replace("SurvivorNet Connect", "SurvivorNet Link"))
    for way in ("--replay", "--session"):
        done = run("step", way, path, "--rules", rules)
        assert done.code == DONE
        assert "was kept with another rulebook" in done.err
        assert "age 7" in done.out
    path.write_bytes(path.read_bytes()[:-9])
    done = run("step", "--session", path, stdin="lineage=B\n")
    assert "line 3 was cut short and is left out" in done.err
    again = run("step", "--replay", path)
    assert again.err == ""
    assert "age 7, lineage B" in again.words


def test_an_existing_file_that_is_no_session_is_left_as_it_is(tmp_path: Path) -> None:
    for name, raw in {"case.yaml": CASE.read_bytes(), "empty": b"", "binary": bytes(256)}.items():
        path = tmp_path / name
        path.write_bytes(raw)
        refuses(run("step", "--session", path, stdin="age=7\n"), BAD_CASE, "session")
        assert path.read_bytes() == raw


def test_a_session_keeps_its_own_day_and_readings(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    kept(path, age=7)
    # To go on as if they had been taken would show another landscape than was asked for.
    for more in (["--as-of", "2021-12-31"], ["--reading", "adult=over-18"]):
        refuses(run("step", "--session", path, *more), USAGE, more[0])


def test_a_session_that_goes_on_shows_its_story(tmp_path: Path) -> None:
    session, case = tmp_path / "s.jsonl", EXAMPLES / "relapsed-ecog-3.yaml"
    story = "A hypothetical person of 49 has relapsed"
    assert story in run("step", case, "--session", session, stdin="ecog=2\n").words
    assert story in run("step", "--session", session, stdin="undo\n").words
