"""A lesson as it goes, whoever shows it: step by step, and what it came to."""

from collections.abc import Collection, Sequence

from allscape.book import Rulebook
from allscape.learn.engines import deciding
from allscape.learn.given import Answered
from allscape.learn.lessons import PlacedLesson
from allscape.learn.progress import Kept
from allscape.learn.question import Question
from allscape.learn.quiz import Asked
from allscape.learn.story import story
from allscape.model.profile import ATTRIBUTES
from allscape.model.words import stands_in
from allscape.render import learned, quiz
from allscape.render.lesson import Stop, lead, stops
from allscape.render.page import Item, Page, Quote, Row, Rows, Text


class Course:
    """A lesson at its beginning, at one of its steps, before the answer or after it, or over.

    What is answered is `kept` unless that is None: the first answer at each step, under the one of
    the `conditions` of the curriculum that decides. `then` is the lesson that comes next.
    """

    def __init__(
        self,
        placed: PlacedLesson,
        book: Rulebook,
        kept: Kept | None = None,
        conditions: Collection[str] = (),
        then: str = "",
    ) -> None:
        self.title, self.lead = placed.lesson.title, lead(placed)
        self.contents, self._book = book.contents, book
        self.steps: Sequence[Stop] = list(stops(placed, book))
        self._facts = [state.known for *_, state in placed.states()]
        self.at, self.answered = -1, False
        self._kept, self._conditions, self._then = kept, conditions, then
        self._choices: dict[int, str] = {}
        self.given: dict[int, Asked] = {}

    @property
    def over(self) -> bool:
        """Whether all steps are passed."""
        return self.at == len(self.steps)

    @property
    def step(self) -> Stop | None:
        """The step that is shown; none at the beginning and at the end."""
        return self.steps[self.at] if 0 <= self.at < len(self.steps) else None

    @property
    def waiting(self) -> bool:
        """Whether there is an answer that is not shown yet."""
        return self.step is not None and self.step.answers and not self.answered

    @property
    def moved(self) -> Page:
        """All that moved with the last reveal, or why it is not shown yet."""
        here = self.steps[: self.at + 1]
        moving = [at for at, each in enumerate(here) if each.moved or each.later]
        if not moving:
            return [Text("Nothing has moved yet.")]
        last = moving[-1]
        if here[last].later or (last == self.at and not self.answered):
            return [Text("What moved is shown once the question is answered.")]
        return [*here[last].moved]

    def further(self) -> None:
        """Go on: the answer, or the next step; behind the last one the lesson is over."""
        if self.waiting:
            self.answered = True
        elif not self.over:
            self.at, self.answered = self.at + 1, False

    def back(self) -> None:
        """Go back: before the answer, or to the step before, its answer shown."""
        if self.answered and self.step is not None and self.step.answers:
            self.answered = False
        else:
            self.at, self.answered = max(self.at - 1, -1), True
        self._choices = {at: each for at, each in self._choices.items() if at < self.at}

    def choose(self, choice: str, sure: float | None = None) -> None:
        """Take the class's answer; the first one is on the disk when this returns."""
        assert self.step is not None
        assert self.step.question is not None
        if self.at not in self.given:
            asked = Asked(self._of_condition(self.step), Answered(choice, sure))
            if self._kept is not None:
                self._kept.append(asked.kept())
            self.given[self.at] = asked
        self._choices[self.at], self.answered = choice, True

    def _of_condition(self, step: Stop) -> Question:
        """Return the question of a step with the condition that decides it."""
        assert step.question is not None
        if not step.found:
            return step.question
        decides = deciding(self._book, step.question, step.found[0], self._conditions)
        return step.question.model_copy(update={"condition": decides})

    def reply(self, *, fold: bool = False) -> Page:
        """Return what is shown after the answer to this step, or after none."""
        assert self.step is not None
        expected = [*self._expected()] if self.step.moved else []
        return self.step.reply(self.contents, self._choices.get(self.at), expected, fold=fold)

    def _expected(self) -> Page:
        """Return what was said to move, held against what moved, where that was to wait."""
        earlier = [at for at, each in enumerate(self.steps[: self.at]) if each.later]
        at = earlier[-1] if earlier else -1
        made = self.steps[at].question if earlier else None
        between = self.steps[at + 1 : self.at]
        if made is None or any(each.moved for each in between):
            return []
        said = self._choices.get(at)
        if said is None:
            return [Text(f"Of those named before, {made.key} moves.", 1)]
        beside = "" if said == made.key else f", but {made.key} does"
        moves = "moves" if said == made.key else "does not move"
        return [Text(f"You expected {said}: it {moves}{beside}.", 1)]

    def explained(self) -> Page:
        """Return what the words of a step mean."""
        if self.step is None:
            return []
        if self.step.question is not None:
            return quiz.explained(self.contents, self.step.question)
        parts = self.step.leaf.question
        text = "\n".join(each.text for each in parts if isinstance(each, Text | Quote))
        facts = self._facts[self.at] if story(self._facts[self.at]) in text else {}
        named = [each for each in ATTRIBUTES if each in facts or stands_in(each, text)]
        return quiz.meant(self.contents, text, named)

    def ending(self) -> Page:
        """Return what the lesson came to, and what comes next."""
        missed = [each for each in self.given.values() if not each.right]
        of = sum(each.question is not None for each in self.steps)
        kept = self._kept is not None and self._kept.path is not None
        return [*learned.lesson(self.given, of, kept=kept), *self._next(missed)]

    def _next(self, missed: Sequence[Asked]) -> Page:
        about = [each.question.approach for each in missed if each.question.approach]
        rows = [Row("again", f"allscape quiz --about {each}") for each in dict.fromkeys(about)]
        rows += [Row("then", f"allscape lesson {self._then}")] if self._then else []
        return [Item("What comes next"), Rows(rows)] if rows else []
