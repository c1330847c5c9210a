"""`allscape prove`, run as a user runs it."""

import re
from pathlib import Path

import pytest
import tiny
from program import CHECK_FAILED, DONE, USAGE, in_terminal, refuses, run, succeeds
from proving import assert_page, assert_plain, told

RELAPSED = {"relapse_status": "relapsed", "words": "who have relapsed"}


@pytest.mark.parametrize("width", [60, 80])
def test_a_page_keeps_its_width(width: int) -> None:
    done = succeeds("prove", "--all", env={"COLUMNS": str(width)})
    assert_page(done, width)
    assert "Open by its words alone".upper() in done.out


def test_what_is_only_counted_is_listed_on_request() -> None:
    usual, whole = succeeds("prove"), succeeds("prove", "--all", env={"COLUMNS": "80"})
    assert "(--all lists them)" in usual.words
    assert "--all" not in whole.out
    assert len(whole.out) > len(usual.out)


def test_plain_says_the_same() -> None:
    assert_plain(succeeds("prove", "--plain"), succeeds("prove"))


@pytest.mark.posix
def test_no_color_is_honoured() -> None:
    shown = in_terminal("prove", env={"NO_COLOR": "1"})
    assert shown.endswith(succeeds("prove").out)  # a slow machine has shown a bar before it
    assert re.search(r"\x1b\[[\d;]*m", shown) is None


def test_json_has_all_that_is_proved() -> None:
    found = told("prove")
    assert list(found) == ["schema", "notice", "proof"]
    assert list(found["proof"]) == [
        "as_of", "readings", "statements", "approaches", "nevers", "undecided", "shadowed",
        "equal", "equal_approaches", "implied", "together", "never_together", "idle", "gaps",
        "switches", "seen", "unmodelled",
    ]  # fmt: skip
    assert found["proof"]["as_of"] is None
    assert found["proof"]["undecided"] == []


def test_a_folder_is_an_argument_or_an_option(tmp_path: Path) -> None:
    rules = tiny.write(tmp_path / "rules")
    one, other = run("prove", rules), run("prove", "--rules", rules)
    assert (one.code, one.err) == (DONE, "")
    assert one.out == other.out
    assert "1 statement, 1 approach" in one.words
    refuses(run("prove", rules, "--rules", rules), USAGE, "the rulebook is given twice")


def test_a_fault_is_a_failed_check_and_the_page_is_there_all_the_same(tmp_path: Path) -> None:
    when = [RELAPSED, {"not": RELAPSED}]
    rules = tiny.write(
        tmp_path / "rules",
        quotations=[tiny.quotation(statements=[tiny.statement(when=when)])],
    )
    done = run("prove", rules)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    assert_page(done, 80)
    assert f"{tiny.SOURCE}/alpha is never matched" in done.words
    assert "relapse_status is relapsed" in done.words
    assert "relapse_status is not relapsed" in done.words
    found = told("prove", rules, code=CHECK_FAILED)["proof"]
    assert (f"{tiny.SOURCE}/alpha", "matched") in [
        (each["name"], each["verdict"]) for each in found["nevers"]
    ]


def test_a_day_and_a_reading_are_taken() -> None:
    found = told("prove", "--as-of", "2021-12-31", "--reading", "adult=from-16")["proof"]
    assert found["as_of"] == "2021-12-31"
    assert found["readings"]["adult"] == "from-16"
    assert found["statements"] < told("prove")["proof"]["statements"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--reading", "adult=from-99"], "'adult' has no reading 'from-99' (one of: "),
        (["--reading", "adlt=from-16"], "no term 'adlt' (did you mean 'adult'?)"),
        (["--as-of", "2021-13-01"], "'2021-13-01' is no day of the calendar"),
    ],
)
def test_what_is_wrong_is_told(args: list[str], message: str) -> None:
    refuses(run("prove", *args), USAGE, message)
