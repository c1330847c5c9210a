"""Which unknown facts the open approaches hang on."""

from allscape.model.base import Verdict, grouped
from allscape.model.landscape import Landscape
from allscape.model.profile import ATTRIBUTES


def not_modelled(landscape: Landscape) -> dict[str, list[str]]:
    """Return what no profile has a fact for, with the open approaches that it can decide."""
    return grouped((each.name, e.id) for e in landscape.approaches for each in e.unmodelled)


def deciding_facts(landscape: Landscape) -> dict[str, list[str]]:
    """Return the unknown facts with the open approaches that each can decide, the widest first."""
    open_ = [each for each in landscape.approaches if each.verdict is Verdict.UNDETERMINED]
    found = grouped((name, each.id) for each in open_ for name in each.missing)
    order = list(ATTRIBUTES)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), order.index(each[0]))))
