"""Cases run against a rulebook: which expectations hold, and how those that do not differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from allscape.cases import PlacedCase
from allscape.documents import Document
from allscape.engine import plain
from allscape.engine.edition import Edition, every_article
from allscape.engine.missing import missing
from allscape.faults import CaseError, Fault, Hint, UsageError, nearest
from allscape.model.base import VERDICT_OF, Truth, Verdict, either, outcome_in_words
from allscape.model.case import Case, Expectation
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.trials.expected import (
    expected_approaches,
    expected_statements,
    outcome,
    place,
    the_rest,
)


class Trial(NamedTuple):
    """A case with its facts, what the plain evaluator makes of it, and what it failed in."""

    placed: PlacedCase
    expect: Expectation
    facts: Facts
    failures: tuple[Fault, ...]


def run(contents: Contents, cases: Iterable[PlacedCase]) -> list[Trial]:
    """Return every case that expects something, tried under its readings.

    What is tried are the rules as they are written, those of withdrawn articles too.
    Raises `CaseError` where a case names what the rulebook does not have.
    """
    tried = [each for each in cases if each.case.expect is not None]
    read = lru_cache(64)(lambda readings: every_article(contents, dict(readings)))

    def edition_of(placed: PlacedCase) -> Edition:
        return read(tuple(placed.case.readings.items()))

    faults = [fault for each in tried for fault in _unknown(contents, each, edition_of)]
    if faults:
        raise CaseError(faults)
    return [_tried(edition_of(each), each) for each in tried]


def trial_of(case: Case) -> Trial:
    """Return a case that is known to hold, as one that was tried."""
    assert case.expect is not None
    placed = PlacedCase(case, Document(""))
    return Trial(placed, case.expect, Facts(case.profile), ())


def _unknown(
    contents: Contents, placed: PlacedCase, edition_of: Callable[[PlacedCase], Edition]
) -> Iterator[Fault]:
    expect = placed.case.expect
    assert expect is not None
    try:
        edition_of(placed)
    except UsageError as error:
        yield from (placed.fault(each.message, each.hint) for each in error.faults)
    approaches = [name for name, offers in contents.offers.items() if offers]
    for name, _ in expected_approaches(expect):
        if name not in approaches:
            message = f"no approach '{name}'"
            if name in contents.approach:
                message = f"no sentence offers '{name}'"
            yield placed.fault(message, Hint(name, lambda: approaches), place(expect, name))
    for at, name in enumerate(expect.articles):
        if name not in contents.source:
            hint = nearest(name, contents.source)
            yield placed.fault(f"no article '{name}'", hint, ("expect", "articles", at))
    for name, _ in expected_statements(expect):
        if name not in contents.statement:
            hint = nearest(name, contents.statement)
            yield placed.fault(f"no statement '{name}'", hint, place(expect, name))


def _tried(here: Edition, placed: PlacedCase) -> Trial:
    expect = placed.case.expect
    assert expect is not None
    facts = Facts(placed.case.profile)
    whole = _with_the_rest(here, expect, facts)
    text = failing(here, whole, facts)
    failures = [placed.fault(says, "", place(expect, name)) for name, says in text]
    return Trial(placed, whole, facts, tuple(failures))


def _with_the_rest(here: Edition, expect: Expectation, facts: Facts) -> Expectation:
    """Return an expectation that names all of which it says something.

    Of what the rest is open for nothing is said, so it is what it is.
    """
    rest = the_rest(here.contents, expect)
    if expect.rest is Verdict.UNDETERMINED:
        hang = {name: missing(here, here.offering(name), facts) for name in rest}
        return expect.model_copy(update={"undetermined": {**expect.undetermined, **hang}})
    if expect.rest is None:
        return expect
    field = expect.rest.value
    return expect.model_copy(update={field: (*getattr(expect, field), *rest)})


def failing(here: Edition, expect: Expectation, facts: Facts) -> list[tuple[str, str]]:
    """Return the names of which an expectation does not hold, with what they come to instead."""
    terms = plain.Terms(here, facts)

    def truth(statement: str) -> Truth:
        return plain.judge_condition(here.statements[statement], facts, terms).truth

    return [*_approaches(here, expect, facts, truth), *_statements(here, expect, truth)]


def _approaches(
    here: Edition, expect: Expectation, facts: Facts, truth: Callable[[str], Truth]
) -> Iterator[tuple[str, str]]:
    for name, verdict in expected_approaches(expect):
        offers = [each.id for each in here.offers(name)]
        found = VERDICT_OF[either([truth(each) for each in offers])]
        if found is not verdict:
            yield name, f"{name} is {outcome_in_words(found)}, not {outcome_in_words(verdict)}"
        elif verdict is Verdict.UNDETERMINED:
            hangs = missing(here, [here.statements[each] for each in offers], facts)
            yield from _hanging(name, hangs, expect.undetermined[name])


def _hanging(name: str, found: Sequence[str], expected: Sequence[str]) -> Iterator[tuple[str, str]]:
    more = [each for each in found if each not in expected]
    less = [each for each in expected if each not in found]
    if more:
        yield name, f"{name} hangs on {', '.join(more)} too"
    if less:
        yield name, f"{name} does not hang on {', '.join(less)}"


def _statements(
    here: Edition, expect: Expectation, truth: Callable[[str], Truth]
) -> Iterator[tuple[str, str]]:
    for name, expected in expected_statements(expect):
        direction = here.contents.statement[name].direction
        found = outcome(VERDICT_OF[truth(name)], direction)
        if found != expected:
            yield name, f"{name} is {outcome_in_words(found)}, not {outcome_in_words(expected)}"
