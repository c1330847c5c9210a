"""Where two sentences that hold for a case differ or qualify each other."""

from typing import NamedTuple

from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import Landscape
from allscape.model.statements import Statement, Tension


class Shown(NamedTuple):
    """A tension, and those of its statements that hold for the case."""

    tension: Tension
    statements: tuple[Statement, ...]


def that_show(contents: Contents, landscape: Landscape) -> list[Shown]:
    """Return the tensions of which two statements or more hold, in the order of the articles."""
    order = {each.id: at for at, each in enumerate(landscape.statements)}
    holding = {each.id for each in landscape.statements if each.verdict is Verdict.MATCHED}
    found = []
    for tension in contents.tensions:
        names = sorted(holding & set(tension.statements), key=order.__getitem__)
        if len(names) > 1:
            found.append(Shown(tension, tuple(contents.statement[name] for name in names)))
    return sorted(found, key=lambda each: ([order[s.id] for s in each.statements], each.tension.id))
