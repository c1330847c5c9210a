"""A quiz and a lesson on the screen: every key, in a small and in a large terminal."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from piloted import LARGE, SMALL, Driven, burst, drive, learning, press, shown
from program import folded
from textual.pilot import Pilot

from allscape import Profile, Rulebook
from allscape.cli import quizzing
from allscape.explorer.desk import Desk
from allscape.explorer.handlers import become
from allscape.explorer.learning import Learned, LessonScreen, QuizScreen
from allscape.explorer.lines import Lines
from allscape.explorer.played import LESSON, Played
from allscape.explorer.quizzed import QUIZ, Quizzed
from allscape.faults import UsageError
from allscape.learn.given import read_answer
from allscape.learn.progress import Kept
from allscape.model.case import Case
from allscape.session.events import Start, State

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
LESSON_NAME = "unknown-is-not-no"


def a_quiz(about: str = "car-t-relapsed-refractory") -> object:
    return lambda told: QuizScreen(told.quiz(about))


def a_lesson() -> object:
    return lambda told: LessonScreen(told.lesson(LESSON_NAME))


def quizzed(app: Driven) -> Quizzed:
    assert isinstance(app.screen, QuizScreen)
    return app.screen.here


def played(app: Driven) -> Played:
    assert isinstance(app.screen, LessonScreen)
    return app.screen.here


def notice(app: Driven) -> str:
    return shown(app.screen.query_one("#notice", Lines))[0]


async def fully_read(app: Driven, pilot: "Pilot[None]") -> None:
    """Press PgDn until all of the page was in sight; nothing else goes on before that."""
    while app.screen.query_one("#learned", Lines).more:
        assert "more below: PgDn" in app.seen
        assert "(Space go on)" in app.seen
        await press(app, pilot, "space")
        assert notice(app) == "go on: more lies below: PgDn shows it."
        before = app.seen
        await press(app, pilot, "pagedown")
        assert app.seen != before
    assert "more below" not in app.seen


async def refused(app: Driven, pilot: "Pilot[None]", reasons: dict[str, str]) -> None:
    for key, reason in reasons.items():
        await press(app, pilot, key)
        assert notice(app) == reason
    assert isinstance(app.screen, Learned)


def fits(app: Driven) -> None:
    width, _ = app.size
    assert max(map(len, app.seen.split("\n"))) <= width
    assert "For education" in notice(app) or notice(app).endswith(".")


@pytest.mark.parametrize("opening", [a_quiz(), a_lesson()], ids=["quiz", "lesson"])
def test_a_page_closes_alone_and_what_draws_late_is_dropped(opening: object) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for twice in ("question_mark", "q", "escape"):
            await press(app, pilot, "question_mark")
            await burst(app, pilot, twice, twice)
            assert isinstance(app.screen, Learned)
        await burst(app, pilot, *"jjjq")

    assert drive(script, opening=opening)._exit


@pytest.mark.sampled(2)
@SIZES
def test_every_key_of_a_quiz_does_what_it_says(size: tuple[int, int], tmp_path: Path) -> None:
    kept = tmp_path / "learned.jsonl"

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        here = quizzed(app)
        await refused(
            app,
            pilot,
            {
                "space": "go on: answer first: a, b or c.",
                "w": "why: answer first: a, b or c.",
                "x": "explore it: answer first: a, b or c.",
                "h": "Not done: there is no choice h: a, b, c.",
            },
        )
        assert "(Space go on)" in app.seen
        await press(app, pilot, "i")
        assert "Hint: " in app.seen
        await press(app, pilot, "8")
        assert notice(app) == "how sure: 8 and one more digit, as in 80 or .8"
        await press(app, pilot, "a")
        assert notice(app).startswith("Not done: how sure is a number from 0 to 1")
        await press(app, pilot, "8", "0")
        assert notice(app) == "sure 0.8, of 0 to 1: now the letter"
        await press(app, pilot, "i")
        assert "sure 0.8" in shown(app.screen.query_one("#title", Lines))[0]
        assert not kept.exists()
        await press(app, pilot, "c")
        assert "ight" in app.seen
        (given,) = Kept(kept).answers
        assert (given.sure, given.hint) == (0.8, True)
        fits(app)
        await refused(
            app,
            pilot,
            {
                "a": "answer: this one is answered: Space goes on.",
                "i": "hint: this one is answered: Space goes on.",
                "5": "how sure: this one is answered: Space goes on.",
            },
        )
        await press(app, pilot, "w")
        assert "What decides" in app.seen
        await press(app, pilot, "w", "question_mark")
        assert "not now: this one is answered" in folded(app.seen)
        await press(app, pilot, "question_mark")
        await fully_read(app, pilot)
        await press(app, pilot, "up", "down", "pageup")
        await fully_read(app, pilot)
        await press(app, pilot, "space")
        await fully_read(app, pilot)
        assert here.quiz.number in {1, 2}
        await press(app, pilot, "q")
        assert "WHAT THIS QUIZ SHOWED" in app.seen
        await refused(
            app,
            pilot,
            {key: f"{QUIZ[name].label}: the quiz is over: q closes it." for key, name in
             {"a": "choose", "space": "further", "x": "case", "w": "tree"}.items()},
        )  # fmt: skip
        await press(app, pilot, "q")
        assert app._exit

    drive(script, size, answers=kept, opening=a_quiz())


@SIZES
def test_a_quiz_goes_to_its_end_and_nothing_is_passed_over_unseen(size: tuple[int, int]) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        here = quizzed(app)
        while not here.over:
            number = here.quiz.number
            assert f"Question {number} of {here.quiz.count}" in app.seen
            fits(app)
            await press(app, pilot, "a")
            await fully_read(app, pilot)
            lines, _ = here.shown(min(size[0] - 8, 76))
            assert lines[-1].plain.strip() in app.seen
            assert here.quiz.number == number
            await press(app, pilot, "space")
        assert len(here.quiz.given) == here.quiz.count == 4
        assert "WHAT THIS QUIZ SHOWED" in app.seen

    drive(script, size, opening=a_quiz())


def test_choices_that_are_out_of_sight_are_shown_before_an_answer_is_asked_for() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        here = quizzed(app)
        assert "a)  " not in app.seen
        await fully_read(app, pilot)
        assert all(f"{letter})  " in app.seen for letter in "abcde"[: len(_choices(here))])
        await press(app, pilot, "space")
        assert notice(app).startswith("go on: answer first: ")

    drive(script, (60, 12), opening=a_quiz())


def _choices(here: Quizzed) -> tuple[str, ...]:
    assert here.quiz.question is not None
    return here.quiz.question.choices


def test_the_case_of_a_question_is_explored_and_can_be_taken_back() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        before = app.desk.state.profile
        await press(app, pilot, "Q")
        case = quizzed(app).case
        assert case is not None
        await press(app, pilot, "a", "x")
        assert app.desk.state.profile == case.profile != before
        await press(app, pilot, *["u"] * (1 + len(case.readings)))
        assert app.desk.state.profile == before

    drive(script, LARGE)


def test_a_case_is_explored_under_the_reading_that_was_asked_of(book: Rulebook) -> None:
    start = Start(rulebook=book.fingerprint)
    desk = Desk(book, Case(), State(start=start), lambda _: None)
    literal = next(each for each in desk.readings if each.term == "ecog-at-least-2")
    become(desk, Case(profile=Profile(ecog=3), readings={literal.term: literal.reading}))
    assert desk.state.profile == Profile(ecog=3)
    assert desk.evaluation.edition.readings[literal.term] == literal.reading
    become(desk, Case(profile=Profile(ecog=1)))
    assert desk.evaluation.edition.readings[literal.term] != literal.reading


def test_a_quiz_about_nothing_is_refused_and_the_explorer_goes_on() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        app.school = app.school._replace(quiz=nothing)
        await press(app, pilot, "Q")
        assert app.panes()["notice"] == ["Not done: no question is about that"]

    def nothing(about: str | None) -> Quizzed:
        raise UsageError.of("no question is about that")

    drive(script)


def _line_by_line(kept: Path, lines: Sequence[str], patch: pytest.MonkeyPatch) -> None:
    patch.setattr(quizzing, "typed_lines", lambda: iter(lines))
    quizzing.Quizzing(learning().quiz("ecog", None, 4, 1, Kept(kept)), lambda page: None).run(None)


def test_the_screen_keeps_what_is_kept_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, lines = tmp_path / "screen.jsonl", tmp_path / "lines.jsonl"

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "i", "full_stop", "7", "a")
        for _ in range(3):
            await fully_read(app, pilot)
            await press(app, pilot, "space")
            await fully_read(app, pilot)
            await press(app, pilot, "b")
        await fully_read(app, pilot)
        assert screen.read_text() == lines.read_text()
        assert len(Kept(screen).answers) == 4

    _line_by_line(lines, ["hint", "a; sure 0.7", "b", "b", "b"], monkeypatch)
    drive(script, answers=screen, opening=a_quiz("ecog"))


@pytest.mark.parametrize("typed", ["0", "1", "10", "100", "80", ".8", "0.85"])
def test_how_sure_is_typed_as_in_a_line_and_means_the_same(typed: str) -> None:
    here = Quizzed(learning().quiz("ecog", None, 1, 1, None))
    for each in typed if "." in typed else f"99{typed}":  # what cannot go on begins anew
        here.be_sure({".": "full_stop"}.get(each, each))
    assert here.quiz.question is not None
    here.choose("a")
    (given,) = here.quiz.given
    assert given.answered == read_answer(f"a; sure {typed}", here.quiz.question)


@pytest.mark.sampled(2)
@SIZES
def test_every_key_of_a_lesson_does_what_it_says(size: tuple[int, int]) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        here = played(app).course
        assert "Goals:" in app.seen
        await refused(
            app,
            pilot,
            {
                "left": "back: this is the beginning.",
                "a": "answer: no question is asked here: Space goes on.",
            },
        )
        await press(app, pilot, "space", "space")
        assert here.waiting
        await press(app, pilot, "h")
        assert notice(app) == "Not done: there is no choice h: a, b, c."
        await press(app, pilot, "a")
        assert "Not right. The answer is c)" in app.seen
        assert not here.waiting
        await press(app, pilot, "a")
        assert notice(app) == "answer: this one is answered: Space goes on."
        await press(app, pilot, "left")
        assert here.waiting
        assert "Not right" not in app.seen
        await press(app, pilot, "c")
        assert "Right: c)" in app.seen
        fits(app)
        await press(app, pilot, "up", "down", "question_mark")
        assert "the answer, the next step, where nothing lies below" in folded(app.seen)
        await press(app, pilot, "escape", "q")
        assert app._exit

    drive(script, size, opening=a_lesson())
    assert LESSON.keys() == {"further", "back", "choose", "down", "up", "help", "leave"}


@pytest.mark.sampled(2)
@SIZES
def test_a_lesson_is_played_to_its_end_by_a_key_that_goes_on_and_one_that_shows_more(
    size: tuple[int, int],
) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        here = played(app).course
        shown = 0
        while not here.over:
            await fully_read(app, pilot)
            shown += here.waiting
            fits(app)
            await press(app, pilot, "space")
        await fully_read(app, pilot)
        assert "That was the last step." in app.seen
        await press(app, pilot, "space")
        assert notice(app) == "go on: that was the last step: q ends."
        assert shown == sum(each.answers for each in here.steps)

    drive(script, size, opening=a_lesson())


def test_what_is_on_the_screen_is_shown_in_ascii_where_it_has_to_be() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        assert app.seen.isascii(), app.seen
        await press(app, pilot, "a")
        assert app.seen.isascii(), app.seen

    drive(script, opening=a_quiz(), ascii_only=True)


def test_a_quiz_has_a_question_about_every_row() -> None:
    pool = learning().pool
    assert all(pool.about(name, None) for name in pool.contents.approach)
