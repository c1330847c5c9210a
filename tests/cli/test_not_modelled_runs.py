"""What no profile has a fact for, as every command shows it: open, with its words, never asked."""

import json
from pathlib import Path

import pytest
import tiny
from program import run, succeeds

from allscape import Profile, Rulebook
from allscape.explorer.desk import Desk
from allscape.explorer.sentence import lines
from allscape.explorer.size import Size
from allscape.model.case import Case
from allscape.session.events import Start, State

RELAPSED = {"relapse_status": "relapsed", "words": "who have relapsed"}
BLANK = {"unmodelled": "FLT3 mutation", "words": "an option for patients"}
CASE = "profile: {relapse_status: relapsed}\nexpect: {undetermined: {alpha: []}}\n"


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """Return a rulebook with one statement that asks for a mutation, and a case in relapse."""
    stated = tiny.quotation(statements=[tiny.statement(when=[RELAPSED, BLANK])])
    case = tmp_path / "case.yaml"
    case.write_text(CASE)
    return tiny.write(tmp_path / "rules", quotations=[stated]), case


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("match", "CASE", "--full"), "hangs on FLT3 mutation (not modelled)"),
        (("match", "CASE", "--full"), "“an option for patients”"),
        (("match", "CASE"), "1 hangs on FLT3 mutation (not modelled)"),
        (("why", "CASE", "alpha"), "open FLT3 mutation (not modelled) “an option for patients”"),
        (("next", "CASE"), "No fact can change a verdict any more."),
        (("next", "CASE"), "FLT3 mutation Alpha"),
        (("map", "CASE"), "Not modelled, and open for it: Alpha (FLT3 mutation)."),
        (("map", "CASE", "--plain"), "FLT3 mutation; not modelled"),
        (("approaches", "alpha"), "FLT3 mutation (not modelled)"),
        (("sources",), "not modelled FLT3 mutation: 1 statement"),
        (("prove", "--plain"), "never matched: made-up-2020/alpha, alpha"),
        (("test", "CASE"), "1 case: all hold"),
        (("find", "--matched", "alpha"), "There is no such case"),
        (("find", "--matched", "alpha"), "No case can show this: - FLT3 mutation (not modelled)"),
    ],
)
def test_a_page_says_so(given: tuple[Path, Path], command: tuple[str, ...], says: str) -> None:
    rules, case = given
    named = [str(case) if each == "CASE" else each for each in command]
    at = [str(rules)] if command[0] == "prove" else ["--rules", str(rules)]
    done = run(*named, *at, env={"COLUMNS": "100"})
    assert (done.code, done.err) == (0, "")
    assert says in " ".join(done.out.split())


def test_the_explorer_says_below_the_map_that_no_fact_decides_it(given: tuple[Path, Path]) -> None:
    book = Rulebook.load(given[0])
    case, start = Case(profile=Profile(relapse_status="relapsed")), Start(rulebook=book.fingerprint)
    start = start.model_copy(update={"profile": case.profile})
    desk = Desk(book, case, State(start=start), lambda _: None)
    said = " ".join(each.plain for each in lines(desk, Size(80)))
    assert "not modelled: FLT3 mutation; no fact decides it" in said


def test_json_names_it_and_misses_nothing(given: tuple[Path, Path]) -> None:
    rules, case = given
    (found,) = json.loads(succeeds("match", case, "--json", "--rules", rules).out)["approaches"]
    assert (found["verdict"], found["missing"]) == ("undetermined", [])
    assert found["unmodelled"] == [
        {"name": "FLT3 mutation", "words": BLANK["words"], "source": tiny.SOURCE}
    ]
    (source,) = json.loads(succeeds("sources", "--json", "--rules", rules).out)["items"]
    assert source["unmodelled"] == {"FLT3 mutation": 1}


def test_what_a_known_fact_rules_out_is_not_open_for_it(given: tuple[Path, Path]) -> None:
    rules, _ = given
    done = succeeds("match", "--relapse-status", "refractory", "--json", "--rules", rules)
    (found,) = json.loads(done.out)["approaches"]
    assert (found["verdict"], found["unmodelled"]) == ("ruled_out", [])


def test_a_condition_without_words_is_refused(tmp_path: Path) -> None:
    stated = tiny.quotation(statements=[tiny.statement(when=[{"unmodelled": "FLT3 mutation"}])])
    rules = tiny.write(tmp_path / "rules", quotations=[stated])
    done = run("match", "--rules", rules)
    assert done.code == 4
    assert "words" in done.err


def test_the_lines_to_judge_are_printed(given: tuple[Path, Path]) -> None:
    rules, case = given
    wrong = case.with_name("wrong.yaml")
    wrong.write_text("profile: {relapse_status: relapsed}\nexpect: {matched: [alpha]}\n")
    done = succeeds("test", wrong, "--amend", "--rules", rules)
    told = " ".join(done.out.split())
    assert "1 line to judge" in told
    assert "undetermined alpha: [] (was matched) (made-up-2020/2)" in told
    assert "“Alpha is an option for patients who have relapsed.”" in told
    assert "names every approach." in succeeds("test", case, "--amend", "--rules", rules).out
