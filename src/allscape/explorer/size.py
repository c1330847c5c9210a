"""How the screen is shared out: 80 by 24 holds all, more room shows more of it."""

from typing import NamedTuple

from allscape.render.map_cells import Look

LEAST_WIDTH, LEAST_HEIGHT = 60, 20
_FACTS, _FACTS_WIDE = 26, 34
_WIDE = 110
_USUAL_WIDTH, USUAL = 80, 24
ROOMY = 32
"""The height from which there is room to say more below the map."""


class Size(NamedTuple):
    """The width and height of the terminal, and whether it shows other signs than ASCII's."""

    width: int = 80
    height: int = 24
    ascii_only: bool = False

    @property
    def lacks(self) -> str:
        """What the screen needs, the numbers first; empty where it has it."""
        enough = self.width >= LEAST_WIDTH and self.height >= LEAST_HEIGHT
        return "" if enough else f"{LEAST_WIDTH} by {LEAST_HEIGHT} needed, this is less"

    @property
    def narrow(self) -> bool:
        """Whether there is little room beside each other."""
        return self.width < _WIDE

    @property
    def facts(self) -> int:
        """The width of the facts."""
        return _FACTS if self.narrow else _FACTS_WIDE

    @property
    def map(self) -> int:
        """The width of the map."""
        return self.width - self.facts - 1

    @property
    def below(self) -> int:
        """The height of the sentence."""
        if self.height >= ROOMY:
            return 10
        return 6 if self.height < USUAL else 7 if self.width >= _USUAL_WIDTH else 8

    @property
    def moved(self) -> int:
        """The height of what moved."""
        return 2 if self.height < ROOMY else 3

    @property
    def look(self) -> Look:
        """How the map is drawn."""
        return Look(self.map, ascii_only=self.ascii_only)

    def mark(self, *, active: bool) -> str:
        """Return what stands before the line under the cursor, in the pane of the keys or not."""
        return (">-" if self.ascii_only else "▶▷")[not active]
