"""The fact of a case as durable-rules is handed it, for all cases at once."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from allscape.engine.atoms import fields
from allscape.engine.diagrams import EVERY, NONE, NodeId
from allscape.model.attributes import Value
from allscape.model.facts import Facts
from allscape.model.profile import Profile, contradictory
from allscape.proof.handed.values import Ends, Valued, branches
from allscape.proof.space import Space

_NOTHING = Profile()


def facts(space: Space) -> dict[str, Valued]:
    """Return the cases in which each field of the fact has each value.

    Attributes that can contradict each other are handed over together, every consistent combination
    of them; no others bear on each other's fields.
    """
    found: dict[str, dict[Hashable, NodeId]] = {}
    for names in _together(space):
        for (field, value), node in _built(space, names, ()).items():
            found.setdefault(field, {})[value] = node
    return dict(found)


def _together(space: Space) -> Iterator[tuple[str, ...]]:
    """Yield the attributes in groups that the contradictions connect, by level."""
    left = set(space.names)
    for name in space.names:
        if name in left:
            group = {name}
            while len(group) < len(group := space.partners(group)):
                pass
            left -= group
            yield tuple(sorted(group, key=space.level.__getitem__))


def _built(
    space: Space, names: tuple[str, ...], taken: tuple[Value | Ends | None, ...]
) -> Mapping[tuple[str, Hashable], NodeId]:
    if contradictory(dict(zip(names, taken, strict=False))):
        return {}
    if len(taken) == len(names):
        return dict.fromkeys(_handed_over(names, taken), EVERY)
    name = names[len(taken)]
    below = [_built(space, names, (*taken, each)) for each in branches(space, name)]
    return {
        each: space.sets.node(space.level[name], tuple(one.get(each, NONE) for one in below))
        for each in dict.fromkeys(chain(*below))
    }


@lru_cache(maxsize=100_000)
def _handed_over(
    names: tuple[str, ...], taken: tuple[Value | Ends | None, ...]
) -> tuple[tuple[str, Hashable], ...]:
    """Return the fields that are handed over for some values, with what is in them."""
    values = [each for each in taken if not isinstance(each, Ends)]
    if len(values) == len(taken):
        return tuple(_handed(names, values).items())
    low = _handed(names, [each.low if isinstance(each, Ends) else each for each in taken])
    high = _handed(names, [each.high if isinstance(each, Ends) else each for each in taken])
    return tuple((field, Ends(low[field], high[field])) for field in low)


def _handed(names: Iterable[str], taken: Iterable[Value | None]) -> dict[str, str | float]:
    return fields(Facts(_NOTHING.model_copy(update=dict(zip(names, taken, strict=True)))))
