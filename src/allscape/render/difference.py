"""A difference of two digests as parts of a page: what moves, what begins or ceases to be said."""

from collections.abc import Iterator, Sequence

from allscape.explain.difference import CaseDifference, Move, StatementMove, Way
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.render import moved, words
from allscape.render.page import Heading, Item, PagePart, Row, Rows, Text, Tone

_OF_CHANGES = ("Now said", "No longer said"), ("Now side by side", "No longer side by side")
_OF_SIDES = (
    ("Said of the second only", "Said of the first only"),
    ("Side by side in the second only", "Side by side in the first only"),
)
_HEADINGS = {
    Way.AGAINST: "Something now speaks against",
    Way.NO_LONGER_AGAINST: "No longer spoken against",
}
_OUT = {None, Verdict.RULED_OUT}
_TOLD = {Way.GAINED, Way.AGAINST, Way.NO_LONGER_AGAINST}
"""What is shown with its sentences, where room is short."""
_TONES = {
    Way.GAINED: Tone.FOR,
    Way.LOST: Tone.AGAINST,
    Way.OPENED: Tone.OPEN,
    Way.AGAINST: Tone.AGAINST,
}


_FEW = 2
"""So many approaches that hang on other facts are named where there is little room."""


class Differences:
    """The parts of one difference; a sentence that has been shown once is named by its number."""

    def __init__(
        self, contents: Contents, found: CaseDifference, shown: set[str], *, sides: bool = False
    ) -> None:
        self._contents, self._found, self._shown = contents, found, shown
        self._because = {each.approach: each.because for each in found.moves if not each.against}
        self._against = {each.against for each in found.live}
        self._statements = [each for each in found.statements if self._tells_more(each)]
        begun = [each for each in self._statements if each.after is Verdict.MATCHED]
        ceased = [each for each in self._statements if each not in begun]
        of_statements, of_tensions = _OF_SIDES if sides else _OF_CHANGES
        self._said = list(zip(of_statements, (begun, ceased), strict=True))
        tensions = (found.tensions, found.tensions_gone)
        self._side_by_side = list(zip(of_tensions, tensions, strict=True))

    def parts(self, *, brief: bool = False) -> Iterator[PagePart]:
        """Yield all that differs; `brief` gives a line to what is neither gained nor against.

        That nothing moves is said only where both digests say the same.
        """
        found = list(self._parts(brief=brief))
        if found:
            yield from found
        elif self._found:
            yield Text("Nothing moves of what is matched or open.", 1)
        else:
            yield Text("Nothing moves.", 1)

    def counted(self, unfolds: str) -> Iterator[PagePart]:
        """Yield what is not ruled out, what is gained with its sentences; count the rest."""
        yield from self._notes()
        counts = []
        for way, mine in self._found.by_way.items():
            shown = [each for each in mine if {each.before, each.after} - _OUT]
            if shown:
                yield self._heading(way, len(shown))
                yield from self._moves(shown) if way in _TOLD else self._lines(shown)
            if out := len(mine) - len(shown):
                counts.append(f"{out} {way}" if way is Way.RULED_OUT else f"{out} {way}, ruled out")
        counts += self._counts()
        if counts:
            yield Text(f"Counted only: {'; '.join(counts)} ({unfolds}).", 1)
        yield from self._hanging(brief=True)

    def first(self, most: int, unfolds: str) -> Iterator[PagePart]:
        """Yield the first approaches that move, a line each, and the count of all else."""
        rows = [
            Row(words.plain(way), each.name, moved.first_cite(each.citations))
            for way, mine in self._found.by_way.items()
            for each in mine
        ]
        yield from self._notes() if most else ()
        yield from [Rows(rows[:most])] if rows[:most] else []
        more = len(rows) - most
        counts = [*([f"{more} more move"] if more > 0 else []), *self._counts(hanging=True)]
        notes = len(self._found.notes) + len(self._found.notes_gone)
        counts += [words.counted(notes, "note")] if notes and not most else []
        if counts or rows:
            yield Text("; ".join([*counts, unfolds]) + ".", 1)
        elif not self._found:
            yield Text("Nothing moves.", 1)

    def _counts(self, *, hanging: bool = False) -> Iterator[str]:
        """Yield how many statements, tensions and facts to hang on are new, or are gone."""
        statements = ((heading, "statement", len(mine)) for heading, mine in self._said)
        tensions = ((heading, "tension", len(mine)) for heading, mine in self._side_by_side)
        for heading, what, number in (*statements, *tensions):
            if number:
                yield f"{heading.lower()}: {words.counted(number, what)}"
        out = self._found.ruled_out
        hang = [each.name for each in self._found.hanging if each.approach not in out]
        if hanging and hang:
            changed = f"{hang[0]} hangs" if len(hang) == 1 else f"{len(hang)} approaches hang"
            yield f"{changed} on other facts than before"

    def lines(self) -> Iterator[PagePart]:
        """Yield all that differs, a line each, with the words and the sentence that decide."""
        rows = [
            Row(moved.label(each), f"{each.name}{moved.conditions(each)}", moved.stated(each))
            for each in self._found.live
        ]
        for each in self._statements:
            label = "now said" if each.after is Verdict.MATCHED else "unsaid"
            rows.append(Row(label, words.gist(self._contents.statement[each.statement]), each.cite))
        rows += [Row("note", each.says) for each in self._found.notes]
        rows += [Row("no note", each.says) for each in self._found.notes_gone]
        yield Rows(rows) if rows else Text("Nothing moves of what is matched or open.", 1)

    def of(self, approach: str) -> Iterator[PagePart]:
        """Yield the conditions that move an approach, and its sentences."""
        for move in self._found.moves:
            if move.approach == approach:
                yield from self._why(move)

    def _why(self, move: Move) -> Iterator[PagePart]:
        if move.because:
            yield Rows([moved.because(each, move) for each in move.because])
        yield from (Text(each, 1) for each in moved.assumed(self._contents, move))
        yield from moved.quotes(self._contents, (e.cite for e in move.citations), self._shown)

    def beyond_approaches(self) -> Iterator[PagePart]:
        """Yield what differs beside the verdicts and what speaks against them."""
        yield from self._notes()
        yield from self._statements_said(brief=False)
        yield from self._tensions()
        yield from self._hanging(brief=False)

    def _notes(self) -> Iterator[PagePart]:
        for note in self._found.notes:
            yield Text(f"Note: {note.says}", 1)
        for note in self._found.notes_gone:
            yield Text(f"No longer noted: {note.says}", 1)

    def _parts(self, *, brief: bool) -> Iterator[PagePart]:
        yield from self._notes()
        for way, mine in self._found.by_way.items():
            short = brief and way not in _TOLD
            yield self._heading(way, len(mine))
            yield from self._lines(mine) if short else self._moves(mine)
        yield from self._statements_said(brief=brief)
        yield from self._tensions()
        yield from self._hanging(brief=brief)

    def _heading(self, way: Way, number: int) -> Heading:
        return Heading(f"{_HEADINGS.get(way, way)} ({number})", _TONES.get(way, Tone.STRONG))

    def _lines(self, moves: Sequence[Move]) -> Iterator[PagePart]:
        rows = [
            Row(
                words.verdict(each.after),
                f"{each.name}{moved.conditions(each)}",
                moved.cites(each),
            )
            for each in moves
        ]
        yield Rows(rows)

    def _moves(self, moves: Sequence[Move]) -> Iterator[PagePart]:
        for move in moves:
            yield Item(move.name, moved.aside(move), _TONES.get(move.way, Tone.STRONG))
            if move.against is not None:
                statement = self._contents.statement[move.against]
                yield Rows([Row("against", words.gist(statement), statement.cite, Tone.AGAINST)])
            yield from self._why(move)

    def _statements_said(self, *, brief: bool) -> Iterator[PagePart]:
        for heading, mine in self._said:
            if mine:
                yield Heading(f"{heading} ({len(mine)})")
            if mine and brief:
                yield Rows([self._gist(each) for each in mine])
            for each in [] if brief else mine:
                yield from self._statement(each)

    def _gist(self, move: StatementMove) -> Row:
        statement = self._contents.statement[move.statement]
        return Row(str(statement.kind), words.gist(statement), statement.cite)

    def _tells_more(self, move: StatementMove) -> bool:
        """Return whether a statement is not told of already by what moves for its sake."""
        statement = self._contents.statement[move.statement]
        out = self._found.ruled_out.issuperset(move.about) and not statement.speaks_of_cases
        above = statement.offers and self._because.keys() >= set(move.about)
        return not (out or above or move.statement in self._against)

    def _statement(self, move: StatementMove) -> Iterator[PagePart]:
        statement = self._contents.statement[move.statement]
        yield Item(f"{str(statement.kind).capitalize()}: {words.gist(statement)}", "", Tone.PLAIN)
        about = ", ".join(self._contents.approach[name].name for name in move.about)
        rows = [Row("about", about)] if about else []
        # What moves an approach moves what is said of it, and stands there.
        above = {each for name in move.about for each in self._because.get(name, ())}
        rows += [moved.because(each, move) for each in move.because if each not in above]
        yield from [Rows(rows)] if rows else []
        yield from moved.quotes(self._contents, [move.cite], self._shown)

    def _tensions(self) -> Iterator[PagePart]:
        for heading, mine in self._side_by_side:
            if mine:
                yield Heading(heading)
            for tension in mine:
                yield Text(f"{tension.differ} ({words.sides(self._contents, tension)})", 1)

    def _hanging(self, *, brief: bool) -> Iterator[PagePart]:
        rows = [
            Row("-", f"{each.name}: {', '.join(each.after) or 'nothing more'}")
            for each in self._found.hanging
            if each.approach not in self._found.ruled_out
        ]
        if brief and len(rows) > _FEW:
            yield Text(f"{len(rows)} approaches hang on other facts than before.", 1)
        elif rows:
            yield Heading("Hanging on other facts than before")
            yield Rows(rows, tree=True)
