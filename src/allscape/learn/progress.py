"""What one person has shown to know: a line an answer, on the disk before the next question.

What is asked for is the condition that decides a question, or what it is asked of where none does.
It is shown while the last answer to it was right, without a hint and no guess; missed from a wrong
answer on until it is shown; unsure otherwise.
Nothing is rounded up: an approach is shown when every condition is that was found to decide it.
"""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from allscape import disk
from allscape.faults import CaseError, raised_as, unwritten
from allscape.inputs import MissingFile, Unreadable, read_bytes
from allscape.learn.question import Question
from allscape.model.base import Frozen
from allscape.model.contents import Contents

MAX_BYTES = 20_000_000


SURE, GUESS = 0.8, 0.5
"""From which on somebody is sure of an answer, and up to which it is a guess."""


class GivenAnswer(Frozen):
    """One answer: to which question, right or not, how sure (0 to 1), with a hint or not.

    `asked_for` is what it asked for where no condition decides it.
    """

    question: str
    kind: str
    condition: str | None
    asked_for: str | None = None
    approach: str | None
    right: bool
    sure: float | None = None
    hint: bool = False

    @property
    def topic(self) -> str:
        """What was asked for: the condition that decides, or what it was asked of."""
        return self.condition or self.asked_for or self.question

    @property
    def surely(self) -> bool:
        """Whether whoever gave it was sure."""
        return self.sure is not None and self.sure >= SURE

    @property
    def guessed(self) -> bool:
        """Whether it was a guess."""
        return self.sure is not None and self.sure <= GUESS

    @property
    def shows(self) -> bool:
        """Whether it shows that its condition is known."""
        return self.right and not self.hint and not self.guessed


class ShownAndMissed(Frozen):
    """What was shown, missed and neither (`unsure`), each in the order of the curriculum.

    Each topic that was asked for is in one of these. `kept_missing` are those missed twice or more
    since they were last shown, `surely_missed` those whose last answer was wrong and sure:
    what one believes to know comes back first.
    """

    shown: tuple[str, ...]
    missed: tuple[str, ...]
    unsure: tuple[str, ...]
    kept_missing: tuple[str, ...]
    surely_missed: tuple[str, ...]


def topic(question: Question) -> str:
    """Return what a question asks for: the condition that decides it, or what it is asked of.

    That is no matter of its wording, so progress outlives a better one.
    """
    readings = [f"{term}={reading}" for term, reading in question.readings.items()]
    named = filter(None, (question.target, *readings, *question.cites))
    return question.condition or f"{question.kind}: {' '.join(named)}"


def standing(answers: Iterable[GivenAnswer], topics: Iterable[str]) -> ShownAndMissed:
    """Return how a person stands to what is asked for, by all answers so far."""
    times: dict[str, int] = {}
    surely: dict[str, bool] = {}
    for each in answers:
        if each.shows:
            times[each.topic] = 0
        elif not each.right:
            times[each.topic] = max(times.get(each.topic, 0), 0) + 1
            surely[each.topic] = each.surely
        elif times.get(each.topic, 0) == 0:  # right with a hint, or as a guess, shows nothing
            times[each.topic] = -1
    mine = [each for each in topics if each in times]
    return ShownAndMissed(
        shown=tuple(each for each in mine if times[each] == 0),
        missed=tuple(each for each in mine if times[each] > 0),
        unsure=tuple(each for each in mine if times[each] < 0),
        kept_missing=tuple(each for each in mine if times[each] > 1),
        surely_missed=tuple(each for each in mine if times[each] > 0 and surely[each]),
    )


class Counts(NamedTuple):
    """how many topics were shown, missed, neither (`unsure`) and not asked: `all` together."""

    shown: int
    missed: int
    unsure: int
    not_asked: int

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self)


def counts(found: ShownAndMissed, topics: Collection[str]) -> Counts:
    """Return how many of some topics were shown, missed, neither, and not asked."""
    mine = set(topics)
    shown, missed, unsure = (
        len(mine.intersection(each)) for each in (found.shown, found.missed, found.unsure)
    )
    return Counts(shown, missed, unsure, len(mine) - shown - missed - unsure)


def decided(question: Question, contents: Contents) -> tuple[str, ...]:
    """Return the approaches that a question shows something of: what is asked of, or offered."""
    if question.approach is not None:
        return (question.approach,)
    statement = contents.statement.get(question.statement or "")
    return statement.about if statement is not None and statement.offers else ()


def by_approach(
    found: ShownAndMissed, questions: Iterable[Question], contents: Contents
) -> dict[str, Counts]:
    """Return how a person stands to the conditions that decide each approach.

    A condition that decides several approaches counts for each of them.
    """
    deciding: dict[str, set[str]] = {each.id: set() for each in contents.approaches}
    for each in questions:
        for name in decided(each, contents) if each.condition else ():
            deciding[name].add(each.condition or "")
    return {name: counts(found, mine) for name, mine in sorted(deciding.items())}


class Kept:
    """The file of one person's answers, made with the first; without a file none outlives it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.unreadable = 0
        self.answers = list(self._read(path)) if path else []

    def make_sure(self) -> None:
        """Raise what `unwritten` makes of it where no answer can be written."""
        assert self.path is not None
        with raised_as(unwritten, self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not os.access(self.path if self.path.exists() else self.path.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def append(self, answer: GivenAnswer) -> None:
        """Write one answer; it is on the disk when this returns. Raises as `make_sure`."""
        if self.path is not None:
            self._write(self.path, answer)
        self.answers.append(answer)

    def _write(self, path: Path, answer: GivenAnswer) -> None:
        line = f"{answer.model_dump_json()}\n"
        with raised_as(unwritten, path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab+", buffering=0) as file:
                if size := os.fstat(file.fileno()).st_size:
                    file.seek(size - 1)
                    line = line if file.read() == b"\n" else f"\n{line}"  # one was cut short
                disk.refuse_larger(path, size + len(line.encode()), MAX_BYTES)
                disk.append(file, line.encode())

    def _read(self, path: Path) -> Iterator[GivenAnswer]:
        try:
            raw = read_bytes(path, MAX_BYTES)
        except MissingFile:
            return
        except Unreadable as error:
            raise CaseError([error.fault()]) from None
        for line in raw.splitlines():
            try:
                yield GivenAnswer.model_validate_json(line)
            except ValidationError:
                self.unreadable += bool(line.strip())
