"""Use: whatever is defined serves something."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenLint, reached
from allscape.model.conditions import TermUse
from allscape.model.words import stands_in


class UnusedId(WrittenLint):
    """Something is defined that nothing uses: a source, an approach, a sentence that a term cites.

    A source that nobody quotes, an approach that no statement is about, and a sentence that a term
    cites although none of the term's words stand in it: each looks like evidence and is none.
    """

    id = "unused-id"
    avoid = samples.part("approaches", "{id: delta, name: Delta, family: letters}")
    prefer = samples.ALPHA_ALONE
    related = ("unused-term", "approach-without-option", "dangling-id")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the sources, approaches and citations that serve nothing."""
        quoted = {each.source for _, each in view.quotations}
        for at, source in enumerate(view.contents.sources):
            if source.id not in quoted:
                message = f"no sentence of '{source.id}' is quoted"
                yield Located("sources", at, ("id",), message, "quote one, or leave the source out")
        about = {name for each in view.statements for name in each.statement.about}
        for at, approach in enumerate(view.contents.approaches):
            if approach.id not in about:
                message = f"no statement is about '{approach.id}'"
                hint = "an approach stands on a sentence"
                yield Located("approaches", at, ("id",), message, hint)
        yield from self._idle_cites(view)

    def _idle_cites(self, view: View) -> Iterator[Located]:
        for at, term in enumerate(view.contents.terms):
            words = [*term.words]
            words += [
                each.words
                for each in view.conditions
                if each.field == "terms" and each.at == at and each.words
            ]
            for c, cite in enumerate(term.cites):
                text = view.sentences.get(cite)
                if text is not None and not any(stands_in(each, text) for each in words):
                    message = f"no words of '{term.id}' stand in {cite}, which it cites"
                    yield Located("terms", at, ("cites", c), message)


class UnusedTerm(WrittenLint):
    """No statement uses a term, neither directly nor through another term.

    Its readings would be offered to the user and change nothing.
    """

    id = "unused-term"
    avoid = samples.part(
        "terms",
        "id: young",
        "name: young",
        "assumption: No sentence gives a number.",
        'readings: [{id: under-40, says: under 40, when: {age: "< 40"}}]',
    )
    prefer = avoid + samples.statement(
        6,
        "id: made-up-2020/beta-adults",
        "when: [{term: adult, words: adult patients}, {term: young}]",
    )
    related = ("unused-id", "reading-changes-nothing")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the terms that no statement and no remark reaches."""
        by_term: dict[str, set[str]] = {}
        used: set[str] = set()
        for each in view.conditions:
            if isinstance(each.condition, TermUse):
                inside = each.field == "terms"
                by = by_term.setdefault(each.owner.id, set()) if inside else used
                by.add(each.condition.term)
        serving = reached(used, by_term)
        for at, term in enumerate(view.contents.terms):
            if term.id not in serving:
                yield Located("terms", at, ("id",), f"no statement uses the term '{term.id}'")


class ApproachWithoutOption(WrittenLint):
    """Statements are about an approach, and none of them offers it.

    An approach is matched when an option of it is; this one never can be.
    """

    id = "approach-without-option"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, direction: neutral}")
    prefer = samples.statement(2, "{id: made-up-2020/alpha, direction: for}")
    related = ("option-without-approach", "unused-id")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the approaches that no statement offers."""
        about = {name for each in view.statements for name in each.statement.about}
        offering = [each.statement for each in view.statements if each.statement.offers]
        offered = {name for each in offering for name in each.about}
        for at, approach in enumerate(view.contents.approaches):
            if approach.id in about - offered:
                message = f"no option offers '{approach.id}'"
                hint = "an option has kind: option and direction: for"
                yield Located("approaches", at, ("id",), message, hint)
