"""Conditions: each is tied to words, and the words stand in a sentence."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import PlacedCondition, View, WrittenError
from allscape.model.conditions import SameAs, Test, Tied
from allscape.model.words import stands_in


class ConditionWithoutWords(WrittenError):
    """A condition is tied to no words of a sentence.

    Whatever limits a statement stands in its sentence or in one that it points to. A limit that no
    sentence states (an age known from elsewhere, say) cannot be written down. Where the words need
    a meaning, use a term, which declares it openly.
    """

    id = "condition-without-words"
    avoid = samples.statement(2, "id: made-up-2020/alpha", "when: [{relapse_status: relapsed}]")
    prefer = samples.WHO_HAVE_RELAPSED
    related = ("words-not-in-the-sentence", "words-about-something-else")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the tests of statements that have no words."""
        for each in view.conditions:
            test = each.condition
            if each.field == "quotations" and isinstance(test, Test) and test.words is None:
                hint = "give words: from the sentence, or use a term"
                yield each.located(f"no words state that {test.text}", hint)


class WordsNotInTheSentence(WrittenError):
    """Words that a condition, a standing or a term rests on are not in the sentence.

    They were changed, cut out of the middle of a word, or stand in another sentence: then `from`
    says in which.
    """

    id = "words-not-in-the-sentence"
    avoid = samples.statement(
        2, "id: made-up-2020/alpha", "when: [{relapse_status: relapsed, words: relapsed patients}]"
    )
    prefer = samples.WHO_HAVE_RELAPSED
    related = ("condition-without-words", "not-the-whole-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words that are not where they are said to stand."""
        yield from _standings(view)
        for each in view.conditions:
            if each.words is not None and each.field != "remarks" and not _stands(each, view):
                cites = " or ".join(each.cites) or "any sentence"
                message = f"the words '{each.words}' are not in {cites}"
                yield each.located(message, inside=("words",))
        for at, term in enumerate(view.contents.terms):
            texts = [view.sentences[cite] for cite in term.cites if cite in view.sentences]
            for w, words in enumerate(term.words):
                if not any(stands_in(words, text) for text in texts):
                    message = f"the words '{words}' are in no sentence that the term cites"
                    yield Located("terms", at, ("words", w), message)


def _standings(view: View) -> Iterator[Located]:
    """Yield the words of standings, and of their limits, that are not in the sentence."""
    for each in view.statements:
        standing = each.statement.standing
        cite = (standing and standing.source) or each.cite
        for name in ("words", "limit"):
            words = getattr(standing, name, None)
            if words and cite in view.sentences and not stands_in(words, view.sentences[cite]):
                message = f"the words '{words}' are not in {cite}"
                yield each.located(message, inside=("standing", name))


def _stands(placed: PlacedCondition, view: View) -> bool:
    """Tell whether words stand in their sentence; for a statement, if that is quoted at all."""
    if placed.field == "quotations" and placed.cites[0] not in view.sentences:
        return True
    texts = [view.sentences[cite] for cite in placed.cites if cite in view.sentences]
    return any(stands_in(placed.words or "", text) for text in texts)


class FromWithoutWords(WrittenError):
    """A condition names a sentence and no words of it.

    `from` says where the words stand; alone it says nothing.
    """

    id = "from-without-words"
    avoid = samples.statement(
        6, "id: made-up-2020/beta-adults", "when: [{term: adult, from: made-up-2020/2}]"
    )
    prefer = samples.statement(
        6, "id: made-up-2020/beta-adults", "when: [{term: adult, words: adult patients}]"
    )
    related = ("condition-without-words",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions with a sentence and no words."""
        for each in view.conditions:
            condition = each.condition
            if not isinstance(condition, Tied) or each.field == "remarks":
                continue
            if condition.source and not condition.words:
                message = "'from' names the sentence of the words, and there are no words"
                yield each.located(message, inside=("from",))


class SameAsInATerm(WrittenError):
    """A term takes its condition from a statement.

    A term is a meaning that statements share; it has conditions of its own, or those of other
    terms.
    """

    id = "same-as-in-a-term"
    avoid = samples.adult(
        "{id: from-18, says: as studied, when: {same-as: made-up-2020/beta-adults}}"
    )
    prefer = samples.ADULT
    related = ("defined-by-itself",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the references of terms to statements."""
        for each in view.conditions:
            if each.field == "terms" and isinstance(each.condition, SameAs):
                yield each.located("a term has conditions of its own")


class RemarkWithWords(WrittenError):
    """A remark is tied to words, or refers to a statement.

    A remark is what the project itself says where the articles are silent. It cites nothing and
    decides nothing.
    """

    id = "remark-with-words"
    avoid = """
        remarks:
          - id: t-cell
            says: Nothing is said of T-cell disease.
            when: {lineage: T, words: patients}
        """
    prefer = """
        remarks:
          - id: t-cell
            says: Nothing is said of T-cell disease.
            when: {lineage: T}
        """
    related = ("condition-without-words",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the remarks that lean on the articles."""
        for each in view.conditions:
            if each.field == "remarks" and (isinstance(each.condition, SameAs) or each.words):
                message = (
                    "a remark is the project's own: it has no words and refers to no statement"
                )
                yield each.located(message)
