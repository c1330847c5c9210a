"""Ids: each is defined once, begins as it has to, and is not defined by itself."""

from collections.abc import Iterator
from typing import ClassVar

from allscape.columns.spelling import NO_APPROACH
from allscape.lint import samples
from allscape.lint.base import Located, Part
from allscape.lint.written.view import View, WrittenError
from allscape.model.conditions import TermUse

MAX_ROW = 50
"""How many terms may rest on each other in a row, and statements on each other's conditions."""


class DuplicateId(WrittenError):
    """An id is defined twice, or differs from another in case alone.

    Whatever refers to the id could mean either, and a reader takes one for the other. Sources,
    terms and their readings, approaches, quotations, statements, tensions, remarks and ledgers each
    have ids of their own. In a table of verdicts an approach stands beside the row's number and the
    attributes: it is called as none of them.
    """

    id = "duplicate-id"
    avoid = """
        approaches:
          - {id: alpha, name: Alpha, family: letters}
          - {id: alpha, name: Alpha again, family: letters}
        """
    prefer = samples.ALPHA_ALONE
    related = ("dangling-id", "unused-id")

    _keys: ClassVar = {
        "sources": "id", "terms": "id", "approaches": "id", "quotations": "cite",
        "tensions": "id", "remarks": "id", "ledgers": "source",
    }  # fmt: skip

    def look(self, view: View) -> Iterator[Located]:
        """Yield the places at which an id is defined again."""
        for field, key in self._keys.items():
            names = [getattr(each, key) for each in getattr(view.contents, field)]
            for at, message in _repeated(names):
                yield Located(field, at, (key,), message)
        for at, approach in enumerate(view.contents.approaches):
            if approach.id.casefold() in NO_APPROACH:
                message = f"'{approach.id}' is the name of a column that tables of cases have"
                yield Located("approaches", at, ("id",), message)
        for index, message in _repeated([each.statement.id for each in view.statements]):
            yield view.statements[index].located(message, inside=("id",))
        for at, term in enumerate(view.contents.terms):
            for r, message in _repeated([each.id for each in term.readings]):
                yield Located("terms", at, ("readings", r, "id"), message)


def _repeated(names: list[str]) -> Iterator[tuple[int, str]]:
    """Yield where a name is another again, and what is to be said of it."""
    seen: dict[str, str] = {}
    for at, name in enumerate(names):
        first = seen.get(name.casefold())
        if first is None:
            seen[name.casefold()] = name
        elif first == name:
            yield at, f"'{name}' is defined twice"
        else:
            yield at, f"'{name}' and '{first}' differ in case alone"


class IdOfAnotherSource(WrittenError):
    """The id of a statement does not begin with its source.

    The id tells a reader, and the program, from which article and of which day a statement is.
    """

    id = "id-of-another-source"
    avoid = samples.statement(
        6, "{id: made-up-2021/beta-study, kind: evidence, says: Who was studied, when: []}"
    )
    prefer = samples.statement(
        6,
        "{id: made-up-2020/beta-study, kind: evidence, says: Who was studied,",
        " when: {same-as: made-up-2020/beta-adults}}",
    )
    related = ("dangling-id",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the ids that begin with something else."""
        for each in view.statements:
            begin = f"{each.cite.partition('/')[0]}/"
            if not each.statement.id.startswith(begin):
                message = f"the id of a statement begins with its source, '{begin}'"
                yield each.located(message, inside=("id",))


class DefinedByItself(WrittenError):
    """A term or a statement is defined by itself, directly or through others.

    Nothing could tell whether it holds. A row of more than fifty that rest on each other is refused
    too: nobody could read it.
    """

    id = "defined-by-itself"
    avoid = samples.adult("{id: from-18, says: an adult, when: {not: {term: adult}}}")
    prefer = samples.ADULT
    related = ("dangling-id",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the terms, statements and quotations that rest on themselves."""
        for at, each in view.quotations:
            if each.continues == each.cite:
                yield Located("quotations", at, ("continues",), "a sentence cannot continue itself")
        uses: dict[str, set[str]] = {}
        for placed in view.conditions:
            if isinstance(placed.condition, TermUse) and placed.field == "terms":
                uses.setdefault(placed.owner.id, set()).add(placed.condition.term)
        for at, term in enumerate(view.contents.terms):
            yield from _ringed(term.id, uses, Part("terms", at, ()), "id")
        for said in view.statements:
            yield from _ringed(said.statement.id, view.same_as, said, "when")


def _ringed(name: str, edges: dict[str, set[str]], part: Part, inside: str) -> Iterator[Located]:
    """Yield a fault where a name rests on itself, or on others in too long a row."""
    reached: set[str] = set()
    ahead, steps = set(edges.get(name, ())), 0
    while ahead:
        reached |= ahead
        ahead = {far for near in ahead for far in edges.get(near, ())} - reached
        steps += 1
    if name in reached:
        yield part.located(f"'{name}' is defined by itself", inside=(inside,))
    elif steps > MAX_ROW:
        message = f"'{name}' rests on more than {MAX_ROW} others in a row"
        yield part.located(message, inside=(inside,))
