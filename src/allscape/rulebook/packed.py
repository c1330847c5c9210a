"""A rulebook's contents as lists that JSON can hold and that load in a few milliseconds, and back.

What is unpacked was checked when it was packed: of its values only the types are looked at again.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any, ForwardRef, get_args, get_origin

from pydantic import BaseModel

from allscape.model import conditions, statements
from allscape.model.base import Frozen
from allscape.model.contents import Contents

_TUPLE, _DATE = "()", "date"
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
    """Return models, tuples, choices and days as lists that begin with their name."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [type(value).__name__, *(pack(getattr(value, name)) for name in fields)]
    if isinstance(value, tuple):
        return [_TUPLE, *map(pack, value)]
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    return [_DATE, value.isoformat()] if isinstance(value, date) else value


def unpack(packed: Any) -> Any:
    """Return what was packed.

    Raises `LookupError`, `TypeError` or `ValueError` for what cannot have been.
    """
    if type(packed) is not list:
        return packed
    name = packed[0]
    if name == _TUPLE:
        return tuple([unpack(each) if type(each) is list else each for each in packed[1:]])
    if name in _FIELDS:
        return _made(name, packed)
    return date.fromisoformat(packed[1]) if name == _DATE else _ENUMS[name](packed[1])


def _types(hint: Any) -> frozenset[Any]:
    """Return the types that a value may have which a field is annotated with."""
    if isinstance(hint, str | ForwardRef):  # the one name that stands before what it names
        return _types(conditions.Condition)
    args = get_args(hint)
    if get_origin(hint) is tuple or not args:
        return frozenset({get_origin(hint) or hint})
    inside = args[:1] if get_origin(hint) is Annotated else args
    return frozenset().union(*map(_types, inside))


def _parts(hint: Any) -> frozenset[Any]:
    """Return the types that the parts of a tuple may have; of none where it is no tuple."""
    return _types(get_args(hint)[0]) if get_origin(hint) is tuple else frozenset()


_FIELDS = {name: tuple(model.model_fields) for name, model in _MODELS.items()}
_SETS = {name: set(fields) for name, fields in _FIELDS.items()}
_HINTS = {
    name: [f.annotation for f in each.model_fields.values()] for name, each in _MODELS.items()
}
_TYPES = {name: [_types(each) for each in hints] for name, hints in _HINTS.items()}
_TUPLES = {
    name: [(at, parts) for at, each in enumerate(hints) if (parts := _parts(each))]
    for name, hints in _HINTS.items()
}
_right: dict[str, set[tuple[type, ...]]] = {name: set() for name in _MODELS}
"""The types of whole models that were found to be right: there are few, of hundreds of models."""
_put = object.__setattr__


def _made(name: str, packed: list[Any]) -> BaseModel:
    # As `model_construct` does, for hundreds of models and without their defaults.
    made = object.__new__(_MODELS[name])
    values = [unpack(each) if type(each) is list else each for each in packed[1:]]
    types = tuple(map(type, values))
    if types not in _right[name]:
        _look_at(name, types)
    for at, parts in _TUPLES[name]:
        if not parts.issuperset(map(type, values[at])):
            raise TypeError(f"a part of {name} is of another type")
    _put(made, "__dict__", dict(zip(_FIELDS[name], values, strict=True)))
    _put(made, "__pydantic_fields_set__", _SETS[name])
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made


def _look_at(name: str, types: tuple[type, ...]) -> None:
    if not all(each in known for each, known in zip(types, _TYPES[name], strict=True)):
        raise TypeError(f"{name} is not of these types")
    _right[name].add(types)
