"""The full screen: `allscape explore`."""

import sys

from allscape.cli.full_screen import refuse_no_terminal, run
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


@command("explore", example="explore examples/relapsed-ecog-3.yaml")
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
    from allscape.render import session as render

    book = Rulebook.load(lens.rules)
    path = sessions.named(session, last=last)
    begun = sessions.begun(book, lens, case_file, path, facts, keep=True)
    try:
        run(begun, book, lens.rules, screen)
    finally:
        begun.close()
        if not isinstance(sys.exception(), SystemExit):  # of a terminal that may be gone
            show(render.ended(begun.kept), screen)
