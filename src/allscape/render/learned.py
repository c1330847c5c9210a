"""What a quiz came to, what was learned so far, and what there is to learn."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from allscape.learn.pool import Pool
from allscape.learn.progress import (
    Counts,
    GivenAnswer,
    Kept,
    by_approach,
    counts,
    decided,
    standing,
    topic,
)
from allscape.learn.question import Question, QuestionKind
from allscape.learn.quiz import Asked, Quiz
from allscape.render import words
from allscape.render.framing import END
from allscape.render.page import Heading, Page, Row, Rows, Text, Tone


def ending(quiz: Quiz, done: Sequence[Asked]) -> Page:
    """Return what a quiz comes to, and all answers so far where they are kept."""
    page: Page = [Heading("What this quiz showed"), *_account(quiz.pool, done)]
    if quiz.kept is not None and quiz.kept.path is not None:
        page.append(Text("What was missed comes back, what you were sure of first."))
        of_conditions = [each.question for each in done if each.question.condition is not None]
        about = {name for each in of_conditions for name in decided(each, quiz.pool.contents)}
        page += progress(quiz.pool, quiz.kept, about)
    return [*page, END]


def lesson(given: Mapping[int, Asked], of: int, *, kept: bool) -> Page:
    """Return what a lesson comes to: how many `of` its questions were right, and which were not.

    They are given by the number of their step, from nought.
    """
    if not given:
        return []
    missed = []
    for at, asked in ((at, each.question) for at, each in given.items() if not each.right):
        key = "" if asked.kind is QuestionKind.VERDICT else f" {asked.key}"
        missed.append(f"{at + 1}. {asked.ask}{key}")
    answered, *rows = _counts([each.kept() for each in given.values()])
    rows = [answered._replace(text=f"{len(given)} of {of}"), *rows]
    page: Page = [Heading("What this lesson showed"), Rows(rows)]
    page += _listed("Missed", missed, Tone.AGAINST)
    if kept:
        held = "Kept with the answers to quizzes: what was missed comes back there"
        page.append(Text(f"{held}, where a quiz asks for it."))
    return page


def _account(pool: Pool, done: Sequence[Asked]) -> Page:
    """Return how many answers were right, and what each thing that was asked comes to."""
    names = {topic(each.question): _in_words(pool, each.question) for each in done}
    given = [each.kept() for each in done]
    here = standing(given, names)
    later = [each for each in here.missed if each not in here.surely_missed]
    page: Page = [Rows(_counts(given))]
    if given:
        asked = words.counted(len(names), "thing was", "things were")
        came_to = _stands(counts(here, names))
        page.append(Text(f"{asked} asked for, and each stands in one list: {came_to}.", 1))
    lists = (
        ("Missed, and sure when it was last missed", here.surely_missed, Tone.AGAINST),
        ("Missed", later, Tone.AGAINST),
        ("Right with a hint or as a guess: not shown yet", here.unsure, Tone.OPEN),
        ("Shown", here.shown, Tone.FOR),
    )
    for heading, mine, tone in lists:
        page += _listed(heading, [names[each] for each in mine], tone)
    return page


def _counts(given: Sequence[GivenAnswer]) -> list[Row]:
    """Return rows that add up: what was answered, and what of it was right."""
    right = [each for each in given if each.right]
    wrong = [each for each in given if not each.right]
    sure = [each for each in given if each.surely]
    rows = [
        Row("answered", str(len(given))),
        Row("right", _of_them(right, guesses=True)),
        Row("not right", _of_them(wrong, guesses=False)),
    ]
    if sure:
        held = sum(each.right for each in sure)
        rows.append(Row("sure", f"{len(sure)}, of them {held} right, {len(sure) - held} not right"))
    return rows


def _of_them(given: Sequence[GivenAnswer], *, guesses: bool) -> str:
    """Return how many answers there are, and how many of them with a hint, or as a guess."""
    hinted = sum(each.hint for each in given)
    guessed = sum(each.guessed and not each.hint for each in given) if guesses else 0
    parts = [(hinted, "with a hint"), (guessed, "as a guess")]
    of = words.listed(f"{number} {how}" for number, how in parts if number)
    return f"{len(given)}, of them {of}" if of else str(len(given))


def _in_words(pool: Pool, question: Question) -> str:
    if question.condition is not None:
        return pool.in_words[question.condition]
    if question.kind is QuestionKind.SOURCE:
        said = pool.contents.statement[question.statement or ""].says.rstrip(".")
        return f"Which article says so: {said} ({question.sentences[0]})"
    if question.kind is QuestionKind.TENSION:
        return f"Where two sentences differ ({words.listed(question.cites)})"
    return question.ask


def _listed(heading: str, lines: Sequence[str], tone: Tone) -> Page:
    if not lines:
        return []
    rows = [Row("-", each) for each in lines]
    return [Heading(f"{heading} ({len(lines)})", tone), Rows(rows, tree=True)]


def curriculum(pool: Pool) -> Page:
    """Return what there is to learn: how many questions, of what, and what has none."""
    kinds = pool.kinds_that_differ
    asked = len(pool.conditions) - len(pool.without)
    page: Page = [
        Heading(f"What there is to learn ({sum(kinds.values()):,} questions)"),
        Rows([Row(kind, f"{number:,}") for kind, number in kinds.items()]),
        Text(f"{asked} of {len(pool.conditions)} conditions have a question.", 1),
    ]
    page += _named(
        pool, pool.without, "Without one: in no case does it decide, or each would tell its key."
    )
    alone = (
        "In all combinations of facts, no two cases one fact apart are told apart by these alone:"
    )
    return [*page, *_named(pool, pool.no_near_miss, alone)]


def _named(pool: Pool, conditions: Sequence[str], heading: str) -> Page:
    rows = [Row("-", pool.in_words[each]) for each in conditions]
    return [Text(heading, 1), Rows(rows, tree=True)] if rows else []


def progress(pool: Pool, kept: Kept, about: Collection[str] | None) -> Page:
    """Return what all answers so far have shown, also of each approach, or of some."""
    found = standing(kept.answers, pool.topics)
    conditions, others = counts(found, pool.conditions), counts(found, pool.undecided)
    page: Page = [
        Heading("So far, all quizzes and lessons together"),
        Text(f"Conditions: {_stands(conditions)}.", 1),
        Text(
            f"Questions that no condition decides (how firmly, which article): {_stands(others)}.",
            1,
        ),
        Text(f"Kept in {kept.path}", 1),
    ]
    asked = {topic(each): each for each in pool.questions}
    missing = [_in_words(pool, asked[each]) for each in found.kept_missing]
    page += _listed("Keep missing", missing, Tone.AGAINST)
    rows = [
        Row("-", f"{pool.contents.approach[name].name}: {_stands(mine)}")
        for name, mine in by_approach(found, pool.questions, pool.contents).items()
        if about is None or name in about
    ]
    shared = "A condition that several approaches share counts for each of them."
    by_name: Page = [Heading("Conditions by approach"), Text(shared, 1), Rows(rows, tree=True)]
    return [*page, *by_name] if rows else page


def stood(answers: Sequence[GivenAnswer], pool: Pool) -> dict[str, Any]:
    """Return what answers have shown as data: of the conditions; of what none decides."""
    others = standing(answers, pool.undecided).model_dump()
    return {**standing(answers, pool.conditions).model_dump(), "without_condition": others}


def _stands(found: Counts) -> str:
    """Return counts that add up, in words."""
    if not found.all:
        return "none decides, it is said of all"
    if found.not_asked == found.all:
        return f"none of {found.all} asked yet"
    parts = [
        (found.missed, "missed"),
        (found.unsure, "right with a hint or as a guess"),
        (found.not_asked, "not asked yet"),
    ]
    others = [f"{number} {how}" for number, how in parts if number]
    return ", ".join([f"{found.shown} of {found.all} shown", *others])
