"""The full screen: `allscape explore`."""

import typer

from allscape.cli.full_screen import refuse_no_terminal, run, school
from allscape.cli.options import (
    FactOptions,
    LastSession,
    Lens,
    MaybeCase,
    Screen,
    SessionFile,
    command,
)
from allscape.cli.output import show

_LINE_BY_LINE = "allscape step goes line by line, allscape step --plain reads aloud well"


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    example = "Example: allscape explore examples/relapsed-ecog-3.yaml"
    app.command("explore", epilog=example)(command(explore))


def explore(
    facts: FactOptions,
    lens: Lens,
    screen: Screen,
    case_file: MaybeCase = None,
    session: SessionFile = None,
    last: LastSession = False,
) -> None:
    """See the landscape on the whole screen: change a fact and watch it move, present a case.

    The session is the one that allscape step keeps: either goes on with what the other kept. With a
    screen reader, allscape step --plain is the way.
    """
    refuse_no_terminal(screen, _LINE_BY_LINE)
    from allscape.book import Rulebook
    from allscape.cli import sessions
    from allscape.explorer.desk import Desk
    from allscape.render import session as render
    from allscape.session.events import Edit

    book = Rulebook.load(lens.rules)
    path = sessions.newest() if last else session or sessions.fresh()
    case, events, state, writer = sessions.begun(book, lens, case_file, path, facts)

    def record(event: Edit) -> None:
        if writer is not None:
            writer.append(event)
        events.append(event)

    path_kept = writer.path if writer else None
    kept = str(path_kept) if path_kept else None
    desk = Desk(book, case, state, record, kept)
    try:
        run(
            desk,
            lambda name: sessions.save(name, book, desk.state, events, desk.examine, path_kept),
            school(lens.rules),
            screen,
        )
    finally:
        if writer is not None:
            writer.close()
        show(render.ended(kept), screen)
