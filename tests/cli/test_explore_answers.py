"""What `why`, `whatif`, `compare`, `timeline` and `next` answer, and what they refuse."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from program import (
    BAD_CASE,
    CASE,
    DONE,
    EXAMPLES,
    USAGE,
    folded,
    named,
    packed,
    refuses,
    run,
    succeeds,
)

from allscape import Profile, Rulebook, cases
from allscape.explain.next_fact import questions
from allscape.model.profile import ATTRIBUTES

SIX = EXAMPLES / "six-core-facts-alone.yaml"
ECOG = EXAMPLES / "relapsed-ecog-2.yaml"
CHILD = EXAMPLES / "standard-risk-child-10.yaml"


def told(*args: str | Path) -> Any:
    """Return the JSON that a command prints."""
    return json.loads(succeeds(*args, "--json").out)


BOOK = Rulebook.load()


def verdicts(case: Path, day: date | None = None, **changes: str) -> dict[str, str]:
    """Return the verdicts of a case with changes, as evaluating it gives them."""
    profile = cases.changed(cases.read(case), changes).profile
    return {each.id: each.verdict.value for each in BOOK.evaluate(profile, as_of=day).approaches}


def test_what_asks_nothing_is_said_of_all() -> None:
    assert "holds  no condition: said of all" in succeeds("why", ECOG, "mrd-monitoring").out
    assert "said of all" in succeeds("match", ECOG).out
    bridge = succeeds("why", ECOG, "blinatumomab-bridge-to-transplant", "--plain").out
    assert "CD19, the target of blinatumomab (as it is read, said of all)" in bridge


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        (SIX, {"ph-status": "positive", "age": "61"}),
        (CASE, {"relapse-status": "unknown", "mrd-result": "positive"}),
        (CHILD, {"age": "11"}),
    ],
    ids=named,
)
def test_whatif_says_what_the_changed_case_comes_to(case: Path, changes: dict[str, str]) -> None:
    now = verdicts(case)
    wanted = {name.replace("-", "_"): value for name, value in changes.items()}
    then = verdicts(case, None, **wanted)
    moves = told("whatif", case, *(f"{n}={value}" for n, value in changes.items()))["moves"]
    assert {each["approach"]: (each["before"], each["after"]) for each in moves} == {
        name: (now[name], then[name]) for name in now if now[name] != then[name]
    }
    assert moves
    page = succeeds("whatif", case, *(f"{n}={value}" for n, value in changes.items()))
    for each in moves:
        assert folded(each["name"]) in page.words
        assert packed(each["citations"][0]["sentence"]) in packed(page.out)


def test_why_says_what_would_have_to_differ_and_what_is_missing() -> None:
    assert "1. ph_status positive then matched" in succeeds("why", SIX, "tki").words
    page = succeeds("why", SIX, "car-t-relapsed-refractory").words
    assert "active_gvhd true ruled out false open" in page
    matched = succeeds("why", SIX, "inotuzumab-relapsed").words
    assert "would have to differ" not in matched
    assert "missing fact" not in matched.lower()


def test_compare_shows_what_differs_and_all_where_asked() -> None:
    left, right = verdicts(SIX), verdicts(ECOG)
    found = told("compare", SIX, ECOG)["comparison"]
    differing = [name for name in left if left[name] != right[name]]
    assert [each["approach"] for each in found["approaches"]] == differing
    assert all(each["left"] != each["right"] for each in found["facts"])
    whole = told("compare", SIX, ECOG, "--all")["comparison"]
    assert [each["approach"] for each in whole["approaches"]] == list(left)
    assert len(whole["facts"]) > len(found["facts"])
    same = succeeds("compare", SIX, SIX).words
    assert "The same facts." in same
    assert "The same verdicts, with the same against them." in same


def test_a_timeline_ends_at_the_landscape_of_today() -> None:
    stages = told("timeline", SIX)["stages"]
    counts = {name: list(verdicts(SIX).values()).count(name) for name in stages[-1]["counts"]}
    assert stages[-1]["counts"] == counts
    (between,) = told("timeline", SIX, "--between", "2021-12-31", "2025-01-01")["stages"]
    now, then = verdicts(SIX, date(2021, 12, 31)), verdicts(SIX, date(2025, 1, 1))
    assert {each["approach"]: (each["before"], each["after"]) for each in between["moves"]} == {
        name: (now.get(name), then[name]) for name in then if now.get(name) != then[name]
    }


def test_between_two_days_only_what_came_between_is_named() -> None:
    page = succeeds("timeline", SIX, "--between", "2021-12-31", "2025-01-01").out
    (heading,) = [line for line in page.splitlines() if line.startswith("1 January 2025")]
    assert heading == "1 January 2025: healthtree-2024 and ash-2024"


def test_a_case_comes_from_standard_input_once() -> None:
    done = run("next", "-", stdin=SIX.read_bytes())
    assert (done.code, done.out, done.err) == (DONE, succeeds("next", SIX).out, "")
    refuses(run("compare", "-", "-", stdin=SIX.read_bytes()), USAGE, "read once only")


def test_where_nothing_is_left_the_page_says_so(book: Rulebook) -> None:
    assert "Nothing moves." in succeeds("whatif", SIX, "age=34").words
    assert told("whatif", SIX, "age=34")["moves"] == []
    profile = Profile(**told("match", SIX)["case"]["profile"])
    while left := questions(book.examine(profile)):
        asked = ATTRIBUTES[left[0].attribute]
        profile = profile.with_({asked.name: asked.values[-1] if asked.values else 7})
    said = run("next", "-", stdin=json.dumps({"profile": profile.known()})).words
    assert "Nothing is open" in said or "No fact can change a verdict any more" in said


@pytest.mark.parametrize(
    ("args", "code", "hint"),
    [
        (["why", SIX, "tkii"], USAGE, "no approach 'tkii' (did you mean 'tki'?)"),
        (
            ["why", SIX, "tki", "--as-of", "2021-03-12"],
            USAGE,
            "'tki' is not in force as of 2021-03-12",
        ),
        (["why", SIX, "tki", "--as-of", "2021-02-30"], USAGE, "is no day of the calendar"),
        (["why", SIX], USAGE, "APPROACH"),
        (["why", SIX, "tki", "--reading", "over-60"], USAGE, "is not TERM=READING"),
        (["whatif", SIX], USAGE, "whatif needs ATTRIBUTE=VALUE, or --each, and not both"),
        (["whatif", SIX, "age=61", "--each"], USAGE, "and not both"),
        (["whatif", SIX, "age"], USAGE, "'age' is not attribute=value (such as age=61)"),
        (["whatif", SIX, "aeg=61"], USAGE, "no attribute 'aeg' (did you mean 'age'?)"),
        (["whatif", SIX, "=61"], USAGE, "no attribute ''"),
        (["whatif", SIX, "age=61", "age=7"], USAGE, "'age' is given twice"),
        (["whatif", SIX, "age=610"], BAD_CASE, "age is a number from 0 to 120 years"),
        (
            ["whatif", SIX, "prior-car-t=false", "response-to-car-t=good"],
            BAD_CASE,
            "response_to_car_t: good contradicts prior_car_t: false",
        ),
        (["compare", SIX, "nowhere.yaml"], BAD_CASE, "nowhere.yaml: no such file"),
        (["timeline", SIX, "--between", "2021-01-01"], USAGE, "--between"),
        (["timeline", SIX, "--between", "2021-01-01", "soon"], USAGE, "--between: 'soon' is no"),
        (["next", "nowhere.yaml"], BAD_CASE, "nowhere.yaml: no such file"),
        (["readings", "tki", "--case", SIX], USAGE, "no term 'tki'"),
    ],
    ids=named,
)
def test_what_is_wrong_is_told(args: list[str | Path], code: int, hint: str) -> None:
    refuses(run(*args), code, hint)


def test_why_says_what_decides_besides_and_next_does_not_ask_it(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("profile: {ecog: 2}\n")
    page = succeeds("why", case, "transplant-after-car-t").words
    assert "other's values: mrd_timing, treatment_phase and response_to_car_t." in page
    told = json.loads(succeeds("why", case, "transplant-after-car-t", "--json").out)
    assert told["why"]["also_decided_by"] == ["mrd_timing", "treatment_phase", "response_to_car_t"]
    assert "response_to_car_t" not in succeeds("next", case).words


def test_why_shows_the_words_of_a_condition_not_those_of_what_defines_it(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("profile: {age: 8}\n")
    page = succeeds("why", case, "reduced-intensity-limited-resources").words
    assert "“pediatric patients” ash-2024/10" in page
    assert "csco-2021" not in page
