"""A quiz as a person takes it: commit, see what decides, come back to what was missed."""

import json
import re
from pathlib import Path

from piloted import book
from program import BAD_CASE, DONE, USAGE, packed, refuses, run, succeeds

from allscape import Profile

NOTICE = "For education; hypothetical cases only; not medical advice"


def _keys(seed: int, count: int) -> list[str]:
    told = json.loads(succeeds("quiz", "--seed", str(seed), "--count", str(count), "--json").out)
    return [each["key"] for each in told["questions"]]


def _home(tmp_path: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(tmp_path / "state")}


def test_json_holds_the_questions_with_their_keys_and_no_answers() -> None:
    told = json.loads(succeeds("quiz", "--seed", "1", "--count", "40", "--json").out)
    assert (told["schema"], told["seed"]) == ("allscape.quiz/1", 1)
    assert NOTICE in told["notice"]
    assert len(told["questions"]) == 40
    for each in told["questions"]:
        assert each["given"] is each["sure"] is each["right"] is None
        assert each["key"] in each["choices"]
        assert each["citations"]
    summary = told["summary"]
    assert summary.pop("without_condition").keys() == summary.keys() >= {"shown", "missed"}
    assert not any(summary.values())


def test_the_same_seed_is_the_same_quiz() -> None:
    one, same, other = (
        run("quiz", "--seed", seed, "--count", "12", "--json").out for seed in ("5", "5", "6")
    )
    assert one == same != other


def test_a_quiz_that_nobody_answers_tells_the_seed_that_gives_it_again(tmp_path: Path) -> None:
    home = _home(tmp_path)
    run("quiz", "--about", "ecog", "--count", "3", stdin="a\n" * 3, env=home)
    drawn = run("quiz", "--count", "5", "--json", env=home).out
    seed = json.loads(drawn)["seed"]
    assert isinstance(seed, int)
    assert run("quiz", "--count", "5", "--seed", str(seed), "--json", env=home).out == drawn
    sheet = tmp_path / "quiz.md"
    run("quiz", "--count", "2", "-o", sheet, env=home)
    found = re.search(r"Seed (\d+)", sheet.read_text())
    assert found
    again = tmp_path / "again.md"
    run("quiz", "--count", "2", "--seed", found[1], "-o", again, env=home)
    assert again.read_text() == sheet.read_text()


def test_answers_from_a_file_are_held_against_the_keys(tmp_path: Path) -> None:
    keys = _keys(2, 5)
    path = tmp_path / "answers.txt"
    path.write_text("\n".join(f"{key}; sure 0.8" for key in keys[:4]))
    done = run("quiz", "--seed", "2", "--count", "5", "--answers", path, "--json")
    told = json.loads(done.out)
    assert [each["right"] for each in told["questions"]] == [True] * 4 + [None]
    assert [each["sure"] for each in told["questions"]] == [0.8] * 4 + [None]
    assert told["summary"]["missed"] == []
    listed = [told["summary"], told["summary"]["without_condition"]]
    assert sum(len(each[name]) for each in listed for name in ("shown", "missed", "unsure")) == 4
    assert not (tmp_path / "state").exists()


