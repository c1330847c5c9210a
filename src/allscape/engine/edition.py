"""A rulebook as of a day and under chosen readings: the conditions that are in force.

A statement of a later article, or of one that was withdrawn or superseded, is not there. A
condition whose words stand in such an article alone drops out, and the edition says which did.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from allscape.faults import Fault, UsageError, nearest
from allscape.model.conditions import Condition, TermUse, Test, Tied, leaves, terms_used
from allscape.model.contents import Contents
from allscape.model.statements import Approach, Direction, Level, Remark, Statement

if TYPE_CHECKING:
    from allscape.engine.in_force import InForce


@dataclass(frozen=True)
class Edition:
    """Conditions in force, by term and by statement, and the conditions that dropped out.

    `terms` are ordered so that each comes after those it uses, and named by the `form` of their
    uses: on a day a term can be there in two.
    """

    contents: Contents
    as_of: date | None
    readings: Mapping[str, str]
    terms: Mapping[str, Condition]
    statements: Mapping[str, Condition]
    dropped: Mapping[str, tuple[Tied, ...]] = field(default_factory=dict)
    _kept: "InForce | None" = field(default=None, repr=False, compare=False)
    _otherwise: dict[tuple[str, str], "Edition"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def read_otherwise(self, term: str, reading: str) -> "Edition":
        """Return the edition of the same day with one term read otherwise, for verdicts.

        It is made once, may have terms that nothing uses, and does not say what dropped out. Where
        nothing but the term is another, its statements are the very ones of this edition.
        """
        if (term, reading) not in self._otherwise:
            self._otherwise[term, reading] = self._read_otherwise(term, reading)
        return self._otherwise[term, reading]

    def _read_otherwise(self, term: str, reading: str) -> "Edition":
        readings = {**self.readings, term: reading}
        condition = self.contents.term[term].reading(reading).when
        terms = self._kept.read_otherwise(term, condition) if self._kept else None
        if self.whole:
            terms = {**self.terms, term: condition}
        if terms is None:
            return edition(self.contents, self.as_of, readings)
        return Edition(self.contents, self.as_of, readings, terms, self.statements)

    @cached_property
    def rests_on(self) -> Mapping[str, set[str]]:
        """The terms on which the options of each approach rest, by their forms."""
        below: dict[str, set[str]] = {}

        def used(conditions: Iterable[Condition]) -> set[str]:
            names = (name for each in conditions for name in terms_used(each))
            return {form for name in names for form in below[name]}

        for form, condition in self.terms.items():
            below[form] = {form, *used([condition])}
        return {each.id: used(self.offering(each.id)) for each in self.approaches()}

    @property
    def whole(self) -> bool:
        """Whether every article is in force: nothing dropped out, no term has a second form."""
        return self.as_of is None and not self.contents.ended

    def offers(self, approach: str) -> tuple[Statement, ...]:
        """Return the statements in force that make an approach matched."""
        return tuple(each for each in self.contents.offers[approach] if each.id in self.statements)

    def offering(self, approach: str) -> list[Condition]:
        """Return the conditions of the statements in force that make an approach matched."""
        return [self.statements[each.id] for each in self.offers(approach)]

    def conditions_of(self, name: str) -> dict[str, Condition]:
        """Return the condition of a statement, or of each that makes an approach matched, by id."""
        names = [name] if name in self.statements else [each.id for each in self.offers(name)]
        return {each: self.statements[each] for each in names}

    def newest(self, offers: Iterable[Statement]) -> Statement:
        """Return the offer of the newest article; of one article's, the one put most firmly."""

        def rank(offer: Statement) -> tuple[date, int, str]:
            assert offer.standing is not None
            firmness = -list(Level).index(offer.standing.level)
            return self.contents.published(offer.id), firmness, offer.id

        return max(offers, key=rank)

    def against(self, approach: str) -> tuple[Statement, ...]:
        """Return the statements in force that speak against an approach where they hold."""
        return tuple(
            each
            for each in self.contents.about[approach]
            if each.direction is Direction.AGAINST and each.id in self.statements
        )

    def remarks(self) -> list[Remark]:
        """Return the remarks whose terms are in force."""
        known = self.terms.keys()
        return [each for each in self.contents.remarks if known >= set(terms_used(each.when))]

    def approaches(self) -> list[Approach]:
        """Return the approaches that some statement in force offers."""
        return [each for name, each in self.contents.approach.items() if self.offers(name)]


