"""A new tension, or why there is none: statements that hold together and differ."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from allscape.faults import UsageError, nearest
from allscape.model.statements import NoTension
from allscape.scaffold.statement import ids
from allscape.scaffold.tree import Tree, a_name, free, refusal

FILE = "tensions.yaml"


def new_tension(tree: Tree, statements: Sequence[str], name: str, differ: str) -> Tree:
    """Return a tree with a tension added.

    Raises `UsageError` where its id is taken, or two of its statements are said not to be at odds.
    """
    free(a_name(name, "tension"), "tension", tree.values("tensions", "id"))
    data = {"id": name, "statements": _known(tree, statements), "differ": differ}
    _refuse_said(tree, data, ["no_tensions"])
    return tree.extend(_file(tree), (), "tensions", [data])


def no_tension(tree: Tree, statements: Sequence[str], because: str) -> Tree:
    """Return a tree that says of every two of some statements why they are not at odds.

    Raises `UsageError` where that, or in what they differ, is said of two of them already.
    """
    data = {"statements": _known(tree, statements), "because": because}
    _refuse_said(tree, data, ["no_tensions", "tensions"])
    return tree.extend(_file(tree), (), "no_tensions", [data])


def _known(tree: Tree, names: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        raise refusal("two statements or more differ, or none do")
    known = ids(tree)
    for each in names:
        if each not in known:
            raise refusal(f"no statement '{each}'", nearest(each, known))
    return names


def _refuse_said(tree: Tree, data: Mapping[str, Any], lists: Sequence[str]) -> None:
    wanted = _pairs(data)
    for item in (each for name in lists for each in tree.items(name)):
        for one, other in map(sorted, wanted & _pairs(item.data)):
            what = f"the tension '{item.data.get('id')}'" if item.list == "tensions" else "it"
            at = tree.place(item)
            message = f"of '{one}' and '{other}' {what} is said already"
            hint = str(item.data.get("differ") or item.data.get("because") or "")
            raise UsageError([replace(at, message=message, hint=hint)])


def _pairs(data: Mapping[str, Any]) -> frozenset[frozenset[str]]:
    one, other = (tuple(map(str, data.get(name) or ())) for name in ("statements", "beside"))
    return NoTension.model_construct(statements=one, beside=other).pairs


def _file(tree: Tree) -> Path:
    first = next(iter(tree.items("tensions")), None)
    return first.path if first is not None else tree.folder / FILE
