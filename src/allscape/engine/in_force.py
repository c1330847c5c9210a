"""What is in force of a rulebook's conditions on a day, and what dropped out.

An article is in force from its date on, and until it is withdrawn or superseded; without a day, all
are that were not.

A condition that has words of its own is in force with the article of those words, and a term that
is used with words of one's own is so with all that it rests on. Without words of its own a term is
in force where one of its sentences is, and of what it rests on only what is in force itself. So one
term can be there in two forms: as it stands on a day, and as it is used with other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from allscape.model.base import unchecked
from allscape.model.conditions import (
    All,
    AnyOf,
    Condition,
    Not,
    TermUse,
    Test,
    Tied,
    Unmodelled,
    parts,
    terms_used,
)
from allscape.model.contents import Contents
from allscape.model.folding import rebuilt, refuse

Lost = list[Tied]
AS_USED = " as used"
"""What the name of a form ends with that a use's own words bring into force."""


class AsUsed(TermUse):
    """A use of a term whose own words bring all that it rests on into force."""

    @property
    def form(self) -> str:
        """The name of the term's form."""
        return f"{self.term}{AS_USED}"


class InForce:
    """The terms and the statements in force on a day, and what dropped out of each.

    With `every_form` each term is there as used, too, whether anything uses it so or not.
    """

    def __init__(
        self,
        contents: Contents,
        as_of: date | None,
        terms: Mapping[str, Condition],
        *,
        every_form: bool = False,
    ) -> None:
        self._contents, self._as_of = contents, as_of
        self._split: set[str] = set()
        self._lost = defaultdict[str, Lost](list)
        self._every = {
            form: each for name in terms for form, each in self._term(name, terms[name]).items()
        }
        self.statements = {
            name: self._left(statement.when, self._lost[name])
            for name, statement in contents.statement.items()
            if self._current(name)
        }
        self.dropped = {name: tuple(lost) for name, lost in self._lost.items() if lost}
        every = self._every
        self.terms = every if every_form else _reached(every, self.statements.values())

    def read_otherwise(self, name: str, reading: Condition) -> Mapping[str, Condition] | None:
        """Return every form of every term, with one term read otherwise.

        None where that one would stand as it is used, or not any more: its uses change with it.
        """
        forms, stands_as_used = self._forms(name, reading, [])
        if stands_as_used is (name in self._split):
            return None
        return {**self._every, **forms}

    def _term(self, name: str, reading: Condition) -> Mapping[str, Condition]:
        """Return a term as it stands and as it is used, and keep what drops out of it."""
        forms, same = self._forms(name, reading, self._lost[name])
        if not same:
            self._split.add(name)
        return forms

    def _forms(
        self, name: str, reading: Condition, lost: Lost
    ) -> tuple[dict[str, Condition], bool]:
        """Return a term as it stands and as it is used, and whether that is the same."""
        whole = rebuilt(reading, self._as_used)
        forms = {AsUsed(term=name).form: whole}
        stands = self._left(reading, lost) if self._live(name) else None
        return forms if stands is None else {name: stands, **forms}, stands == whole

    def _current(self, cite: str) -> bool:
        return self._contents.current(cite, self._as_of)

    def _live(self, term: str) -> bool:
        # A declared assumption has no date.
        cites = self._contents.term[term].cites
        return not cites or any(map(self._current, cites))

    def _as_used(self, leaf: Condition) -> Condition:
        """Return a use of a term as one of what it rests on as used, another leaf as it is."""
        if not isinstance(leaf, TermUse) or leaf.term not in self._split:
            return leaf
        return unchecked(AsUsed)(term=leaf.term, words=leaf.words, source=leaf.source)

    def _left(self, condition: Condition, lost: Lost) -> Condition:
        kept = self._pruned(condition, lost)
        return All(all=()) if kept is None else kept

    def _leaf(self, leaf: Test | TermUse | Unmodelled) -> Condition | None:
        if leaf.source is not None:
            return self._as_used(leaf) if self._current(leaf.source) else None
        return None if isinstance(leaf, TermUse) and not self._live(leaf.term) else leaf

    def _pruned(self, condition: Condition, lost: Lost) -> Condition | None:
        """Return a condition without the leaves that are not in force; None where none is left."""
        if isinstance(condition, Tied):
            kept = self._leaf(condition)
            if kept is None:
                lost.append(condition)
            return kept
        if isinstance(condition, Not):
            inner = self._pruned(condition.negated, lost)
            return None if inner is None else Not(negated=inner)
        if not isinstance(condition, All | AnyOf):
            refuse(condition)
        members = parts(condition)
        pruned = [self._pruned(each, lost) for each in members]
        left = tuple(each for each in pruned if each is not None)
        if members and not left:
            return None
        return All(all=left) if isinstance(condition, All) else AnyOf(any=left)


def _reached(terms: dict[str, Condition], statements: Iterable[Condition]) -> dict[str, Condition]:
    """Return the terms without the forms that nothing uses, in their order."""
    used = {form for each in statements for form in terms_used(each)}
    for form in reversed(terms):
        if form in used or not form.endswith(AS_USED):
            used |= {form, *terms_used(terms[form])}
    return {form: condition for form, condition in terms.items() if form in used}
