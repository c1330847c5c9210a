"""A worksheet: an article sentence by sentence, each with a proposal, for a person to decide.

It holds the article's text, so it is kept with the article and never among the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from allscape.model.base import Frozen, Whole
from allscape.rulebook.verify import WORKSHEET
from allscape.scaffold import layout
from allscape.scaffold.layout import Folded
from allscape.scaffold.ledger import REASONS
from allscape.scaffold.proposals import Proposal
from allscape.scaffold.statement import FIRM, KINDS

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
        names = ("headline", "speaker", "continues", "note")
        data = {name: value for name in names if (value := getattr(self, name))}
        answers = {"not_a_condition": list(self.not_a_condition)} if self.not_a_condition else {}
        return {**data, **answers}


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


def place(article: Path) -> Path:
    """Return where the worksheet of an article is kept: beside it."""
    return article.with_name(f"{article.stem}{WORKSHEET}")