def test_answers_from_a_file_are_shown_each_with_its_question(tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_text(f"{_keys(2, 5)[0]}\n\n")
    shown = succeeds("quiz", "--seed", "2", "--count", "5", "--answers", path).words
    asked = [f"Question {number} of 5" for number in range(1, 6)]
    assert [each in shown for each in asked] == [True] * 5
    assert asked[0] in shown.partition("Right: ")[0]
    assert asked[1] in shown.partition("Right: ")[2]
    assert "answered 1 right 1" in shown.partition(asked[4])[2]


def test_an_answer_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_text("a\nzz\n" + "a\n" * 9)
    done = run("quiz", "--seed", "2", "--count", "3", "--answers", path, env=_home(tmp_path))
    refuses(done, BAD_CASE, f"{path}:2:1: no choice 'zz'", f"{path}:4:1: no question is left")


def test_what_was_missed_is_kept_and_comes_first_next_time(tmp_path: Path) -> None:
    home = _home(tmp_path)
    about = ("quiz", "--about", "ponatinib", "--count", "6")
    first = run(*about, stdin="a\n" * 6, env=home)
    assert (first.code, NOTICE.upper() in first.out) == (DONE, True)
    kept = tmp_path / "state" / "allscape" / "learned.jsonl"
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert len(lines) == 6
    here = json.loads(run("quiz", "--progress", "--json", env=home).out)
    assert here["shown"] or here["missed"]
    if here["missed"]:
        run(*about, stdin="a\n", env=home)
        assert json.loads(kept.read_text().splitlines()[-1])["condition"] == here["missed"][0]


def test_what_there_is_to_learn_is_counted(tmp_path: Path) -> None:
    home = _home(tmp_path)
    told = json.loads(run("quiz", "--progress", "--json", env=home).out)
    assert told["without_question"] == []
    assert len(told["without_near_miss"]) < told["conditions"] / 10
    page = run("quiz", "--progress", env=home).words
    assert f"{told['conditions']} of {told['conditions']} conditions have a question." in page
    assert f"({sum(told['questions_that_differ'].values()):,} QUESTIONS)" in page
    assert told["questions_that_differ"].keys() == told["questions"].keys()
    assert not any(packed(each) in packed(page) for each in told["without_near_miss"])


def test_with_a_seed_progress_is_left_alone(tmp_path: Path) -> None:
    run("quiz", "--seed", "1", "--count", "2", stdin="a\na\n", env=_home(tmp_path))
    assert not (tmp_path / "state").exists()


def test_a_hint_is_counted_in_the_summary_and_shows_nothing(tmp_path: Path) -> None:
    key = _keys(3, 1)[0]
    done = run("quiz", "--seed", "3", "--count", "1", stdin=f"hint\n{key}\n", env=_home(tmp_path))
    assert "Hint: " in done.out
    assert "Right: " in done.out
    assert "answered 1 right 1, of them 1 with a hint not right 0" in done.words
    assert "RIGHT WITH A HINT OR AS A GUESS: NOT SHOWN YET (1)" in done.words


def test_what_words_mean_can_be_asked_and_is_no_hint(tmp_path: Path) -> None:
    of = ("--about", "risk_group", "--source", "ash-2024", "--seed", "3", "--count", "1")
    (asked,) = json.loads(succeeds("quiz", *of, "--json").out)["questions"]
    typed = f"?\nruld out\n{asked['key']}; sure 0.3\n"
    done = run("quiz", *of, stdin=typed, env=_home(tmp_path))
    assert "ALL acute lymphoblastic leukemia" in done.words
    assert "no choice 'ruld out': did you mean b) ruled out? a, b or c" in done.words
    assert "of them 1 as a guess" in done.words
    assert "of them 1 with a hint" not in done.words


def test_a_quiz_can_be_left_at_any_time(tmp_path: Path) -> None:
    for typed in ("", "a\nnonsense\nquit\n"):
        done = run("quiz", "--seed", "3", "--count", "4", stdin=typed, env=_home(tmp_path))
        assert (done.code, done.err) == (DONE, "")
        assert NOTICE.upper() in done.out


def test_all_there_are_is_said_where_more_were_asked_for() -> None:
    done = run("quiz", "--about", "ponatinib", "--seed", "1", "--count", "500", "--json")
    asked = len(json.loads(done.out)["questions"])
    assert f"{asked} questions that look different are all there are, not 500" in done.err
    typed = run("quiz", "--about", "ponatinib", "--seed", "1", "--count", "500", stdin="a\n")
    assert f"Question 2 of {asked}" in typed.out


def test_a_question_about_nothing_is_refused() -> None:
    refuses(run("quiz", "--about", "ponatinb"), USAGE, "did you mean 'ponatinib'?")
    refuses(run("quiz", "--source", "csco"), USAGE, "no source 'csco'")
    both = run("quiz", "--about", "ponatinib", "--source", "csco-2021", "--seed", "1")
    refuses(both, USAGE, "no question is about that")
    refuses(run("quiz", "--key", "--seed", "1"), USAGE, "--out")


def test_what_cannot_be_read_of_the_answers_so_far_is_counted(tmp_path: Path) -> None:
    kept = tmp_path / "allscape" / "learned.jsonl"
    kept.parent.mkdir()
    kept.write_text("nonsense\n{}\n")
    done = run("quiz", "--progress", env={"XDG_STATE_HOME": str(tmp_path)})
    assert done.code == DONE
    assert done.err == f"allscape: {kept}: 2 of its lines cannot be read: left out\n"


def test_lines_of_answers_end_where_those_of_a_session_do(tmp_path: Path) -> None:
    path, raw = tmp_path / "answers.txt", "\ufeffb\x0ca\rx\r\nc".encode()
    path.write_bytes(raw)
    of = ("quiz", "--seed", "2", "--count", "2", "--answers")
    for name, done in {
        str(path): run(*of, path),
        "standard input": run(*of, "-", stdin=raw),
    }.items():
        refuses(done, BAD_CASE, f"{name}:1:1: no choice 'b a'")
        assert f"{name}:3:1: no question is left for it" in done.err
        assert len(done.err.splitlines()) == 3
    refuses(run(*of, "-", stdin=b"\xff"), BAD_CASE, "standard input: is not text in UTF-8 (byte 1)")


def test_answers_are_not_taken_for_a_sheet_nor_from_what_cannot_be_read(tmp_path: Path) -> None:
    of = ("quiz", "--seed", "1", "--count", "1", "--answers", tmp_path)
    refuses(
        run(*of, "--out", tmp_path / "quiz.md"), USAGE, "--out and --answers do not go together"
    )
    refuses(run(*of), BAD_CASE, f"{tmp_path}: this is a directory, not a file")


def test_a_full_screen_is_refused_where_there_is_none() -> None:
    refuses(run("quiz", "--explore"), USAGE, "allscape quiz goes line by line")
    refuses(run("quiz", "--explore", "--plain"), USAGE, "a full screen cannot be read aloud")
    refuses(run("quiz", "--explore", "--json"), USAGE, "leave out the other option")
    refuses(run("lesson", "unknown-is-not-no", "--explore"), USAGE, "goes line by line")


def test_pairs_show_two_cases_one_fact_apart_with_the_words_that_decide() -> None:
    told = json.loads(succeeds("pairs", "car-t-relapsed-refractory", "--json").out)
    for each in told["pairs"]:
        differing = {
            name
            for name in {*each["matched"], *each["ruled_out"]}
            if each["matched"].get(name) != each["ruled_out"].get(name)
        }
        assert differing == {each["attribute"]}
        assert each["citations"]
        profile = Profile.model_validate(each["matched"])
        holding = book().evaluate(profile, readings=each["readings"])["car-t-relapsed-refractory"]
        stated = {(one.condition, one.words) for one in holding.because}
        assert {(one["condition"], one["words"]) for one in each["because"]} <= stated
    shown = [
        (one["because"], one["readings"], one["matched"]["cd19_status"]) for one in told["pairs"]
    ]
    assert all(shown.count(one) == 1 for one in shown)
    page = succeeds("pairs", "car-t-relapsed-refractory").out
    assert packed("»an ECOG performance status of at least 2«") in packed(page)
    refuses(run("pairs", "car-t"), USAGE, "no approach 'car-t'")
