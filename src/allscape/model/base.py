"""What every model shares: frozen, and no field that the model does not name."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, LiteralString, ParamSpec, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from allscape.model.locks import lock

_building = lock()


class Frozen(BaseModel):
    """An immutable model that refuses fields it does not know."""

    # A schema is built when something is first validated: most models, at most starts, never.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @classmethod
    def model_rebuild(cls, **how: Any) -> bool | None:
        """Build the schema of the names that its module has, not of those of whoever calls.

        Python 3.13.0 crashes where the names of a caller are asked for within a coroutine. A fork
        waits, so that its child does not find pydantic's own lock taken.
        """
        how.setdefault("_types_namespace", {})
        with _building:
            return super().model_rebuild(**how)


_Fields = ParamSpec("_Fields")
_Model = TypeVar("_Model", bound=BaseModel)
_put = object.__setattr__


def assembled(model: type[_Model], values: dict[str, Any]) -> _Model:
    """Return a model of values for all of its fields, in their order, as they are."""
    # As `model_construct` does, which takes several times as long.
    made = object.__new__(model)
    _put(made, "__dict__", values)
    _put(made, "__pydantic_fields_set__", _names(model))
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made


def unchecked(model: Callable[_Fields, _Model]) -> Callable[_Fields, _Model]:
    """Return what makes a model of parts that the program made itself, and does not check them.

    No schema is built for it, which at the start takes longer than what the model is made for.
    """
    kind = cast("type[_Model]", model)
    names, defaults = kind.model_fields, _defaults(kind)

    def made(*_: _Fields.args, **values: _Fields.kwargs) -> _Model:
        fields = {name: values[name] if name in values else defaults[name] for name in names}
        return assembled(kind, fields)

    return made


@cache
def _names(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


@cache
def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    fields = model.model_fields.items()
    return {name: each.default for name, each in fields if not each.is_required()}


_Common = TypeVar("_Common", bound=Hashable)
_Member = TypeVar("_Member")


def grouped(pairs: Iterable[tuple[_Common, _Member]]) -> dict[_Common, list[_Member]]:
    """Return the members of each key, both in the order in which they come."""
    found = defaultdict[_Common, list[_Member]](list)
    for key, member in pairs:
        found[key].append(member)
    return dict(found)


def _some(text: str) -> str:
    if not any(each.isalnum() for each in text):
        raise ValueError("words are expected here, not an empty text")
    return text


Words = Annotated[str, AfterValidator(_some)]
"""Words of a sentence: never empty."""


Whole = Annotated[int, Field(strict=True, ge=1)]
"""A whole number from 1 on: `true` is none."""


_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
Id = Annotated[str, StringConstraints(pattern=f"^{_NAME}$")]
"""A name in a rulebook: it can be that of a file, and leads out of no folder."""
StatementId = Annotated[str, StringConstraints(pattern=f"^{_NAME}(/{_NAME})*$")]
"""The name of a statement, behind its source and a slash."""


def refused(kind: LiteralString, message: str) -> PydanticCustomError:
    """Return a validator's complaint, its message as it stands: a brace in it means nothing."""
    return PydanticCustomError(kind, "{message}", {"message": message})


class Truth(StrEnum):
    """The truth of a condition for a case, in strong Kleene logic."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What an approach or a statement comes to for a case.

    >>> str(Verdict.UNDETERMINED)
    'undetermined'
    """

    MATCHED = "matched"
    UNDETERMINED = "undetermined"
    RULED_OUT = "ruled_out"


VERDICT_OF = {
    Truth.TRUE: Verdict.MATCHED,
    Truth.FALSE: Verdict.RULED_OUT,
    Truth.UNKNOWN: Verdict.UNDETERMINED,
}
"""The verdict that the truth of a condition comes to."""


def outcome_in_words(outcome: str) -> str:
    """Return a verdict, or another outcome, in words; open for undetermined."""
    return "open" if outcome == Verdict.UNDETERMINED else outcome.replace("_", " ")


def both(truths: list[Truth]) -> Truth:
    """Return the strong Kleene conjunction; of nothing, true."""
    if Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def either(truths: list[Truth]) -> Truth:
    """Return the strong Kleene disjunction; of nothing, false."""
    if Truth.TRUE in truths:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE


def opposite(truth: Truth) -> Truth:
    """Return the strong Kleene negation."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, Truth.UNKNOWN)
