"""What a validator complains of in a rulebook, in words: what is wrong, what was probably meant."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from allscape import faults
from allscape.faults import Hint
from allscape.model.contents import Contents


def complaint(error: Any, model: type[BaseModel] = Contents) -> tuple[str, str | Hint]:
    """Return the message and the hint for what a validator complains of in a rulebook (`model`)."""
    # "test" is no step of the file: it is the form of a condition that names no other.
    error = {**error, "loc": tuple(step for step in error["loc"] if step != "test")}
    name = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        return f"'{name}' is not known here", Hint(name, lambda: _known_fields(error["loc"], model))
    if error["type"] != "missing" and error["input"] is None and name and not name.isdigit():
        choices = error.get("ctx", {}).get("expected")
        return f"'{name}' is empty", f"fill it in: {choices}" if choices else "fill it in"
    message, hint = faults.complaint(error)
    return message[:1].lower() + message[1:], hint


def _known_fields(loc: tuple[Any, ...], model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields of the model that holds the last step of `loc`."""
    schema = model.model_json_schema(by_alias=True)

    def opened(part: Any) -> Any:
        return schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part

    node = opened(schema)
    for step in loc[:-1]:
        item, fields = node.get("items", {}), node.get("properties", {})
        node = opened(item if isinstance(step, int) else fields.get(step, node))
    yield from node.get("properties", {})
