"""Rulebooks that differ in one condition or one direction from the one at hand."""

from collections.abc import Iterator
from typing import NamedTuple

from allscape.model.attributes import show
from allscape.model.conditions import All, AnyOf, Condition, Not, Range, Test, Unmodelled, parts
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Direction
from allscape.trials.coverage import ALWAYS, Site
from allscape.trials.sheet import Owner, PartPath, Sheet, World, leaf, replaced, walk


class Mutant(NamedTuple):
    """What was changed, in whose condition, and how."""

    owner: Owner
    how: str
    says: str
    world: World


def mutants(sheet: Sheet) -> Iterator[Mutant]:
    """Yield every mutant of a rulebook: one condition, one reading or one direction is another."""
    for owner, condition in sheet.conditions.items():
        for way, part in walk(condition):
            for how, says, new in _changes(part, way, condition):
                change = {owner: ALWAYS if new is None else new}
                yield Mutant(owner, how, says, World(change=change))
    for name, term in sheet.written.term.items():
        for other in term.readings[1:]:
            owner = Owner(name, term.readings[0].id)
            world = World(change={owner: other.when})
            yield Mutant(owner, "reading", f"read as {other.id}", world)
    for name, statement in sheet.statements.items():
        for direction in Direction if statement.about else ():
            if direction is not statement.direction:
                says = f"speaks {direction.value}, not {statement.direction.value}"
                world = World(directions={name: direction})
                yield Mutant(Owner(name), "direction", says, world)


def _changes(
    part: Condition, way: PartPath, whole: Condition
) -> Iterator[tuple[str, str, Condition | None]]:
    text = _text(part)
    if way or leaf(part):
        yield "drop", f"{text}: dropped", replaced(whole, way, None)
    if leaf(part) and not isinstance(part, Unmodelled):
        yield "negate", f"{text}: negated", replaced(whole, way, Not(negated=part))
    if isinstance(part, All | AnyOf) and len(parts(part)) > 1:
        other = AnyOf(any=parts(part)) if isinstance(part, All) else All(all=parts(part))
        turned = "any, not all" if isinstance(part, All) else "all, not any"
        yield "group", f"{text}: {turned}", replaced(whole, way, other)
    if isinstance(part, Test):
        for how, says, test in _tests(part):
            yield how, f"{text}: {says}", replaced(whole, way, test)


def _text(part: Condition) -> str:
    if leaf(part):
        return Site(Owner(""), (), part).text
    kind = "all" if isinstance(part, All) else "any" if isinstance(part, AnyOf) else "not"
    return f"{kind} of ({', '.join(_text(each) for each in parts(part))})"


def _tests(test: Test) -> Iterator[tuple[str, str, Test]]:
    if test.range is not None:
        for says, within in _ranges(test.range):
            yield "bound", says, test.model_copy(update={"range": within})
        return
    domain = ATTRIBUTES[test.attribute].values
    others = [each for each in domain if each not in test.values]
    if len(domain) == 2:
        return  # the other value is the negation
    for other in others:
        yield "value", f"{show(other)} instead", test.model_copy(update={"values": (other,)})
        if len(others) > 1:
            more = (*test.values, other)
            yield "value", f"or {show(other)}", test.model_copy(update={"values": more})
    for value in test.values if len(test.values) > 1 else ():
        left = tuple(each for each in test.values if each != value)
        yield "value", f"not {show(value)}", test.model_copy(update={"values": left})


def _ranges(within: Range) -> Iterator[tuple[str, Range]]:
    for end, name in (("low", "from"), ("high", "to")):
        bound = getattr(within, end)
        if bound is None:
            continue
        for other in (bound - 1, bound + 1):
            moved = within.model_copy(update={end: other})
            yield f"{name} {show(other)}, not {show(bound)}", moved
        included = f"{end}_included"
        kept = getattr(within, included)
        says = f"{show(bound)} itself {'out' if kept else 'in'}"
        yield says, within.model_copy(update={included: not kept})
