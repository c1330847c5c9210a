"""What a lint is: a name, a severity, its page, and a way to look at a rulebook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import Any, ClassVar, NamedTuple

from allscape.faults import Hint
from allscape.model.contents import Contents
from allscape.model.statements import Statement

Inside = tuple[Any, ...]
"""The path inside an item of a list of the contents."""


class Located(NamedTuple):
    """What is wrong with a part of the contents, and what was probably meant."""

    field: str
    """A list of the contents."""
    at: int
    """The item in it."""
    inside: Inside
    message: str
    hint: str | Hint = ""


@dataclass(frozen=True)
class Part:
    """A part of the contents: a list of them, the item in it, the path inside the item."""

    field: str
    at: int
    inside: Inside

    def located(self, message: str, hint: str | Hint = "") -> Located:
        """Return what is wrong with it."""
        return Located(self.field, self.at, self.inside, message, hint)


class Severity(StrEnum):
    """What a finding comes to: an error makes the rulebook useless, a warning fails the check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Lint:
    """One kind of fault. The docstring is its page: a line that sums it up, then why it matters.

    `avoid` and `prefer` are parts of the sample rulebook, before and after.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    avoid: ClassVar[str]
    prefer: ClassVar[str]
    related: ClassVar[tuple[str, ...]] = ()

    @property
    def summary(self) -> str:
        """What is wrong, in a line."""
        return cleandoc(self.__doc__ or "").partition("\n")[0]

    @property
    def why(self) -> str:
        """Why it matters, and what the lint looks at."""
        return cleandoc(self.__doc__ or "").partition("\n")[2].strip()

    @property
    def excludable(self) -> bool:
        """Whether a finding of it can be excluded with a reason."""
        return self.severity is not Severity.ERROR


def statements(contents: Contents) -> Iterator[tuple[int, int, Statement]]:
    """Yield every statement with the number of its quotation and its own number there."""
    for q, quotation in enumerate(contents.quotations):
        for s, statement in enumerate(quotation.statements):
            yield q, s, statement


def known(
    name: str, names: Iterable[str], what: str, field: str, at: int, inside: Inside
) -> Iterator[Located]:
    """Yield a fault where `name` is none of `names`."""
    if name not in names:
        yield Located(field, at, inside, f"no {what} '{name}'", Hint(name, lambda: names))
