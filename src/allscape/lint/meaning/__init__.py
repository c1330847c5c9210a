"""What a rulebook that holds together means: too much for the engine, idle readings, tensions."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from allscape.lint.base import Lint, Located
from allscape.rulebook.load import Loaded


class MeantLint(Lint, ABC):
    """A lint that looks at a rulebook that holds together."""

    @abstractmethod
    def look(self, loaded: Loaded) -> Iterator[Located]:
        """Yield what is wrong, and where."""
