"""An answer as it is typed: a letter or the text of a choice, and how sure."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from allscape.faults import meant
from allscape.learn.question import Question
from allscape.learn.story import fact
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import understood
from allscape.model.typed import facts_in

LETTERS = "abcdefgh"
_SURE = re.compile(
    r"(?:;\s*(?:sure)?|,?\s+sure|(?<=^[a-hA-H])[.,)]?\s+(?=[.\d]))\s*(?P<sure>\S+)\s*$"
)
_MOST_SHOWN = 40
_LEAST_PERCENT = 10
"""From which on a number without a sign is one of a hundred: 2 can be meant as 2 of 10."""
_ALSO = {"open": str(Verdict.UNDETERMINED), "ruled out": str(Verdict.RULED_OUT)}
_SPOKEN = {value: words for words, value in _ALSO.items()}
_ALSO |= {"warned": str(Verdict.MATCHED), "not warned": str(Verdict.RULED_OUT)}


class Answered(NamedTuple):
    """A choice of a question, and how sure whoever chose it was: 0 to 1, or None."""

    choice: str
    sure: float | None = None


def chosen(letter: str, question: Question) -> str:
    """Return the choice of a letter. Raises `ValueError` for one that has none."""
    choices = dict(zip(LETTERS, question.choices, strict=False))
    if letter not in choices:
        raise ValueError(f"there is no choice {letter}: {', '.join(choices)}")
    return choices[letter]


def read_answer(line: str, question: Question) -> Answered:
    """Read "b", "ruled out" or "b; sure 0.8". Raises `ValueError` with what can be answered."""
    found = _SURE.search(line)
    sure = read_sure(found["sure"]) if found else None
    message = (line[: found.start()] if found else line).strip().strip(".)").strip()
    letters = dict(zip(LETTERS, question.choices, strict=False))
    by_text = {each.lower(): each for each in question.choices}
    plain = _ALSO.get(message.lower(), message.lower())
    choice = (
        letters.get(message.lower()) or by_text.get(plain) or _fact_meant(message, question.choices)
    )
    if choice is None:
        *front, end = letters
        hint = _nearly(message, letters)
        none = f"no choice '{_shortened(message)}': " if message else "an answer is "
        raise ValueError(f"{none}{hint}{', '.join(front)} or {end}")
    return Answered(choice, sure)


def _fact_meant(message: str, choices: Collection[str]) -> str | None:
    """Return the choice that says the fact which was typed as facts are elsewhere (`Ph+`)."""
    try:
        ((name, typed),) = facts_in([message]).items()
        value = understood(ATTRIBUTES[name], typed)
    except ValueError:
        return None
    said = None if value is None else fact(name, value)
    return said if said in choices else None


def _nearly(message: str, letters: Mapping[str, str]) -> str:
    """Return which choice was probably meant, with its letter."""
    shown = {_SPOKEN.get(text, text): letter for letter, text in letters.items()}
    near = meant(message, list(shown))
    for text, letter in shown.items():
        near = near.replace(f"'{text}'", f"{letter}) {text}")
    return f"{near} " if near else ""


def read_sure(text: str) -> float:
    """Read how sure: 0.8, 80% or 80. Raises `ValueError`."""
    number = text.strip().rstrip("%")
    try:
        percent = text.strip().endswith("%") or float(number) >= _LEAST_PERCENT
        sure = float(number) / (100 if percent else 1)
    except ValueError:
        sure = -1.0
    if not 0 <= sure <= 1:
        raise ValueError(f"how sure is a number from 0 to 1, such as 0.8, not '{_shortened(text)}'")
    return sure


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
