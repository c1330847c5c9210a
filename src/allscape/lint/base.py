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

    def located(self, message: str, hint: str | Hint = "", inside: Inside = ()) -> Located:
        """Return what is wrong with it, or with what lies `inside` of it."""
        return Located(self.field, self.at, (*self.inside, *inside), message, hint)


@dataclass(frozen=True)
class PlacedStatement(Part):
    """A statement with its place, and the sentence that makes it."""

    cite: str
    statement: Statement


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
    to_mend: ClassVar[bool] = False
    """Whether what it finds is mended and never excluded, be it no error."""

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
        return self.severity is not Severity.ERROR and not self.to_mend


def statements(contents: Contents) -> Iterator[PlacedStatement]:
    """Yield every statement with its place."""
    for at, quotation in enumerate(contents.quotations):
        for s, statement in enumerate(quotation.statements):
            yield PlacedStatement("quotations", at, ("statements", s), quotation.cite, statement)


def known(
    name: str, names: Iterable[str], what: str, part: Part, *inside: str | int
) -> Iterator[Located]:
    """Yield a fault of what lies `inside` of a part where `name` is none of `names`."""
    if name not in names:
        yield part.located(f"no {what} '{name}'", Hint(name, lambda: names), inside)
