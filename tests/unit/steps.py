"""A session in memory: what was typed, what was recorded, what is asked."""

import pytest

from allscape import Rulebook
from allscape.session.events import Start, State
from allscape.session.stepper import COMMANDS, Edit, Stepper

CORE: dict[str, str | int] = {
    "ph_status": "negative", "mrd_result": "negative", "relapse_status": "relapsed", "age": 34,
    "cd19_status": "positive", "ecog": 1,
}  # fmt: skip


class Kept(Stepper):
    """A stepper with what it recorded."""

    def __init__(self, book: Rulebook, **known: str | float | bool) -> None:
        self.events: list[Edit] = []
        start = Start(rulebook=book.fingerprint, profile=known)
        super().__init__(State(start=start), book.examine, self.events.append)

    @property
    def known(self) -> dict[str, object]:
        """What is known of the case now."""
        return dict(self.state.profile.known())

    @property
    def asked(self) -> str | None:
        """The attribute that is asked."""
        return None if self.question is None else self.question.attribute


def refused(stepper: Kept, line: str) -> str:
    """Hold that a line is refused and changes nothing; return what is told."""
    before = stepper.state, stepper.asked, list(stepper.events)
    with pytest.raises(ValueError, match=r".") as error:
        stepper.take(line)
    assert (stepper.state, stepper.asked, stepper.events) == before
    told = str(error.value)
    assert told
    assert "\n" not in told
    assert "pydantic" not in told
    return told


def words(*names: str) -> list[str]:
    """Return commands by their words and by their one-letter names."""
    return [each for name in names for each in {name: None, COMMANDS[name]: None}]
