"""Claims about verdicts in the prose of a case, as they are written.

A claim is `[approach: matched]`, `[approach: ruled_out by ecog]` or `[approach: open on age]`, each
with `if ecog=2` where it is made of the case with other facts or readings.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from allscape.faults import nearest
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES

FORM = "a claim is [approach-id: matched], or [approach-id: ruled_out by ecog if age=12]"

_CLAIM = r"\[([^\[\]:]*):([^\[\]]*)\]"
_SAID = r"(?P<verdict>\w+?|ruled out)(?: (?P<joint>by|on) (?P<facts>.+?))?(?: if (?P<changes>.+))?"
_COMMA = r",\s*(?:and )?| and "
VERDICTS = {
    "matched": Verdict.MATCHED,
    "ruled_out": Verdict.RULED_OUT,
    "ruled out": Verdict.RULED_OUT,
    "undetermined": Verdict.UNDETERMINED,
    "open": Verdict.UNDETERMINED,
}
_JOINT = {"by": Verdict.RULED_OUT, "on": Verdict.UNDETERMINED}


class Objection(NamedTuple):
    """Why a claim cannot be read, or does not hold, and what was probably meant."""

    message: str
    hint: str = ""


class Claim(NamedTuple):
    """A claim in a text: where it stands, what it says of which approach, and what it supposes.

    `facts` are those that rule the approach out, or those that it hangs on; `unread` tells why it
    cannot be read.
    """

    start: int
    end: int
    approach: str
    verdict: Verdict = Verdict.UNDETERMINED
    facts: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    unread: Objection | None = None


def claims(text: str, contents: Contents) -> list[Claim]:
    """Return the claims of a text, in its order; those that cannot be read say why."""
    return [_claim(found, contents) for found in re.finditer(_CLAIM, text)]


def _claim(found: re.Match[str], contents: Contents) -> Claim:
    approach, text = (" ".join(each.split()) for each in found.groups())
    said = re.fullmatch(_SAID, text)
    facts = tuple(re.split(_COMMA, said["facts"])) if said and said["facts"] else ()
    given = re.split(_COMMA, said["changes"]) if said and said["changes"] else []
    parted = (each.partition("=") for each in given)
    changes = tuple((name.strip(), value.strip()) for name, _, value in parted)
    unread = next(_misread(contents, approach, said, facts, changes), None)
    verdict = VERDICTS[said["verdict"]] if said and not unread else Verdict.UNDETERMINED
    return Claim(found.start(), found.end(), approach, verdict, facts, changes, unread)


def _misread(
    contents: Contents,
    approach: str,
    said: re.Match[str] | None,
    facts: tuple[str, ...],
    changes: tuple[tuple[str, str], ...],
) -> Iterator[Objection]:
    offered = [name for name, offers in contents.offers.items() if offers]
    if approach not in offered:
        yield Objection(f"no approach '{approach}'", nearest(approach, offered) or FORM)
    if said is None:
        yield Objection("no verdict can be read here", FORM)
        return
    if said["verdict"] not in VERDICTS:
        yield Objection(f"no verdict '{said['verdict']}'", nearest(said["verdict"], VERDICTS))
    elif said["joint"] and VERDICTS[said["verdict"]] is not _JOINT[said["joint"]]:
        message = f"'{said['verdict']} {said['joint']}' says nothing"
        yield Objection(message, "ruled_out by, open on")
    for name in facts:
        if name not in ATTRIBUTES:
            yield Objection(f"no attribute '{name}'", nearest(name, ATTRIBUTES))
    for name, value in changes:
        if not value:
            yield Objection(f"'{name}' is not ATTRIBUTE=VALUE", "such as if ecog=2")
        elif name not in ATTRIBUTES and name not in contents.term:
            known = [*ATTRIBUTES, *contents.term]
            yield Objection(f"no attribute or term '{name}'", nearest(name, known))
