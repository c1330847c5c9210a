"""What was typed, read as facts."""

from allscape.faults import nearest
from allscape.model.attributes import Attribute, show
from allscape.model.profile import ATTRIBUTES

_FLAGS = {"yes": "true", "no": "false"}


def value_meant(attribute: Attribute, typed: str) -> str | None:
    """Return the value that an answer means: itself, or a beginning of two letters or more."""
    if attribute.numeric:
        return typed if typed.replace(".", "", 1).lstrip("-").isdigit() else None
    values = [show(each) for each in attribute.values]
    if typed in values:
        return typed
    plain = typed.lower().replace("-", "_").replace(" ", "_")
    plain = _FLAGS.get(plain, plain) if attribute.flag else plain
    begun = [each for each in values if len(plain) > 1 and each.lower().startswith(plain)]
    return begun[0] if len(begun) == 1 else None


def parse_facts(text: str) -> dict[str, str]:
    """Return the facts of "a=b c=d". Raises `ValueError` with what is wrong."""
    facts = {}
    for each in text.replace(",", " ").split():
        name, equals, value = each.partition("=")
        name = name.replace("-", "_")
        if not equals:
            raise ValueError(f"'{each}' is not attribute=value")
        if name not in ATTRIBUTES:
            hint = nearest(name, ATTRIBUTES)
            raise ValueError(f"no attribute '{name}'" + (f": {hint}" if hint else ""))
        if name in facts:
            raise ValueError(f"'{name}' is given twice")
        facts[name] = value
    if not facts:
        raise ValueError("attribute=value is needed")
    return facts
