"""A rulebook's contents as lists that JSON can hold and that load in a few milliseconds, and back.

What is unpacked was checked when it was packed: of its values only the types are looked at again.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any, ForwardRef, get_args, get_origin

from pydantic import BaseModel

from allscape.model import conditions, ledgers, sources, statements
from allscape.model.base import Frozen, assembled
from allscape.model.contents import Contents

_MODELS: Mapping[str, type[BaseModel]] = {
    name: found
    for module in (conditions, ledgers, sources, statements)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, Frozen)
} | {"Contents": Contents}


def pack(value: Any) -> Any:
    """Return models as lists that begin with their name, tuples as lists, else what JSON has."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [type(value).__name__, *(pack(getattr(value, name)) for name in fields)]
    if isinstance(value, tuple):
        return list(map(pack, value))
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def unpack(packed: Any) -> Any:
    """Return a model that was packed, or None.

    Raises `LookupError`, `TypeError` or `ValueError` for what cannot have been packed.
    """
    if packed is None:
        return None
    name, *values = packed
    for at, back in _BACK[name]:
        values[at] = back(values[at])
    types = tuple(map(type, values))
    if types not in _right[name]:
        _look_at(name, types)
    return assembled(_MODELS[name], dict(zip(_FIELDS[name], values, strict=True)))


def by_type(hint: Any) -> Callable[[Any], Any]:
    """Return what makes tuples in tuples, of a type, out of the lists that they were packed as."""
    args = get_args(hint)
    if get_origin(hint) is not tuple:
        return _of(_types(hint))
    if args[-1] is Ellipsis:
        part = by_type(args[0])
        return lambda packed: tuple([part(each) for each in _list(packed)])
    parts = [by_type(each) for each in args]
    return lambda packed: tuple(
        [part(each) for part, each in zip(parts, _list(packed), strict=True)]
    )


def _of(types: frozenset[type]) -> Callable[[Any], Any]:
    def same(packed: Any) -> Any:
        if type(packed) not in types:
            raise TypeError("a part is of another type")
        return packed

    return same


def _list(packed: Any) -> list[Any]:
    if type(packed) is not list:
        raise TypeError("no list")
    return packed


def _look_at(name: str, types: tuple[type, ...]) -> None:
    if not all(each in known for each, known in zip(types, _TYPES[name], strict=True)):
        raise TypeError(f"{name} is not of these types")
    _right[name].add(types)


def _types(hint: Any) -> frozenset[Any]:
    """Return the types that a value may have which a field is annotated with."""
    if isinstance(hint, str | ForwardRef):  # the one name that stands before what it names
        return _types(conditions.Condition)
    args = get_args(hint)
    if get_origin(hint) is tuple or not args:
        return frozenset({get_origin(hint) or hint})
    inside = args[:1] if get_origin(hint) is Annotated else args
    return frozenset().union(*map(_types, inside))


def _back(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a field's value out of what JSON has; None where that is the same."""
    if get_origin(hint) is tuple:
        return _tuple(_types(get_args(hint)[0]))
    types = _types(hint)
    if any(issubclass(each, BaseModel) for each in types):
        return unpack
    for each in types:
        if issubclass(each, Enum):
            return {member.value: member for member in each}.__getitem__
    return _day if date in types else None


def _day(packed: str | None) -> date | None:
    return None if packed is None else date.fromisoformat(packed)


def _tuple(types: frozenset[type]) -> Callable[[Any], Any]:
    models = any(issubclass(each, BaseModel) for each in types)

    def back(packed: Any) -> Any:
        if not _list(packed):
            return ()
        made = tuple([unpack(each) for each in packed] if models else packed)
        if not types.issuperset(map(type, made)):
            raise TypeError("a part is of another type")
        return made

    return back


_HINTS = {
    name: [each.annotation for each in model.model_fields.values()]
    for name, model in _MODELS.items()
}
_FIELDS = {name: tuple(model.model_fields) for name, model in _MODELS.items()}
_TYPES = {name: [_types(each) for each in hints] for name, hints in _HINTS.items()}
_BACK = {
    name: [(at, back) for at, each in enumerate(hints) if (back := _back(each)) is not None]
    for name, hints in _HINTS.items()
}
_right: dict[str, set[tuple[type, ...]]] = {name: set() for name in _MODELS}
"""The types of whole models that were found to be right: few, of hundreds of models."""
