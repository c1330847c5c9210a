"""`allscape check` of cases: what it takes, how it ends, and what it leaves to a person."""

import json
import shutil
from pathlib import Path

import pytest
from program import (
    BAD_CASE,
    BAD_RULEBOOK,
    CHECK_FAILED,
    DONE,
    EXAMPLES,
    USAGE,
    Done,
    refuses,
    run,
    succeeds,
)

from allscape.rulebook import packaged, rule_files

SAMPLE = Path(__file__).parents[2] / "docs" / "lints" / "sample"
FORMATS = ["text", "json", "sarif", "github"]
LIE = """\
name: A lie
profile: {relapse_status: relapsed, age: 30}
story: >-
  A hypothetical person of 30.
  They were cured in 99.9 % with tisa-cel.
teaching: "[tki: matched]"
"""


@pytest.fixture
def lie(tmp_path: Path) -> Path:
    """Return a folder with a case that lies twice."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "lie.yaml").write_text(LIE, encoding="utf-8")
    return tmp_path / "cases"


def _found(done: Done) -> list[tuple[str, int, int, str]]:
    told = json.loads(done.out)["check"]["found"]
    return [(Path(e["file"]).name, e["line"], e["column"], e["lint"]) for e in told]


def test_our_cases_are_clean_alone_and_with_the_rulebook() -> None:
    alone = succeeds("check", EXAMPLES)
    assert "claims: nothing found." in alone.words
    both = succeeds("check", EXAMPLES, packaged())
    assert f"{len(rule_files(packaged()))} files" in both.words
    assert "claims: nothing found" in both.words


def test_a_lie_fails_the_check_with_its_place(lie: Path) -> None:
    done = run("check", lie, "--json")
    assert (done.code, done.err) == (CHECK_FAILED, "")
    assert _found(done) == [
        ("lie.yaml", 5, 22, "number-not-in-the-case"),
        ("lie.yaml", 6, 12, "claim-does-not-hold"),
    ]
    told = json.loads(done.out)["check"]
    assert told["looked_at"] == {"cases": 1, "claims": 1}
    assert {each["at"] for each in told["found"]} == {"A lie"}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_what_is_wrong(lie: Path, form: str) -> None:
    done = run("check", lie, EXAMPLES / "nothing-known.yaml", "--format", form)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    assert "number-not-in-the-case" in done.out
    assert "tki is open, not matched" in done.out


@pytest.mark.parametrize("form", FORMATS)
def test_a_case_that_cannot_be_read_is_told_with_what_is_wrong_in_the_others(
    lie: Path, form: str
) -> None:
    (lie / "bad.yaml").write_text("profile: {aeg: 3}\n", encoding="utf-8")
    done = run("check", lie, "--format", form)
    assert (done.code, done.err) == (BAD_CASE, "")
    assert "no attribute 'aeg'" in done.out
    assert "99.9 is neither" in done.out


LESSON = """\
title: A lesson
minutes: 20
goals: [See that unknown is not no.]
steps:
  - case: {profile: {}}
  - question: {approach: tki, answer: open}
