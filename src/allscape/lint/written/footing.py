"""Footing: an option says how firm it is, a figure and a term rest on a sentence."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenError


class OptionWithoutStanding(WrittenError):
    """An option does not say how firmly its article puts it.

    A reader who sees an approach matched has to see whether it is approved or only discussed, and
    the article's words for that.
    """

    id = "option-without-standing"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, standing: null}")
    prefer = samples.statement(
        2, "id: made-up-2020/alpha", "standing: {level: discussed, words: is an option}"
    )
    related = ("level-wider-than-its-words", "option-without-approach")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the options without a standing."""
        for each in view.statements:
            if each.statement.offers and each.statement.standing is None:
                yield each.located("an option has a standing, in the article's words")


class OptionWithoutApproach(WrittenError):
    """An option is about no approach.

    Nothing could be matched where it holds. What a sentence says of cases without naming an
    approach is evidence, prognosis or an outlook, and no option.
    """

    id = "option-without-approach"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, about: []}")
    prefer = samples.ABOUT_ALPHA
    related = ("approach-without-option", "option-without-standing")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the options without an approach."""
        for each in view.statements:
            if each.statement.offers and not each.statement.about:
                yield each.located("an option is about an approach")


class FigureNotInTheSentence(WrittenError):
    """A figure is printed otherwise than in its sentence.

    The value, what it is compared with, and its p value are printed as the sentence prints them.
    """

    id = "figure-not-in-the-sentence"
    avoid = samples.statement(
        3,
        "id: made-up-2020/alpha-seen",
        "figures: [{measure: patients who were helped, value: 13%}]",
    )
    prefer = samples.HELPED
    related = ("number-not-in-the-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the figures that are not in the sentence."""
        for each in view.statements:
            for f, figure in enumerate(each.statement.figures):
                for name in ("value", "versus", "p"):
                    printed = getattr(figure, name)
                    if printed not in view.sentences[each.cite]:
                        message = f"'{printed}' is not in the sentence"
                        yield each.located(message, inside=("figures", f, name))


class TermWithoutFooting(WrittenError):
    """A term neither cites a sentence nor says that it is an assumption.

    A reader has to see whose meaning it is: the article's, or ours.
    """

    id = "term-without-footing"
    avoid = samples.part("terms", "{id: adult, words: [], cites: [], assumption: null}")
    prefer = samples.part("terms", "{id: adult, words: adult, cites: made-up-2020/6}")
    related = ("unused-term", "words-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the terms that rest on nothing."""
        for at, term in enumerate(view.contents.terms):
            if not term.cites and not term.assumption:
                message = "a term cites sentences, or says that it is an assumption"
                yield Located("terms", at, ("id",), message)
