"""What a lint is: a name, a severity, its page, and a way to look at a rulebook."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import StrEnum
from inspect import cleandoc
from typing import ClassVar

from allscape.rulebook.lints.view import View
from allscape.rulebook.places import Located


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
    severity: ClassVar[Severity]
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


class WrittenLint(Lint, ABC):
    """A lint that looks at a rulebook as it is written."""

    @abstractmethod
    def look(self, view: View) -> Iterator[Located]:
        """Yield what is wrong, and where."""
