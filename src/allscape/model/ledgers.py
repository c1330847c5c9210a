"""What became of every sentence of an article, and which findings are answered."""

from pydantic import StrictBool

from allscape.model.base import Frozen, Whole, Words


class LedgerLine(Frozen):
    """What became of one sentence of a source: quoted, left out for a reason, or not read yet."""

    n: Whole
    fingerprint: str
    quoted: StrictBool = False
    omitted: str = ""
    gist: str = ""
    unread: StrictBool = False


class Ledger(Frozen):
    """Every sentence of one source, in order."""

    source: str
    sentences: tuple[LedgerLine, ...]


class Exclusion(Frozen):
    """One finding of `allscape check` that is none here: which lint, at which id, and why.

    `finding` are words of its message, so that the next fault at that id is found.
    """

    lint: str
    at: str
    finding: str = ""
    reason: Words
