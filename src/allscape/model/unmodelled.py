"""What the articles ask that no profile has a fact for, counted: the next attribute by need."""

from collections import Counter
from collections.abc import Mapping

from allscape.model.conditions import Condition, TermUse, Unmodelled, leaves
from allscape.model.contents import Contents


def by_source(contents: Contents) -> Mapping[str, Counter[str]]:
    """Return how many statements of each source ask what is not modelled, by its name.

    What a term asks, however it is read, every statement asks that rests on it.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in contents.source}
    for statement in contents.statement.values():
        found[statement.source].update(_names(contents, statement.when))
    return found


def _names(contents: Contents, condition: Condition) -> set[str]:
    names: set[str] = set()
    for leaf in leaves(condition):
        if isinstance(leaf, Unmodelled):
            names.add(leaf.unmodelled)
        elif isinstance(leaf, TermUse):
            for reading in contents.term[leaf.term].readings:
                names |= _names(contents, reading.when)
    return names
