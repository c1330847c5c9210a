"""The loop of a session: a line in, what came of it out, every event kept."""

from collections.abc import Iterable
from functools import partial

from allscape.book import Rulebook
from allscape.cli.sessions import Begun
from allscape.explain.claims_held import spoken
from allscape.explain.map import Maps
from allscape.faults import CaseError, Fault, Unwritten
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.render import explore, framing, session, terminal, why, words
from allscape.render import map as map_page
from allscape.render import match as landscape
from allscape.render.map_cells import Look
from allscape.render.page import Page, Show, Text
from allscape.session import replies
from allscape.session.events import Start, State
from allscape.session.replies import Reply, Request
from allscape.session.stepper import Examine, Stepper
from allscape.session.store import LoadedSession


class Stepping:
    """A session in a terminal, over a pipe or from a file of answers.

    `look` is how the map is drawn; without one it is said in words, when it is asked for.
    """

    def __init__(self, book: Rulebook, show: Show, look: Look | None = None) -> None:
        self._book, self._show, self._look = book, show, look
        self._maps = Maps()

    def begin(self, begun: Begun) -> None:
        """Begin or go on with a session."""
        self._begun = begun
        self._stepper = Stepper(begun.state, self._examine(begun.state.start), begun.record)

    def replay(self, loaded: LoadedSession, path: str) -> None:
        """Show what was done in a session of a file and what it moved, then where it ended."""
        start = loaded.events[0]
        assert isinstance(start, Start)
        stepper = Stepper(State(start=start), self._examine(start), lambda _: None)
        here = session.here(stepper.state, stepper.evaluation)
        self._show([*session.replayed(start.name, path), *here])
        for event in loaded.events[1:]:
            if not isinstance(event, Start):
                self._show(self._said(stepper.do(event), stepper))
        self._show(session.here(stepper.state, stepper.evaluation))
        self._show(session.ended(path))

    def run(self, lines: Iterable[str], prompt: str, of: str = "") -> None:
        """Take lines until there are none left or one says to end.

        Without a prompt the lines are shown as they are taken, and a line that cannot be followed
        ends the session with `CaseError`, which names what it is a line `of`.
        """
        stepper = self._stepper
        waiting = iter(lines)
        self._show([*self._opening(), *self._here()])
        for number, line in enumerate(waiting, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if not prompt:
                self._show([Text(f"> {line.strip()}")])
            try:
                reply = stepper.take(line)
                shown = None if reply is Request.END else self._answered(reply)
            except (ValueError, Unwritten) as error:
                if not prompt and isinstance(error, Unwritten):
                    raise
                if not prompt:
                    fault = Fault(of, number, 1, str(error))
                    raise CaseError([fault]) from None
                self._show([Text(words.not_done(error))])
                continue
            if shown is None:
                break
            self._show(shown)
        self._show(session.ended(self._begun.kept))

    def _opening(self) -> Page:
        start = self._stepper.state.start
        shown = spoken(start.story.strip(), self._stepper.evaluation)
        return session.opening(start.name, self._begun.kept, shown)

    def _examine(self, start: Start) -> Examine:
        return partial(self._book.examine, name=start.name)

    def _answered(self, reply: Reply) -> Page:
        """Return what came of a line and where one stands: what moved, in no more than a screen."""
        if not isinstance(reply, replies.CaseMoved) or self._look is None:
            return [*self._said(reply, self._stepper), *self._here()]
        page: Page = []
        for most, rows in session.ROOM:
            page = [*self._moved(reply, self._stepper, most), *self._here(rows)]
            if terminal.height(page, self._look.width) <= self._look.height - 1:
                break
        return page

    def _moved(self, reply: replies.CaseMoved, stepper: Stepper, most: int) -> Page:
        open_ = len(stepper.evaluation.landscape.ids(Verdict.UNDETERMINED))
        return session.moved(self._book.contents, reply.what, reply.difference, open_, most)

    def _here(self, rows: int = session.ROOM[0][1]) -> Page:
        stepper = self._stepper
        return [
            *session.here(stepper.state, stepper.evaluation),
            *self._map_rows(rows),
            *session.question(stepper.question, stepper.state),
        ]

    def _map_rows(self, rows: int) -> Page:
        if self._look is None:
            return []
        found = self._maps.of(self._stepper.evaluation)
        return session.map_rows(found, self._stepper.question, self._look, rows)

    def _mapped(self, stepper: Stepper) -> Page:
        found = self._maps.of(stepper.evaluation)
        if self._look is None:
            return map_page.aloud(found, stepper.evaluation, Look())
        return map_page.page(found, stepper.evaluation, self._look)

    def _said(self, reply: Reply, stepper: Stepper) -> Page:
        match reply:
            case replies.Message(text):
                return [Text(f"{text}.")]
            case replies.CaseMoved():
                return self._moved(reply, stepper, session.ROOM[0][0])
            case replies.Justified(justified):
                case = framing.case_seen(stepper.evaluation)
                return why.page(self._book.contents, justified, case)
            case replies.Supposed(what, found):
                return explore.what_if(stepper.evaluation, found, what)
            case replies.Saving(path):
                state = stepper.state
                saved = self._begun.save(path, self._book, state, self._examine(state.start))
                return [Text(saved, whole=True)]
            case _:
                return self._shown(reply, stepper)

    def _shown(self, wanted: Request, stepper: Stepper) -> Page:
        """Return what is only shown because a line asks for it."""
        contents, evaluation = self._book.contents, stepper.evaluation
        asked, moved = stepper.question, stepper.moved
        if wanted is Request.MEANING and asked is not None:
            return session.meant(asked)
        if wanted is Request.REASONS and asked is not None:
            return session.explained(contents, asked)
        if wanted is Request.MORE and moved is not None:
            return session.unfolded(contents, moved.what, moved.difference)
        if wanted is Request.COMPARED and (pinned := stepper.pinned()) is not None:
            return explore.beside_pinned(pinned, evaluation)
        if wanted is Request.MAP:
            return self._mapped(stepper)
        if wanted is Request.LANDSCAPE:
            case = Case(name=stepper.state.start.name, profile=stepper.state.profile)
            return landscape.page(evaluation, case, landscape.Wishes())
        return session.readings(evaluation) if wanted is Request.READINGS else session.helped()
