"""Which verdicts hang on how a doubtful sentence is read, over all cases."""

from collections.abc import Iterator
from itertools import permutations

from allscape.engine.edition import Edition, edition
from allscape.model.base import Frozen, Verdict
from allscape.model.profile import Profile
from allscape.proof.meanings import Meanings, tests_in
from allscape.proof.space import Space
from allscape.proof.witness import smallest


class Shift(Frozen):
    """A verdict that another reading turns into a different one, and a smallest such case."""

    approach: str
    now: Verdict
    then: Verdict
    case: Profile


class Switch(Frozen):
    """A reading that is not in force, and every way in which it would move a verdict.

    Without shifts it changes no approach; `statements` says whether it changes anything at all.
    """

    term: str
    reading: str
    shifts: tuple[Shift, ...]
    statements: tuple[str, ...]


def hanging(now: Edition) -> list[Switch]:
    """Return every other reading with what it would move."""
    others = {
        (term, each.id): edition(now.contents, now.as_of, {**now.readings, term: each.id})
        for term, chosen in now.readings.items()
        for each in now.contents.term[term].readings
        if each.id != chosen
    }
    space = Space(tests_in(now, *others.values()))
    current = Meanings(now, space)
    found = []
    for (term, reading), each in others.items():
        then = Meanings(each, space, near=current)
        moved = tuple(n for n, e in current.statements.items() if e != then.statements[n])
        shifts = tuple(_shifts(current, then))
        found.append(Switch(term=term, reading=reading, shifts=shifts, statements=moved))
    return found


def _shifts(now: Meanings, then: Meanings) -> Iterator[Shift]:
    for name, meaning in now.approaches.items():
        if meaning == then.approaches[name]:
            continue
        for before, after in permutations(Verdict, 2):
            moved = (now.profiles(name, before), then.profiles(name, after))
            case = smallest(now.space, now.space.sets.both(*moved))
            if case is not None:
                yield Shift(approach=name, now=before, then=after, case=case)
