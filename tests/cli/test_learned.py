"""What a quiz came to adds up and names no id; what words mean is taken from the sentences."""

import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from piloted import book, learning

from allscape.cli import playing, quizzing
from allscape.cli.learning import checked
from allscape.cli.playing import Playing
from allscape.learn.engines import answers, finished
from allscape.learn.given import Answered, read_answer
from allscape.learn.legend import OWN, legend, meant_names, spelled_out
from allscape.learn.of_articles import articles
from allscape.learn.pool import Pool
from allscape.learn.progress import GivenAnswer, Kept, standing, topic
from allscape.learn.question import Question, QuestionKind
from allscape.learn.quiz import Asked, Quiz
from allscape.model.base import Verdict
from allscape.model.statements import Direction, Level
from allscape.render import learned, words
from allscape.render.answer import answered, hint, tree
from allscape.render.course import Course
from allscape.render.page import Heading, Page, Quote, Rows, Text
from allscape.render.quiz import asked, explained, lettered
from allscape.render.terminal import lines


def pool() -> Pool:
    return learning().pool


@cache
def dealt(count: int, seed: int) -> list[Question]:
    return [each.question for each in learning().quiz(None, None, count, seed, None).dealt()]


def text_of(page: Page) -> str:
    return " ".join(" ".join(line.plain for line in lines(page, 200)).split())


def given(
    condition: str, right: bool, sure: float | None = None, hint: bool = False
) -> GivenAnswer:
    return GivenAnswer(
        question="q", kind="verdict", condition=condition, approach=None, right=right, sure=sure,
        hint=hint,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "shown", "missed", "surely"),
    [
        ([(True, None)], True, False, False),
        ([(True, 0.9)], True, False, False),
        ([(True, 0.5)], False, False, False),
        ([(False, 0.5)], False, True, False),
        ([(False, 0.8)], False, True, True),
        ([(False, 0.8), (True, 0.3)], False, True, True),
        ([(False, 0.8), (False, None)], False, True, False),
        ([(False, 0.8), (True, 0.8)], True, False, False),
        ([(True, 0.8), (True, 0.3)], False, False, False),
    ],
)
def test_a_guess_shows_nothing_and_what_was_surely_missed_is_known(
    answers: list[tuple[bool, float | None]], shown: bool, missed: bool, surely: bool
) -> None:
    here = standing([given("c", *each) for each in answers], ["c"])
    assert (bool(here.shown), bool(here.missed), bool(here.surely_missed)) == (
        shown,
        missed,
        surely,
    )


def test_what_was_right_with_a_hint_comes_back_and_what_was_missed_is_said_to(
    tmp_path: Path,
) -> None:
    quiz = Quiz(book(), pool(), pool().questions, 10, Random(1), Kept(tmp_path / "learned.jsonl"))
    asked, again = list[str | None](), list[bool]()
    while (question := quiz.further()) is not None:
        asked.append(question.condition)
        again.append(quiz.again)
        if len(asked) == 1:
            quiz.hinted = True
        wrong = next(each for each in question.choices if each != question.key)
        quiz.answer(Answered(wrong if len(asked) == 2 else question.key))
    assert asked[0] in asked[1:]
    assert asked[1] in asked[2:]
    assert [name for name, said in zip(asked, again, strict=True) if said] == [asked[1]]
    then = Quiz(book(), pool(), pool().questions, 10, Random(1), Kept(tmp_path / "learned.jsonl"))
    faces = [{each.question.face for each in asked} for asked in (quiz.given, then.dealt())]
    assert faces[0].isdisjoint(faces[1])


def test_what_was_surely_missed_comes_first(tmp_path: Path) -> None:
    conditions = pool().conditions[40:80:4]
    kept = Kept(tmp_path / "learned.jsonl")
    for number, each in enumerate(conditions):
        kept.append(given(each, right=False, sure=0.9 if number == 7 else 0.2))
    quiz = Quiz(book(), pool(), pool().questions, 1, Random(1), kept)
    question = quiz.further()
    assert question is not None
    assert question.condition == conditions[7]


