"""The look-up tables of `book.verdicts`, read back: as what an approach is looked up, and when.

The function that looks up is read as its text: which tables, by which attributes, in which order.
Of a table every entry is read that some case can lead to.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from allscape.engine.compiled import Tabled
from allscape.engine.diagrams import Diagrams, NodeId
from allscape.engine.entries import Numbers
from allscape.engine.sure import Meaning
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.proof.handed.values import Ends, Taken, UnknownForm, built
from allscape.proof.space import Space


class LookUp(NamedTuple):
    """A table that is looked up in, by its number, and by which attributes in their order."""

    table: int
    by: tuple[str, ...]


def numbers(tabled: Tabled) -> set[float]:
    """Return every number at which an entry of a table ends."""
    return {
        bound
        for table in tabled.tables
        if isinstance(table.bits, Numbers)
        for bound in table.bits.bounds
    }


def read(space: Space, tabled: Tabled) -> Iterator[dict[str, Meaning]]:
    """Yield what each approach is looked up as. Raises `UnknownForm`.

    When values are first met, the tables themselves say what they are asked by; from then on
    the text does. Where both say the same it is yielded once.
    """
    written = sorted(_look_ups(tabled.source))
    _refuse_unseen(written)
    at_first = [LookUp(at, each.reads) for at, each in enumerate(tabled.tables)]
    for each in (written, at_first)[: 1 + (written != at_first)]:
        yield _looked_up(space, tabled, each)


def _looked_up(space: Space, tabled: Tabled, look_ups: Sequence[LookUp]) -> dict[str, Meaning]:
    entries = [_entries(space, tabled.tables[each.table].bits, each.by) for each in look_ups]
    standing = _standing(space.sets, entries, tabled.everything.bit_length())
    return {
        name: _verdicts(space, _chosen(standing, sure), _chosen(standing, can))
        for name, (sure, can) in tabled.fields
    }


def _verdicts(space: Space, sure: Iterable[NodeId], can: Iterable[NodeId]) -> Meaning:
    """Return what bits tell: matched by one for "surely holds", ruled out by none at all."""
    sets, here = space.sets, space.consistent
    matched = sets.both(here, sets.some(sure))
    open_ = sets.both(here, sets.some(can))
    return Meaning(matched, sets.less(here, sets.either(matched, open_)))


def _entries(space: Space, bits: Mapping[Any, int], by: Sequence[str]) -> dict[int, NodeId]:
    """Return the cases that lead to each different entry of a table."""
    order = sorted(by, key=space.level.__getitem__)
    alone = isinstance(bits, Numbers)

    def entry(taken: Taken) -> list[int]:
        key = tuple(taken[order.index(name)] for name in by)
        return [int(_entry(bits, key[0] if alone else key))]

    return built(space, order, entry)


def _standing(sets: Diagrams, entries: Sequence[Mapping[int, NodeId]], many: int) -> list[NodeId]:
    """Return the cases in which each bit is left by every table."""
    left: dict[tuple[frozenset[int], ...], NodeId] = {}
    found = []
    for bit in range(many):
        kept = tuple(frozenset(n for n in each if n >> bit & 1) for each in entries)
        if kept not in left:
            parts = zip(entries, kept, strict=True)
            left[kept] = sets.every(sets.some(each[n] for n in mine) for each, mine in parts)
        found.append(left[kept])
    return found


def _entry(bits: Mapping[Any, int], key: Any) -> int:
    if isinstance(key, Ends):
        low, high = bits[key.low], bits[key.high]
        if low != high:
            raise UnknownForm(f"an entry ends between the numbers of {key}")
        return low
    return bits[key]


def _chosen(standing: Sequence[NodeId], bits: int) -> Iterator[NodeId]:
    return (node for bit, node in enumerate(standing) if bits >> bit & 1)


def _look_ups(source: str) -> Iterator[LookUp]:
    """Yield the tables that the text of a look-up asks; what is left is what all of them leave."""
    nodes = list(ast.walk(ast.parse(source)))
    named = next(
        each.targets[0] for each in nodes
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Tuple)
    )  # fmt: skip
    assert isinstance(named, ast.Tuple)
    names = [each.id for each in named.elts if isinstance(each, ast.Name)]
    if len(names) != len(named.elts) or len(names) != len(ATTRIBUTES):
        raise UnknownForm("a look-up takes other values than the attributes")
    means = dict(zip(names, ATTRIBUTES, strict=True))
    asked = [
        each.slice
        for each in nodes
        if isinstance(each, ast.Subscript)
        and isinstance(each.value, ast.Name)
        and each.value.id == "verdicts"
    ]
    if len(asked) != 1:
        raise UnknownForm("a look-up that is none, or several")
    for each in _members(asked[0]):
        table, keys = _subscripts(each)
        yield LookUp(int(table.removeprefix("t")), tuple(means[key] for key in keys))


def _members(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, ast.BitAnd):
            raise UnknownForm(f"entries are put together otherwise than by &: {ast.unparse(node)}")
        yield from (*_members(node.left), *_members(node.right))
    else:
        yield node


def _subscripts(node: ast.expr) -> tuple[str, list[str]]:
    keys: list[str] = []
    while isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
        keys.insert(0, node.slice.id)
        node = node.value
    if not isinstance(node, ast.Name) or not keys:
        raise UnknownForm(f"a look-up of another form: {ast.unparse(node)}")
    return node.id, keys


def _refuse_unseen(look_ups: Iterable[LookUp]) -> None:
    """Raise `UnknownForm` unless what all tables have seen is valid."""
    read = [set(each.by) for each in look_ups]
    if missing := ATTRIBUTES.keys() - set().union(*read):
        raise UnknownForm(f"no table reads {', '.join(sorted(missing))}")
    for each in CONTRADICTIONS:
        if not any({each.attribute, each.other} <= names for names in read):
            both = f"{each.attribute} and {each.other}"
            raise UnknownForm(f"no table reads both {both}, which can contradict each other")
