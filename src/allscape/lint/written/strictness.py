"""Strictness: a condition asks what its words state, no more, no less, nothing else."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.tied import Tie, WantedValues, shown, ties, within
from allscape.lint.written.view import View, WrittenLint


def _compared(view: View) -> Iterator[tuple[Tie, WantedValues, WantedValues]]:
    """Yield the ties whose words state something that none of the readings asks."""
    for tie in ties(view):
        if tie.stated and not set(tie.asked) & set(tie.stated):
            yield tie, tie.asked[0], tie.stated[0]


def _located(tie: Tie, wanted: WantedValues, how: str, stated: WantedValues) -> Located:
    message = f"{tie.attribute} {shown(wanted)} is {how} {tie.by}"
    return tie.located(message, f"stated: {shown(stated)}")


class StricterThanItsWords(WrittenLint):
    """A condition lets fewer cases pass than its words.

    "R/R" with relapsed alone, ">60 years" with over 65, "relapsed" for one who relapsed twice: a
    case that the sentence speaks of would be ruled out. A term may be read more strictly than its
    words, if one of its readings is what they say.
    """

    id = "stricter-than-its-words"
    avoid = samples.statement(
        2, "id: made-up-2020/alpha", 'when: [{age: "> 65 completed years", words: (>60 years)}]'
    )
    prefer = samples.OVER_60
    related = ("laxer-than-its-words", "against-its-words", "number-not-in-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions that ask more."""
        for tie, wanted, stated in _compared(view):
            if within(wanted, stated):
                yield _located(tie, wanted, "stricter than", stated)


class LaxerThanItsWords(WrittenLint):
    """A condition lets more cases pass than its words.

    ">60 years" with 60 and over, "relapsed" with relapsed or refractory: a case that the sentence
    does not speak of would be matched.
    """

    id = "laxer-than-its-words"
    avoid = samples.statement(
        2, "id: made-up-2020/alpha", 'when: [{age: ">= 60 completed years", words: (>60 years)}]'
    )
    prefer = samples.OVER_60
    related = ("stricter-than-its-words", "against-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions that ask less."""
        for tie, wanted, stated in _compared(view):
            if within(stated, wanted):
                yield _located(tie, wanted, "laxer than", stated)


class AgainstItsWords(WrittenLint):
    """A condition asks for something else than its words.

    "Ph-positive" with a negative result, "at least 2" with at most 2. A sign that points the wrong
    way is the easiest slip to make and the hardest to see.
    """

    id = "against-its-words"
    avoid = samples.statement(
        4, "id: made-up-2020/beta", "when: [{ph_status: negative, words: Ph-positive patients}]"
    )
    prefer = samples.PH_POSITIVE
    related = ("stricter-than-its-words", "laxer-than-its-words", "words-about-something-else")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions that ask neither more nor less, but something else."""
        for tie, wanted, stated in _compared(view):
            if not within(wanted, stated) and not within(stated, wanted):
                yield _located(tie, wanted, "against", stated)
