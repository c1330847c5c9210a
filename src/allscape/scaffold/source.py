"""A new article: its source, and a ledger in which every sentence waits to be read."""

from collections.abc import Sequence
from typing import Any

from allscape.faults import nearest
from allscape.model.segment import REPAIRS, fingerprint, segment
from allscape.model.statements import Source
from allscape.scaffold import layout
from allscape.scaffold import ledger as ledgers
from allscape.scaffold.tree import Tree, a_name, refusal

_WHERE_SOURCES_STAND = "sources.yaml"


def new_source(tree: Tree, source: Source, article: str) -> tuple[Tree, list[str]]:
    """Return a tree with an article added, and the article's sentences in order.

    Of sentences that are the same, all but the first are accounted for as its duplicates; the rest
    are unread. Raises `UsageError` for an id that is taken, a repair that does not exist, and an
    article that is empty or already there.
    """
    if a_name(source.id, "source") == "verify":
        raise refusal(
            "'verify' is a command: allscape sources verify", "name the article otherwise"
        )
    if source.id in tree.values("sources", "id") + tree.values("ledgers", "source"):
        raise refusal(f"there is a source '{source.id}' already")
    for name in source.repairs:
        if name not in REPAIRS:
            raise refusal(f"no repair '{name}'", nearest(name, REPAIRS))
    sentences = segment(article, source.repairs)
    if not sentences:
        raise refusal("the article holds no sentence")
    prints = [fingerprint(each) for each in sentences]
    _refuse_known(tree, prints)
    path = tree.folder / "ledger" / f"{source.id}.yaml"
    begun = tree.begun(path, _ledger(source.id, prints))
    where = tree.folder / _WHERE_SOURCES_STAND
    return begun.append(where, (), "sources", _entry(source), apart=True), sentences


def repeats(names: Sequence[str]) -> dict[int, int]:
    """Return the number of the first of its kind for every name that repeats, counted from 1."""
    first: dict[str, int] = {}
    return {
        number: first[name]
        for number, name in enumerate(names, 1)
        if first.setdefault(name, number) != number
    }


def _refuse_known(tree: Tree, cut: Sequence[str]) -> None:
    for ledger in tree.items("ledgers"):
        if set(cut) <= ledgers.prints(ledger):
            raise refusal(f"this article is there already: it is '{ledger.data.get('source')}'")


def _entry(source: Source) -> dict[str, Any]:
    told = source.model_dump(exclude_defaults=True)
    return {**told, "repairs": list(source.repairs)} if source.repairs else told


def _ledger(source: str, prints: Sequence[str]) -> str:
    same = repeats(prints)
    lines = [
        f"# Every sentence of {source}, in order: quoted in a rule file, or left out for a reason.",
        "ledgers:",
        f"  - source: {layout.scalar(source)}",
        "    sentences:",
    ]
    for number, each in enumerate(prints, 1):
        told = f"omitted: duplicate of {same[number]}" if number in same else "unread: true"
        lines.append(f'      - {{n: {number}, fingerprint: "{each}", {told}}}')
    return "\n".join([*lines, ""])
