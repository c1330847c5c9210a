"""Sentences: each quotation is one, whole, and every sentence of an article is accounted for."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenError
from allscape.model.segment import fingerprint


class NotTheWholeSentence(WrittenError):
    """A quotation is not the whole sentence, word for word.

    A sentence that was cut short, run together with the next one or changed by a letter no longer
    says what its article says. The ledger keeps a fingerprint of every sentence, so that this is
    found without the article.
    """

    id = "not-the-whole-sentence"
    avoid = """
        quotations:
          - cite: made-up-2020/2
            text: Alpha is an option for patients (>60 years) who have relapsed
        """
    prefer = """
        quotations:
          - cite: made-up-2020/2
            text: Alpha is an option for patients (>60 years) who have relapsed.
        """
    related = ("ledger-against-quotation", "words-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the quotations that are no sentence of their source."""
        lines = {
            f"{ledger.source}/{line.n}": line
            for ledger in view.contents.ledgers
            for line in ledger.sentences
        }
        for at, each in view.quotations:
            if each.source not in view.contents.source:
                continue
            if each.cite not in lines:
                message = f"{each.source} has no sentence {each.number} in the ledger"
                yield Located("quotations", at, ("cite",), message)
            elif fingerprint(each.text) != lines[each.cite].fingerprint:
                message = f"this is not sentence {each.number} of {each.source}, word for word"
                hint = f"its fingerprint is {fingerprint(each.text)}, "
                hint += f"the ledger has {lines[each.cite].fingerprint}"
                yield Located("quotations", at, ("text",), message, hint)


class IdleQuotation(WrittenError):
    """A sentence is quoted and states nothing.

    Only the sentences that a rule needs are quoted; the others stand in the ledger with a reason
    and a line in our own words.
    """

    id = "idle-quotation"
    avoid = """
        quotations:
          - {cite: made-up-2020/1, text: A made-up article}
        ledgers:
          - {source: made-up-2020, sentences: [{n: 1, quoted: true, omitted: ""}]}
        """
    prefer = samples.HEADLINE_LEFT_OUT
    related = ("ledger-against-quotation", "unused-id")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the quotations without a statement that continue no other."""
        for at, each in view.quotations:
            if not each.statements and not each.continues:
                message = "a quotation states something or is not quoted"
                yield Located("quotations", at, ("cite",), message)


class SentenceGivenTwice(WrittenError):
    """A statement names a sentence of its own.

    A statement belongs to the quotation that it stands under; with a second sentence a reader could
    not tell which of the two it makes.
    """

    id = "sentence-given-twice"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, cite: made-up-2020/3}")
    prefer = samples.statement(2, "{id: made-up-2020/alpha}")
    related = ("not-the-whole-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the statements that give a sentence."""
        for each in view.statements:
            if each.statement.cite:
                message = "the sentence of a statement is that of its quotation"
                yield each.located(message, "leave it out", ("cite",))
