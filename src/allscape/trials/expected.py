"""What a case expects: made from a landscape, and held against verdicts."""

from collections.abc import Iterable, Iterator, Mapping

from allscape.model.base import Verdict
from allscape.model.case import Expectation, StatementExpectation
from allscape.model.contents import Contents
from allscape.model.landscape import Landscape
from allscape.model.statements import Direction

OutcomeName = str
"""What a statement comes to: ruled_out, undetermined, or matched as for, against or neutral."""


def outcome(verdict: Verdict, direction: Direction) -> OutcomeName:
    """Return what a statement comes to, by its verdict and the direction in which it speaks."""
    return direction.value if verdict is Verdict.MATCHED else verdict.value


def expected_statements(expect: Expectation) -> Iterator[tuple[str, OutcomeName]]:
    """Yield the statements that an expectation names, with what each has to come to."""
    for field, names in expect.statements:
        for name in names:
            yield name, field.removesuffix("_")


def expected_approaches(expect: Expectation) -> Iterator[tuple[str, Verdict]]:
    """Yield the approaches that an expectation names, with their verdicts."""
    for verdict in Verdict:
        for name in getattr(expect, verdict.value):
            yield name, verdict


def coming_to(said: Mapping[str, OutcomeName]) -> StatementExpectation:
    """Return what is expected of statements that come to something each."""
    found: dict[OutcomeName, list[str]] = {}
    for name, each in said.items():
        found.setdefault(each, []).append(name)
    return StatementExpectation.model_validate(found)


def the_rest(contents: Contents, expect: Expectation) -> list[str]:
    """Return the approaches that are not named and of which the expectation says something."""
    if expect.rest is None:
        return []
    named = {name for name, _ in expected_approaches(expect)}
    articles = set(expect.articles)
    if expect.up_to is not None:
        articles |= {name for name, e in contents.source.items() if e.date <= expect.up_to}
    elif not articles:
        articles = {offer.source for name in named for offer in contents.offers.get(name, ())}
    return [
        name
        for name, offers in contents.offers.items()
        if name not in named and any(each.source in articles for each in offers)
    ]


def place(expect: Expectation, name: str) -> tuple[str | int, ...]:
    """Return the way to where an expectation names a statement or an approach."""
    if name in expect.undetermined:
        return "expect", "undetermined", name
    for field in ("matched", "ruled_out"):
        if name in getattr(expect, field):
            return "expect", field, getattr(expect, field).index(name)
    for field, names in expect.statements:
        if name in names:
            return "expect", "statements", field.removesuffix("_"), names.index(name)
    return ("expect",) if expect.rest is None else ("expect", "rest")


def expectation(landscape: Landscape, names: Iterable[str]) -> Expectation:
    """Return what a landscape shows of some approaches and statements, as an expectation."""
    names = list(names)

    def coming(verdict: Verdict) -> tuple[str, ...]:
        return tuple(each for each in landscape.ids(verdict) if each in names)

    shown = (each for each in landscape.statements if each.id in names)
    return Expectation(
        matched=coming(Verdict.MATCHED),
        ruled_out=coming(Verdict.RULED_OUT),
        undetermined={each: landscape[each].missing for each in coming(Verdict.UNDETERMINED)},
        statements=coming_to({each.id: outcome(each.verdict, each.direction) for each in shown}),
    )
