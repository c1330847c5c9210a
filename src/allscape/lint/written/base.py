"""What looks at a rulebook as it is written, whether it holds together or not."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from allscape.lint.base import Lint, Located
from allscape.lint.written.view import View


class WrittenLint(Lint, ABC):
    """A lint that looks at a rulebook as it is written."""

    @abstractmethod
    def look(self, view: View) -> Iterator[Located]:
        """Yield what is wrong, and where."""
