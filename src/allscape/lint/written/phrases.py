"""What words of an article say of an attribute: the values that they mean, or only its name.

The tables are small and careful: where words could mean something else they claim nothing, and a
lint that stands on them stays silent.
"""

import re
from collections.abc import Iterator
from functools import cache

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES

_PRIOR = r"(?<!after )(?<!prior )(?<!previous )(?<!since )(?<!completed )"
_T_CELL = r"(?<!CAR )(?<!CAR-)\bT-(?:cell|ALL|lineage)"
_RR = r"R/R|relapsed?(?:/| or | and |, )refractory|refractory(?:/| or | and )relapsed"

_DASH = "\\-\u2010\u2011\u2013\u2212"
"""Hyphens, the en dash and the minus: all of them print a sign, and an em dash none."""

_SIGN = {
    "ph_status": r"\b(?:Ph|Philadelphia(?: chromosome)?|BCR(?:-|/|::)ABL1?(?: rearrangement)?)",
    "mrd_result": r"(?:MRD|residual disease)",
    "mrd_by_flow": r"(?:MRD|residual disease)",
    "cd19_status": r"CD19",
    "cd22_status": r"CD22",
}
_VALUES: dict[str, dict[tuple[Value, ...], str]] = {
    **{
        name: {
            ("positive",): rf"{it}(?: ?\(?[+⁺]|(?:[{_DASH}—]| is | )pos(?:itiv|\b))",
            ("negative",): (
                rf"{it}(?:(?:[{_DASH}—]| is | )neg(?:ativ|\b)|⁻| ?\([{_DASH}]\)|"
                rf"[{_DASH}](?=ALL|B-ALL|[^\w{_DASH}]|$))"
            ),
        }
        for name, it in _SIGN.items()
    },
    "relapse_status": {
        ("relapsed", "refractory"): _RR,
        ("newly_diagnosed",): rf"newly diagnosed|untreated|{_PRIOR}\b(?:front-?line|first-line)",
        ("relapsed",): rf"(?!{_RR})\brelaps(?:ed|e)\b(?! risk)(?!/| or refr| and refr|, refr)",
        ("refractory",): r"(?<!relapsed/)(?<!relapsed or )(?<!relapsed and )\brefractory\b",
        ("in_remission",): r"\bin (?:complete )?remission",
    },
    "lineage": {("B",): r"\bB-(?:cell|ALL|lineage)", ("T",): _T_CELL},
    "risk_group": {("standard",): r"standard[- ]risk", ("high",): r"\bhigh(?:er)?[- ]risk"},
    "relapse_risk": {("higher",): r"high(?:er)? (?:relapse risk|risk of (?:relapse|recurrence))"},
    "salvage_line": {
        ("first",): r"first salvage|salvage (?:treatment |therapy )?for the first time",
        ("second_or_later",): r"(?:second|later) salvage",
    },
    "treatment_phase": {
        ("consolidation",): rf"{_PRIOR}\bconsolidati(?:on|ve)",
        ("maintenance",): rf"{_PRIOR}\bmaintenance",
        ("induction",): rf"{_PRIOR}(?<!end of )\binduction",
        ("salvage",): rf"{_PRIOR}\bsalvage",
    },
    "response_to_car_t": {
        ("good",): r"respon(?:d|ded|ds) well|good respon",
        ("poor",): r"respon(?:d|ded|ds) poorly|poor respon",
    },
    "care_setting": {
        ("limited_resource",): r"limited[- ]resource|resource[- ]limited",
        ("low_or_middle_income_country",): r"middle[- ]income",
        ("remote",): r"\bremote",
    },
    "active_gvhd": {(True,): r"active (?:graft|GVHD)"},
    "organ_function_adequate": {
        (True,): r"\badequate organ",
        (False,): r"(?:inadequate|impaired|poor) organ",
    },
    "complex_cytogenetics": {(True,): r"complex (?:cytogenetics|karyotype)"},
}
_PRIOR_TO_NOW = [name for name in ATTRIBUTES if name.startswith("prior_")]
_OF_ITS_WORDS: dict[str, dict[tuple[Value, ...], str]] = {
    **{name: {(True,): r"\bafter\b|\bprior\b|\bprevious|\breceived\b"} for name in _PRIOR_TO_NOW},
    "first_line_treatment_completed": {(True,): r"\bafter\b|\bcomplet"},
    "mrd_timing": {
        ("end_of_induction",): r"end of induction",
        ("after_frontline_chemotherapy",): r"after (?:front-?line|first-line)",
        ("after_first_blinatumomab_cycle",): r"first cycle",
        ("after_transplant",): r"after (?:\w+ )?transplant",
        ("after_car_t",): r"after CAR",
    },
}  # fmt: skip
"""What words mean where a condition is tied to them; elsewhere in a sentence they claim nothing."""

