"""The ledger of an article: its lines, and what becomes of one that was unread."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from allscape.documents import KeyPath
from allscape.faults import Fault, UsageError, nearest
from allscape.model.segment import REPAIRS, SEGMENTERS, fingerprint, segment
from allscape.scaffold.tree import RuleItem, Tree, refusal

REASONS = ("background", "credit", "headline", "legal", "navigation", "opinion", "repeated")
"""Why a sentence is commonly left out."""


class PlacedLine(NamedTuple):
    """One line of a ledger, and where it stands."""

    ledger: RuleItem
    at: int
    data: dict[str, Any]

    @property
    def inside(self) -> KeyPath:
        """The path to the line in its file."""
        return (*self.ledger.inside, "sentences", self.at)

    @property
    def unread(self) -> bool:
        """Whether the sentence waits to be read."""
        return self.data.get("unread") is True

    @property
    def quoted(self) -> bool:
        """Whether the sentence is quoted."""
        return self.data.get("quoted") is True


def line(tree: Tree, source: str, number: int) -> PlacedLine:
    """Return the line of a sentence. Raises `UsageError` where there is none."""
    known = tree.values("ledgers", "source")
    ledger = tree.find("ledgers", "source", source)
    if ledger is None:
        raise refusal(
            f"no source '{source}'", nearest(source, known) or "allscape sources lists them"
        )
    for at, each in _lines(ledger):
        if each.get("n") == number:
            return PlacedLine(ledger, at, each)
    raise refusal(f"{source} has no sentence {number}", f"it has {len(_lines(ledger))}")


def prints(ledger: RuleItem) -> set[str]:
    """Return the fingerprints of every sentence of a ledger."""
    return {str(each.get("fingerprint")) for _, each in _lines(ledger)}


def _lines(ledger: RuleItem) -> list[tuple[int, dict[str, Any]]]:
    listed = ledger.data.get("sentences")
    numbered = enumerate(listed if isinstance(listed, list) else [])
    return [(at, each) for at, each in numbered if isinstance(each, dict)]


def account(tree: Tree, found: PlacedLine, pairs: dict[str, Any]) -> Tree:
    """Return a tree in which an unread line says what became of its sentence."""
    return tree.exchange(found.ledger.path, found.inside, "unread", pairs)


def omit(tree: Tree, source: str, numbers: Iterable[int], because: str, gist: str = "") -> Tree:
    """Return a tree in which sentences are left out for a reason, with a line in our own words.

    Raises `UsageError` where one of them is not unread.
    """
    for number in dict.fromkeys(numbers):
        found = line(tree, source, number)
        if not found.unread:
            raise accounted(tree, found)
        data = {"omitted": because, "gist": gist} if gist else {"omitted": because}
        tree = account(tree, found, data)
    return tree


def sentences_of(tree: Tree, source: str, article: str) -> list[str]:
    """Return the sentences of an article, cut as its source says."""
    found = tree.find("sources", "id", source)
    data = found.data if found is not None else {}
    listed = data.get("repairs")
    repairs = [each for each in listed if each in REPAIRS] if isinstance(listed, list) else []
    version = data.get("segmenter", 1)
    return segment(article, repairs, version if version in SEGMENTERS else 1)


def sentence_of(tree: Tree, found: PlacedLine, article: str) -> str:
    """Return the sentence of a line, found in its article. Raises `UsageError` if it is not."""
    cut = sentences_of(tree, str(found.ledger.data["source"]), article)
    sentences = {fingerprint(each): each for each in cut}
    if found.data.get("fingerprint") in sentences:
        return sentences[found.data["fingerprint"]]
    source, number = found.ledger.data["source"], found.data["n"]
    if prints(found.ledger).isdisjoint(sentences):
        raise refusal(
            f"this is not the article of {source}: none of its sentences is in the ledger"
        )
    raise refusal(
        f"sentence {number} of {source} is not in this text", "allscape sources verify tells more"
    )


def accounted(tree: Tree, found: PlacedLine) -> UsageError:
    """Return the fault of a sentence that is not unread, at its place in the ledger."""
    cite = f"{found.ledger.data['source']}/{found.data['n']}"
    message = f"{cite} is not unread"
    if found.quoted:
        message = f"{cite} is quoted already"
    elif found.data.get("omitted"):
        message = f"{cite} is left out already: {found.data['omitted']}"
    at = tree.place(found.ledger, "sentences", found.at)
    hint = "to think again, say unread: true there"
    return UsageError([Fault(at.file, at.line, at.column, message, hint)])
