"""The articles in, the ledger held against them: every sentence accounted for, word for word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from allscape.faults import Fault, UsageError
from allscape.inputs import NotText, Unreadable, files_in, read_text
from allscape.model.contents import Contents
from allscape.model.ledgers import LedgerLine
from allscape.model.segment import fingerprint, fold, segment
from allscape.model.sources import Source
from allscape.rulebook.align import Alignment, align

WORKSHEET = ".worksheet.yaml"
"""How the name of an article's worksheet ends, which lies beside it."""


@dataclass
class Verified:
    """What came of holding one source against its article."""

    source: str
    article: str = ""
    sentences: int = 0
    accounted: int = 0
    unread: int = 0
    quoted: int = 0
    verbatim: int = 0
    faults: list[Fault] = field(default_factory=list)

    def tell(self, message: str) -> None:
        """Add a fault of the article."""
        self.faults.append(Fault(f"{self.source} ({self.article})", 0, 0, message))


def verify(contents: Contents, folder: Path) -> list[Verified]:
    """Hold every source of a rulebook against the articles in a folder.

    An article is known by its sentences, whatever its file is called. Raises `UsageError` where the
    folder or an article cannot be read.
    """
    texts = _texts(folder)
    return [_verify(contents, source, texts) for source in contents.source.values()]


def _texts(folder: Path) -> dict[str, str]:
    try:
        paths = files_in(folder, deep=False)
    except Unreadable as error:
        raise UsageError([error.fault()]) from None
    # A worksheet holds the sentences of its article, and is none.
    return {
        path.name: read_article(path)
        for path in paths
        if path.is_file() and not path.name.endswith(WORKSHEET)
    }


def read_article(path: Path) -> str:
    """Return the text of an article. Raises `UsageError` where it is no text in UTF-8."""
    try:
        text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    except NotText as error:
        hint = "save it as UTF-8, or take it out of the folder"
        raise UsageError.at(path, f"{error.message}: not an article", hint) from None
    except Unreadable as error:
        raise UsageError([error.fault()]) from None
    if "\0" in text:
        before = text.partition("\0")[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message, hint = "a NUL stands here, which no text holds", "take it out of the article"
        raise UsageError([Fault(str(path), line, column, message, hint)])
    return text


def _verify(contents: Contents, source: Source, texts: dict[str, str]) -> Verified:
    lines = next(each.sentences for each in contents.ledgers if each.source == source.id)
    known = {line.fingerprint for line in lines}
    cuts = {name: segment(text, source.repairs, source.segmenter) for name, text in texts.items()}
    shared = {name: len(known & set(map(fingerprint, cut))) for name, cut in cuts.items()}
    article = max(shared, key=shared.__getitem__, default="")
    if not shared.get(article):
        return Verified(source.id)
    sentences = cuts[article]
    found = Verified(source.id, article, len(sentences))
    aligned = align([line.fingerprint for line in lines], list(map(fingerprint, sentences)))
    _compare(found, sentences, lines, aligned)
    _unread(found, lines)
    _quotations(found, contents, sentences, aligned)
    return found


def _compare(
    found: Verified, sentences: Sequence[str], lines: Sequence[LedgerLine], aligned: Alignment
) -> None:
    found.accounted = sum(not lines[number - 1].unread for number in aligned.same)
    for number in aligned.changed.values():
        found.tell(f"sentence {number} is not what the ledger has: {_begins(sentences, number)}")
    for number in aligned.added:
        found.tell(f"sentence {number} is not in the ledger: {_begins(sentences, number)}")
    for number in aligned.gone:
        found.tell(f"sentence {number} of the ledger is not in the article")


def _begins(sentences: Sequence[str], number: int) -> str:
    return f"“{fold(sentences[number - 1])[:50]}...”"


def _unread(found: Verified, lines: Sequence[LedgerLine]) -> None:
    waiting = [str(line.n) for line in lines if line.unread]
    found.unread = len(waiting)
    if waiting:
        message = f"not read yet: {'sentence' if len(waiting) == 1 else 'sentences'} "
        found.tell(message + ", ".join(waiting))


def _quotations(
    found: Verified, contents: Contents, sentences: Sequence[str], aligned: Alignment
) -> None:
    for quotation in contents.quotation.values():
        if quotation.source != found.source:
            continue
        found.quoted += 1
        number = aligned.same.get(quotation.number)
        if number is not None and fold(quotation.text) == fold(sentences[number - 1]):
            found.verbatim += 1
        else:
            message = f"the quotation {quotation.cite} is not sentence {quotation.number}"
            found.tell(f"{message}, word for word")
