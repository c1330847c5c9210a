"""A quiz line by line: a question out, an answer in, what decides out; or answers from a file."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from allscape.cli.lines import typed_lines
from allscape.faults import CaseError, Fault
from allscape.learn.given import Answered, read_answer, read_sure
from allscape.learn.question import Question, QuestionKind
from allscape.learn.quiz import Asked, Quiz
from allscape.model.landscape import NOTICE
from allscape.render import learned
from allscape.render import quiz as pages
from allscape.render.answer import answered, hint, tree
from allscape.render.page import Page, Show, Text

_BLANK: Page = [Text("")]
QUIT = {"quit", "q", "exit"}
MEANING = {"?", "help"}
_HOW_SURE = "How sure, 0 to 1? (0.8 or 80: eight in ten; up to 0.5: a guess; Enter: not said)"
_TREE = {"tree", "why", "how"}


class Quit(Exception):
    """Whoever answers has enough."""


class Quizzing:
    """A quiz with whoever types, or whose answers stand in a file.

    What waits for an answer is shown by `ask`: in a pager that is left early its choices were lost.
    """

    def __init__(self, quiz: Quiz, show: Show, ask: Show | None = None) -> None:
        self._quiz, self._show, self._ask_by = quiz, show, ask or show
        self._contents = quiz.book.contents
        self._last: Question | None = None

    def run(self, seed: int | None) -> None:
        """Ask question after question of whoever types; what was missed comes back."""
        quiz, lines = self._quiz, typed_lines()
        terminal = sys.stdin is not None and sys.stdin.isatty()
        self._show(pages.opening(quiz.count, seed))
        try:
            while (question := quiz.further()) is not None:
                again = ": you missed this one before" if quiz.again else ""
                heading = f"Question {quiz.number} of {quiz.count}{again}"
                answered = self._ask(question, heading, lines, terminal)
                self._reply(quiz.answer(answered))
                if terminal:
                    self._pause(question, lines)
        except Quit:
            pass
        except KeyboardInterrupt:
            self._end(quiz.given)
            raise
        self._end(quiz.given)

    def take(self, dealt: Sequence[Asked], lines: Sequence[tuple[str, Fault]]) -> list[Asked]:
        """Return the questions with the answers of a file. Raises `CaseError`, nothing kept."""
        faults, asked = [], []
        for each, (line, place) in zip(dealt, lines, strict=False):
            try:
                answer = read_answer(line, each.question) if line.strip() else None
                asked.append(replace(each, answered=answer))
            except ValueError as error:
                faults.append(replace(place, message=str(error)))
        faults += [replace(place, message="no question is left for it") for _, place in
                   lines[len(dealt):]]  # fmt: skip
        if faults:
            raise CaseError(faults)
        for each in asked:
            self._quiz.keep(each)
        return [*asked, *dealt[len(asked) :]]

    def show_all(self, asked: Sequence[Asked]) -> None:
        """Show questions with their answers, one after another, then what they showed."""
        for number, each in enumerate(asked, 1):
            heading = f"Question {number} of {len(asked)}"
            self._show(_BLANK)
            self._show(pages.asked(self._contents, each.question, heading))
            self._reply(each)
        self._end([each for each in asked if each.answered])

    def as_json(self, asked: Sequence[Asked], seed: int) -> dict[str, Any]:
        """Return a quiz as data for one JSON object."""
        return {
            "schema": "allscape.quiz/1",
            "notice": NOTICE,
            "seed": seed,
            "questions": [_as_json(each) for each in asked],
            "summary": learned.stood([e.kept() for e in asked if e.answered], self._quiz.pool),
        }

    def _reply(self, asked: Asked) -> None:
        choice = asked.answered.choice if asked.answered else None
        self._last = asked.question
        self._show(_BLANK)
        self._show(answered(self._contents, asked.question, choice, asked.found))

    def _ask(
        self, question: Question, heading: str, lines: Iterator[str], terminal: bool
    ) -> Answered:
        self._show(_BLANK)
        self._ask_by(pages.asked(self._contents, question, heading))
        for line in lines:
            word = line.strip().lower()
            if word == "hint":
                self._quiz.hinted = True
                self._show(hint(self._contents, question, self._quiz.found))
                continue
            if self._follows(word, question):
                continue
            try:
                answer = read_answer(line, question)
            except ValueError as error:
                self._show([Text(f"{error}; or hint, ?, or quit")])
                continue
            asks = terminal and answer.sure is None and question.kind is QuestionKind.VERDICT
            return self._how_sure(answer, lines) if asks else answer
        raise Quit

    def _follows(self, word: str, question: Question) -> bool:
        """Do what can be asked for at any time; tell whether it was that. Raises `Quit`."""
        if word in QUIT:
            raise Quit
        if word in _TREE:  # before the first answer there is none
            none: Page = [Text("The tree is shown once you have answered.")]
            self._show(tree(self._quiz.book, self._last) if self._last else none)
        elif word in MEANING:
            self._show(pages.explained(self._contents, question))
        return word in _TREE | MEANING

    def _how_sure(self, answer: Answered, lines: Iterator[str]) -> Answered:
        self._show([Text(_HOW_SURE)])
        for line in lines:
            if not line.strip() or line.strip().lower() in QUIT:
                return answer
            try:
                answer = answer._replace(sure=read_sure(line))
            except ValueError as error:
                self._show([Text(str(error))])
            else:
                self._show([Text(f"sure {answer.sure:g}, of 0 to 1")])
                return answer
        return answer

    def _pause(self, question: Question, lines: Iterator[str]) -> None:
        """Let a person read on a terminal, until a line is empty."""
        last = self._quiz.number == self._quiz.count
        keys = f"Enter {'shows what the quiz showed' if last else 'goes on'}; tree; ?; quit"
        self._show([Text(keys)])
        for line in lines:
            word = line.strip().lower()
            if not word:
                return
            answered = "" if self._follows(word, question) else "This one is answered. "
            self._show([Text(f"{answered}{keys}")])

    def _end(self, done: Sequence[Asked]) -> None:
        self._show(_BLANK)
        self._show(learned.ending(self._quiz, done))


def _as_json(asked: Asked) -> dict[str, Any]:
    data = asked.question.model_dump(mode="json", exclude={"citations"})
    answered = asked.answered
    return {
        **data,
        "given": answered.choice if answered else None,
        "sure": answered.sure if answered else None,
        "right": asked.right,
        "citations": [each.model_dump(mode="json") for each in asked.question.citations],
    }
