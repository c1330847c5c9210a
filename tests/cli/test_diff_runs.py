"""`allscape diff`, run as a user runs it."""

import json
from pathlib import Path
from typing import Any

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
from proving import assert_page, assert_plain, case_file
from tiny import APPROACH, SOURCE, quotation, statement, write

from allscape.model.landscape import NOTICE

OVER_60 = '"> 60 completed years"'
OVER_65 = '"> 65 completed years"'


def edited(rules: Path, *edits: tuple[str, str, str]) -> Path:
    """Change texts of rule files, each of which stands there once."""
    for file, before, after in edits:
        text = (rules / file).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (rules / file).write_text(text.replace(before, after), encoding="utf-8")
    return rules


@pytest.fixture
def older(rules: Path) -> Path:
    """Return the rules with another age."""
    return edited(rules, ("terms.yaml", OVER_60, OVER_65))


def told(done: Done) -> dict[str, Any]:
    """Return the JSON of a run that says nothing on standard error."""
    assert done.err == ""
    found: dict[str, Any] = json.loads(done.out)
    assert (found["schema"], found["notice"]) == ("allscape.diff/1", NOTICE)
    return found


def test_a_rulebook_does_not_differ_from_itself() -> None:
    done = succeeds("diff", "packaged", "packaged", "--exit-code")
    assert done.out.startswith("No difference between the two rulebooks\n")
    found = told(succeeds("diff", "packaged", "packaged", "--json"))
    assert (found["changes"], found["rewrites"]) == ([], [])
    assert (found["as_of"], found["readings"]) == (None, {})


def test_readings_of_the_same_sentences_are_compared_whatever_their_ids() -> None:
    second = str(EXAMPLES.parent / "second-reading")
    found = told(succeeds("diff", "packaged", second, "--by-sentence", "--json"))
    agreed = {each["source"]: each for each in found["agreement"]}
    assert list(agreed) == [
        "survivornet-2021", "csco-2021", "healthtree-2024", "ash-2024", "daver-2025",
    ]  # fmt: skip
    for each in agreed.values():
        assert each["quoted"] >= 7
        assert each["pairs"] >= each["same_cases"] >= each["alike"] > 0
    plain = told(succeeds("diff", "packaged", second, "--json"))
    gone = {each["id"] for each in plain["changes"] if each["to"] == "absent"}
    assert gone & {each["id"] for each in found["changes"] if each["field"] == "verdict"}
    assert "agreement" not in plain
    page = succeeds("diff", "packaged", second, "--by-sentence").out
    assert page.partition("AGREEMENT\n")[2].lstrip().startswith("survivornet-2021")


def test_a_moved_bound_shows_in_everything_that_rests_on_it(older: Path) -> None:
    changes = told(run("diff", "packaged", older, "--json"))["changes"]
    assert {each["field"] for each in changes} == {"verdict"}
    (match,) = [
        each for each in changes if each["what"] == "approach" and each["from"] == "matched"
    ]
    assert match["id"] == "mini-hyper-cvd-inotuzumab"
    assert match["to"] == "ruled_out"
    assert match["case"] == {
        "ph_status": "negative", "relapse_status": "newly_diagnosed", "age": 61,
    }  # fmt: skip
    assert {"over-60"} == {each["id"] for each in changes if each["what"] == "term"}
    back = told(run("diff", older, "packaged", "--json"))["changes"]
    turned = [{**each, "from": each["to"], "to": each["from"]} for each in back]
    assert sorted(map(str, turned)) == sorted(map(str, changes))


@pytest.mark.parametrize("asked", [[], ["--exit-code"]])
def test_the_exit_code_tells_where_it_is_asked_to(older: Path, asked: list[str]) -> None:
    done = run("diff", "packaged", older, *asked)
    assert (done.code, done.err) == (CHECK_FAILED if asked else DONE, "")
    assert "holds, then fails" in done.words


def test_what_means_the_same_is_a_rewrite_and_no_difference(rules: Path) -> None:
    same = edited(rules, ("terms.yaml", OVER_60, '">= 61 completed years"'))
    done = run("diff", "packaged", same, "--exit-code", "--json")
    assert done.code == DONE
    assert told(done)["rewrites"] == [{"what": "term", "id": "over-60", "as_of": None}]
    assert "EQUAL IN MEANING" in run("diff", "packaged", same).out


def test_a_reading_is_named_where_a_change_shows_under_it_alone(rules: Path) -> None:
    other = edited(rules, ("terms.yaml", 'when: {age: "> 60"}', 'when: {age: "> 62"}'))
    changes = told(run("diff", "packaged", other, "--json"))["changes"]
    assert changes
    assert all(each["readings"] == {"over-60": "exact-age"} for each in changes)
    assert "over-60 read as exact-age" in run("diff", "packaged", other).words
    usual = ("--reading", "over-60=completed-years", "--exit-code")
    assert run("diff", "packaged", other, *usual).code == DONE


