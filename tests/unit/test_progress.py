"""What is kept of answers: nothing is lost, nothing rounded up, a line cut short harms no other."""

import os
from pathlib import Path

import pytest
from hypothesis import example
from hypothesis import given as drawn
from hypothesis import strategies as st

from allscape import Rulebook
from allscape.faults import AllscapeError, CaseError
from allscape.learn.given import Answered, read_answer, read_sure
from allscape.learn.progress import (
    GivenAnswer,
    Kept,
    by_approach,
    counts,
    decided,
    standing,
    topic,
)
from allscape.learn.question import VERDICTS, QuestionKind, question

CONDITIONS = ("one", "two", "three")
THINGS = (*CONDITIONS, "q", "r")
QUESTION = question(
    QuestionKind.VERDICT, ask="?", choices=VERDICTS, key="matched", approach="tki", condition="one"
)

answers = st.builds(
    GivenAnswer,
    question=st.sampled_from(["q", "r"]),
    kind=st.just("verdict"),
    condition=st.sampled_from([*CONDITIONS, None]),
    approach=st.sampled_from(["tki", None]),
    right=st.booleans(),
    sure=st.none() | st.sampled_from([0.5, 0.8]) | st.floats(0, 1),
    hint=st.booleans(),
)


@drawn(st.lists(answers))
def test_a_condition_is_shown_only_by_an_answer_of_its_own_without_hint_or_guess(
    given: list[GivenAnswer],
) -> None:
    found = standing(given, THINGS)
    assert set(found.surely_missed) | set(found.kept_missing) <= set(found.missed)
    for each in THINGS:
        mine = [a for a in given if (a.condition or a.question) == each]
        assert (each in found.shown) == bool(mine and mine[-1].shows)
        shown = max((at for at, a in enumerate(mine, 1) if a.shows), default=0)
        wrong = [a for a in mine[shown:] if not a.right]  # since it was last shown
        assert (each in found.missed) == bool(wrong)
        assert (each in found.kept_missing) == (len(wrong) > 1)
        surely = bool(wrong) and wrong[-1].sure is not None and wrong[-1].sure >= 0.8
        assert (each in found.surely_missed) == surely


def test_a_topic_is_the_condition_that_decides_or_what_the_question_is_asked_of() -> None:
    alone = QUESTION.model_copy(update={"condition": None})
    assert (topic(QUESTION), topic(alone)) == ("one", "verdict: tki")
    assert topic(alone) == topic(alone.model_copy(update={"ask": "Otherwise?"}))
    alone = alone.model_copy(update={"approach": None})
    assert decided(alone, Rulebook.load().contents) == ()


@drawn(st.lists(answers, max_size=12))
def test_all_that_was_asked_for_is_shown_or_missed_or_neither(given: list[GivenAnswer]) -> None:
    found = standing(given, THINGS)
    listed = [*found.shown, *found.missed, *found.unsure]
    assert sorted(listed) == sorted({each.condition or each.question for each in given})


@example(GivenAnswer(question="q", kind="", condition=None, approach=None, right=True, sure=0.5))
@drawn(answers)
def test_a_hint_or_a_guess_shows_nothing(given: GivenAnswer) -> None:
    assert given.shows == (
        given.right and not given.hint and (given.sure is None or given.sure > 0.5)
    )


@drawn(st.lists(answers))
def test_an_approach_counts_what_was_shown_and_no_more(given: list[GivenAnswer]) -> None:
    offered = Rulebook.load().contents
    (statement, *_) = offered.offers["tki"]  # each of two sentences offers it alone
    two = QUESTION.model_copy(
        update={"condition": "two", "approach": None, "statement": statement.id}
    )
    found = standing(given, CONDITIONS)
    every = by_approach(found, [QUESTION, two], offered)
    assert every.keys() == offered.approach.keys()
    mine = every.pop("tki")
    assert mine == counts(found, ["one", "two"])
    assert (mine.all, mine.shown) == (2, len({"one", "two"} & set(found.shown)))
    assert {each.all for each in every.values()} == {0}


@drawn(st.lists(answers, max_size=12))
def test_counts_add_up(given: list[GivenAnswer]) -> None:
    found = standing(given, THINGS)
    mine = counts(found, THINGS)
    assert sum(mine) == mine.all == len(THINGS)
    asked = {each.condition or each.question for each in given}
    assert mine.shown + mine.missed + mine.unsure == len(asked)


@drawn(given=st.lists(answers, min_size=1, max_size=4), cut=st.integers(1, 400))
def test_a_line_that_was_cut_short_harms_no_other(
    tmp_path_factory: pytest.TempPathFactory, given: list[GivenAnswer], cut: int
) -> None:
    path = tmp_path_factory.mktemp("learned") / "learned.jsonl"
    kept = Kept(path)
    for each in given:
        kept.append(each)
    raw = path.read_bytes()
    path.write_bytes(raw[: max(len(raw) - cut, 0)])
    left = Kept(path).answers
    assert left == given[: len(left)]
    again = Kept(path)
    again.append(given[0])
    assert Kept(path).answers == [*left, given[0]]


def test_every_answer_is_a_line_on_the_disk_before_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, fsync = list[int](), os.fsync
    monkeypatch.setattr(os, "fsync", lambda n: (fsync(n), flushed.append(os.fstat(n).st_size)))
    path = tmp_path / "of" / "anybody" / "learned.jsonl"
    kept, told = Kept(path), list[GivenAnswer]()
    for name in ("eins", "zwei", "drei\nfünf"):
        told.append(GivenAnswer(question=name, kind="", condition=None, approach=None, right=True))
        kept.append(told[-1])
        assert flushed[-1] == path.stat().st_size
        assert kept.answers == Kept(path).answers == told
        raw = path.read_bytes()
        assert (raw.count(b"\n"), raw[-1:]) == (len(told), b"\n")
    assert (Kept(path).unreadable, told[0].shows) == (0, True)
    path.unlink()
    path.mkdir()
    with pytest.raises(
        AllscapeError, match=r"cannot be written: (is a directory|permission denied)"
    ):
        kept.append(told[0])
    assert kept.answers == told


def test_what_cannot_be_read_is_counted_and_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    path = tmp_path / "learned.jsonl"
    path.write_text('no answer\n{"question": 1}\n\n')
    assert (Kept(path).answers, Kept(path).unreadable) == ([], 2)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CaseError):
        Kept(tmp_path / "folder")


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        ("a", Answered("matched")),
        (" B) ", Answered("ruled_out")),
        ("open", Answered("undetermined")),
        ("Ruled out; sure 0.8", Answered("ruled_out", 0.8)),
        ("c; 80%", Answered("undetermined", 0.8)),
        ("a sure 1", Answered("matched", 1.0)),
    ],
)
def test_an_answer_is_a_letter_or_a_text_and_how_sure(line: str, answered: Answered) -> None:
    assert read_answer(line, QUESTION) == answered


@pytest.mark.parametrize("line", ["d", "", "match", "a; sure 2", "a; sure x", "b or c"])
def test_nothing_is_guessed_of_an_answer(line: str) -> None:
    with pytest.raises(ValueError, match=r"no choice|how sure|a, b or c"):
        read_answer(line, QUESTION)


@drawn(st.text())
def test_how_sure_is_a_number_from_nothing_to_one(text: str) -> None:
    try:
        sure = read_sure(text)
    except ValueError:
        return
    assert 0 <= sure <= 1
