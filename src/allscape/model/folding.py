"""One walk over conditions. A form that is added is added here, and whoever folds has to answer."""

from collections.abc import Callable
from typing import Generic, NamedTuple, NoReturn, TypeVar

from allscape.model.conditions import All, AnyOf, Condition, Not, SameAs, TermUse, Test, Unmodelled

Result = TypeVar("Result")


class Algebra(NamedTuple, Generic[Result]):
    """What groups and negations come to for some kind of result, and what is never known does."""

    every: Callable[[list[Result]], Result]
    some: Callable[[list[Result]], Result]
    negate: Callable[[Result], Result]
    unknown: Callable[[Unmodelled], Result]


def refuse(condition: Condition) -> NoReturn:
    """Raise `TypeError` for a condition that has no place here."""
    raise TypeError(f"not resolved: {condition!r}")


def fold(
    condition: Condition,
    algebra: Algebra[Result],
    test: Callable[[Test], Result],
    term: Callable[[TermUse], Result],
    same_as: Callable[[SameAs], Result] = refuse,
) -> Result:
    """Return what a condition comes to. Raises `TypeError` for a form that it does not know."""

    def within(parts: tuple[Condition, ...]) -> list[Result]:
        return [fold(each, algebra, test, term, same_as) for each in parts]

    match condition:
        case Test():
            return test(condition)
        case TermUse():
            return term(condition)
        case Unmodelled():
            return algebra.unknown(condition)
        case SameAs():
            return same_as(condition)
        case Not():
            return algebra.negate(*within((condition.negated,)))
        case All():
            return algebra.every(within(condition.all))
        case AnyOf():
            return algebra.some(within(condition.any))
    refuse(condition)


def rebuilt(condition: Condition, leaf: Callable[[Condition], Condition]) -> Condition:
    """Return a condition with each of its leaves exchanged for what `leaf` makes of it."""
    algebra: Algebra[Condition] = Algebra(
        lambda parts: All(all=tuple(parts)),
        lambda parts: AnyOf(any=tuple(parts)),
        lambda part: Not(negated=part),
        leaf,
    )
    return fold(condition, algebra, leaf, leaf, leaf)
