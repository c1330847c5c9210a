"""Everything that a rulebook holds, in one order whatever files it came from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from pydantic import ConfigDict

from allscape.model.base import Frozen
from allscape.model.conditions import Condition, TermUse, Unmodelled, leaves
from allscape.model.ledgers import Exclusion, Ledger
from allscape.model.sources import Ended, Source, ended
from allscape.model.statements import (
    Approach,
    NoTension,
    Quotation,
    Remark,
    Statement,
    Tension,
    Term,
)


class Contents(Frozen):
    """Sources, terms, approaches, quotations with their statements, tensions, the ledgers.

    `exclusions` and `no_tensions` are for `allscape check` alone; no verdict hangs on them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    approaches: tuple[Approach, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    tensions: tuple[Tension, ...] = ()
    no_tensions: tuple[NoTension, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()

    def replace(self, **lists: object) -> "Contents":
        """Return the contents with some of the lists replaced."""
        # A model copy would keep the look-ups of the old lists.
        fields = {name: getattr(self, name) for name in Contents.model_fields}
        return Contents(**{**fields, **lists})

    def restated(self, change: Callable[[Statement, str], Statement]) -> "Contents":
        """Return the contents with each statement changed, which is given with its sentence."""

        def quotation(each: Quotation) -> Quotation:
            statements = tuple(change(statement, each.cite) for statement in each.statements)
            return each.model_copy(update={"statements": statements})

        return self.replace(quotations=tuple(map(quotation, self.quotations)))

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id, the oldest first."""
        return {each.id: each for each in sorted(self.sources, key=lambda s: (s.date, s.id))}

    @cached_property
    def term(self) -> dict[str, Term]:
        """Terms by id."""
        return {each.id: each for each in sorted(self.terms, key=lambda t: t.id)}

    @cached_property
    def approach(self) -> dict[str, Approach]:
        """Approaches by id, family by family."""
        return {each.id: each for each in sorted(self.approaches, key=lambda a: (a.family, a.id))}

    @cached_property
    def quotation(self) -> dict[str, Quotation]:
        """Quotations by citation, in the order of the articles."""
        dates = {each.id: each.date for each in self.sources}
        ordered = sorted(
            self.quotations,
            key=lambda q: (dates.get(q.source, date.max), q.source, q.number),
        )
        return {each.cite: each for each in ordered}

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """Statements by id, in the order of the articles."""
        return {
            statement.id: statement
            for quotation in self.quotation.values()
            for statement in sorted(quotation.statements, key=lambda s: s.id)
        }

    @cached_property
    def offers(self) -> dict[str, tuple[Statement, ...]]:
        """The statements that make each approach matched, by approach."""
        return {
            approach: tuple(s for s in self.about[approach] if s.offers) for approach in self.about
        }

    @cached_property
    def about(self) -> dict[str, tuple[Statement, ...]]:
        """The statements about each approach, by approach."""
        return {
            approach: tuple(s for s in self.statement.values() if approach in s.about)
            for approach in self.approach
        }

    def statement_at(self, cite: str) -> Statement:
        """Return the first statement that a quoted sentence makes (or the half it continues)."""
        quotation = self.quotation[cite]
        if quotation.continues is not None and not quotation.statements:
            return self.statement_at(quotation.continues)
        return self.statement[min(each.id for each in quotation.statements)]

    def published(self, cite: str) -> date:
        """Return the date of the article that a citation or statement id belongs to."""
        return self.source[cite.partition("/")[0]].date

    @cached_property
    def ended(self) -> dict[str, Ended]:
        """The sources that were withdrawn or superseded, by id."""
        return ended(self.source.values())

    @property
    def without_ends(self) -> "Contents":
        """These contents as if no article had been withdrawn or superseded."""
        if not self.ended:
            return self
        never = {"withdrawn": None, "superseded_by": ""}
        return self.replace(sources=tuple(each.model_copy(update=never) for each in self.sources))

    @cached_property
    def days(self) -> list[date]:
        """The days on which an article appeared or ceased to be in force, in order."""
        ends = (each.since for each in self.ended.values())
        return sorted({*(each.date for each in self.sources), *ends})

    def gone(self, cite: str, day: date | None) -> bool:
        """Return whether the article of a citation was withdrawn or superseded by a day.

        Without a day all that is declared counts: no clock is read.
        """
        end = self.ended.get(cite.partition("/")[0])
        return end is not None and (day is None or end.since <= day)

    def current(self, cite: str, day: date | None) -> bool:
        """Return whether the article of a citation is in force on a day."""
        return (day is None or self.published(cite) <= day) and not self.gone(cite, day)

    def sentence(self, cite: str) -> str:
        """Return a quotation's text, with the half that continues it."""
        return " ".join([self.quotation[cite].text, *self._rest.get(cite, ())])

    def rests_on(self, condition: Condition) -> Iterator[Condition]:
        """Yield the leaves of a condition, and those of its terms, however they are read."""
        for leaf in leaves(condition):
            yield leaf
            if isinstance(leaf, TermUse):
                for reading in self.term[leaf.term].readings:
                    yield from self.rests_on(reading.when)

    @cached_property
    def _rest(self) -> dict[str, list[str]]:
        """The halves that continue each sentence, in their order."""
        found: dict[str, list[str]] = {}
        for each in self.quotation.values():
            if each.continues is not None:
                found.setdefault(each.continues, []).append(each.text)
        return found


def merge(parts: Iterable[Contents]) -> Contents:
    """Return several contents as one."""
    parts = list(parts)
    fields = {
        name: tuple(each for part in parts for each in getattr(part, name))
        for name in Contents.model_fields
    }
    return Contents(**fields)


def unmodelled_by_source(contents: Contents) -> Mapping[str, Counter[str]]:
    """Return how many statements of each source ask what is not modelled, by its name.

    What a term asks, however it is read, every statement asks that rests on it.
    """
    found: dict[str, Counter[str]] = {name: Counter() for name in contents.source}
    for statement in contents.statement.values():
        asked = contents.rests_on(statement.when)
        found[statement.source].update({e.unmodelled for e in asked if isinstance(e, Unmodelled)})
    return found
