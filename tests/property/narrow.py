"""Small rulebooks of few attributes and many offers, so that rules cover and exclude each other.

They are those of the strategies with every test moved to one of two or three attributes. Some have
a statement that is the same as another, and one more reading of every term.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from strategies import HANDFUL, book_data

FEW_ATTRIBUTES = (
    ("age", "ecog"),
    ("ecog", "response_to_car_t"),
    ("age", "prior_car_t", "response_to_car_t"),
    ("life_expectancy_weeks", "treatment_phase"),
    ("mrd_timing", "prior_transplant"),
    ("ecog", "ph_status", "lineage"),
)


def written(most: int = 5) -> st.SearchStrategy[Contents]:
    """Return such rulebooks as their files would hold them."""
    of = st.sampled_from(FEW_ATTRIBUTES)
    return st.builds(_moved, book_data(most), of, st.booleans(), st.booleans()).map(
        Contents.model_validate
    )


def _moved(data: dict[str, Any], names: Sequence[str], same: bool, more: bool) -> dict[str, Any]:
    for quotation in data["quotations"]:
        for each in quotation["statements"]:
            if each["when"]:
                each.update(kind="option", direction="for")
                each["when"] = _condition(each["when"], names)
    for term in data["terms"]:
        for reading in term["readings"]:
            reading["when"] = _condition(reading["when"], names)
        if more:
            other = dict([_member(HANDFUL[-1], "> 2", names)])
            term["readings"].append({"id": "other", "says": "so", "when": other})
    said = [each for quotation in data["quotations"] for each in quotation["statements"]]
    first = next((each["id"] for each in said if each["when"]), None)
    if same and first is not None:
        last = next(each for each in reversed(said) if not each["when"])
        last["when"] = {"same-as": first}
    return data


def _condition(given: Any, names: Sequence[str]) -> Any:
    if isinstance(given, list):
        return [_condition(each, names) for each in given]
    if not isinstance(given, dict):
        return given
    return dict(_member(key, value, names) for key, value in given.items())


def _member(key: str, value: Any, names: Sequence[str]) -> tuple[str, Any]:
    if key not in HANDFUL:
        return key, value if key in {"words", "from", "term"} else _condition(value, names)
    name = names[HANDFUL.index(key) % len(names)]
    number = len(str(value))
    if ATTRIBUTES[name].numeric:
        if not isinstance(value, str):
            return name, f"> {number % 4}"
        return name, value if name == "age" else value.partition(" completed")[0]
    choices = ATTRIBUTES[name].values
    most = min(2, len(choices) - 1) if isinstance(value, list) else 1
    return name, [choices[(number + at) % len(choices)] for at in range(min(most, len(value)))]
