"""A story made of the facts of a case alone: nothing is said that the profile does not say."""

from collections.abc import Mapping

from allscape.model.attributes import Value, show
from allscape.model.profile import ATTRIBUTES

_WORDS: dict[tuple[str, Value], str] = {
    ("relapse_status", "newly_diagnosed"): "newly diagnosed, on the first-line course",
    ("relapse_status", "in_remission"): "in a later remission",
    ("relapse_status", "relapsed"): "relapsed now",
    ("relapse_status", "refractory"): "refractory",
    ("relapse_risk", "higher"): "a higher risk of relapse",
    ("relapse_risk", "not_higher"): "no higher risk of relapse",
    ("complex_cytogenetics", True): "complex cytogenetics",
    ("complex_cytogenetics", False): "no complex cytogenetics",
    ("mrd_timing", "end_of_induction"): "MRD taken at the end of induction",
    ("mrd_timing", "other"): "MRD taken at another time",
    ("mrd_timing", "after_transplant"): "MRD taken after a transplant",
    ("mrd_timing", "after_car_t"): "MRD taken after CAR T",
    ("mrd_timing", "after_first_blinatumomab_cycle"): (
        "MRD taken after the first cycle of blinatumomab"
    ),
    ("treatment_phase", "salvage"): "now in salvage treatment",
    ("treatment_phase", "post_transplant"): "now in the phase after a transplant",
    ("treatment_phase", "post_car_t"): "now in the phase after CAR T",
    ("first_line_treatment_completed", True): "first-line treatment completed",
    ("first_line_treatment_completed", False): "first-line treatment not completed",
    ("active_gvhd", True): "active graft-versus-host disease",
    ("active_gvhd", False): "no active graft-versus-host disease",
    ("organ_function_adequate", True): "adequate organ function",
    ("organ_function_adequate", False): "organ function not adequate",
    ("care_setting", "not_limited"): "care is not limited",
    ("care_setting", "limited_resource"): "care in a limited-resource setting",
    ("care_setting", "low_or_middle_income_country"): "care in a low- or middle-income country",
    ("care_setting", "remote"): "care in a remote location",
}

_FORMS = {
    "ph_status": "Ph-{}",
    "mrd_result": "MRD-{}",
    "age": "aged {}",
    "cd19_status": "CD19-{}",
    "cd22_status": "CD22-{}",
    "ecog": "ECOG {}",
    "lineage": "{}-cell ALL",
    "risk_group": "{} risk",
    "mrd_by_flow": "MRD-{} by flow cytometry",
    "mrd_timing": "MRD taken {}",
    "treatment_phase": "now in {}",
    "salvage_line": "a {} salvage treatment",
    "response_to_car_t": "a {} response to CAR T",
    "life_expectancy_weeks": "a life expectancy of {} weeks",
}

_PRIOR = {
    "prior_frontline_chemotherapy": "frontline chemotherapy",
    "prior_intensive_chemotherapy": "intensive chemotherapy",
    "prior_tki": "a TKI",
    "prior_blinatumomab": "blinatumomab",
    "prior_transplant": "a transplant",
    "prior_car_t": "CAR T",
}


def fact(name: str, value: Value) -> str:
    """Return one fact in words: Ph-positive, aged 67, CAR T never given."""
    if (name, value) in _WORDS and isinstance(value, str | bool):
        return _WORDS[name, value]
    if name in _PRIOR:
        return f"{_PRIOR[name]} {'given before' if value else 'never given'}"
    words = show(value).replace("_", " ")
    return _FORMS[name].format(words) if name in _FORMS else f"{name} {words}"


def story(case: Mapping[str, Value]) -> str:
    """Return a case in one sentence, its facts in the order of the profile."""
    lines = [fact(name, case[name]) for name in ATTRIBUTES if name in case]
    if not lines:
        return "A hypothetical case of which nothing is known."
    return f"A hypothetical case: {', '.join(lines)}; all else is unknown."
