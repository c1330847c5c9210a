"""References: whatever a part of the rulebook names is there."""

from collections.abc import Iterator

from allscape.faults import nearest
from allscape.lint.base import Located, Severity, known
from allscape.lint.written.base import WrittenLint
from allscape.lint.written.view import View
from allscape.model.conditions import SameAs, TermUse
from allscape.model.segment import REPAIRS, SEGMENTERS


class DanglingId(WrittenLint):
    """A source, term, approach, statement or quotation is named that does not exist.

    The id is misspelt, or what it named is gone. The nearest one that exists is told.
    """

    id = "dangling-id"
    severity = Severity.ERROR
    avoid = """
        quotations:
          - cite: made-up-2020/2
            statements:
              - {id: made-up-2020/alpha, about: alfa}
        """
    prefer = """
        quotations:
          - cite: made-up-2020/2
            statements:
              - {id: made-up-2020/alpha, about: alpha}
        """
    related = ("unused-id", "duplicate-id")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the ids that name nothing."""
        yield from self._of_quotations(view)
        yield from self._of_statements(view)
        yield from self._of_conditions(view)
        yield from self._of_sources(view)
        yield from self._of_the_rest(view)

    def _of_sources(self, view: View) -> Iterator[Located]:
        sources = view.contents.source
        for at, each in enumerate(view.contents.sources):
            if (by := each.superseded_by) and by != each.id:
                yield from known(by, sources, "source", "sources", at, ("superseded_by",))

    def _of_quotations(self, view: View) -> Iterator[Located]:
        sources, quotations = view.contents.source, view.contents.quotation
        for at, each in view.quotations:
            yield from known(each.source, sources, "source", "quotations", at, ("cite",))
            if each.continues not in (None, each.cite):
                inside = ("continues",)
                yield from known(
                    str(each.continues), quotations, "quotation", "quotations", at, inside
                )

    def _of_statements(self, view: View) -> Iterator[Located]:
        approaches, quotations = view.contents.approach, view.contents.quotation
        for q, s, each in view.statements:
            for a, approach in enumerate(each.about):
                inside = ("statements", s, "about", a)
                yield from known(approach, approaches, "approach", "quotations", q, inside)
            if each.standing and each.standing.source:
                source, here = each.standing.source, ("statements", s, "standing", "from")
                yield from known(source, quotations, "quotation", "quotations", q, here)

    def _of_conditions(self, view: View) -> Iterator[Located]:
        terms, names = view.contents.term, view.contents.statement
        for each in view.conditions:
            spot = (each.field, each.at)
            if isinstance(each.condition, TermUse):
                inside = (*each.inside, "term")
                yield from known(each.condition.term, terms, "term", *spot, inside)
            if isinstance(each.condition, SameAs):
                inside = (*each.inside, "same-as")
                yield from known(each.condition.same_as, names, "statement", *spot, inside)
            if each.field == "quotations" and each.words:
                (cite,) = each.cites
                inside, quotations = (*each.inside, "from"), view.contents.quotation
                yield from known(cite, quotations, "quotation", *spot, inside)

    def _of_the_rest(self, view: View) -> Iterator[Located]:
        contents = view.contents
        for at, ledger in enumerate(contents.ledgers):
            yield from known(ledger.source, contents.source, "source", "ledgers", at, ("source",))
        for at, term in enumerate(contents.terms):
            for c, cite in enumerate(term.cites):
                inside = ("cites", c)
                yield from known(cite, contents.quotation, "quotation", "terms", at, inside)
        for at, tension in enumerate(contents.tensions):
            for s, statement in enumerate(tension.statements):
                inside = ("statements", s)
                yield from known(statement, contents.statement, "statement", "tensions", at, inside)
        for at, none in enumerate(contents.no_tensions):
            for name in ("statements", "beside"):
                for s, statement in enumerate(getattr(none, name)):
                    here = ("no_tensions", at, (name, s))
                    yield from known(statement, contents.statement, "statement", *here)


class UnknownRepair(WrittenLint):
    """A source declares a repair that the program does not know.

    A repair is a fixed change that is made to an article before it is cut into sentences. There are
    two: `joined-decimals` and `joined-full-stops`.
    """

    id = "unknown-repair"
    severity = Severity.ERROR
    avoid = """
        sources:
          - {id: made-up-2020, repairs: [joined-decimal]}
        """
    prefer = """
        sources:
          - {id: made-up-2020, repairs: [joined-decimals]}
        """
    related = ("not-the-whole-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the repairs that are none."""
        for at, source in enumerate(view.contents.sources):
            for r, name in enumerate(source.repairs):
                if name not in REPAIRS:
                    message = f"no repair '{name}'"
                    yield Located("sources", at, ("repairs", r), message, nearest(name, REPAIRS))


class UnknownSegmenter(WrittenLint):
    """A source names a segmenter that the program does not have.

    A segmenter cuts an article into its sentences. There are two, and neither ever changes: `1`,
    which is meant where a source names none, and `2`, which knows lists, tables, reference marks
    and abbreviations.
    """

    id = "unknown-segmenter"
    severity = Severity.ERROR
    avoid = """
        sources:
          - {id: made-up-2020, segmenter: 20}
        """
    prefer = """
        sources:
          - {id: made-up-2020, segmenter: 1}
        """
    related = ("unknown-repair", "not-the-whole-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the versions that there are not."""
        for at, source in enumerate(view.contents.sources):
            if source.segmenter not in SEGMENTERS:
                text, known_ = f"no segmenter {source.segmenter}", " or ".join(map(str, SEGMENTERS))
                yield Located("sources", at, ("segmenter",), text, known_)