@pytest.mark.parametrize("kind", QuestionKind)
def test_what_was_missed_comes_first_next_time_whatever_its_kind(
    tmp_path: Path, kind: QuestionKind
) -> None:
    kept, every = Kept(tmp_path / "learned.jsonl"), pool().questions
    missed = Random(2).choice([each for each in every if each.kind is kind])
    for right in (True, False):  # what was shown once and is missed now comes back, too
        kept.append(Asked(missed, Answered(missed.key if right else "")).kept())
    quiz = Quiz(book(), pool(), every, 1, Random(1), kept)
    question = quiz.further()
    assert question is not None
    assert quiz.again
    assert topic(question) == topic(missed)


@pytest.mark.parametrize("seed", range(3))
def test_the_summary_adds_up(seed: int) -> None:
    random = Random(seed)
    asked = [
        Asked(each, Answered(random.choice(each.choices), random.choice([None, 0.2, 0.9])), hint)
        for each in [*dealt(30, 3), *dealt(30, 3)[:8]]
        for hint in [random.random() < 0.2]
    ]
    page = learned.ending(learning().quiz(None, None, 1, 1, None), asked)
    (rows,) = [each.rows for each in page if isinstance(each, Rows) and not each.tree]
    counts = {each.label: int(each.text.partition(",")[0]) for each in rows}
    assert counts["answered"] == len(asked) == counts["right"] + counts["not right"]
    named = [re.search(r"\((\d+)\)$", e.text) for e in page if isinstance(e, Heading)]
    assert sum(int(each[1]) for each in named if each) == 30
    (told,) = [e.text for e in page if isinstance(e, Text) and "30 things were asked for" in e.text]
    *_, came_to = told.rpartition(": ")
    missed = [e.text for e in page if isinstance(e, Heading) and e.text.startswith("Missed")]
    assert sum(int(re.findall(r"\d+", each)[-1]) for each in missed) == int(
        (re.search(r"(\d+) missed", came_to) or [0, 0])[1]
    )
    assert sum(map(int, re.findall(r"(\d+)(?: of 30)? [smr]", came_to))) == 30
    listed = [
        row.text for each in page if isinstance(each, Rows) and each.tree for row in each.rows
    ]
    assert len(set(listed)) == len(listed) == 30


def test_every_condition_has_words_of_its_own_and_no_id() -> None:
    contents, found = book().contents, pool().in_words
    assert set(found) == set(pool().conditions)
    assert len(set(found.values())) == len(found)
    assert not [each for each in contents.statement if each in "\n".join(found.values())]


def test_what_is_spelled_out_stands_in_its_sentence() -> None:
    found = spelled_out(book().contents)
    for each in found[len(OWN) :]:
        assert f"{each.words} ({each.short}" in book().contents.sentence(each.cite)
    known = {(each.short, each.words.lower()) for each in found}
    assert known >= {
        ("R/R", "relapsed and refractory"),
        ("MRD", "minimal residual disease"),
        ("MRD", "measurable residual disease"),
        ("TKI", "tyrosine kinase inhibitors"),
        ("B-ALL", "b-cell acute lymphoblastic leukemia"),
    }


def test_a_legend_holds_what_a_text_uses_and_says_what_nobody_spells_out() -> None:
    known, rest = legend(
        book().contents, "Hyper-CVAD in Ph-positive R/R B-ALL, phase III, with TKIs"
    )
    assert {each.short for each in known} == {"ALL", "Ph", "R/R", "B-ALL", "TKI"}
    assert rest == ["CVAD"]


