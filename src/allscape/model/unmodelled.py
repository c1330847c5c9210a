"""What the articles ask that no profile has a fact for, counted: the next attribute by need."""

from collections import Counter
from collections.abc import Mapping

from allscape.model.conditions import Unmodelled
from allscape.model.contents import Contents


def by_source(contents: Contents) -> Mapping[str, Counter[str]]:
    """Return how many statements of each source ask what is not modelled, by its name.

    What a term asks, however it is read, every statement asks that rests on it.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in contents.source}
    for statement in contents.statement.values():
        asked = contents.rests_on(statement.when)
        found[statement.source].update({e.unmodelled for e in asked if isinstance(e, Unmodelled)})
    return found
