"""A worksheet: an article sentence by sentence, each with a proposal, for a person to decide.

It holds the article's text, so it is kept with the article and never among the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from allscape.faults import UsageError
from allscape.model.base import Frozen, Whole
from allscape.model.segment import NEWEST, fingerprint, segment
from allscape.rulebook.verify import WORKSHEET, read_article
from allscape.scaffold import disk, layout, ledger
from allscape.scaffold.layout import Folded
from allscape.scaffold.ledger import REASONS
from allscape.scaffold.proposals import Known, Proposal, proposed
from allscape.scaffold.source import checked, refuse_known, repeats
from allscape.scaffold.statement import FIRM, KINDS
from allscape.scaffold.tree import Tree, a_name, refusal

YES, LATER = "yes", "later"

_HEAD = f"""\
# The worksheet of an article. It holds the article's text: keep it with the article, outside the
# repository. Nothing in it counts before you have decided it, sentence by sentence:
#   decide: yes      it is what is proposed
#   decide: {", ".join(KINDS[:4])},
#           {", ".join(KINDS[4:])}
#                    it is quoted, and its statements say what you read in it
#   decide: {", ".join(REASONS[:4])}, {", ".join(REASONS[4:])}, or
#           another reason in several words: it is left out (gist: what it is about, in our words)
#   decide: later    it stays unread
# A proposed condition is a guess by its words: take out what the sentence does not ask, add what it
# asks. when: [] says that the sentence is said of all. Then: allscape new article --apply THIS FILE
"""


class Decided(Frozen):
    """One sentence of a worksheet. `statements` and what stands beside them go into the rules."""

    n: Whole
    text: str
    proposed: str = ""
    decide: str | None = None
    gist: str | None = None
    duplicate_of: int | None = None
    file: str | None = None
    headline: bool = False
    speaker: str = ""
    continues: str = ""
    note: str = ""
    not_a_condition: tuple[dict[str, Any], ...] = ()
    statements: tuple[dict[str, Any], ...] = ()

    @property
    def what(self) -> str:
        """What was decided: a kind, a reason, `later`; nothing where nothing was."""
        decision = (self.decide or "").strip()
        return self.proposed if decision == YES else decision

    @property
    def beside(self) -> dict[str, Any]:
        """What is said of the sentence beside its statements."""
        names = {"headline", "speaker", "continues", "note", "not_a_condition"}
        return self.model_dump(mode="json", include=names, exclude_defaults=True)


class Worksheet(Frozen):
    """A worksheet as it is filled in. `source` and `approaches` are checked with the rulebook."""

    article: str
    source: dict[str, Any]
    approaches: tuple[dict[str, Any], ...] | None = None
    sentences: tuple[Decided, ...]


def text(
    article: str,
    source: Mapping[str, Any],
    sentences: Mapping[int, str],
    proposals: Mapping[int, Proposal],
    repeats: Mapping[int, int],
) -> str:
    """Return the text of a new worksheet, in which nothing is decided."""
    lines = [*_HEAD.splitlines(), *layout.block({"article": article}, 0)]
    lines += ["source:", *layout.block(source, 2), ""]
    lines += ["# What no other article has described:", "#  - {id: , name: , family: , agents: []}"]
    lines += ["approaches: []", "", "sentences:"]
    for number, sentence in sentences.items():
        if number in repeats:
            data = {"n": number, "text": Folded(sentence), "duplicate_of": repeats[number]}
            lines += [*layout.items([data], 2), ""]
        else:
            lines += [*_sentence(number, sentence, proposals[number])]
    return "\n".join([*lines, ""])


def _sentence(number: int, sentence: str, proposal: Proposal) -> Iterator[str]:
    what = proposal.what
    data: dict[str, Any] = {"n": number, "text": Folded(sentence), "proposed": what, "decide": None}
    quoted = what in KINDS
    yield from layout.items([data if quoted else {**data, "gist": None}], 2)
    if quoted or proposal.when:
        yield from _statement(what if quoted else "", proposal.when)
    yield ""


def _statement(kind: str, when: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "    statements:"
    yield "      - about:"
    yield "        direction:"
    yield "        says:"
    if kind in FIRM:
        yield "        standing: {level: , words: }"
    yield "        when:"
    yield from (f"          - {layout.flow(each)}" for each in when)


_ANOTHER = "allscape new edition takes another text"


def begin(tree: Tree, article: Path, source: str, said: Mapping[str, Any]) -> tuple[Path, int]:
    """Write the worksheet of an article beside it; return where, and how much is to be decided.

    Of an article that the rulebook has it holds the sentences that are unread. Raises `UsageError`
    where there is one already, it would lie among the rules, or is too large to be read again.
    """
    path = article.with_name(f"{article.stem}{WORKSHEET}")
    if path.resolve().is_relative_to(tree.folder.resolve()):
        raise refusal(f"{article} is among the rules", "keep articles outside the repository")
    if path.exists():
        raise UsageError.at(path, "is there already", "nothing is ever overwritten")
    there = tree.find("sources", "id", a_name(source, "source")) is not None
    whole = read_article(article)
    cut = _unread(tree, source, whole) if there else _all(tree, source, whole, said)
    data: dict[str, Any] = {"id": source} if there else {"id": source, "segmenter": NEWEST, **said}
    data = {name: list(each) if isinstance(each, tuple) else each for name, each in data.items()}
    known = Known(*([each.data for each in tree.items(name)] for name in ("terms", "approaches")))
    same = repeats(list(map(fingerprint, cut.values()))) if not there else {}
    proposals = {
        number: proposed(each, number, known) for number, each in cut.items() if number not in same
    }
    made = text(article.name, data, cut, proposals, same)
    disk.write(Tree(path.parent, {}), Tree(path.parent, {path: made}))
    return path, len(proposals)


def _all(tree: Tree, source: str, article: str, said: Mapping[str, Any]) -> dict[int, str]:
    named = {name: each for name, each in said.items() if each is not None}
    # What nobody has named yet is filled in in the worksheet.
    blank = {"title": "-", "publisher": "-", "author": "-", "date": date.min, "segmenter": NEWEST}
    known = checked({**blank, **named, "id": source})
    sentences = segment(article, known.repairs, known.segmenter)
    refuse_known(tree, source, list(map(fingerprint, sentences)))
    return dict(enumerate(sentences, 1))


def _unread(tree: Tree, source: str, article: str) -> dict[int, str]:
    cut = dict(enumerate(ledger.sentences_of(tree, source, article), 1))
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
