"""The loop of a quiz: a question out, an answer in, what decides out, every answer kept."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from allscape.book import Rulebook
from allscape.cli.output import tell
from allscape.cli.step import typed_lines
from allscape.faults import CaseError, Fault
from allscape.learn.deal import Deal, shuffled
from allscape.learn.engines import answers, finished
from allscape.learn.given import Answered, read_answer, read_sure
from allscape.learn.pool import Pool
from allscape.learn.progress import Given, Kept, by_approach, given, standing
from allscape.learn.question import Question
from allscape.model.landscape import NOTICE
from allscape.render import quiz as pages
from allscape.render.page import Page, Text

Show = Callable[[Page], None]
_BLANK: Page = [Text("")]
_QUIT = {"quit", "q", "exit"}
_TREE = {"tree", "why", "how"}


@dataclass(frozen=True)
class Asked:
    """A question, the answer to it if there is one, and whether a hint was asked for."""

    question: Question
    answered: Answered | None = None
    hint: bool = False

    @property
    def right(self) -> bool | None:
        """Whether the answer is the key; None where there is none."""
        return None if self.answered is None else self.answered.choice == self.question.key

    def kept(self) -> Given:
        """Return the answer as it is kept."""
        assert self.answered is not None
        return given(self.question, bool(self.right), self.answered.sure, self.hint)


class _Quit(Exception):
    """Whoever answers has enough."""


class Quizzing:
    """One quiz with one person, whose answers are `kept` unless that is None."""

    def __init__(self, book: Rulebook, pool: Pool, kept: Kept | None, show: Show) -> None:
        self._book, self._pool, self._kept, self._show = book, pool, kept, show
        self.contents = book.contents
        self._last: Asked | None = None

    def dealt(self, chosen: Sequence[Question], count: int, random: Random) -> list[Question]:
        """Return so many questions, or all there are, their keys held against the engines."""
        deal = self._deal(chosen, random)
        return [self._ready(each, random) for each in islice(deal, count)]

    def run(self, chosen: Sequence[Question], count: int, random: Random, seed: int | None) -> None:
        """Ask question after question of whoever types; what was missed comes back."""
        deal, done = self._deal(chosen, random), list[Asked]()
        lines, terminal = typed_lines(), sys.stdin is not None and sys.stdin.isatty()
        self._show(pages.opening(count, seed))
        try:
            for number, each in enumerate(islice(deal, count), 1):
                question = self._ready(each, random)
                asked = self._ask(question, f"Question {number} of {count}", lines, terminal)
                done.append(asked)
                self._keep(asked)
                if not asked.right and seed is None:
                    deal.missed(question)
                self._reply(asked)
                if terminal and number < count:
                    self._pause(lines)
        except (_Quit, KeyboardInterrupt):
            pass
        else:
            if len(done) < count:
                tell(f"allscape: {len(done)} questions are all there are, not {count}")
        self._end(done)

    def take(self, dealt: Sequence[Question], lines: Sequence[tuple[str, Fault]]) -> list[Asked]:
        """Return the questions with the answers of a file. Raises `CaseError`, nothing kept."""
        faults, asked = [], []
        for question, (line, place) in zip(dealt, lines, strict=False):
            try:
                answer = read_answer(line, question) if line.strip() else None
                asked.append(Asked(question, answer))
            except ValueError as error:
                faults.append(replace(place, message=str(error)))
        faults += [replace(place, message="no question is left for it") for _, place in
                   lines[len(dealt):]]  # fmt: skip
        if faults:
            raise CaseError(faults)
        for each in asked:
            self._keep(each)
        return [*asked, *(Asked(each) for each in dealt[len(asked) :])]

    def unanswered(self, dealt: Sequence[Question]) -> list[Asked]:
        """Return questions that nobody was asked."""
        return [Asked(each) for each in dealt]

    def show_all(self, asked: Sequence[Asked]) -> None:
        """Show questions with their answers, one after another, then what they showed."""
        for number, each in enumerate(asked, 1):
            heading = f"Question {number} of {len(asked)}"
            self._show(_BLANK)
            self._show(pages.asked(self.contents, each.question, heading))
            self._reply(each)
        self._end([each for each in asked if each.answered])

    def answer_page(self, question: Question) -> Page:
        """Return the answer to a question with what decides."""
        found = answers(self._book, question)
        return pages.answered(self.contents, question, None, found)

    def as_json(self, asked: Sequence[Asked], seed: int | None) -> str:
        """Return a quiz as one JSON object; without a seed, progress chose what comes first."""
        here = standing((e.kept() for e in asked if e.answered), self._pool.conditions)
        whole = {
            "schema": "allscape.quiz/1",
            "notice": NOTICE,
            "seed": seed,
            "questions": [_as_json(each) for each in asked],
            "summary": {"shown": list(here.shown), "missed": list(here.missed)},
        }
        return json.dumps(whole, ensure_ascii=False, indent=2)

    def _deal(self, chosen: Sequence[Question], random: Random) -> Deal:
        if self._kept is None:
            return Deal(chosen, random)
        so_far = standing(self._kept.answers, self._pool.conditions)
        return Deal(chosen, random, first=so_far.missed, last=set(so_far.shown))

    def _ready(self, question: Question, random: Random) -> Question:
        return shuffled(finished(self._book, question), random)

    def _keep(self, asked: Asked) -> None:
        if self._kept is not None and asked.answered is not None:
            self._kept.append(asked.kept())

    def _reply(self, asked: Asked) -> None:
        choice = asked.answered.choice if asked.answered else None
        self._last = asked
        found = answers(self._book, asked.question)
        self._show(_BLANK)
        self._show(pages.answered(self.contents, asked.question, choice, found))

    def _ask(self, question: Question, heading: str, lines: Iterator[str], terminal: bool) -> Asked:
        self._show(_BLANK)
        self._show(pages.asked(self.contents, question, heading))
        hint = False
        for line in lines:
            word = line.strip().lower()
            if word in _QUIT:
                raise _Quit
            if word in _TREE:
                self._show_tree()
                continue
            if word in {"hint", "?", "help"}:
                hint = True
                self._show(pages.hint(self.contents, question))
                continue
            try:
                answer = read_answer(line, question)
                if terminal and answer.sure is None:
                    answer = self._how_sure(answer, lines)
                return Asked(question, answer, hint)
            except ValueError as error:
                self._show([Text(f"{error}; or hint, or quit")])
        raise _Quit

    def _how_sure(self, answer: Answered, lines: Iterator[str]) -> Answered:
        self._show([Text("How sure, 0 to 1? (Enter leaves it out)")])
        for line in lines:
            if not line.strip():
                return answer
            try:
                return answer._replace(sure=read_sure(line))
            except ValueError as error:
                self._show([Text(str(error))])
        return answer

    def _pause(self, lines: Iterator[str]) -> None:
        """Let a person read on a terminal; tree shows the conditions."""
        self._show([Text("Enter goes on; tree; quit")])
        for line in lines:
            word = line.strip().lower()
            if word in _QUIT:
                raise _Quit
            if word not in _TREE:
                return
            self._show_tree()

    def _show_tree(self) -> None:
        """Show the conditions behind the last answer; before the first there is none to show."""
        if self._last is None:
            self._show([Text("The tree is shown once you have answered.")])
            return
        question = self._last.question
        self._show(pages.tree(self.contents, question, answers(self._book, question)))

    def _end(self, done: Sequence[Asked]) -> None:
        conditions = self._pool.conditions
        mine = [each.kept() for each in done]
        so_far: Page = []
        if self._kept is not None:
            here = standing(self._kept.answers, conditions)
            touched = {each.approach for each in mine}
            counts = by_approach(here, self._pool.questions)
            counts = {name: each for name, each in counts.items() if name in touched}
            so_far = pages.progress(here, len(conditions), counts, str(self._kept.path))
        self._show(_BLANK)
        self._show(pages.summary(mine, standing(mine, conditions), so_far))


def _as_json(asked: Asked) -> dict[str, Any]:
    told = asked.question.model_dump(mode="json", exclude={"citations"})
    answered = asked.answered
    return {
        **told,
        "given": answered.choice if answered else None,
        "sure": answered.sure if answered else None,
        "right": asked.right,
        "citations": [each.model_dump(mode="json") for each in asked.question.citations],
    }
