"""A new article: its source, and a ledger in which every sentence waits to be read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from allscape.faults import Fault, UsageError, nearest
from allscape.model.segment import REPAIRS, SEGMENTERS, fingerprint, segment
from allscape.model.sources import Source
from allscape.rulebook import complaints
from allscape.scaffold import layout
from allscape.scaffold import ledger as ledgers
from allscape.scaffold.tree import Tree, a_name, free, refusal

_WHERE_SOURCES_STAND = "sources.yaml"


def new_source(tree: Tree, source: Source, article: str) -> tuple[Tree, list[str]]:
    """Return a tree with an article added, and the article's sentences in order.

    Of sentences that are the same, all but the first are accounted for as its duplicates; the rest
    are unread. Raises `UsageError` for an id that is taken, a repair that does not exist, and an
    article that is empty or already there.
    """
    refuse_unknown_cuts(source.repairs, source.segmenter)
    sentences = segment(article, source.repairs, source.segmenter)
    prints = [fingerprint(each) for each in sentences]
    refuse_known(tree, source.id, prints)
    path = tree.folder / "ledger" / f"{source.id}.yaml"
    begun = tree.begun(path, _ledger(source.id, prints))
    where = tree.folder / _WHERE_SOURCES_STAND
    return begun.extend(where, (), "sources", [_entry(source)], apart=True), sentences


def checked(data: Mapping[str, Any]) -> Source:
    """Return a source as it was named by options. Raises `UsageError` for one that cannot be."""
    a_name(str(data["id"]), "source")
    try:
        source = Source.model_validate(data)
    except ValidationError as error:
        raise UsageError(
            Fault("", 0, 0, f"--{each['loc'][0]}: {complaints.complaint(each, Source)[0]}")
            for each in error.errors(include_url=False)
        ) from None
    if source.retrieved and source.retrieved < source.date:
        raise refusal(f"--retrieved: {source.retrieved} is before it appeared, on {source.date}")
    refuse_unknown_cuts(source.repairs, source.segmenter)
    return source


def refuse_unknown_cuts(repairs: Iterable[str], segmenter: int) -> None:
    """Raise `UsageError` for a repair or a segmenter that there is not."""
    for name in repairs:
        if name not in REPAIRS:
            raise refusal(f"no repair '{name}'", nearest(name, REPAIRS))
    if segmenter not in SEGMENTERS:
        raise refusal(f"no segmenter {segmenter}", " or ".join(map(str, SEGMENTERS)))


def repeats(names: Sequence[str]) -> dict[int, int]:
    """Return the number of the first of its kind for every name that repeats, counted from 1."""
    first: dict[str, int] = {}
    return {
        number: first[name]
        for number, name in enumerate(names, 1)
        if first.setdefault(name, number) != number
    }


def refuse_known(tree: Tree, source: str, cut: Sequence[str]) -> None:
    """Raise `UsageError` for an id that is taken, an article that is there, and an empty one."""
    if a_name(source, "source") == "verify":
        raise refusal(
            "'verify' is a command: allscape sources verify", "name the article otherwise"
        )
    free(source, "source", tree.values("sources", "id") + tree.values("ledgers", "source"))
    if not cut:
        raise refusal("the article holds no sentence")
    for ledger in tree.items("ledgers"):
        if set(cut) <= ledgers.prints(ledger):
            raise refusal(f"this article is there already: it is '{ledger.data.get('source')}'")


def _entry(source: Source) -> dict[str, Any]:
    data = source.model_dump(exclude_defaults=True)
    return {**data, "repairs": list(source.repairs)} if source.repairs else data


def _ledger(source: str, prints: Sequence[str]) -> str:
    same = repeats(prints)
    lines = [
        f"# Every sentence of {source}, in order: quoted in a rule file, or left out for a reason.",
        "ledgers:",
        f"  - source: {layout.scalar(source)}",
        "    sentences:",
    ]
    for number, each in enumerate(prints, 1):
        message = f"omitted: duplicate of {same[number]}" if number in same else "unread: true"
        lines.append(f'      - {{n: {number}, fingerprint: "{each}", {message}}}')
    return "\n".join([*lines, ""])
