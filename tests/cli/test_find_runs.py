"""`allscape find`, run as a user runs it."""

from pathlib import Path

import pytest
from program import BAD_CASE, ESCAPE, USAGE, refuses, run, succeeds
from proving import NONE, SOME, assert_page, assert_plain, case_file, told

from allscape import Profile, Rulebook, Verdict


@pytest.mark.parametrize("args", [NONE, SOME], ids=["none", "some"])
@pytest.mark.parametrize("width", [60, 80])
def test_a_page_keeps_its_width(args: list[str], width: int) -> None:
    assert_page(succeeds(*args, env={"COLUMNS": str(width)}), width)


@pytest.mark.parametrize("args", [NONE, SOME], ids=["none", "some"])
def test_plain_says_the_same(args: list[str]) -> None:
    usual = succeeds(*args, env={"COLUMNS": "80"})
    assert "“" in usual.out
    assert_plain(succeeds(*args, "--plain"), usual)


def test_a_case_that_is_found_shows_what_was_wanted(book: Rulebook) -> None:
    found = told(*SOME)["found"]
    assert list(found) == ["profile", "conflicts"]
    assert found["conflicts"] == []
    known = {name: value for name, value in found["profile"].items() if value is not None}
    assert known["age"] == 67
    landscape = book.evaluate(Profile.model_validate(known))
    assert landscape["tki"].verdict is Verdict.MATCHED
    assert landscape["blinatumomab-tki-frontline"].verdict is Verdict.UNDETERMINED
    page = succeeds(*SOME, env={"COLUMNS": "80"})
    (command,) = [line for line in page.out.splitlines() if line.startswith("allscape match")]
    assert succeeds(*command.split()[1:])


def test_a_statement_that_was_wanted_is_quoted(book: Rulebook) -> None:
    name = "daver-2025/car-t-approved"
    shown = succeeds("find", "--matched", name).words
    assert f"MATCHED {book.contents.statement[name].says}" in shown
    assert book.contents.sentence(book.contents.statement[name].cite) in shown


def test_that_there_is_no_such_case_is_an_answer_with_its_reasons() -> None:
    found = told(*NONE)["found"]
    assert found["profile"] is None
    for claims in found["conflicts"]:
        assert all(list(each) == ["says", "statement", "grounds", "hangs"] for each in claims)
        assert [each["says"] for each in claims] == [
            "ph_status is positive", "ph_status is not positive",
        ]  # fmt: skip
    page = succeeds(*NONE, env={"COLUMNS": "200"})
    assert page.out.startswith("There is no such case\n")
    for claims in found["conflicts"]:
        for ground in (ground for claim in claims for ground in claim["grounds"]):
            assert f"“{ground['words']}”" in page.words


def test_a_fact_can_be_kept_unknown() -> None:
    wanted = ("find", "--matched", "transplant-after-car-t")
    assert told(*wanted)["found"]["profile"]["prior_car_t"] is True
    profile = told(*wanted, "prior_car_t=unknown")["found"]["profile"]
    # What was given after CAR T says that there was one.
    assert profile["prior_car_t"] is None
    assert [name for name, value in profile.items() if value is not None] == ["mrd_timing"]


def test_a_case_as_a_file_holds_what_it_shows(tmp_path: Path) -> None:
    path = case_file(tmp_path, succeeds("find", "--yaml", *SOME[1:]).out)
    assert succeeds("test", path).out.startswith("1 case: all hold\n")
    assert succeeds("match", path).out.startswith("A smallest case: tki matched")


def test_a_case_as_a_file_keeps_the_reading_under_which_it_was_found(tmp_path: Path) -> None:
    wanted = ("--matched", "hyper-cvad-then-blinatumomab", "age=16")
    done = succeeds("find", "--yaml", *wanted, "--reading", "adult=from-16")
    assert "readings: {adult: from-16}" in done.out
    assert "matched: [hyper-cvad-then-blinatumomab]" in done.out
    path = case_file(tmp_path, done.out)
    assert succeeds("test", path).out.startswith("1 case: all hold\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "find needs something to look for"),
        (["--matched", "tkii"], "no approach or statement 'tkii' (did you mean 'tki'?)"),
        (["--open", "csco-2021/tkii"], "did you mean 'csco-2021/tki'?"),
        (["--matched", "tki", "age"], "age"),
        (["--matched", "tki", "--reading", "adult=x"], "'adult' has no reading 'x'"),
    ],
    ids=["nothing", "approach", "statement", "no value", "reading"],
)
def test_what_cannot_be_asked_is_told_with_a_hint(args: list[str], message: str) -> None:
    refuses(run("find", *args), USAGE, message)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (["ph_status=maybe"], "ph_status is positive, negative or unknown, not 'maybe'"),
        (["prior_car_t=false", "response_to_car_t=good"], "response_to_car_t: good contradicts"),
        (["age=\x1b[31m"], "age is a number"),
    ],
    ids=["value", "contradiction", "hidden"],
)
def test_a_bad_fact_is_told(facts: list[str], message: str) -> None:
    done = run("find", "--matched", "tki", *facts)
    refuses(done, BAD_CASE, message)
    assert ESCAPE not in done.err


def test_an_unknown_attribute_is_told_with_what_was_meant() -> None:
    refuses(
        run("find", "--matched", "tki", "phstatus=positive"), USAGE, "'phstatus'", "'ph_status'"
    )
