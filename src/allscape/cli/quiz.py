"""Learning with the rulebook: `quiz`, `pairs`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli import complete
from allscape.cli.learning import (
    USUAL_COUNT,
    Learning,
    answers_so_far,
    chance,
    kept_answers,
    tell_ended,
)
from allscape.cli.options import (
    ApproachId,
    Force,
    OnScreen,
    Output,
    Rules,
    Screen,
    command,
    refuse_together,
)
from allscape.cli.output import give, show, show_json, tell
from allscape.faults import Fault, UsageError

if TYPE_CHECKING:
    from allscape.learn.pool import Pool
    from allscape.learn.progress import Kept


@command("quiz", example="quiz --about ponatinib --count 5")
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
    force: Force = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="What was shown and missed so far, and no quiz.")
    ] = False,
    explore: OnScreen = False,
    rules: Rules = None,
) -> None:
    """Commit to an answer, then see what decides: questions made from the rules.

    The key of every question is what the engines say of its case. At a question, hint shows where
    to look, ? explains its abbreviations, tree (after an answer) shows the conditions, quit ends.
    What was missed comes back, what one was sure of first.
    """
    if (questions or key) and out is None:
        raise UsageError.of("--questions and --key are for --out FILE")
    refuse_together(out=out, answers=answers, progress=progress)
    refuse_together(out=out, json=output.json)
    refuse_together(progress=progress, seed=seed is not None)
    if explore:
        _refuse_on_screen(output, out, answers, progress=progress)
    from allscape.cli.quizzing import Quizzing

    learning = Learning.of(rules)
    if progress:
        _show_progress(learning.pool, answers_so_far(), output)
        return
    alone = answers is None and (out is not None or output.json)  # nobody answers it
    kept = None if seed is not None or alone else kept_answers()
    drawn = chance() if seed is None else seed
    quiz = learning.quiz(about, source, count, drawn, kept)
    if quiz.count < count:
        tell(f"allscape: {quiz.count} questions that look different are all there are, not {count}")
    if explore:
        from allscape.cli.full_screen import quiz_on_screen

        quiz_on_screen(quiz, rules, output)
        return
    unpaged = Screen(output.plain, output.no_color)
    quizzing = Quizzing(quiz, partial(show, screen=output), partial(show, screen=unpaged))
    if answers is None and not alone:
        quizzing.run(seed)
        return
    dealt = quiz.dealt()
    if out is not None:
        from allscape.cli.handing import wanted, write_quiz

        write_quiz(quiz, dealt, drawn, out, wanted(questions=questions, key=key), force=force)
        return
    asked = quizzing.take(dealt, _lines(answers)) if answers else dealt
    if output.json:
        show_json(quizzing.as_json(asked, drawn))
    else:
        quizzing.show_all(asked)


@command("pairs", example="pairs car-t-relapsed-refractory")
def pairs(
    output: Output,
    approach: ApproachId,
    rules: Rules = None,
) -> None:
    """Show near misses of an approach: two cases one fact apart, and what decides between them."""
    from allscape.book import Rulebook
    from allscape.faults import nearest
    from allscape.learn.pairs import pairs as made
    from allscape.render.pairs import page
    from allscape.rulebook.load import packaged, read

    loaded = read(rules or packaged())
    tell_ended(loaded.contents)
    if approach not in loaded.contents.approach:
        hint = nearest(approach, loaded.contents.approach)
        raise UsageError.of(f"no approach '{approach}'", hint)
    found = made(loaded, Rulebook(loaded.contents.without_ends), approach)
    give(output, partial(page, loaded.contents, approach, found), "pairs", found)


def _refuse_on_screen(
    output: Output, out: Path | None, answers: Path | None, *, progress: bool
) -> None:
    from allscape.cli.full_screen import refuse_no_terminal

    if out is not None or answers is not None or output.json or progress:
        message = "--explore shows a quiz on the screen, and nothing else"
        raise UsageError.of(message, "leave out the other option")
    refuse_no_terminal(output, "allscape quiz goes line by line, with --plain reads aloud well")


def _show_progress(found: "Pool", kept: "Kept", output: Output) -> None:
    from allscape.model.landscape import NOTICE
    from allscape.render.framing import END
    from allscape.render.learned import curriculum, progress, stood
    from allscape.render.page import Title

    if output.json:
        data = {
            "schema": "allscape.progress/1",
            "notice": NOTICE,
            "conditions": len(found.conditions),
            "questions": found.kinds,
            "questions_that_differ": found.kinds_that_differ,
            "without_question": found.without,
            "without_near_miss": found.no_near_miss,
        }
        show_json({**data, **stood(kept.answers, found)})
        return
    page = progress(found, kept, None)
    show([Title("What was learned"), *page, *curriculum(found), END], output)


def _lines(answers: Path) -> list[tuple[str, Fault]]:
    """Return the lines of a file of answers, each with its place."""
    from allscape.cli.lines import STANDARD_INPUT, written_lines

    file = None if str(answers) == "-" else answers
    name = str(file or STANDARD_INPUT)
    return [(line, Fault(name, at, 1, "")) for at, line in enumerate(written_lines(file), 1)]
