"""Learning with the rulebook: `quiz`, `pairs`."""

import sys
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli import complete
from allscape.cli.options import Output, Rules, command
from allscape.cli.output import show, show_json, tell
from allscape.faults import CaseError, Fault, UsageError

if TYPE_CHECKING:
    from allscape.learn.pool import Pool
    from allscape.learn.progress import Kept

USUAL_COUNT = 10
_MOST_SEED = 10**6


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("quiz", epilog="Example: allscape quiz --about ponatinib --count 5")(command(quiz))
    app.command("pairs", epilog="Example: allscape pairs car-t-relapsed-refractory")(command(pairs))


def quiz(
    output: Output,
    about: Annotated[
        str | None,
        typer.Option(
            "--about", metavar="NAME", help="Only about an approach, a family, a fact or a term."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="ID", help="Only of one article.", autocompletion=complete.sources
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, help="So many questions: 10 without it.")
    ] = USUAL_COUNT,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", metavar="N", min=0, help="The same quiz every time; progress is left alone."
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="An answer a line: b, or b; sure 0.8."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write it: .md, .html, or .tsv for Anki."),
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="With --out: without the answers.")
    ] = False,
    key: Annotated[bool, typer.Option("--key", help="With --out: the answers openly.")] = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="What was shown and missed so far, and no quiz.")
    ] = False,
    rules: Rules = None,
) -> None:
    """Commit to an answer, then see what decides: questions made from the rules.

    The key of every question is what the engines say of its case. At a question, hint shows where
    to look, tree (after an answer) the conditions, quit ends. What was missed comes back.
    """
    from allscape.book import Rulebook
    from allscape.cli.handing import write_quiz
    from allscape.cli.quizzing import Quizzing
    from allscape.learn.pool import pool
    from allscape.rulebook.load import packaged, read

    _refuse_what_does_not_go(out, questions, key, answers)
    loaded = read(rules or packaged())
    found = pool(loaded.written)
    chosen = found.about(about, source)
    if not chosen:
        raise UsageError.of("no question is about that", "leave out an option")
    kept = None if seed is not None else _kept()
    if progress:
        _show_progress(found, kept or _kept(), output)
        return
    quizzing = Quizzing(Rulebook(loaded.contents), found, kept, lambda page: show(page, output))
    random = Random(_chance() if seed is None else seed)  # noqa: S311  # no secret hangs on it
    if answers is None and out is None and not output.json:
        quizzing.run(chosen, count, random, seed)
        return
    dealt = quizzing.dealt(chosen, count, random)
    _tell_fewer(len(dealt), count)
    if out is not None:
        write_quiz(quizzing, dealt, out, questions=questions, key=key)
        return
    asked = quizzing.take(dealt, _lines(answers)) if answers else quizzing.unanswered(dealt)
    if output.json:
        show_json(quizzing.as_json(asked, seed))
    else:
        quizzing.show_all(asked)


def pairs(
    output: Output,
    approach: Annotated[
        str, typer.Argument(metavar="APPROACH", autocompletion=complete.approaches)
    ],
    rules: Rules = None,
) -> None:
    """Show near misses of an approach: two cases one fact apart, and what decides between them."""
    from allscape.book import Rulebook
    from allscape.cli.explore import print_json
    from allscape.faults import nearest
    from allscape.learn.pairs import pairs as made
    from allscape.render.pairs import page
    from allscape.rulebook.load import packaged, read

    loaded = read(rules or packaged())
    if approach not in loaded.contents.approach:
        hint = nearest(approach, loaded.contents.approach)
        raise UsageError.of(f"no approach '{approach}'", hint)
    found = made(loaded, Rulebook(loaded.contents), approach)
    if output.json:
        print_json("pairs", found)
    else:
        show(page(loaded.contents, approach, found), output)


def _refuse_what_does_not_go(
    out: Path | None, questions: bool, key: bool, answers: Path | None
) -> None:
    if (questions or key) and out is None:
        raise UsageError.of("--questions and --key are for --out FILE")
    if out is not None and answers is not None:
        raise UsageError.of("--out writes a quiz, --answers takes one", "one of them")


def _chance() -> int:
    return SystemRandom().randrange(_MOST_SEED)


def _kept() -> "Kept":
    from allscape.cli.sessions import sessions_folder
    from allscape.learn.progress import Kept

    kept = Kept(sessions_folder().parent / "learned.jsonl")
    if kept.unreadable:
        tell(f"allscape: {kept.path}: {kept.unreadable} of its lines cannot be read: left out")
    return kept


def _show_progress(found: "Pool", kept: "Kept", output: Output) -> None:
    import json

    from allscape.learn.progress import by_approach, standing
    from allscape.model.landscape import NOTICE
    from allscape.render.page import Heading, Title
    from allscape.render.quiz import progress

    here = standing(kept.answers, found.conditions)
    approaches = by_approach(here, found.questions)
    if output.json:
        told = {
            "schema": "allscape.progress/1",
            "notice": NOTICE,
            "conditions": len(found.conditions),
        }
        show_json(json.dumps({**told, **here.model_dump()}, ensure_ascii=False, indent=2))
        return
    page = progress(here, len(found.conditions), approaches, str(kept.path))
    show([Title("What was learned"), *page, Heading(NOTICE.rstrip("."))], output)


def _tell_fewer(dealt: int, count: int) -> None:
    if dealt < count:
        tell(f"allscape: {dealt} questions are all there are, not {count}")


def _lines(answers: Path) -> list[tuple[str, Fault]]:
    """Return the lines of a file of answers, each with its place."""
    from allscape.inputs import Unreadable, read_text

    try:
        text = sys.stdin.read() if str(answers) == "-" else read_text(answers)
    except Unreadable as error:
        raise CaseError([error.fault()]) from None
    return [(line, Fault(str(answers), at, 1, "")) for at, line in enumerate(text.splitlines(), 1)]
