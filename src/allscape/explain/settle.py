"""Which unknown facts the open approaches hang on."""

from allscape.model.base import Verdict
from allscape.model.landscape import Landscape
from allscape.model.profile import ATTRIBUTES


def not_modelled(landscape: Landscape) -> dict[str, list[str]]:
    """Return what no profile has a fact for, with the open approaches that it can decide."""
    found: dict[str, list[str]] = {}
    for result in landscape.approaches:
        for each in result.unmodelled:
            found.setdefault(each.name, []).append(result.id)
    return found


def deciding_facts(landscape: Landscape) -> dict[str, list[str]]:
    """Return the unknown facts with the open approaches that each can decide, the widest first."""
    found: dict[str, list[str]] = {}
    for result in landscape.approaches:
        if result.verdict is Verdict.UNDETERMINED:
            for name in result.missing:
                found.setdefault(name, []).append(result.id)
    order = list(ATTRIBUTES)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), order.index(each[0]))))
