"""What one person has shown to know: a line an answer, on the disk before the next question.

A condition is shown while the last answer to it was right, without a hint and no guess; missed
while it was not.
Nothing is rounded up: an approach is shown when every condition is that was found to decide it.
"""

import errno
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from allscape import disk
from allscape.faults import CaseError, unwritten
from allscape.inputs import MissingFile, Unreadable, read_bytes
from allscape.learn.question import Question
from allscape.model.base import Frozen

MAX_BYTES = 20_000_000


SURE, GUESS = 0.8, 0.5
"""From which on somebody is sure of an answer, and up to which it is a guess."""


class GivenAnswer(Frozen):
    """One answer: to which question, right or not, how sure (0 to 1), with a hint or not."""

    question: str
    kind: str
    condition: str | None
    approach: str | None
    right: bool
    sure: float | None = None
    hint: bool = False

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
    """What was shown and missed, each in the order of the curriculum.

    `kept_missing` are those missed twice or more since they were last shown, `surely_missed` those
    whose last answer was wrong and sure: what one believes to know comes back first.
    """

    shown: tuple[str, ...]
    missed: tuple[str, ...]
    kept_missing: tuple[str, ...]
    surely_missed: tuple[str, ...]


def standing(answers: Iterable[GivenAnswer], conditions: Iterable[str]) -> ShownAndMissed:
    """Return how a person stands to the conditions, by all answers so far."""
    times: dict[str, int] = {}
    surely: dict[str, bool] = {}
    for each in answers:
        if each.condition is None:
            continue
        if each.shows:
            times[each.condition] = 0
        elif not each.right:
            times[each.condition] = max(times.get(each.condition, 0), 0) + 1
            surely[each.condition] = each.surely
        elif times.get(each.condition, 0) == 0:  # right with a hint, or as a guess, shows nothing
            times[each.condition] = -1
    mine = [each for each in conditions if each in times]
    return ShownAndMissed(
        shown=tuple(each for each in mine if times[each] == 0),
        missed=tuple(each for each in mine if times[each] > 0),
        kept_missing=tuple(each for each in mine if times[each] > 1),
        surely_missed=tuple(each for each in mine if times[each] > 0 and surely[each]),
    )


def by_approach(
    found: ShownAndMissed, questions: Iterable[Question]
) -> dict[str, tuple[int, int, int]]:
    """Return for each approach how many of the conditions that decide it were shown, missed, all.

    A condition that decides several approaches counts for each of them.
    """
    deciding: dict[str, set[str]] = {}
    for each in questions:
        if each.approach and each.condition:
            deciding.setdefault(each.approach, set()).add(each.condition)
    shown, missed = set(found.shown), set(found.missed)
    return {
        name: (len(mine & shown), len(mine & missed), len(mine))
        for name, mine in sorted(deciding.items())
    }


class Kept:
    """The file of one person's answers, made with the first; without a file none outlives it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.unreadable = 0
        self.answers = list(self._read(path)) if path else []

    def make_sure(self) -> None:
        """Raise what `unwritten` makes of it where no answer can be written."""
        assert self.path is not None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not os.access(self.path if self.path.exists() else self.path.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise unwritten(self.path, error) from None

    def append(self, answer: GivenAnswer) -> None:
        """Write one answer; it is on the disk when this returns. Raises as `make_sure`."""
        if self.path is not None:
            self._write(self.path, answer)
        self.answers.append(answer)

    def _write(self, path: Path, answer: GivenAnswer) -> None:
        line = json.dumps(answer.model_dump(mode="json"), ensure_ascii=False) + "\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab+", buffering=0) as file:
                if size := os.fstat(file.fileno()).st_size:
                    file.seek(size - 1)
                    line = line if file.read() == b"\n" else f"\n{line}"  # one was cut short
                disk.refuse_larger(path, size + len(line.encode()), MAX_BYTES)
                disk.append(file, line.encode())
        except OSError as error:
            raise unwritten(path, error) from None

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
