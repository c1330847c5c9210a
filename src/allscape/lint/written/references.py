"""References: whatever a part of the rulebook names is there, and so are the days of its source."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located, Part, known
from allscape.lint.written.view import View, WrittenError
from allscape.model.conditions import SameAs, TermUse
from allscape.model.segment import REPAIRS, SEGMENTERS


class DanglingId(WrittenError):
    """A source, term, approach, statement or quotation is named that does not exist.

    The id is misspelt, or what it named is gone. The nearest one that exists is told.
    """

    id = "dangling-id"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, about: alfa}")
    prefer = samples.ABOUT_ALPHA
    related = ("unused-id", "duplicate-id")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the ids that name nothing."""
        yield from self._of_quotations(view)
        yield from self._of_statements(view)
        yield from self._of_conditions(view)
        yield from self._of_the_rest(view)

    def _of_quotations(self, view: View) -> Iterator[Located]:
        sources, quotations = view.contents.source, view.contents.quotation
        for at, each in view.quotations:
            here = Part("quotations", at, ())
            yield from known(each.source, sources, "source", here, "cite")
            if each.continues not in (None, each.cite):
                yield from known(str(each.continues), quotations, "quotation", here, "continues")

    def _of_statements(self, view: View) -> Iterator[Located]:
        approaches, quotations = view.contents.approach, view.contents.quotation
        for each in view.statements:
            for a, approach in enumerate(each.statement.about):
                yield from known(approach, approaches, "approach", each, "about", a)
            standing = each.statement.standing
            if standing and standing.source:
                yield from known(standing.source, quotations, "quotation", each, "standing", "from")

    def _of_conditions(self, view: View) -> Iterator[Located]:
        terms, names = view.contents.term, view.contents.statement
        for each in view.conditions:
            if isinstance(each.condition, TermUse):
                yield from known(each.condition.term, terms, "term", each, "term")
            if isinstance(each.condition, SameAs):
                yield from known(each.condition.same_as, names, "statement", each, "same-as")
            if each.field == "quotations" and each.words:
                (cite,) = each.cites
                yield from known(cite, view.contents.quotation, "quotation", each, "from")

    def _of_the_rest(self, view: View) -> Iterator[Located]:
        contents = view.contents
        for at, source in enumerate(contents.sources):
            if (by := source.superseded_by) and by != source.id:
                here = Part("sources", at, ())
                yield from known(by, contents.source, "source", here, "superseded_by")
        for at, ledger in enumerate(contents.ledgers):
            here = Part("ledgers", at, ())
            yield from known(ledger.source, contents.source, "source", here, "source")
        for at, term in enumerate(contents.terms):
            for c, cite in enumerate(term.cites):
                here = Part("terms", at, ("cites", c))
                yield from known(cite, contents.quotation, "quotation", here)
        named = (("tensions", "statements"), ("no_tensions", "statements"))
        for field, name in (*named, ("no_tensions", "beside")):
            for at, each in enumerate(getattr(contents, field)):
                for s, statement in enumerate(getattr(each, name)):
                    here = Part(field, at, (name, s))
                    yield from known(statement, contents.statement, "statement", here)


class UnknownRepair(WrittenError):
    """A source declares a repair that the program does not know.

    A repair is a fixed change that is made to an article before it is cut into sentences. There are
    two: `joined-decimals` and `joined-full-stops`.
    """

    id = "unknown-repair"
    avoid = samples.part("sources", "{id: made-up-2020, repairs: [joined-decimal]}")
    prefer = samples.part("sources", "{id: made-up-2020, repairs: [joined-decimals]}")
    related = ("not-the-whole-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the repairs that are none."""
        for at, source in enumerate(view.contents.sources):
            for r, name in enumerate(source.repairs):
                yield from known(name, REPAIRS, "repair", Part("sources", at, ("repairs", r)))


class UnknownSegmenter(WrittenError):
    """A source names a segmenter that the program does not have.

    A segmenter cuts an article into its sentences. There are two, and neither ever changes: `1`,
    which is meant where a source names none, and `2`, which knows lists, tables, reference marks
    and abbreviations.
    """

    id = "unknown-segmenter"
    avoid = samples.part("sources", "{id: made-up-2020, segmenter: 20}")
    prefer = samples.part("sources", "{id: made-up-2020, segmenter: 1}")
    related = ("unknown-repair", "not-the-whole-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the versions that there are not."""
        for at, source in enumerate(view.contents.sources):
            if source.segmenter not in SEGMENTERS:
                text, known_ = f"no segmenter {source.segmenter}", " or ".join(map(str, SEGMENTERS))
                yield Located("sources", at, ("segmenter",), text, known_)


class SourceEndsBeforeItBegins(WrittenError):
    """A source was withdrawn, superseded or retrieved before it appeared, or supersedes itself.

    From its date on an article is in force, until it is withdrawn or another one supersedes it. In
    another order one of the days is wrong, and `--as-of` would be, too.
    """

    id = "source-ends-before-it-begins"
    avoid = samples.part("sources", "{id: made-up-2020, date: 2020-05-01, withdrawn: 2019-05-01}")
    prefer = samples.part("sources", "{id: made-up-2020, date: 2020-05-01, withdrawn: 2021-05-01}")
    related = ("dangling-id", "source-without-ledger")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the days that come before the date of their source."""
        dates = {each.id: each.date for each in view.contents.sources}
        for at, source in enumerate(view.contents.sources):
            hint = f"it is of {source.date}"
            for name in ("withdrawn", "retrieved"):
                day = getattr(source, name)
                if day is not None and day < source.date:
                    message = f"{source.id} was {name} on {day}, before it appeared"
                    yield Located("sources", at, (name,), message, hint)
            if (by := source.superseded_by) and dates.get(by, source.date) <= source.date:
                message = f"{source.id} is superseded by {by}, which is not later"
                if by in dates:
                    yield Located("sources", at, ("superseded_by",), message, hint)
