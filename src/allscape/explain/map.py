"""What each approach asks of each fact, and how the case stands to it: the map of a landscape."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from allscape.engine import plain
from allscape.engine.cells import Cell as Stretch
from allscape.engine.cells import cells
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.engine.reasons import NO_FOOTING, Footing, footing
from allscape.model.attributes import Attribute, Value, show
from allscape.model.base import Truth, Verdict, grouped, opposite
from allscape.model.conditions import Condition, Not, TermUse, Test, parts
from allscape.model.facts import Facts
from allscape.model.landscape import ApproachResult
from allscape.model.map import OR, CellState, Map, MapCell, MapRow
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES, Profile

_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}


class Ask(NamedTuple):
    """One test of an option on an attribute, whether it is to hold, and the sentence that asks."""

    test: Test
    wanted: bool
    cite: str

    def truth(self, facts: Facts) -> Truth:
        """Return whether the case meets it."""
        found = plain.test(self.test, facts)
        return found if self.wanted else opposite(found)


OptionAsks = Mapping[str, Mapping[str, list[Ask]]]
"""The asks by approach and option."""
Closed = Mapping[str, Mapping[Stretch, set[str]]]
"""The approaches that ask for an attribute and that each value of it alone rules out."""


class Demands(NamedTuple):
    """What is asked in an edition, whatever the case: made once, good for any number of cases.

    `texts` are what a cell shows of the asks, by approach and attribute; `closed` the approaches
    that each value alone rules out.
    """

    of: OptionAsks
    texts: Mapping[str, Mapping[str, str]]
    closed: Closed


def landscape_map(evaluation: Evaluation) -> Map:
    """Return the map of a case; of a case of which nothing is known, all that is asked."""
    return Maps().of(evaluation)


class Maps:
    """Maps of one case after another; what an edition asks is worked out once."""

    def __init__(self) -> None:
        self._asked: dict[int, tuple[Edition, Demands]] = {}

    def of(self, evaluation: Evaluation) -> Map:
        """Return the map of a case."""
        edition = evaluation.edition
        if id(edition) not in self._asked:
            self._asked[id(edition)] = edition, all_asked(edition)
        _, asked = self._asked[id(edition)]
        alone, results = _ruled_out_alone(evaluation, asked.closed), evaluation.landscape.approaches
        rows = tuple(_row(evaluation, each, asked, alone) for each in results)
        named = {name for row in rows for name in row.cells}
        columns = (name for name in ATTRIBUTES if name in named or name in CORE_ATTRIBUTES)
        return Map(columns=tuple(columns), rows=rows)


def _ruled_out_alone(evaluation: Evaluation, closed: Closed) -> dict[str, set[str]]:
    """Return, for each known fact, the approaches that ask for it and that it alone rules out."""
    return {
        name: next((out for each, out in closed.get(name, {}).items() if value in each), set())
        for name, value in evaluation.profile.known().items()
    }


def _ruled_out(edition: Edition, name: str, value: Value, asking: Iterable[str]) -> set[str]:
    found = plain.verdicts(edition, Facts(Profile()).with_(name, value), asking)
    return {approach for approach, verdict in found.items() if verdict is Verdict.RULED_OUT}


def _row(
    evaluation: Evaluation, result: ApproachResult, asked: Demands, alone: Mapping[str, set[str]]
) -> MapRow:
    texts = asked.texts[result.id]
    asks = [ask for option in asked.of[result.id].values() for ask in option]
    approach = evaluation.edition.contents.approach[result.id]
    return MapRow(
        approach=result.id,
        short=approach.short or result.name,
        family=result.family,
        verdict=result.verdict,
        standing=result.standing,
        standing_limit=result.standing_limit,
        against=result.against,
        cells={
            name: MapCell(
                asks=texts[name],
                state=_state(evaluation, result, asked, alone, name),
                cites=tuple(dict.fromkeys(ask.cite for ask in asks if ask.test.attribute == name)),
            )
            for name in texts
        },
        unmodelled=result.unmodelled,
    )


def _state(
    evaluation: Evaluation,
    result: ApproachResult,
    asked: Demands,
    alone: Mapping[str, set[str]],
    name: str,
) -> CellState:
    if name not in alone:
        return CellState.OPEN if name in result.missing else CellState.SETTLED
    if result.id in alone[name]:
        return CellState.FAILS
    options, judged = asked.of[result.id], evaluation.judgement.statements
    holding = [each for each in options if judged[each].truth is Truth.TRUE] or list(options)
    asks = (ask for each in holding for ask in options[each] if ask.test.attribute == name)
    met = all(ask.truth(evaluation.facts) is Truth.TRUE for ask in asks)
    return CellState.HOLDS if met else CellState.IN_PART


def all_asked(edition: Edition) -> Demands:
    """Return what every approach of an edition asks of each attribute."""
    of = {
        each.id: {
            offer.id: list(_asks(edition, edition.statements[offer.id], offer.cite))
            for offer in edition.offers(each.id)
        }
        for each in edition.approaches()
    }
    closed = _closed_to(edition, of)
    return Demands(
        of, {approach: _texts(approach, of[approach], closed) for approach in of}, closed
    )


def _asks(
    edition: Edition,
    condition: Condition,
    cite: str,
    wanted: bool = True,
    outer: Footing = NO_FOOTING,
) -> Iterator[Ask]:
    """Yield the tests of a condition, terms opened, each with the sentence that it stands on."""
    here = footing(edition, condition, outer)
    if isinstance(condition, Test):
        yield Ask(condition, wanted, here.cite or cite)
        return
    inner = parts(condition)
    if isinstance(condition, TermUse):
        inner = (edition.terms[condition.form],)
    for part in inner:
        yield from _asks(edition, part, cite, wanted != isinstance(condition, Not), here)


def _closed_to(edition: Edition, of: OptionAsks) -> Closed:
    every = [(each, ask.test) for each in of for asks in of[each].values() for ask in asks]
    tests = grouped((test.attribute, test) for _, test in every)
    asking = grouped((test.attribute, approach) for approach, test in every)
    return {
        name: {
            each: _ruled_out(edition, name, each.sample, dict.fromkeys(asking[name]))
            for each in cells(ATTRIBUTES[name], mine)
        }
        for name, mine in tests.items()
    }


def _texts(approach: str, options: Mapping[str, list[Ask]], closed: Closed) -> dict[str, str]:
    every = grouped((ask.test.attribute, ask) for asks in options.values() for ask in asks)
    return {
        name: _text(
            ATTRIBUTES[name],
            every[name],
            [each for each, out in closed[name].items() if approach not in out],
            len(closed[name]),
        )
        for name in ATTRIBUTES
        if name in every
    }


def _text(attribute: Attribute, asks: list[Ask], left: list[Stretch], every: int) -> str:
    """Return what is asked of an attribute: the values that are `left`, of `every` one of them.

    Where no value alone rules the approach out, what its options ask is one of several ways.
    """
    either = len(left) == every
    ways = {(ask.test.wanted, ask.test.values, ask.wanted): ask for ask in asks}
    before = OR if either else ""
    if attribute.numeric:
        if len(ways) == 1:
            return before + _number(attribute, asks[0])
        return before + f" {OR}".join(
            [_number(attribute, each) for each in ways.values()] if either else map(str, left)
        )
    met = [v for v in attribute.values if any(a.test.passed_by(v) == a.wanted for a in asks)]
    values = met if either else [each.sample for each in left]
    return before + f" {OR}".join(map(show, values))


def _number(attribute: Attribute, ask: Ask) -> str:
    """Return a range as it is asked for; sentences speak of completed years, unless it says not."""
    wanted, _, counted = ask.test.wanted.partition(" completed ")
    unit = {"": " (exact)" * (attribute.unit == "years"), "months": " months"}.get(counted, "")
    sign, _, number = wanted.partition(" ")
    opposite_ = f"{_OPPOSITE[sign]} {number}" if sign in _OPPOSITE else f"not {wanted}"
    return (wanted if ask.wanted else opposite_) + unit
