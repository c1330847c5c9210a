"""Words of conditions: they hold its numbers, speak of what it tests, and mean one thing."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located, Severity
from allscape.lint.written.numbers import numbers
from allscape.lint.written.phrases import names
from allscape.lint.written.tied import WantedValues, asked, default_tests, same_words, shown
from allscape.lint.written.view import View, WrittenLint
from allscape.model.conditions import Range, TermUse, Test
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Statement, Term


class NumberNotInItsWords(WrittenLint):
    """A number of a condition does not stand in its words.

    For a term the number stands in the term's words; where these hold none, or the term is a
    declared assumption, what the reading says of itself has it.
    """

    id = "number-not-in-its-words"
    avoid = samples.statement(
        2,
        "id: made-up-2020/alpha",
        'when: [{age: "> 70", words: patients (>60 years) who have relapsed},',
        '       {ecog: "<= 2", words: patients}]',
    )
    prefer = samples.OVER_60
    related = ("stricter-than-its-words", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions whose numbers nobody said."""
        for each in view.conditions:
            test = each.condition
            if not isinstance(test, Test) or test.range is None or each.field == "remarks":
                continue
            said = numbers(test.words or "")
            where = f"the words '{test.words}'"
            if isinstance(each.owner, Term) and not test.words:
                said = numbers(" ".join(each.owner.words))
                where = f"the words of '{each.owner.id}'"
                if each.owner.assumption or not said:
                    said, where = numbers(each.says), "what the reading says"
            wanted = asked(test)
            assert isinstance(wanted, Range)
            if strange := sorted(wanted.ends - said):
                numbers_ = " and ".join(f"{each:g}" for each in strange)
                yield each.located(f"{test.text}: {numbers_} is not in {where}")


class WordsAboutSomethingElse(WrittenLint):
    """The words of a condition do not speak of its attribute.

    Words were found in the sentence, but not those that state the condition: it limits the
    statement by something that no word says. The words of a term's use name what the term tests,
    or share a word with the term; one that by default tests nothing is left alone.
    """

    id = "words-about-something-else"
    avoid = samples.statement(
        2, "id: made-up-2020/alpha", "when: [{ph_status: negative, words: who have relapsed}]"
    )
    prefer = samples.WHO_HAVE_RELAPSED
    related = ("condition-without-words", "against-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the tests and terms whose words do not name what they test."""
        for each in view.conditions:
            if not each.words or each.field == "remarks":
                continue
            condition = each.condition
            if isinstance(condition, Test) and not names(condition.attribute, each.words):
                message = f"the words '{each.words}' do not speak of {condition.attribute}"
                meaning = f"{condition.attribute} is {ATTRIBUTES[condition.attribute].meaning}"
                yield each.located(message, meaning, ("words",))
            if isinstance(condition, TermUse) and not _of_term(view, condition.term, each.words):
                message = f"the words '{each.words}' do not speak of the term '{condition.term}'"
                yield each.located(message, inside=("words",))


def _of_term(view: View, name: str, words: str) -> bool:
    """Tell whether words can be those of a term; of one that claims no words, any can."""
    term = view.contents.term.get(name)
    tested = list(default_tests(view, term)) if term is not None else ()
    if term is None or not term.words or not tested:
        return True
    own = {word for each in (term.name, *term.words) for word in _long_words(each)}
    return bool(own & _long_words(words)) or any(names(each, words) for each in tested)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


class SameWordsOtherCondition(WrittenLint):
    """The same words of one source are tied to different conditions in two places.

    An article may mean two things by one phrase; more often one of the two rules is wrong. Terms
    count with their first reading.
    """

    id = "same-words-other-condition"
    severity = Severity.NOTE
    avoid = samples.statement(
        5,
        "id: made-up-2020/gamma-other",
        "kind: evidence",
        "says: As approved.",
        "when: [{relapse_status: relapsed, words: R/R disease}]",
    )
    prefer = samples.statement(
        5,
        "id: made-up-2020/gamma-other",
        "kind: evidence",
        "says: As approved.",
        "when: [{relapse_status: [relapsed, refractory], words: R/R disease}]",
    )
    related = ("stricter-than-its-words",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield every later place at which words are tied to another condition."""
        first: dict[tuple[str, str, str], tuple[WantedValues, str]] = {}
        for key, wanted, placed in same_words(view):
            assert isinstance(placed.owner, Statement)
            before, there = first.setdefault(key, (wanted, placed.owner.id))
            if before != wanted:
                message = f"the words '{key[1]}' are tied to {key[2]} {shown(wanted)} here, "
                message += f"and to {shown(before)} at {there}"
                yield placed.located(message)
