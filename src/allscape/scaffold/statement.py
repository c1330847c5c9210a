"""A new statement: its sentence, quoted, with a hole wherever somebody has to read and decide.

A skeleton claims nothing. What would be a claim (the direction, our own words, how firm it is, of
whom it is said) is left empty, and a rulebook with an empty part does not load: its loader tells
every hole with its line. So a sentence that is half a rule is never taken for one.

And a new approach: a name for what an article describes, before any statement is about it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from allscape.columns.spelling import NO_APPROACH
from allscape.faults import nearest
from allscape.model.statements import Approach, Kind
from allscape.scaffold.layout import Folded
from allscape.scaffold.ledger import account, accounted, line, sentence_of
from allscape.scaffold.tree import Tree, a_name, free, refusal

KINDS = tuple(each.value for each in Kind)
FIRM = (Kind.OPTION, Kind.MONITORING)
"""The kinds of statements that are about an approach, and put it so or so firmly."""


class StatementSkeleton(NamedTuple):
    """What is known of a statement before its sentence has been turned into a rule."""

    source: str
    number: int
    kind: Kind
    about: Sequence[str] = ()
    name: str = ""
    file: Path | None = None

    @property
    def cite(self) -> str:
        """The sentence."""
        return f"{self.source}/{self.number}"


def new_statement(tree: Tree, wanted: StatementSkeleton, article: str | None) -> Tree:
    """Return a tree with the skeleton of a statement, and its sentence quoted in the ledger.

    A sentence that is quoted already gets one more statement, and needs no article. Raises
    `UsageError` for a sentence that is left out or is not in the article, and for names that are
    not known or not free.
    """
    found = line(tree, wanted.source, wanted.number)
    _refuse_unknown(tree, wanted)
    skeleton = _skeleton(tree, wanted)
    quotation = tree.find("quotations", "cite", wanted.cite)
    if found.quoted and quotation is not None:
        if wanted.file not in (None, quotation.path):
            raise refusal(
                f"{wanted.cite} is quoted in {quotation.path} already", "leave --file out"
            )
        return tree.extend(quotation.path, quotation.inside, "statements", [skeleton])
    if not found.unread:
        raise accounted(tree, found)
    if quotation is not None:
        raise refusal(f"{wanted.cite} is quoted in {quotation.path}, and its ledger says unread")
    if article is None:
        raise refusal(
            f"{wanted.cite} is not quoted yet", "name the article's text: SOURCE N ARTICLE"
        )
    text = sentence_of(tree, found, article)
    quoted = {"cite": wanted.cite, "text": Folded(text), "statements": [skeleton]}
    grown = tree.extend(_file(tree, wanted), (), "quotations", [quoted], apart=True)
    return account(grown, found, {"quoted": True})


def _refuse_unknown(tree: Tree, wanted: StatementSkeleton) -> None:
    known = tree.values("approaches", "id")
    for name in wanted.about:
        if name not in known:
            hint = nearest(name, known)
            raise refusal(f"no approach '{name}'", hint or "allscape new approach adds one")
    if wanted.kind in FIRM and not wanted.about:
        raise refusal(
            f"a statement of the kind {wanted.kind} is about an approach", "--about APPROACH"
        )


def _skeleton(tree: Tree, wanted: StatementSkeleton) -> dict[str, Any]:
    data: dict[str, Any] = {"id": id_of(ids(tree), wanted), "kind": str(wanted.kind)}
    if wanted.about:
        data["about"] = wanted.about[0] if len(wanted.about) == 1 else list(wanted.about)
    data |= {"direction": None, "says": None}
    if wanted.kind in FIRM:
        data["standing"] = {"level": None, "words": None}
    return {**data, "when": None}


def ids(tree: Tree) -> list[str]:
    """Return the id of every statement."""
    return [
        str(each.get("id"))
        for quotation in tree.items("quotations")
        for each in quotation.data.get("statements") or []
        if isinstance(each, dict)
    ]


def id_of(taken: Collection[str], wanted: StatementSkeleton) -> str:
    """Return an id for a statement: the one asked for, or one made up of what it is about.

    Raises `UsageError` for one that is taken, or is none.
    """
    if not wanted.name:
        return next(each for each in _names(wanted) if each not in taken)
    name = a_name(wanted.name.removeprefix(f"{wanted.source}/"), "statement")
    if name.isdecimal():
        raise refusal(f"a statement needs a name of words: {wanted.source}/{name} is a sentence")
    return free(f"{wanted.source}/{name}", "statement", taken)


def _names(wanted: StatementSkeleton) -> Iterator[str]:
    """Yield names for a statement, the shortest first."""
    if wanted.about:
        yield f"{wanted.source}/{wanted.about[0]}"
    stem = "-".join([*wanted.about[:1], str(wanted.kind)])
    yield f"{wanted.source}/{stem}"
    yield from (f"{wanted.source}/{stem}-{number}" for number in count(2))


def _file(tree: Tree, wanted: StatementSkeleton) -> Path:
    """Return the file that a quotation goes to: the one asked for, or that of its approach."""
    if wanted.file is not None:
        return wanted.file
    if not wanted.about:
        raise refusal("a statement about no approach goes to no family", "name a file: --file FILE")
    approach = tree.find("approaches", "id", wanted.about[0])
    assert approach is not None
    return approach.path


def new_approach(tree: Tree, approach: Approach, file: Path | None = None) -> Tree:
    """Return a tree with an approach added: to `file`, or to the file of its family.

    A family that is new gets a file of its own. Raises `UsageError` where the id is taken, or the
    family is a path.
    """
    free(a_name(approach.id, "approach"), "approach", tree.values("approaches", "id"))
    if approach.id.casefold() in NO_APPROACH:
        raise refusal(f"'{approach.id}' is the name of a column that tables of cases have")
    if set(approach.family) & {*"/\\"}:
        raise refusal(f"'{approach.family}' is no family", "a name; --file FILE says where it goes")
    data = approach.model_dump(mode="json", exclude_defaults=True)
    return tree.extend(file or _of_family(tree, approach.family), (), "approaches", [data])


def _of_family(tree: Tree, family: str) -> Path:
    sister = tree.find("approaches", "family", family)
    if sister is not None:
        return sister.path
    name = re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")
    return tree.folder / f"{name or 'more'}.yaml"
