"""A rule-based explorer of what five articles describe for hypothetical cases of ALL.

    from allscape import Profile, Rulebook

    book = Rulebook.load()
    landscape = book.evaluate(Profile(ph_status="positive", age=67))
    landscape["blinatumomab-tki-frontline"].verdict

For education; hypothetical cases only.
"""

from allscape.book import Rulebook
from allscape.model.base import Verdict
from allscape.model.landscape import Landscape
from allscape.model.profile import Profile

__all__ = ["Landscape", "Profile", "Rulebook", "Verdict"]
