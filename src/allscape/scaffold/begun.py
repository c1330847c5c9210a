"""The worksheet of an article, begun: its sentences, each with what it may be."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from allscape.faults import UsageError
from allscape.model.segment import NEWEST, fingerprint, segment
from allscape.rulebook.verify import read_article
from allscape.scaffold import disk, ledger, worksheet
from allscape.scaffold.proposals import Known, proposed
from allscape.scaffold.source import checked, refuse_known, repeats
from allscape.scaffold.tree import Tree, a_name, refusal

_ANOTHER = "allscape new edition takes another text"


def begin(tree: Tree, article: Path, source: str, said: Mapping[str, Any]) -> tuple[Path, int]:
    """Write the worksheet of an article beside it; return where, and how much is to be decided.

    Of an article that the rulebook has it holds the sentences that are unread. Raises `UsageError`
    where there is one already, it would lie among the rules, or is too large to be read again.
    """
    path = worksheet.place(article)
    if path.resolve().is_relative_to(tree.folder.resolve()):
        raise refusal(f"{article} is among the rules", "keep articles outside the repository")
    if path.exists():
        raise UsageError.at(path, "is there already", "nothing is ever overwritten")
    there = tree.find("sources", "id", a_name(source, "source")) is not None
    text = read_article(article)
    cut = _unread(tree, source, text) if there else _all(tree, source, text, said)
    data: dict[str, Any] = {"id": source} if there else {"id": source, "segmenter": NEWEST, **said}
    data = {name: list(each) if isinstance(each, tuple) else each for name, each in data.items()}
    known = Known(*([each.data for each in tree.items(name)] for name in ("terms", "approaches")))
    same = repeats(list(map(fingerprint, cut.values()))) if not there else {}
    proposals = {
        number: proposed(each, number, known) for number, each in cut.items() if number not in same
    }
    made = worksheet.text(article.name, data, cut, proposals, same)
    disk.write(Tree(path.parent, {}), Tree(path.parent, {path: made}))
    return path, len(proposals)


def _all(tree: Tree, source: str, text: str, said: Mapping[str, Any]) -> dict[int, str]:
    named = {name: each for name, each in said.items() if each is not None}
    # What nobody has named yet is filled in in the worksheet.
    blank = {"title": "-", "publisher": "-", "author": "-", "date": date.min, "segmenter": NEWEST}
    known = checked({**blank, **named, "id": source})
    sentences = segment(text, known.repairs, known.segmenter)
    refuse_known(tree, source, list(map(fingerprint, sentences)))
    return dict(enumerate(sentences, 1))


def _unread(tree: Tree, source: str, text: str) -> dict[int, str]:
    cut = dict(enumerate(ledger.sentences_of(tree, source, text), 1))
    # One that is quoted waits for its statements to be held against it, not for a decision.
    found = {
        n: each
        for n, each in cut.items()
        if ledger.line(tree, source, n).unread
        and tree.find("quotations", "cite", f"{source}/{n}") is None
    }
    if not found:
        raise refusal(f"no sentence of {source} is unread", _ANOTHER)
    for number, each in found.items():
        if ledger.line(tree, source, number).data.get("fingerprint") != fingerprint(each):
            raise refusal(f"sentence {number} of {source} is not in this text", _ANOTHER)
    return found
