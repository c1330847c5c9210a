"""What speaks against a match, and what begins or ceases to be said, is in every view."""

import json
from pathlib import Path
from typing import Any

import pytest
from program import EXAMPLES, run, succeeds

GOOD = EXAMPLES / "good-response-to-car-t-33.yaml"
TARGET = "survivornet-2021/blinatumomab-target"
BLINATUMOMAB = {
    "blinatumomab-relapsed-refractory", "blinatumomab-bridge-to-transplant", "brick-combination",
}  # fmt: skip


def case(folder: Path, name: str, **facts: object) -> Path:
    """Write a case file."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"name": name, "profile": facts}))
    return path


def told(*args: str | Path) -> Any:
    """Return the JSON that a command prints."""
    return json.loads(succeeds(*args, "--json").out)


def test_what_spoke_against_ceases() -> None:
    args = ("whatif", GOOD, "response_to_car_t=poor")
    (move,) = told(*args)["moves"]
    assert move["way"] == "no_longer_against"
    assert move["against"] == "healthtree-2024/transplant-after-good-response"
    assert (move["before"], move["after"]) == ("matched", "matched")
    words = "patients who respond well to CAR T-cell therapy"
    assert {
        "condition": "response_to_car_t is good",
        "words": words,
        "source": "healthtree-2024",
        "cite": "healthtree-2024/35",
        "assumed": False,
    } in (move["because"])
    shown = succeeds(*args).words
    assert "NO LONGER SPOKEN AGAINST (1)" in shown
    assert words in shown


def test_what_could_speak_against_is_said(tmp_path: Path) -> None:
    path = case(tmp_path, "after", prior_car_t=True, relapse_status="in_remission")
    results = {each["id"]: each for each in told("match", path)["approaches"]}
    assert results["transplant-after-car-t"]["could_speak_against"] == [
        {
            "statement": "healthtree-2024/transplant-after-good-response",
            "missing": ["response_to_car_t"],
            "unmodelled": [],
        }
    ]
    for view in (("match", path), ("why", path, "transplant-after-car-t"), ("next", path)):
        assert "against" in succeeds(*view).words.lower()
    assert "response_to_car_t" in succeeds("match", path).words


def test_comparing_cases_of_another_target_tells_what_speaks_against(tmp_path: Path) -> None:
    pair = [
        case(tmp_path, each, relapse_status="relapsed", cd19_status=each)
        for each in ("positive", "negative")
    ]
    found = told("compare", *pair)["comparison"]
    against = {e["approach"] for e in found["differences"]["moves"] if e["way"] == "against"}
    assert against >= BLINATUMOMAB
    assert {each["approach"] for each in found["approaches"]} >= {
        "car-t-relapsed-refractory", *BLINATUMOMAB,
    }  # fmt: skip
    shown = succeeds("compare", *pair).words
    assert "matched | matched, but" in shown
    assert shown.count("second: against") >= 3


def test_statements_that_cease_are_told_with_their_figures(tmp_path: Path) -> None:
    path = case(tmp_path, "first", relapse_status="relapsed", ph_status="negative", lineage="B",
                age=45, salvage_line="first")  # fmt: skip
    args = ("whatif", path, "salvage_line=second_or_later")
    ceased = {each["statement"]: each for each in told(*args)["statements"]}
    first = ceased["csco-2021/tower-first-salvage"]
    assert (first["before"], first["after"]) == ("matched", "ruled_out")
    assert "salvage treatment for the first time" in json.dumps(first["because"])
    shown = succeeds(*args).words
    assert "NO LONGER SAID" in shown
    assert "11.1 months vs 5.5 months" in shown


def test_a_session_notes_what_the_articles_are_silent_about() -> None:
    done = run("step", stdin="lineage=T\n")
    assert "Note: No article speaks of T-cell ALL." in done.words


def test_no_verdict_moves_without_the_words_that_move_it() -> None:
    children = [EXAMPLES / f"standard-risk-child-{age}.yaml" for age in (10, 11)]
    assert "“(aged 2-10 years)”" in succeeds("compare", *children).words
    each = succeeds("whatif", children[0], "--each").words
    assert "“(aged 2-10 years)”" in each
    assert "age 11 to 17 completed years" in each


@pytest.mark.parametrize("view", ["match", "whatif", "timeline", "next", "why", "readings"])
def test_every_view_says_of_which_case_it_speaks_and_what_matched_means(view: str) -> None:
    args: dict[str, list[str | Path]] = {
        "whatif": ["whatif", GOOD, "age=40"],
        "why": ["why", GOOD, "tki"],
        "readings": ["readings", "--case", GOOD],
    }
    shown = succeeds(*args.get(view, [view, GOOD])).words
    assert "In remission after a good response to CAR T, aged 33" in shown
    assert "that is no recommendation" in shown


def test_a_transcript_is_as_honest_as_the_page(tmp_path: Path) -> None:
    lines = "lineage=T\nundo\nlineage=T\nnote what of T?\nsave out.md\n"
    run("step", GOOD, stdin=lines, cwd=tmp_path)
    text = (tmp_path / "out.md").read_text()
    assert "Note: No article speaks of T-cell ALL." in text
    assert "taken back: lineage T" in text
    assert "  - against: It may give no additional benefit" in text
    assert "### Matched (2)" in text
    assert "### Open" in text
    assert "### Ruled out" in text
    assert "### Where the sentences differ" in text
    assert "discussed" in text


@pytest.mark.parametrize("view", [["next"], ["whatif", "age=40"], ["why", "tki"]])
def test_a_view_says_under_which_day_and_readings_it_is_seen(view: list[str]) -> None:
    lens = ("--as-of", "2024-12-31", "--reading", "over-60=exact-age")
    shown = succeeds(view[0], GOOD, *view[1:], *lens).words
    assert "As of 31 December 2024" in shown
    assert "Read otherwise than by default: over-60 as exact-age" in shown


def test_words_never_stand_beside_a_sentence_that_is_not_theirs() -> None:
    shown = succeeds("whatif", EXAMPLES / "relapsed-ecog-3.yaml", "--each", "--plain").words
    assert "“an ECOG performance status of at least 2” healthtree-2024" in shown
    assert "at least 2” survivornet-2021" not in shown
    assert "at least 2” csco-2021" not in shown


def test_a_timeline_names_what_was_matched_and_is_ruled_out() -> None:
    shown = succeeds("timeline", EXAMPLES / "relapsed-ecog-3.yaml").words
    assert "LOST (2)" in shown
