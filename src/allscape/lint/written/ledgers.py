"""Ledgers: no sentence of an article is left behind, and the ledger says what the rules say."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located, Part
from allscape.lint.written.view import View, WrittenError, WrittenLint


class SourceWithoutLedger(WrittenError):
    """A source has no ledger.

    Without it nobody can tell which sentences were left out, and no quotation can be verified.
    """

    id = "source-without-ledger"
    avoid = samples.part(
        "sources", "{id: made-up-2022, title: Another, publisher: P, author: A, date: 2022-01-01}"
    )
    prefer = samples.part("sources", "{id: made-up-2020, title: A made-up article}")
    related = ("sentence-left-behind",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the sources that no ledger is of."""
        kept = {each.source for each in view.contents.ledgers}
        for at, source in enumerate(view.contents.sources):
            if source.id not in kept:
                yield Located("sources", at, ("id",), f"'{source.id}' has no ledger")


class SentenceLeftBehind(WrittenError):
    """A sentence of an article is missing from its ledger, or has no reason to be left out.

    Every sentence is either quoted or left out for a reason that is written down; one that waits to
    be read says `unread: true`.
    """

    id = "sentence-left-behind"
    avoid = samples.part("ledgers", '{source: made-up-2020, sentences: [{n: 1, omitted: ""}]}')
    prefer = samples.HEADLINE_LEFT_OUT
    related = ("unread-sentence", "ledger-against-quotation")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the gaps of the ledgers, and the lines that do not say what became of theirs."""
        for at, ledger in enumerate(view.contents.ledgers):
            for number, line in enumerate(ledger.sentences, 1):
                here = Part("ledgers", at, ("sentences", number - 1))
                if line.n != number:
                    message = f"sentence {number} of {ledger.source} is not accounted for"
                    yield here.located(message, f"this line says {line.n}", ("n",))
                    break
                if [line.quoted, bool(line.omitted), line.unread].count(True) != 1:
                    message = "a sentence is either quoted or omitted for a reason"
                    yield here.located(message, "unread: true while it waits for that")


class LedgerAgainstQuotation(WrittenError):
    """The ledger and the quotations disagree on whether a sentence is quoted.

    The ledger is what is held against the article; it has to tell what the rules do.
    """

    id = "ledger-against-quotation"
    avoid = samples.part(
        "ledgers", "{source: made-up-2020, sentences: [{n: 2, quoted: false, omitted: background}]}"
    )
    prefer = samples.part("ledgers", "{source: made-up-2020, sentences: [{n: 2, quoted: true}]}")
    related = ("sentence-left-behind", "not-the-whole-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the lines that say something else than the rule files."""
        for at, ledger in enumerate(view.contents.ledgers):
            for number, line in enumerate(ledger.sentences, 1):
                cite = f"{ledger.source}/{number}"
                here = Part("ledgers", at, ("sentences", number - 1))
                if line.n != number:
                    break
                if line.quoted and cite not in view.contents.quotation:
                    message = f"{cite} is said to be quoted, but no file quotes it"
                    yield here.located(message)
                if not line.quoted and cite in view.contents.quotation:
                    message = f"{cite} is quoted, but the ledger leaves it out"
                    if line.unread:
                        message = f"{cite} is quoted, and has to be read again"
                    hint = "then say quoted: true here" if line.unread else ""
                    yield here.located(message, hint)


class UnreadSentence(WrittenLint):
    """Sentences of an article have not been read yet.

    A rulebook can be used while it grows, but until the last sentence is quoted or left out for a
    reason, what it is silent about may stand in the article. Told once an article, at the first of
    them.
    """

    id = "unread-sentence"
    avoid = samples.part(
        "ledgers", '{source: made-up-2020, sentences: [{n: 1, omitted: "", unread: true}]}'
    )
    prefer = samples.HEADLINE_LEFT_OUT
    related = ("sentence-left-behind",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the ledgers with unread sentences."""
        for at, ledger in enumerate(view.contents.ledgers):
            unread = [number for number, line in enumerate(ledger.sentences) if line.unread]
            if unread:
                message = f"{len(unread)} of the {len(ledger.sentences)} sentences of "
                message += f"{ledger.source} not read yet"
                yield Located("ledgers", at, ("sentences", unread[0], "unread"), message)
