"""A rulebook's contents as plain data that loads in a millisecond or two, and back.

What is unpacked was checked when it was packed, so nothing is checked again.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from allscape.model import conditions, statements
from allscape.model.base import Frozen
from allscape.model.contents import Contents

_MODELS: Mapping[str, type[BaseModel]] = {
    name: found
    for module in (conditions, statements)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, Frozen)
} | {"Contents": Contents}
_ENUMS: dict[str, type[Enum]] = {
    name: found
    for name, found in vars(statements).items()
    if isinstance(found, type) and issubclass(found, Enum)
}


def pack(value: Any) -> Any:
    """Return models as lists that begin with their name, everything else as it is."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [type(value).__name__, *(pack(getattr(value, name)) for name in fields)]
    if isinstance(value, tuple):
        return tuple(map(pack, value))
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    return ["date", value.isoformat()] if isinstance(value, date) else value


def unpack(packed: Any) -> Any:
    """Return what was packed."""
    if type(packed) is tuple:
        return tuple([unpack(each) for each in packed])
    if type(packed) is not list:
        return packed
    name = packed[0]
    if name in _FIELDS:
        return _made(name, packed)
    return date.fromisoformat(packed[1]) if name == "date" else _ENUMS[name](packed[1])


_FIELDS = {name: tuple(model.model_fields) for name, model in _MODELS.items()}
_SETS = {name: set(fields) for name, fields in _FIELDS.items()}
_put = object.__setattr__


def _made(name: str, packed: list[Any]) -> BaseModel:
    # As `model_construct` does, for hundreds of models and without their defaults.
    made = object.__new__(_MODELS[name])
    values = [each if type(each) is str else unpack(each) for each in packed[1:]]
    _put(made, "__dict__", dict(zip(_FIELDS[name], values, strict=True)))
    _put(made, "__pydantic_fields_set__", _SETS[name])
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made