"""


@pytest.mark.parametrize(
    ("was", "now", "code", "finding"),
    [
        ("", "", DONE, "9 lints over 1 lesson and 2 steps: nothing found."),
        ("open", "matched", CHECK_FAILED, "lesson-does-not-hold tki is open here, not matched"),
        ("open", "yes", BAD_CASE, "unreadable-lesson 'answer' cannot be 'yes'"),
        ("tki", "tky", CHECK_FAILED, "no approach 'tky' (did you mean 'tki'?)"),
    ],
)
def test_a_lesson_is_checked_as_a_case_is(
    was: str, now: str, code: int, finding: str, tmp_path: Path
) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text(LESSON.replace(was, now) if was else LESSON, encoding="utf-8")
    for given in (path, tmp_path):
        done = run("check", given)
        assert (done.code, done.err) == (code, "")
        assert finding in done.words
        assert code == DONE or "lesson.yaml:6:" in done.words


def test_a_lint_of_cases_and_lessons_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text(LESSON, encoding="utf-8")
    both = succeeds("check", path, EXAMPLES / "nothing-known.yaml").words
    assert both.startswith("10 lints over 1 case, ")
    assert both.endswith("1 lesson and 2 steps: nothing found.")
    (tmp_path / "a_case.yaml").write_text("profile: {age: 3}\n", encoding="utf-8")
    folder = succeeds("check", tmp_path).words
    assert folder == "10 lints over 1 case, 0 claims, 1 lesson and 2 steps: nothing found."
    refuses(run("test", path), BAD_CASE, "this is a lesson, and no case (allscape lesson plays it")


def test_a_case_comes_from_standard_input() -> None:
    done = run("check", "-", stdin=LIE)
    assert done.code == CHECK_FAILED
    assert "standard input:5:22 " in done.out or "input:5:22 " in done.out
    assert run("check", EXAMPLES / "none.yaml").code == BAD_CASE


def test_cases_are_held_against_the_rulebook_that_is_named(lie: Path) -> None:
    (lie / "lie.yaml").write_text(
        "profile: {relapse_status: relapsed, age: 61}\nstory: '[alpha: matched]'\n", "utf-8"
    )
    assert run("check", lie).code == CHECK_FAILED
    assert run("check", lie, "--rules", SAMPLE).code == DONE
    assert run("check", SAMPLE, lie).code == DONE


def test_a_rulebook_that_cannot_be_used_comes_first(lie: Path, tmp_path: Path) -> None:
    rules = shutil.copytree(SAMPLE, tmp_path / "rules")
    (rules / "more.yaml").write_text("approachs: []\n", encoding="utf-8")
    done = run("check", rules, lie)
    assert done.code == BAD_RULEBOOK
    assert "approachs" in done.out
    assert "99.9" not in done.out
    assert run("check", lie, "--rules", rules).code == BAD_RULEBOOK


def test_a_folder_is_what_its_first_telling_file_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[not, a, mapping]\n", encoding="utf-8")
    assert run("check", tmp_path).code == BAD_RULEBOOK
    (tmp_path / "b.yaml").write_text("cases:\n  - profile: {}\n", encoding="utf-8")
    done = run("check", tmp_path)
    assert done.code == BAD_CASE
    assert "a.yaml" in done.out


def test_what_is_asked_wrongly_is_refused(tmp_path: Path) -> None:
    rules = shutil.copytree(SAMPLE, tmp_path / "rules")
    refuses(run("check", SAMPLE, rules), USAGE, "two rulebooks")
    refuses(run("check", "--prose"), USAGE, "--prose lists the sentences of cases")
    refuses(run("check", "--prose", EXAMPLES, "--format", "sarif"), USAGE, "or with --json")
    refuses(run("check", "--prose", "--list"), USAGE, "check nothing")


def test_what_no_lint_can_prove_is_listed_for_a_person(lie: Path) -> None:
    done = succeeds("check", "--prose", lie)
    assert "lie.yaml:4:3 story A hypothetical person of 30." in done.out
    assert "lie.yaml:5:3 story They were cured in 99.9 % with tisa-cel." in done.out
    assert done.words.endswith("2 sentences of 1 case that no lint can prove: read each. "
                               "Claims in brackets are checked.")  # fmt: skip
    told = json.loads(succeeds("check", "--prose", lie, "--json").out)
    assert [each["sentence"] for each in told["prose"]] == [
        "A hypothetical person of 30.",
        "They were cured in 99.9 % with tisa-cel.",
    ]
    assert "education" in told["notice"]
    (lie / "lie.yaml").write_text("profile: {aeg: 3}\n", encoding="utf-8")
    refuses(run("check", "--prose", lie), BAD_CASE, "no attribute 'aeg'")


def test_claims_are_printed_as_words_and_those_that_do_not_hold_say_so() -> None:
    case = EXAMPLES / "relapsed-ecog-3.yaml"
    name = "CAR T-cell therapy in relapsed/refractory ALL"
    for plain in ([], ["--plain"]):
        told = succeeds("match", case, "--teaching", *plain).words
        assert f"{name}: ruled out by ecog. " in told
        assert f"{name}: matched if ecog is 2. " in told
        assert "[" not in told.partition("eaching notes")[2]
    other = succeeds("match", case, "--teaching", "--ecog", "2").words
    assert f"{name}: ruled out by ecog (which does not hold as shown here). " in other
    story = "profile: {}\nstory: 'So [tki: open on ph_status]; [sic], [tkii: open].'\n"
    told = run("match", "-", stdin=story).words
    assert "So Tyrosine kinase inhibitor (TKI): open on ph_status; [sic], [tkii: open]." in told
