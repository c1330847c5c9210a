"""What a line typed in a session means, and what comes of it; no file is read or written."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Protocol

from allscape.engine.edition import not_there
from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import difference
from allscape.explain.next_fact import FactQuestion, questions
from allscape.explain.why import why
from allscape.faults import UsageError, nearest
from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.sources import day_written
from allscape.model.spellings import in_doubt
from allscape.model.typed import NotFacts, attribute_hint, attribute_named
from allscape.session import replies
from allscape.session.answers import answer, parse_facts, put_over, value_meant
from allscape.session.events import (
    Answer,
    Decline,
    Edit,
    Note,
    OnDay,
    ReadAs,
    Redo,
    State,
    Undo,
    after,
    in_words,
)
from allscape.session.replies import Reply, Request

COMMANDS = {
    "unknown": "u", "?": "?", "why": "w", "how": "h", "map": "m", "more": "o", "show": "s",
    "whatif": "f", "back": "b", "undo": "z", "redo": "r", "change": "c",
    "reading": "g", "day": "d", "pin": "p", "compare": "v", "note": "n", "save": "e",
    "help": "help", "quit": "q",
}  # fmt: skip
"""The words of a session and their one-letter names."""

_REQUESTS = {
    "map": Request.MAP, "show": Request.LANDSCAPE, "help": Request.HELP, "quit": Request.END,
}  # fmt: skip
_NAMES = {**{alias: name for name, alias in COMMANDS.items()}, "exit": "quit"}


class Examine(Protocol):
    """Evaluates a profile, looked at through a day and readings, as `Rulebook.examine` does."""

    def __call__(
        self,
        profile: Profile,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Evaluation:
        """Return the evaluation."""
        ...


def examined(examine: Examine, state: State, profile: Profile | None = None) -> Evaluation:
    """Return the evaluation of where a session stands, or of another profile in its place."""
    chosen = state.profile if profile is None else profile
    return examine(chosen, as_of=state.view.as_of, readings=state.view.readings)


class Stepper:
    """A session being stepped through.

    `examine` evaluates a profile; `record` is given every event, before it counts.
    """

    def __init__(self, state: State, examine: Examine, record: Callable[[Edit], None]) -> None:
        self.state, self._examine, self._record = state, examine, record
        self.evaluation = examined(examine, state)
        self._asked: list[FactQuestion] | None = None
        self._wanted: str | None = None
        self.moved: replies.CaseMoved | None = None

    @property
    def _questions(self) -> list[FactQuestion]:
        if self._asked is None:
            self._asked = questions(self.evaluation)
        return self._asked

    @property
    def question(self) -> FactQuestion | None:
        """The question that is proposed: what was asked for, or what can settle most."""
        if self._wanted is not None:
            asked = [each for each in self._questions if each.attribute == self._wanted]
            nothing = FactQuestion(attribute=self._wanted, settles=(), bears_on=(), reasons=())
            return asked[0] if asked else nothing
        return next(
            (each for each in self._questions if each.attribute not in self.state.declined), None
        )

    def take(self, line: str) -> Reply:
        """Do what a line says. Raises `ValueError` with what is wrong with it."""
        line = line.strip()
        question = self.question
        if question is not None and (value := value_meant(ATTRIBUTES[question.attribute], line)):
            return self._answer({question.attribute: value})
        word, _, rest = line.partition(" ")
        name = _NAMES.get(word, word)
        if name in COMMANDS:
            return self._command(name, rest.strip(), question)
        if "=" in line:
            return self._answer(parse_facts(line))
        with suppress(NotFacts):
            return self._answer(parse_facts(line))
        raise ValueError(self._not_understood(line, question))

    def _command(self, name: str, rest: str, question: FactQuestion | None) -> Reply:
        if name == "why" and rest:
            return self._how(rest)
        if name in ("unknown", "?", "why"):
            if question is None:
                raise ValueError(self._nothing_to_ask())
            if name == "unknown":
                return self._leave_unknown(question)
            return Request.REASONS if name == "why" else Request.MEANING
        if name in _REQUESTS:
            return _REQUESTS[name]
        handlers: dict[str, Callable[[], Reply]] = {
            "how": lambda: self._how(rest),
            "more": self._more,
            "whatif": lambda: self._suppose(rest),
            "back": self._back,
            "undo": lambda: self.do(Undo()),
            "redo": lambda: self.do(Redo()),
            "change": lambda: self._change(rest),
            "reading": lambda: self._read(rest),
            "day": lambda: self._look_at(rest),
            "pin": lambda: self.do(self.state.pin),
            "compare": self._compare,
            "note": lambda: self._note(rest),
            "save": lambda: replies.Saving(rest),
        }
        return handlers[name]()

    def do(self, event: Edit) -> replies.CaseMoved:
        """Take one event. Raises `ValueError` where it cannot be."""
        state = after(self.state, event)
        try:
            before, then = self.evaluation, examined(self._examine, state)
        except UsageError as error:  # a reading that the rulebook does not have
            raise ValueError("; ".join(map(str, error.faults))) from None
        self._record(event)
        what = in_words(event, self.state, then.edition.contents.term)
        self.state, self.evaluation = state, then
        self._wanted, self._asked = None, None
        self.moved = replies.CaseMoved(what, difference(before, then))
        return self.moved

    def _more(self) -> Reply:
        if self.moved is None:
            raise ValueError("nothing has moved yet in this sitting")
        return Request.MORE

    def _answer(self, facts: dict[str, str]) -> replies.CaseMoved:
        return self.do(answer(self.state.profile, facts))

    def _nothing_to_ask(self) -> str:
        if self.state.declined:
            return "no question is left: the rest stays unknown; change ATTRIBUTE asks one again"
        return "no question is left: no fact can change a verdict any more"

    def _leave_unknown(self, question: FactQuestion) -> replies.CaseMoved:
        if question.attribute in self.state.profile.known():
            return self._answer({question.attribute: "unknown"})
        return self.do(Decline(attribute=question.attribute))

    def _note(self, text: str) -> Reply:
        if not text:
            raise ValueError("a note needs its text: note TEXT")
        event = Note(text=text)
        self._record(event)
        self.state = after(self.state, event)
        return replies.Message("noted")

    def _back(self) -> Reply:
        last = self.state.last.action if self.state.last else None
        if isinstance(last, Note):
            raise ValueError("the last thing was a note: undo takes it back")  # noqa: TRY004
        reply = self.do(Undo())
        if isinstance(last, Answer):
            self._wanted = next(iter(last.facts))
        elif isinstance(last, Decline):
            self._wanted = last.attribute
        return reply

    def _change(self, rest: str) -> Reply:
        if "=" in rest:
            return self._answer(parse_facts(rest))
        name = attribute_named(rest)
        if name is None:
            hint = attribute_hint(rest) if rest else "change ATTRIBUTE, or ATTRIBUTE=VALUE"
            raise ValueError(f"no attribute '{rest}': {hint}".removesuffix(": "))
        self._wanted = name
        return replies.Message(f"{name} is {show(getattr(self.state.profile, name))} now")

    def _read(self, rest: str) -> Reply:
        if not rest:
            return Request.READINGS
        term, _, reading = (each.strip() for each in rest.partition("="))
        return self.do(ReadAs(term=term, reading=reading))

    def _look_at(self, rest: str) -> Reply:
        if rest in ("all", "today", ""):
            return self.do(OnDay(as_of=None))
        try:
            day = day_written(rest)
        except ValueError:
            raise ValueError(f"a day is written 2021-12-31, or all, not '{rest}'") from None
        return self.do(OnDay(as_of=day))

    def pinned(self) -> Evaluation | None:
        """Return the evaluation of the pinned case; None where none is."""
        found = self.state.view.pinned
        if found is None:
            return None
        return self._examine(found.profile, as_of=found.as_of, readings=found.readings)

    def _compare(self) -> Reply:
        if self.state.view.pinned is None:
            raise ValueError("no case is pinned: pin keeps this one, to be compared with")
        return Request.COMPARED

    def _how(self, approach: str) -> Reply:
        if not approach:
            raise ValueError("how needs an approach: why APPROACH, or how APPROACH")
        if approach not in self.evaluation.landscape:
            names = [each.id for each in self.evaluation.landscape.approaches]
            why_not = not_there(self.evaluation.edition, "approach", approach, names, "day")
            raise ValueError(": ".join(filter(None, why_not)))
        return replies.Justified(why(self.evaluation, approach))

    def _suppose(self, rest: str) -> Reply:
        facts = parse_facts(rest)
        profile = put_over(self.state.profile, facts)
        then = examined(self._examine, self.state, profile)
        message = " and ".join(f"{name} were {show(getattr(profile, name))}" for name in facts)
        return replies.Supposed(message, difference(self.evaluation, then))

    def _not_understood(self, line: str, question: FactQuestion | None) -> str:
        if not line:
            return "type an answer, attribute=value, or help"
        if question is None:
            return f"'{line}' is not understood: {nearest(line, COMMANDS) or 'try help'}"
        attribute = ATTRIBUTES[question.attribute]
        if doubt := in_doubt(attribute, line):
            return f"{attribute.name} is not '{line}': {doubt}"
        message = f"'{line}' is neither a command nor a value of {attribute.name}"
        return f"{message} ({attribute.choices()})"
