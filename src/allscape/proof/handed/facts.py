"""The fact of a case as durable-rules is handed it, for all cases at once."""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache, partial

from allscape.engine.atoms import fields
from allscape.engine.diagrams import NodeId
from allscape.model.attributes import Value
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from allscape.proof.handed.values import Ends, Taken, Valued, built
from allscape.proof.space import Space, with_partners

_NOTHING = Profile()


def facts(space: Space) -> dict[str, Valued]:
    """Return the cases in which each field of the fact has each value.

    Attributes that can contradict each other are handed over together, every consistent combination
    of them; no others bear on each other's fields.
    """
    found: dict[str, dict[Hashable, NodeId]] = {}
    for names in _together(space):
        for (field, value), node in built(space, names, partial(_handed_over, names)).items():
            found.setdefault(field, {})[value] = node
    return dict(found)


def _together(space: Space) -> Iterator[tuple[str, ...]]:
    """Yield the attributes in groups that the contradictions connect, by level."""
    left = set(space.names)
    for name in space.names:
        if name in left:
            group = with_partners([name])
            left -= group
            yield tuple(sorted(group, key=space.level.__getitem__))


@lru_cache(maxsize=100_000)
def _handed_over(names: tuple[str, ...], taken: Taken) -> tuple[tuple[str, Hashable], ...]:
    """Return the fields that are handed over for some values, with what is in them."""
    values = [each for each in taken if not isinstance(each, Ends)]
    if len(values) == len(taken):
        return tuple(_handed(names, values).items())
    low = _handed(names, [each.low if isinstance(each, Ends) else each for each in taken])
    high = _handed(names, [each.high if isinstance(each, Ends) else each for each in taken])
    return tuple((field, Ends(low[field], high[field])) for field in low)


def _handed(names: Iterable[str], taken: Iterable[Value | None]) -> dict[str, str | float]:
    return fields(Facts(_NOTHING.model_copy(update=dict(zip(names, taken, strict=True)))))
