"""What was typed, read as facts."""

from collections.abc import Mapping

from pydantic import ValidationError

from allscape.model.attributes import Attribute, Value, show
from allscape.model.profile import Profile
from allscape.model.spellings import spelled
from allscape.model.typed import NotFacts, facts_in
from allscape.session.events import Answer


def value_meant(attribute: Attribute, typed: str) -> str | None:
    """Return the value that an answer means: itself, or a beginning of two letters or more."""
    values = [show(each) for each in attribute.values]
    if typed in values:
        return typed
    # One letter is a command, but where the question is answered by yes and no.
    is_letter = typed == "?" or (len(typed) == 1 and typed.isalnum())
    if not typed or (
        is_letter and not (attribute.numeric or (attribute.flag and typed.lower() in ("y", "n")))
    ):
        return None
    if (meant := spelled(attribute, typed)) is not None:
        return show(meant)
    if attribute.numeric:
        return typed if typed.replace(".", "", 1).lstrip("-").isdigit() else None
    plain = typed.lower().replace("-", "_").replace(" ", "_")
    begun = [each for each in values if each.lower().startswith(plain)]
    return begun[0] if len(begun) == 1 and len(plain) > 1 else None


def parse_facts(text: str) -> dict[str, str]:
    """Return the facts of "a=b c=d", by our own names. Raises `ValueError` with what is wrong."""
    parts = [each for each in text.replace(";", ",").split(",") if each.strip()]
    if not parts:
        raise NotFacts("attribute=value is needed")
    return facts_in(parts)


def put_over(profile: Profile, facts: Mapping[str, Value | None]) -> Profile:
    """Return a profile with facts put over its own. Raises `ValueError` with what is wrong."""
    try:
        return profile.with_(facts)
    except ValidationError as error:
        raise ValueError("; ".join(each["msg"] for each in error.errors())) from None


def answer(profile: Profile, facts: Mapping[str, Value | None]) -> Answer:
    """Return the answer that gives or changes facts. Raises `ValueError` as `put_over`."""
    then = put_over(profile, facts)
    return Answer(facts={name: getattr(then, name) for name in facts})
