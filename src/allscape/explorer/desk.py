"""What the screen shows of a session, and what is done to it; no widget in sight."""

from collections.abc import Callable, Mapping
from functools import partial

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import CaseDifference, difference
from allscape.explain.map import Maps
from allscape.explorer.scene import Act, Go, Pane, Present, Scene, after
from allscape.explorer.values import turned
from allscape.model.attributes import Value, show
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.model.landscape import ApproachResult
from allscape.model.profile import ATTRIBUTES
from allscape.session.answers import answer
from allscape.session.events import Edit, OnDay, ReadAs, State
from allscape.session.replies import CaseMoved
from allscape.session.stepper import Stepper, examined


class Desk:
    """A session on a screen: the scene, and what is worked out from it.

    `case` brings story and teaching notes; `kept` is where the session is kept; `record` is given
    every event of the session before it counts.
    """

    def __init__(
        self, book: Rulebook, case: Case, state: State, record: Callable[[Edit], None],
        kept: str | None = None,
    ) -> None:  # fmt: skip
        self.book, self.case, self.kept = book, case, kept
        self.examine = partial(book.examine, name=state.start.name)
        self.stepper = Stepper(state, self.examine, record)
        self._maps = Maps()
        self._stages: dict[int, Evaluation] = {}
        self.moved: CaseMoved | None = None
        self._draw()
        self.scene = Scene(state, self.map.rows[0].approach)

    def do(self, act: Act) -> None:
        """Let something happen. Raises `ValueError` with what is wrong with it."""
        if not isinstance(act, Edit):
            self.scene = after(self.scene, act)
            return
        self.moved = self.stepper.do(act)
        self.scene = self.scene._replace(session=self.stepper.state)
        self._stages.clear()
        self._draw()

    def _draw(self) -> None:
        self.evaluation = self.stepper.evaluation
        self.map = self._maps.of(self.evaluation)
        self.deciding = _deciding(self.evaluation)

    def answer(self, changes: Mapping[str, Value | None]) -> None:
        """Give or change facts. Raises `ValueError` in the case's words where they contradict."""
        self.do(answer(self.state.profile, changes))

    def turn(self, name: str, step: int) -> str:
        """Give a fact its next value; return what is to be said of those passed over."""
        value, passed = turned(self.state.profile, name, step)
        if value == getattr(self.state.profile, name):
            return f"{name}: no other value fits the other facts"
        self.answer({name: value})
        left = ", ".join(map(show, passed))
        return f"{left} would contradict another fact" if passed else ""

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.scene.session

    @property
    def result(self) -> ApproachResult:
        """What the approach under the cursor comes to."""
        return self.evaluation.landscape[self.row]

    @property
    def row(self) -> str:
        """The approach under the cursor; the first, where that one is not described on the day."""
        there = self.scene.row in self.evaluation.landscape
        return self.scene.row if there else self.map.rows[0].approach

    @property
    def next_fact(self) -> str | None:
        """The fact to ask next."""
        question = self.stepper.question
        return question.attribute if question else None

    def day_beside(self, step: int) -> OnDay:
        """Return the day before or after the one that is looked at."""
        days, now = [*self.book.contents.days, None], self.state.view.as_of
        if now in days:
            return OnDay(as_of=days[(days.index(now) + step) % len(days)])
        assert now is not None
        earlier = [each for each in days if each is not None and each < now]
        at = len(earlier) if step > 0 else len(earlier) - 1
        return OnDay(as_of=days[at])

    @property
    def readings(self) -> list[ReadAs]:
        """The readings that could be switched to, term by term."""
        force = self.evaluation.edition.readings
        return [
            ReadAs(term=term.id, reading=each.id)
            for term in self.book.contents.term.values()
            if term.id in force
            for each in term.readings
            if each.id != force[term.id]
        ]

    def staged(self, less: int = 0) -> Evaluation:
        """Return what the class sees the landscape of, `less` facts ago."""
        profile = self.scene.moved_by(less)
        seen = len(profile.known())
        if seen not in self._stages:
            self._stages[seen] = examined(self.examine, self.state, profile)
        return self._stages[seen]

    def staged_moves(self) -> CaseDifference:
        """Return what the fact that was uncovered last has moved."""
        return difference(self.staged(1), self.staged())

    @property
    def staged_rows(self) -> list[str]:
        """The approaches that the class sees a verdict of: what has moved, then what is matched."""
        if not self.scene.stage:
            return []
        moved = {} if self.scene.waiting else self.staged_moves().by_way
        names = [each.approach for mine in moved.values() for each in mine]
        return list(dict.fromkeys([*names, *self.staged().landscape.ids(Verdict.MATCHED)]))

    @property
    def staged_row(self) -> str:
        """The approach whose sentence the class sees; the first one where none was chosen."""
        return self.scene.row if self.scene.row in self.staged_rows else self.staged_rows[0]

    def back(self) -> None:
        """Go a step back in a presentation."""
        assert self.scene.stage is not None
        self.do(Present(self.scene.stage - 1))

    def further(self) -> None:
        """Go a step further in a presentation, to the first that moved; after the last it ends."""
        assert self.scene.stage is not None
        self.do(Present(None if self.scene.stage == self.scene.stages else self.scene.stage + 1))
        if rows := self.staged_rows:
            self.do(Go(Pane.MAP, rows[0]))

    def beside(self, step: int) -> None:
        """Go to the sentence of the approach after, or before, which the class sees."""
        rows = self.staged_rows
        self.do(Go(Pane.MAP, rows[(rows.index(self.staged_row) + step) % len(rows)]))


def _deciding(evaluation: Evaluation) -> frozenset[str]:
    """Return the unknown facts that can still move a verdict, or a word against one."""
    found: set[str] = set()
    for each in evaluation.landscape.approaches:
        found.update(each.missing, each.also_decided_by)
        if each.verdict is not Verdict.RULED_OUT:
            found.update(name for may in each.could_speak_against for name in may.missing)
    return frozenset(found & ATTRIBUTES.keys())