_NAMES = {
    "age": r"\d|\b(?:age|year|old|young|adult|child|p(?:a)?ediatric|elderly|infant|adolescent)",
    "ecog": r"ECOG|performance status",
    "life_expectancy_weeks": r"life expectancy|week|month",
    "relapse_status": r"relaps|refractory|R/R|diagnos|front-?line|first-line|remission|untreated",
    "lineage": r"\b[BT]-|lineage",
    "risk_group": r"\brisk",
    "relapse_risk": r"\brisk|relaps|recurren",
    "complex_cytogenetics": r"cytogenetic|karyotype",
    "mrd_timing": r"\b(?:after|post|end|at|in|during|first|following)\b|post-",
    "treatment_phase": r"induction|consolidati|maintenance|salvage|transplant|CAR|phase|course",
    "salvage_line": r"salvage",
    "first_line_treatment_completed": r"first-line|front-?line|initial",
    "prior_frontline_chemotherapy": r"chemo",
    "prior_intensive_chemotherapy": r"chemo",
    "prior_tki": r"TKI|tyrosine|tinib",
    "prior_blinatumomab": r"blina|blin|belin",
    "prior_transplant": r"transplant|SCT",
    "prior_car_t": r"CAR",
    "response_to_car_t": r"respon",
    "active_gvhd": r"graft|GVHD",
    "organ_function_adequate": r"organ",
    "care_setting": r"resource|income|remote|rural|setting|countr",
    **_SIGN,
    "mrd_by_flow": r"flow",
}
_NOT = re.compile(r"\b(?:no|not|non|never|without|neither|nor)\b[- ]?(?:\w+ ){0,3}$", re.IGNORECASE)
_COMPILED = {
    name: [(values, re.compile(form, re.IGNORECASE)) for values, form in forms.items()]
    for name, forms in (_VALUES | _OF_ITS_WORDS).items()
}
_NAMED = {name: re.compile(form, re.IGNORECASE) for name, form in _NAMES.items()}


def named(sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the attributes whose values words of a sentence mean, and the words."""
    for attribute in _VALUES:
        for _, pattern in _COMPILED[attribute]:
            for found in pattern.finditer(sentence):
                yield attribute, found


def word_end(text: str, at: int) -> int:
    """Return where the word ends that a place of a text is in, or behind."""
    return at + len(re.split(r"\W", text[at:], maxsplit=1)[0])


def names(attribute: str, words: str) -> bool:
    """Tell whether words speak of an attribute at all."""
    return (_NAMED.get(attribute) or _by_its_names(attribute)).search(words) is not None


@cache
def _by_its_names(attribute: str) -> re.Pattern[str]:
    """Return what finds any name that an attribute goes by, or a word of its own name."""
    known = (*ATTRIBUTES[attribute].names, *attribute.split("_"))
    return re.compile("|".join(map(re.escape, known)), re.IGNORECASE)


def meant(
    attribute: str, words: str, sentence: str, every: tuple[Value, ...]
) -> frozenset[Value] | None:
    """Return the values, of `every` one, that words of a sentence mean; None where they claim none.

    A "not" in the words, or in the sentence just before them, turns the values into the others.
    """
    start = max(sentence.find(words), 0)
    found: set[Value] = set()
    for values, pattern in _COMPILED.get(attribute, []):
        for match in pattern.finditer(sentence, start, start + len(words)):
            turned = _NOT.search(sentence[: match.start()]) is not None
            found |= set(every) - set(values) if turned else set(values)
    return frozenset(found) or None
