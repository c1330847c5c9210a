"""What can be wrong with what a user gives, and the exit code of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

EXIT_DONE = 0
EXIT_OUR_FAULT = 1
EXIT_USAGE = 2
EXIT_BAD_CASE = 3
EXIT_BAD_RULEBOOK = 4
EXIT_CHECK_FAILED = 5


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where, what, and what was probably meant.

    `line` and `column` count from 1; 0 means that the place is not in a file. `lint` names the lint
    that found a fault of a rulebook.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    lint: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        told = f"{place}: {self.message}" if place else self.message
        return f"{told} ({self.hint})" if self.hint else told


class AllscapeError(Exception):
    """Something that the user can mend; carries every fault at once."""

    exit_code = EXIT_OUR_FAULT

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class UsageError(AllscapeError):
    """A request that names something that does not exist (a reading, an approach, a date)."""

    exit_code = EXIT_USAGE


class CaseError(AllscapeError):
    """A case or profile that cannot be read or that contradicts itself."""

    exit_code = EXIT_BAD_CASE


class RulebookError(AllscapeError):
    """A rulebook that cannot be read or does not hold together."""

    exit_code = EXIT_BAD_RULEBOOK


class EngineDisagreement(AllscapeError):
    """The two engines gave different verdicts, so neither is shown."""


EXPECTED = {
    "string_type": "a text",
    "tuple_type": "a list",
    "too_short": "a list of at least one",
    "list_type": "a list",
    "model_type": "a mapping (name: value)",
    "dict_type": "a mapping (name: value)",
    "model_attributes_type": "a mapping (name: value)",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
}
"""What a validator's complaint of a wrong type means, in words."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what was probably meant by `name`, or lists the choices."""
    names = sorted(known)
    close = (
        [each for each in names if len(name) > 1 and each.startswith(name)]
        or get_close_matches(name, names, n=1, cutoff=0.5)
        or [each for each in names if len(name) > 1 and name in each]
    )
    if close:
        return f"did you mean '{close[0]}'?"
    return f"one of: {', '.join(names)}" if 0 < len(names) <= 12 else ""
