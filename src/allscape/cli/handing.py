"""Writing what is handed out: a sheet of a quiz, of a case, of a lesson."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from allscape import disk
from allscape.cli.output import tell
from allscape.faults import UsageError, is_there, raised_as, unwritten
from allscape.inputs import MissingFile, Unreadable, look
from allscape.learn.quiz import Asked, Quiz
from allscape.render import quiz as pages
from allscape.render.answer import answered
from allscape.render.page import Page, Text
from allscape.render.sheet import AnswersWanted, Handout, Leaf, as_cards, as_html, as_markdown

_FORMS = {".md": "Markdown", ".html": "a page", ".tsv": "cards for Anki"}


def wanted(*, questions: bool, key: bool) -> AnswersWanted:
    """Return what becomes of the answers. Raises `UsageError` where both are asked for."""
    if questions and key:
        raise UsageError.of("--questions leaves out what --key shows", "one of them")
    if questions:
        return AnswersWanted.QUESTIONS
    return AnswersWanted.KEY if key else AnswersWanted.BOTH


def write_quiz(
    quiz: Quiz, dealt: Sequence[Asked], seed: int, out: Path, want: AnswersWanted, *, force: bool
) -> None:
    """Write questions into a file; the seed on it gives the same ones again."""
    leaves = [
        Leaf(
            f"Question {number}",
            pages.asked(quiz.book.contents, each.question, ""),
            answered(quiz.book.contents, each.question, None, each.found),
            (each.question.kind, *each.question.about),
        )
        for number, each in enumerate(dealt, 1)
    ]
    lead: Page = [
        Text("Each answer stands on sentences quoted word for word."),
        Text(f"Seed {seed}: with it the same questions come again."),
    ]
    sheet = Handout("A quiz on hypothetical cases", lead, leaves)
    write(sheet, out, want, force=force)


def write(
    sheet: Handout,
    out: Path,
    want: AnswersWanted,
    forms: Sequence[str] = tuple(_FORMS),
    *,
    force: bool,
) -> None:
    """Write a sheet in the form that the name of the file asks for.

    Raises `UsageError` for another suffix, and for a file that is there but by `force`.
    """
    suffix = out.suffix.lower()
    if suffix not in forms:
        known = ", ".join(f"{each} ({_FORMS[each]})" for each in forms)
        raise UsageError.at(out, f"cannot write '{suffix or out.name}'", known)
    if suffix == ".tsv":
        text = as_cards(sheet)
    else:
        text = as_html(sheet, want) if suffix == ".html" else as_markdown(sheet, want)
    put(out, text, force=force)
    tell(f"allscape: written to {out}")


def put(out: Path, text: str, *, force: bool) -> None:
    """Write a file; one that is there is replaced by `force` alone. Raises `AllscapeError`."""
    with raised_as(unwritten, out):
        try:
            with suppress(MissingFile):
                look(out)
            disk.write_new(out, text.encode("utf-8", "backslashreplace"), replace=force)
        except Unreadable as error:
            raise UsageError([error.fault()]) from None
        except FileExistsError:
            raise is_there(out) from None
