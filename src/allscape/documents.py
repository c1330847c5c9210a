"""What a file says, with the place of every part of it."""

from dataclasses import dataclass, field
from typing import Any

from allscape.faults import Fault, Hint

KeyPath = tuple[str | int, ...]
LineColumn = tuple[int, int]


@dataclass
class Document:
    """What a file says (`data`), where each part of it stands, and what is wrong with it."""

    file: str
    data: Any = None
    places: dict[KeyPath, LineColumn] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    text: str = field(default="", repr=False)

    def place(self, path: tuple[Any, ...]) -> LineColumn:
        """Return the line and column of the deepest part of `path` that stands in the file.

        Steps that are not in the file (the names a validator adds) are passed over.
        """
        known: KeyPath = ()
        for step in path:
            if (*known, step) in self.places:
                known = (*known, step)
        return self.places.get(known, (1, 1))

    def fault(self, path: tuple[Any, ...], message: str, hint: str | Hint = "") -> Fault:
        """Return a fault at the place of `path`."""
        return Fault(self.file, *self.place(path), message, hint)
