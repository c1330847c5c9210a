"""Small rulebooks: valid, of every shape, and printed so that a person can read them."""

from collections.abc import Iterator

from hypothesis import strategies as st

from allscape.book import Rulebook
from allscape.engine.edition import edition
from allscape.engine.plan import plan
from allscape.faults import RulebookError, UsageError
from allscape.model.conditions import All, Condition, Not, TermUse, Test, Unmodelled, parts
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from allscape.testing.made_up import book_data


def rulebooks(*, most: int = 6) -> st.SearchStrategy[Rulebook]:
    """Return small rulebooks of two made-up articles, with at most `most` statements that matter.

    Terms can have several readings, and conditions can rest on either article. Shrinks to few
    statements with few conditions. Raises `UsageError` where `most` is not a number from 1 on.

    >>> @given(book=rulebooks(most=2))
    ... def law(book):
    ...     assert list(book.verdicts({})) == [each.id for each in book.edition().approaches()]
    >>> law()
    """
    if not isinstance(most, int) or most < 1:
        raise UsageError.of(f"most is a whole number from 1 on, not '{most}'")
    return _small(most).filter(_runs)


@st.composite
def _small(draw: st.DrawFn, most: int) -> Rulebook:
    return _SmallRulebook(resolve(Contents.model_validate(draw(book_data(most)))))


def _runs(book: Rulebook) -> bool:
    """Tell whether the engine takes a rulebook, however its terms are read."""
    terms = book.contents.terms
    for at in range(max((len(each.readings) for each in terms), default=1)):
        readings = {each.id: each.readings[at % len(each.readings)].id for each in terms}
        try:
            plan(edition(book.contents, None, readings))
        except RulebookError:
            return False
    return True


class _SmallRulebook(Rulebook):
    """A rulebook that shows all it says."""

    def __repr__(self) -> str:
        return "\n    ".join(["a small rulebook:", *_lines(self.contents)])


def _lines(contents: Contents) -> Iterator[str]:
    for term in contents.terms:
        for at, reading in enumerate(term.readings):
            name = f"{term.id}={reading.id}" if at else term.id
            yield f"{name} means {_condition(reading.when)}"
    for statement in contents.statement.values():
        if statement.about:
            does = "offers" if statement.offers else f"is {statement.kind} on"
            about = ", ".join(statement.about)
            yield f"{statement.id} {does} {about} when {_condition(statement.when)}"


def _condition(condition: Condition) -> str:
    if isinstance(condition, Test | Unmodelled):
        return condition.text
    if isinstance(condition, TermUse):
        return condition.term
    if isinstance(condition, Not):
        return f"not ({_condition(condition.negated)})"
    inner, between = parts(condition), " and " if isinstance(condition, All) else " or "
    if not inner:
        return "always"
    lines = [
        f"({_condition(each)})" if len(parts(each)) > 1 else _condition(each) for each in inner
    ]
    return between.join(lines)
