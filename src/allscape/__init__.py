"""A rule-based explorer of what five articles describe for hypothetical cases of ALL.

    from allscape import Profile, Rulebook

    book = Rulebook.load()
    landscape = book.evaluate(Profile(ph_status="positive", age=67))
    landscape["blinatumomab-tki-frontline"].verdict

For education; hypothetical cases only.
"""

TYPE_CHECKING = False  # typing takes longer to load than this: Ctrl-C would find it at that
if TYPE_CHECKING:
    from typing import Any

    from allscape.book import Rulebook
    from allscape.model.base import Verdict
    from allscape.model.landscape import Landscape
    from allscape.model.profile import Profile

__all__ = ["Landscape", "Profile", "Rulebook", "Verdict"]

_HOMES = {
    "Landscape": "allscape.model.landscape",
    "Profile": "allscape.model.profile",
    "Rulebook": "allscape.book",
    "Verdict": "allscape.model.base",
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    # Loaded when first used, so that `allscape --help` waits for none of it.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'allscape' has no attribute '{name}'")
