"""The JSON Schema of a rule file, made from the models, for editors and other people's tools.

It knows what a file may look like; whether it holds together only `allscape check` can tell.
"""

import json
from typing import Any, get_args

from pydantic import BaseModel

from allscape.model.attributes import Attribute
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES

FILE = "rules.schema.json"
"""Its name, beside the rule files."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FORMS = ("Test", "TermUse", "All", "AnyOf", "Not", "SameAs", "Unmodelled")
_NUMBER = r"\d{1,6}(\.\d{1,3})?"
_COUNTED = r"(\s+completed (years|months))?"
_RANGE = rf"^\s*((<=|>=|<|>|=)?\s*{_NUMBER}{_COUNTED}|{_NUMBER}\s+to\s+{_NUMBER}{_COUNTED})\s*$"
_CITE = r"^[^/\s]+/[1-9][0-9]{0,5}$"
_WORDS = frozenset({"words", "limit", "reason", "value", "because"})
_LISTS_OR_ONE = {"Statement": ("about",), "Term": ("words", "cites")}

Schema = dict[str, Any]


def text() -> str:
    """Return the schema as a file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """Return the schema of a rule file."""
    made = _tidied(Contents.model_json_schema(by_alias=True))
    defs: Schema = made["$defs"]
    defs |= {"Condition": _condition(), "Test": _test(), "When": _when()}
    del defs["Range"], defs["Statement"]["properties"]["cite"]
    for name in ("Statement", "Reading", "Remark"):
        defs[name]["properties"]["when"] = {"$ref": "#/$defs/When"}
    for model, names in _LISTS_OR_ONE.items():
        for name in names:
            listed = defs[model]["properties"][name]
            defs[model]["properties"][name] = {"anyOf": [listed["items"], listed]}
    defs["Quotation"]["properties"]["cite"]["pattern"] = _CITE
    for name, field in Contents.model_fields.items():
        item: type[BaseModel] = get_args(field.annotation)[0]
        made["properties"][name]["description"] = defs[item.__name__]["description"]
    return {
        "$schema": _DRAFT,
        "title": "A rule file of allscape",
        "description": "A rulebook is a folder of such files; each list may stand in any of them.",
        **{key: made[key] for key in ("type", "properties", "additionalProperties", "$defs")},
    }


def _tidied(part: Any) -> Any:
    """Return a part of the models' schema without made-up titles, each condition by one name."""
    if isinstance(part, list):
        return [_tidied(each) for each in part]
    if not isinstance(part, dict):
        return part
    names = {each.get("$ref", "").rpartition("/")[2] for each in part.get("oneOf", [])}
    if names == set(_FORMS):
        return {"$ref": "#/$defs/Condition"}
    tidy = {
        key: _tidied(each)
        for key, each in part.items()
        if not (key == "title" and isinstance(each, str))
    }
    for name in _WORDS & part.get("properties", {}).keys():
        _never_empty(tidy["properties"][name])
    return tidy


def _never_empty(words: Schema) -> None:
    for each in [words, words.get("items", {}), *words.get("anyOf", [])]:
        if each.get("type") == "string":
            each["minLength"] = 1


def _condition() -> Schema:
    message = "A test, a term, a group, what another statement asks, or what no profile has."
    return {"description": message, "anyOf": [{"$ref": f"#/$defs/{name}"} for name in _FORMS]}


def _when() -> Schema:
    one = {"$ref": "#/$defs/Condition"}
    message = (
        "When it holds: a list says that all of them have to; an empty one that it is said of "
    )
    return {"description": f"{message}all.", "anyOf": [{"type": "array", "items": one}, one]}


def _test() -> Schema:
    words = {"type": "string", "minLength": 1, "description": "the words that state it"}
    cite = {"type": "string", "description": "the sentence of the words, where it is another one"}
    wanted = {name: _wanted(each) for name, each in ATTRIBUTES.items()}
    return {
        "description": "A test on one attribute: a value, a list of values, or a range of numbers.",
        "type": "object",
        "properties": {**wanted, "words": words, "from": cite},
        "oneOf": [{"required": [name]} for name in ATTRIBUTES],
        "additionalProperties": False,
    }


def _wanted(attribute: Attribute) -> Schema:
    data = {"description": f"{attribute.meaning} ({attribute.choices()})"}
    if attribute.numeric:
        spelt = {"type": "string", "pattern": _RANGE, "examples": ["> 60", "<= 2", "2 to 10"]}
        return {**data, "anyOf": [spelt, {"type": "number", "minimum": 0}]}
    one: Schema = {"enum": list(attribute.values)}
    several = {
        "type": "array",
        "items": one,
        "minItems": 1,
        "maxItems": len(attribute.values) - 1,
        "uniqueItems": True,
    }
    return {**data, "anyOf": [one, several]}