@pytest.mark.parametrize(
    ("change", "field", "was", "is_"),
    [
        ({"kind": "outlook", "standing": None}, "kind", "option", "outlook"),
        ({"direction": "against"}, "direction", "for", "against"),
        (
            {"standing": {"level": "speculative", "words": "is an option"}},
            "standing",
            "discussed",
            "speculative",
        ),
        (
            {"figures": [{"measure": "alpha", "value": "an option"}]},
            "figures",
            [],
            [{"measure": "alpha", "value": "an option"}],
        ),
        ({"says": "Beta."}, "text", "Alpha.", "Beta."),
    ],
    ids=["kind", "direction", "standing", "figures", "text"],
)
def test_what_a_statement_says_is_compared(
    tmp_path: Path, change: dict[str, Any], field: str, was: Any, is_: Any
) -> None:
    old = write(tmp_path / "old")
    made = {key: each for key, each in statement(**change).items() if each is not None}
    new = write(tmp_path / "new", quotations=[quotation(statements=[made])])
    changes = told(run("diff", old, new, "--json"))["changes"]
    (found,) = [e for e in changes if e["id"] == f"{SOURCE}/alpha" and e["field"] == field]
    assert (found["from"], found["to"]) == (was, is_)


def test_what_only_one_of_them_has_is_new_or_gone(tmp_path: Path) -> None:
    old = write(tmp_path / "old")
    more = statement(id=f"{SOURCE}/more", when=[{"age": "> 60", "words": "patients"}])
    new = write(tmp_path / "new", quotations=[quotation(statements=[statement(), more])])
    changes = told(run("diff", old, new, "--json"))["changes"]
    (came,) = [each for each in changes if each["field"] == "presence"]
    assert (came["id"], came["from"], came["to"]) == (f"{SOURCE}/more", "absent", "present")
    assert came["case"] == {"age": 61}
    gained = [each for each in changes if each["id"] == APPROACH]
    assert {(each["from"], each["to"]) for each in gained} >= {("ruled_out", "matched")}
    assert "gone" in run("diff", new, old).words


def test_expectations_that_move_are_named_with_their_place(older: Path) -> None:
    case = "newly-diagnosed-ph-negative-61.yaml"
    done = run("diff", "packaged", older, "--cases", EXAMPLES / case, "--json")
    (moved,) = [e for e in told(done)["expectations"] if e["id"] == "mini-hyper-cvd-inotuzumab"]
    assert (moved["before"], moved["after"]) == ("holds", "fails")
    assert case in moved["place"]
    page = run("diff", "packaged", older, "--cases", EXAMPLES / case)
    assert "EXPECTATIONS THAT MOVE" in page.out
    same = succeeds("diff", "packaged", "packaged", "--cases", EXAMPLES / case, "--json")
    assert told(same)["expectations"] == []


@pytest.mark.parametrize("width", [60, 80])
def test_a_page_keeps_its_width_and_reads_aloud(older: Path, width: int) -> None:
    asked = ("diff", "packaged", older, "--cases", EXAMPLES)
    usual = run(*asked, env={"COLUMNS": str(width)})
    assert_page(usual, width)
    assert_plain(run(*asked, "--plain"), usual)


def test_every_bad_folder_is_told(tmp_path: Path) -> None:
    names = [str(tmp_path / "one"), str(tmp_path / "two")]
    refuses(run("diff", *names), BAD_RULEBOOK, *(f"{each}: no such folder" for each in names))


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["packaged"], "'NEW'"),
        (["packaged", "packaged", "--reading", "adult=x"], "'adult' has no reading 'x'"),
        (["packaged", "packaged", "--as-of", "never"], "no day of the calendar"),
        (["packaged", "packaged", "--as-of", "2022-01-01", "--every-day"], "contradict"),
    ],
    ids=["one", "reading", "day", "two ways"],
)
def test_what_cannot_be_asked_is_told(args: list[str], message: str) -> None:
    refuses(run("diff", *args), USAGE, message)


def test_a_case_that_names_what_neither_has_is_a_bad_case(tmp_path: Path) -> None:
    path = case_file(tmp_path, "profile: {}\nexpect: {matched: [tkii]}\n")
    done = run("diff", "packaged", "packaged", "--cases", path)
    refuses(done, BAD_CASE, "case.yaml:2:", "'tkii'", "did you mean 'tki'?")
