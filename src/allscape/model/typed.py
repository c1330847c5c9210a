"""Which attribute a name means, and what facts people type come to, in our own words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from allscape.faults import nearest, one_of
from allscape.model.attributes import Attribute, says_unknown, taken
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import (
    LONGEST,
    has_loose_minus,
    in_doubt,
    names,
    plain,
    spelled,
    without_name,
)
from allscape.model.wording.declare import listed

_NAMES = {name: each.name for each in ATTRIBUTES.values() for name in names(each)}

_CALLED = {
    "ph_status, mrd_result, relapse_status, cd19_status, cd22_status": "status",
    "relapse_status, relapse_risk": "relapse",
    "relapse_status": "relapsed, remission, CR, disease, diagnosis, refractory",
    "relapse_status, treatment_phase": "phase of disease",
    "prior_blinatumomab": "blina, blinatumomab",
    "prior_tki": "TKI",
    "prior_transplant": "SCT, HSCT, HCT, alloSCT, BMT, transplanted",
    "prior_transplant, mrd_timing, treatment_phase": "transplant",
    "prior_car_t, response_to_car_t": "CAR-T, CART",
    "prior_frontline_chemotherapy, prior_intensive_chemotherapy, prior_tki, "
    "prior_blinatumomab, prior_transplant, prior_car_t": "prior therapy",
    "prior_frontline_chemotherapy, prior_intensive_chemotherapy": (
        "chemo, chemotherapy, prior chemotherapy"
    ),
    "risk_group": "NCI risk, NCI risk group",
    "mrd_result": "MRD level, MRD PCR, MRD NGS",
    "mrd_result, mrd_timing": "MRD29, MRD day 29, EOI MRD",
    "salvage_line": "line, line of therapy, lines, prior lines",
    "complex_cytogenetics": "karyotype",
    "complex_cytogenetics, ph_status": "cytogenetics",
    "ph_status": "mol.biol, fusion, fusion gene",
    "active_gvhd": "GVHD",
    "lineage": "BT",
    "lineage, ph_status": "subtype",
    "age": "age at diagnosis, age dx, age days, age months, age in months, age in days, dob",
    "care_setting": "country",
    "ecog, organ_function_adequate": "fitness",
    "ecog": "performance",
    "": (
        "KPS, Karnofsky, Lansky, WHO PS, sex, gender, WBC, mdr, id, CNS, CD20, CD3, CD34, "
        "CD10, blasts, Ph-like, race, ethnicity, OS, EFS, date, weight, prior inotuzumab, ALL"
    ),
}
"""Names that are no attribute's, behind the attributes that come closest."""

NOT_ATTRIBUTES = {
    name: listed(closest) for closest, called in _CALLED.items() for name in listed(called)
}
"""What people call columns and fields that are no attribute, and the attributes that come closest.

They are hints only, none is ever read as the other: `relapse: true` says "ever", not "now".
"""

_CLOSEST = {plain(name): closest for name, closest in NOT_ATTRIBUTES.items()}


def attribute_named(text: str) -> str | None:
    """Return the attribute that a name means, in our own words; None where it means no one."""
    if text in ATTRIBUTES:
        return text
    named = len(text) <= LONGEST and not has_loose_minus(text)
    return _NAMES.get(plain(text)) if named else None


def attribute_hint(text: str, known: Iterable[str] = ATTRIBUTES) -> str:
    """Return a hint at the attributes that come closest to a name that is none of those `known`."""
    closest = _CLOSEST.get(plain(text)) if len(text) <= LONGEST else ()
    if closest is None:
        return nearest(text, known)
    return one_of(closest) if closest else ""


class NotFacts(ValueError):
    """What is no fact among what was typed, and what was probably meant."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}: {hint}" if hint else message)
        self.message, self.hint = message, hint


class TypedFact(NamedTuple):
    """An attribute, by our own name, and what was typed for it."""

    attribute: str
    typed: str


def facts_in(parts: Iterable[str]) -> dict[str, str]:
    """Return what was typed for each attribute, by our own names.

    A part holds `name=value` once or more, `name: value`, or a name and its value (`Ph+`).
    Raises `NotFacts`.
    """
    found: dict[str, str] = {}
    for part in parts:
        if len(part) > LONGEST * len(ATTRIBUTES):
            raise NotFacts(f"'{part[:LONGEST]}...' is longer than facts are", "such as age=61")
        for name, typed in _facts(part):
            if name in found:
                raise NotFacts(f"'{name}' is given twice")
            found[name] = typed
    return found


def _facts(part: str) -> Iterator[TypedFact]:
    first, *rest = part.split("=")
    if not rest:
        yield _one(part)
        return
    before, name = _name_at_the_end(first)
    if before:
        yield _one(before)
    for piece in rest[:-1]:
        value, following = _name_at_the_end(piece)
        yield from _value_and_more(_known(name), value)
        name = following
    yield from _value_and_more(_known(name), rest[-1].strip())


def _value_and_more(name: str, text: str) -> Iterator[TypedFact]:
    """Yield the fact of a value, and those of what follows where only its beginning is one."""
    words = text.split()
    for at in range(len(words), 0, -1):
        value = " ".join(words[:at])
        if _is_value(ATTRIBUTES[name], value):
            yield TypedFact(name, value)
            if words[at:]:
                yield _one(" ".join(words[at:]))
            return
    yield TypedFact(name, text)


def _is_value(attribute: Attribute, text: str) -> bool:
    return (
        says_unknown(text)
        or taken(attribute, text) is not None
        or (len(text) <= LONGEST and spelled(attribute, text) is not None)
        or bool(in_doubt(attribute, text))
    )


def _name_at_the_end(text: str) -> tuple[str, str]:
    """Return what stands before the name that a text ends in, and the name."""
    words = text.split() or [""]
    for at in range(len(words)):
        if attribute_named(" ".join(words[at:])):
            return " ".join(words[:at]), " ".join(words[at:])
    return " ".join(words[:-1]), words[-1]


def _known(name: str) -> str:
    found = attribute_named(name)
    if found is None:
        raise NotFacts(f"no attribute '{name}'", attribute_hint(name))
    return found


def _one(text: str) -> TypedFact:
    """Return the fact of `name: value`, or of a name and its value (`Ph+`)."""
    for at, mark in enumerate(text):
        if mark == ":" and (name := attribute_named(text[:at])):
            return TypedFact(name, text[at + 1 :].strip())
    said = [each.name for each in ATTRIBUTES.values() if _says_value_of(each, text)]
    if len(said) != 1:
        raise NotFacts(f"'{text.strip()}' is not attribute=value", "such as age=61")
    return TypedFact(said[0], text.strip())


def _says_value_of(attribute: Attribute, text: str) -> bool:
    """Return whether a text begins with a name of an attribute, and goes on with a value."""
    if len(text) > LONGEST or not without_name(attribute, plain(text)):
        return False
    return spelled(attribute, text) is not None or bool(in_doubt(attribute, text))


def renamed(given: Mapping[Any, Any]) -> tuple[dict[Any, Any], dict[str, list[str]]]:
    """Return facts under our own names, and every attribute that is named twice, with its names."""
    under: dict[str, list[str]] = {}
    made: dict[Any, Any] = {}
    for name, value in given.items():
        found = attribute_named(name) if isinstance(name, str) else None
        if found is not None:
            under.setdefault(found, []).append(name)
        made[name if found is None else found] = value
    return made, {name: typed for name, typed in under.items() if len(typed) > 1}
