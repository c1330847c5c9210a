"""Facts given on a command line in our own words; what is no one value is asked back."""

import sys
from collections.abc import Mapping, Sequence

from pydantic_core import PydanticCustomError

from allscape.cli.output import tell
from allscape.faults import UsageError
from allscape.model.attributes import Attribute, says_unknown, show, taken
from allscape.model.profile import ATTRIBUTES


def parse_changes(given: Sequence[str]) -> dict[str, str]:
    """Return the changes that arguments ask for. Raises `UsageError`."""
    from allscape.model.typed import NotFacts, facts_in

    parts: list[str] = []
    for each in given:  # a shell parts what stands beside a sign that has spaces around it
        if parts and (parts[-1].endswith(("=", ":")) or each in ("=", ":")):
            parts[-1] += f" {each}"
        else:
            parts.append(each)
    try:
        return settled(facts_in(parts))
    except NotFacts as error:
        raise UsageError.of(error.message, error.hint) from None


def settled(facts: Mapping[str, str]) -> dict[str, str]:
    """Return facts, each by our own name, in our own words.

    On a terminal a person is asked which of its values is meant by what is no one value. What is
    not understood stays as it is typed, for those who refuse it.
    """
    return {name: _settled(ATTRIBUTES[name], typed) for name, typed in facts.items()}


def _settled(attribute: Attribute, typed: str) -> str:
    known = taken(attribute, typed)
    if known is not None or says_unknown(typed):
        return show(known)
    # Not on the way of a start whose facts are in our own words.
    from allscape.model.spellings import in_doubt, understood

    while _on_a_terminal() and (doubt := in_doubt(attribute, typed)):
        tell(f"allscape: {attribute.name} is not '{typed}': {doubt}")
        tell(f"Which is meant? {attribute.choices()}, or unknown (nothing: leave it)")
        answer = sys.stdin.readline().strip()
        if not answer:
            break
        typed = answer
    try:
        return show(understood(attribute, typed))
    except PydanticCustomError:
        return typed


def _on_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