def test_a_standing_is_explained_by_the_scale_and_a_sentence_is_not_placed() -> None:
    shown = {each.kind: text_of(explained(book().contents, each)) for each in dealt(30, 3)}
    page = Path(__file__).parents[2] / "docs" / "from-sentence-to-rule.md"
    table = page.read_text().replace(' "', " “").replace('("', "(“").replace('"', "”")
    for level in Level:
        assert f"| {level} | {words.STANDINGS[level]} |" in table
        assert "on a scale of ours" in shown[QuestionKind.STANDING]
        assert f"{words.plain(level)} {words.STANDINGS[level]}" in shown[QuestionKind.STANDING]
    for each in dealt(30, 3):
        if each.kind is QuestionKind.SOURCE:
            text = text_of(explained(book().contents, each))
            assert not [s for s in book().contents.source if s in text]
            assert articles(book().contents)[each.sentences[0].split("/")[0]] not in text


def test_a_name_that_a_translation_mangled_is_explained_wherever_it_stands() -> None:
    contents = book().contents
    for each in dealt(30, 3):
        text = text_of(answered(contents, each, each.key, answers(book(), each)))
        for name in meant_names(contents, text):
            assert f'"{name}" is ' in text
    assert meant_names(contents, "With belintoxumab, in R/R ALL.") == {
        "belintoxumab": "blinatumomab"
    }