def not_there(
    edition: Edition, what: str, name: str, known: Iterable[str], day: str = "--as-of"
) -> tuple[str, str]:
    """Return why an edition has no approach or statement of a name, and what was probably meant.

    `day` is how another day is asked for, under which one can be seen that is not in force.
    """
    contents = edition.contents
    on = f" as of {edition.as_of}" if edition.as_of else ""
    cites = [each.id for each in contents.offers.get(name, ())]
    cites += [name] if name in contents.statement else []
    if not cites:
        if name in contents.approach:
            return f"no sentence offers '{name}'", ""
        return f"no {what} '{name}'{on}", nearest(name, known)
    spans: dict[str, None] = {}
    days: list[date] = []
    for source in (contents.source[each.partition("/")[0]] for each in cites):
        gone = contents.gone(source.id, edition.as_of)
        since = contents.ended[source.id].since if gone else source.date
        spans[f"{source.id} {'ended' if gone else 'appears'} on {since}"] = None
        seen = since - timedelta(gone)
        days += [seen] if contents.current(source.id, seen) else []
    today = edition.as_of or date.max
    best = min(days, key=lambda each: abs(each - today), default=None)
    message = f"'{name}' is not in force{on}: {', '.join(spans)}"
    return message, f"{day} {best} shows it" if best else ""


def edition(
    contents: Contents,
    as_of: date | None = None,
    readings: Mapping[str, str] | None = None,
    *,
    every_form: bool = False,
) -> Edition:
    """Return the edition of a rulebook. Raises `UsageError` for a reading it does not have.

    With `every_form` its terms are the same under all readings: those that nothing uses, too.
    """
    made = every_article(contents, readings)
    if as_of is None and made.whole:
        return made
    # Not on the way of a start at which every article is in force.
    from allscape.engine.in_force import InForce

    kept = InForce(contents, as_of, made.terms, every_form=every_form)
    return Edition(contents, as_of, made.readings, kept.terms, kept.statements, kept.dropped, kept)


def every_article(contents: Contents, readings: Mapping[str, str] | None = None) -> Edition:
    """Return all that a rulebook says, of whatever day, withdrawn or not. Raises as `edition`."""
    chosen = chosen_readings(contents, readings or {})
    shown = {name: chosen[name] for name, term in contents.term.items() if len(term.readings) > 1}
    terms = {n: contents.term[n].reading(chosen[n]).when for n in _in_order(contents)}
    statements = {name: each.when for name, each in contents.statement.items()}
    return Edition(contents, None, shown, terms, statements)


def chosen_readings(contents: Contents, readings: Mapping[str, str]) -> dict[str, str]:
    """Return the reading of every term. Raises `UsageError` for one that is not there."""
    faults = []
    for name, reading in readings.items():
        term = contents.term.get(name)
        if term is None:
            switchable = [each.id for each in contents.terms if len(each.readings) > 1]
            faults.append(Fault("", 0, 0, f"no term '{name}'", nearest(name, switchable)))
        elif reading not in (known := [each.id for each in term.readings]):
            message = f"'{name}' has no reading '{reading}'"
            faults.append(Fault("", 0, 0, message, f"one of: {', '.join(known)}"))
    if faults:
        raise UsageError(faults)
    return {name: readings.get(name, term.readings[0].id) for name, term in contents.term.items()}


def _in_order(contents: Contents) -> list[str]:
    done: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in done:
            return
        for reading in contents.term[name].readings:
            for used in terms_used(reading.when):
                visit(used)
        done[name] = None

    for name in contents.term:
        visit(name)
    return list(done)


def leaf_tests(edition: Edition, *conditions: Condition) -> Iterator[Test]:
    """Yield every test that conditions rest on, terms opened."""
    return (each for each in opened_leaves(edition, *conditions) if isinstance(each, Test))


def opened_leaves(edition: Edition, *conditions: Condition) -> Iterator[Condition]:
    """Yield what conditions rest on that is neither group nor term: tests, and the unmodelled."""
    for leaf in (leaf for each in conditions for leaf in leaves(each)):
        if isinstance(leaf, TermUse):
            yield from opened_leaves(edition, edition.terms[leaf.form])
        else:
            yield leaf