def test_every_answer_quotes_what_names_its_subject_and_says_what_is_assumed_and_against() -> None:
    contents = book().contents
    for each in pool().questions[:: len(pool().questions) // 15]:
        found = answers(book(), each)
        done, _ = finished(book(), each)
        parts = [*asked(contents, done, ""), *answered(contents, done, done.key, found)]
        quoted = {part.source for part in parts if isinstance(part, Quote)}
        offers = contents.offers.get(each.approach or "", ())
        named = {offer.cite for offer in offers if each.kind is not QuestionKind.WORDS}
        cited = {citation.cite for citation in done.citations}
        for cite in {*each.sentences, *named} & cited - {"", *_tension(each)}:
            assert words.where(contents, cite) in quoted, (each.id, cite)
        text = text_of(parts)
        shown = [e for e in found if e.verdict is Verdict.RULED_OUT]  # of a pair
        for one in shown if each.kind is QuestionKind.PAIR else found[:1]:
            assert all(said in text for said in one.ours), each.id
            speaks = each.kind is QuestionKind.VERDICT and one.verdict is not Verdict.RULED_OUT
            but = "matched, but with something against it" in text
            assert not (speaks and one.verdict is Verdict.MATCHED and one.against) or but


def _tension(question: Question) -> tuple[str, ...]:
    return question.sentences if question.kind is QuestionKind.TENSION else ()


def test_of_a_warning_is_asked_whether_one_is_warned() -> None:
    contents, seen = book().contents, 0
    for each in pool().questions:
        asks = contents.statement.get(each.statement or "")
        warns = asks is not None and not each.approach and asks.direction is Direction.AGAINST
        if each.kind is QuestionKind.VERDICT and warns:
            shown = [text.partition(":")[0] for _, text in lettered(contents, each)]
            assert shown == ["warned", "not warned", "open"]
            assumed = f"Our assumption: {asks.assumption}" if asks and asks.assumption else ""
            assert assumed in text_of(asked(contents, each, ""))
            assert read_answer("not warned", each).choice == "ruled_out"
            seen += 1
    assert seen


def test_a_hint_names_what_decides_and_never_the_key() -> None:
    for each in pool().questions[:: len(pool().questions) // 20]:
        found = answers(book(), each)
        text = text_of(hint(book().contents, each, found))
        if each.kind in (QuestionKind.VERDICT, QuestionKind.PAIR) and each.attribute:
            assert each.attribute in text, each.id
        if each.kind in (QuestionKind.FACT, QuestionKind.CHANGE):
            assert "look at" in text
            assert f" {each.key}," not in text


def test_the_tree_of_a_question_says_how_it_is_read() -> None:
    of = (e for e in pool().questions if e.kind is QuestionKind.READING)
    for each in list(of)[::5]:
        said = text_of(tree(book(), each))
        for term, reading in each.readings.items():
            assert book().contents.term[term].read_as(reading) in said


def test_what_a_quiz_came_to_has_no_conditions_of_what_it_asked_none_of(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "learned.jsonl")
    quiz = learning().quiz(None, None, 1, None, kept)
    firmly = next(e for e in pool().questions if e.kind is QuestionKind.STANDING)
    decided = next(e for e in pool().questions if e.approach and e.condition)
    for each, shown in ((firmly, False), (decided, True)):
        done = Asked(each, Answered(each.key))
        kept.append(done.kept())
        said = text_of(learned.ending(quiz, [done]))
        named = f"{book().contents.approach[each.approach or ''].name}: "
        by_approach = said.partition("counts for each of them.")[2]
        assert (named in by_approach) is shown
        assert "asked yet" not in by_approach.replace("not asked yet", "")


def test_the_tree_of_a_question_names_no_id() -> None:
    contents = book().contents
    for each in dealt(20, 3):
        parts = tree(book(), each)
        text = "\n".join(part.text for part in parts if not isinstance(part, Rows))  # type: ignore[union-attr]
        assert not [
            name for name in (*contents.statement, *contents.approach) if name in text.split()
        ]


def test_what_was_probably_meant_is_asked_and_never_taken() -> None:
    (change, *_) = [each for each in dealt(30, 3) if each.kind is QuestionKind.CHANGE]
    choice = change.choices[0]
    assert read_answer(choice.upper(), change).choice == choice
    with pytest.raises(ValueError, match=re.escape(f"did you mean a) {choice}?")):
        read_answer(f"{choice[:-2]}{choice[-1]}", change)
    with pytest.raises(ValueError, match=r"^no choice 'something else': a, "):
        read_answer("something else", change)


@pytest.mark.parametrize("typed", ["a .95", "a, sure 95", "A) 0.95", "a; 95%", "a, sure 0.95"])
def test_how_sure_can_be_written_in_any_way_that_means_one_thing(typed: str) -> None:
    assert read_answer(typed, dealt(30, 3)[0]).sure == 0.95
    with pytest.raises(ValueError, match="from 0 to 1"):
        read_answer("a; sure 2", dealt(30, 3)[0])


def test_of_a_pair_both_cases_are_said_and_which_fails_at_what() -> None:
    (pair, *_) = [each for each in dealt(30, 3) if each.kind is QuestionKind.PAIR]
    page = answered(book().contents, pair, pair.key, answers(book(), pair))
    rows = [row for each in page if isinstance(each, Rows) for row in each.rows]
    other = next(each for each in pair.choices if each != pair.key)
    assert [row.text.rpartition(": ")[2] for row in rows if row.label == pair.key] == ["matched"]
    assert [row.text.rpartition(": ")[2] for row in rows if row.label == other] == ["ruled out"]
    assert f"{other} fails" in {row.label for row in rows}


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, typed: Iterator[str], count: int) -> tuple[Quiz, str]:
    """Take a quiz on a terminal; return it, and all that was shown."""
    quiz, shown = learning().quiz("ecog", None, count, 1, None), []
    monkeypatch.setattr(quizzing, "typed_lines", lambda: typed)
    monkeypatch.setattr(quizzing.sys, "stdin", _Terminal())
    try:
        quizzing.Quizzing(quiz, shown.extend).run(1)
    finally:
        text = text_of(shown)
        monkeypatch.undo()
    return quiz, text


def test_the_last_answer_can_be_read_before_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    quiz, text = run(monkeypatch, iter(["a", "", "hint", "b", "?", ""]), 1)
    assert [each.hint for each in quiz.given] == [False]
    asked = "Enter shows what the quiz showed; tree; ?; quit"
    assert text.count(f"This one is answered. {asked}") == 2
    assert text.index(asked) < text.index("WHAT THIS QUIZ SHOWED")


def test_only_of_a_verdict_is_asked_how_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = (line for _ in range(40) for line in ("a", ""))
    quiz, text = run(monkeypatch, typed, 8)
    verdicts = sum(each.question.kind is QuestionKind.VERDICT for each in quiz.given)
    assert 0 < verdicts < len(quiz.given)
    assert text.count("How sure, 0 to 1?") == verdicts


def _sure(each: Asked) -> float | None:
    assert each.answered is not None
    return each.answered.sure


def test_how_sure_is_asked_until_it_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    quiz, text = run(monkeypatch, iter(["a", "rather", "80"]), 1)
    assert [_sure(each) for each in quiz.given] == [0.8]
    refused, taken = text.index("how sure is a number from 0 to 1"), text.index("sure 0.8, of 0 to")
    assert refused < taken < text.index("WHAT THIS QUIZ SHOWED")
    quiz, _ = run(monkeypatch, iter(["a"]), 1)
    assert [_sure(each) for each in quiz.given] == [None]


def test_the_tree_is_shown_once_there_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = run(monkeypatch, iter(["tree", "a", "", "tree", ""]), 1)
    before, answered, after = text.partition("Right: ")
    assert answered
    assert "The tree is shown once you have answered." in before
    assert ["What decides" in each for each in (before, after)] == [False, True]


def test_a_quiz_that_is_stopped_shows_its_summary_and_ends_as_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def typed() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    quiz, shown = learning().quiz("ecog", None, 3, 1, None), list[object]()
    monkeypatch.setattr(quizzing, "typed_lines", typed)
    with pytest.raises(KeyboardInterrupt):
        quizzing.Quizzing(quiz, shown.extend).run(1)
    assert Heading("What this quiz showed") in shown


def play(monkeypatch: pytest.MonkeyPatch, *typed: str) -> str:
    """Play a lesson on a terminal to where nothing more is typed; return what was shown since."""
    shown: list[Page] = []

    def lines() -> Iterator[str]:
        yield from typed
        del shown[:-3]  # what the last line that was typed has shown
        yield "quit"

    monkeypatch.setattr(playing, "typed_lines", lines)
    monkeypatch.setattr(playing.sys, "stdin", _Terminal())
    Playing(Course(*checked("unknown-is-not-no", None)[:2]), shown.append).run()
    return text_of([part for page in shown for part in page])


STEP_4 = ("", "c", "", "")
"""What brings a lesson to its first reveal."""


def test_a_line_by_line_lesson_waits_after_each_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = play(monkeypatch, "", "c")
    assert "Right: c)" in text
    assert "3. Note" not in text
    assert "Enter goes on; ?; back; quit" in text


@pytest.mark.parametrize("word", ["?", "moved"])
def test_what_can_be_asked_for_is_never_taken_for_an_answer(
    monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    text = play(monkeypatch, *STEP_4, word)
    assert "5. Question" not in text
    moved = "What moved is shown once the question is answered."
    assert ("Philadelphia chromosome" if word == "?" else moved) in text


def test_before_the_first_reveal_nothing_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing has moved yet." in play(monkeypatch, "", "moved")


def test_what_moves_is_told_to_whoever_expected_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    held = play(monkeypatch, *STEP_4, "")
    assert "What moved is shown behind the next question." in held
    shown = play(monkeypatch, *STEP_4, "", "", "a", "", "c")
    assert re.search(r"What moved: Of those named before, .+ moves\.", shown)


def test_what_moved_is_unfolded_by_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = (*STEP_4, "a", "", "a", "", "c")
    folded, whole = play(monkeypatch, *typed), play(monkeypatch, *typed, "moved")
    assert "moved shows all." in folded
    assert "GAINED (3)" not in folded
    assert "GAINED (3)" in whole


def test_there_is_a_way_back_to_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "2. Question" in play(monkeypatch, "", "c", "back")
    assert "2. Question" in play(monkeypatch, "", "c", "", "back")
    assert "1. Nothing is known" in play(monkeypatch, "", "back", "back", "back")
