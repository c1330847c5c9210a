"""A new tension, or why there is none: statements that hold together and differ."""

from collections.abc import Sequence
from pathlib import Path

from allscape.faults import nearest
from allscape.scaffold.tree import Tree, a_name, refusal

FILE = "tensions.yaml"


def new_tension(tree: Tree, statements: Sequence[str], name: str, differ: str) -> Tree:
    """Return a tree with a tension added. Raises `UsageError` where its id is taken."""
    if a_name(name, "tension") in tree.values("tensions", "id"):
        raise refusal(f"there is a tension '{name}' already")
    data = {"id": name, "statements": _known(tree, statements), "differ": differ}
    return tree.append(_file(tree), (), "tensions", data)


def no_tension(tree: Tree, statements: Sequence[str], because: str) -> Tree:
    """Return a tree that says of every two of some statements why they are not at odds."""
    data = {"statements": _known(tree, statements), "because": because}
    return tree.append(_file(tree), (), "no_tensions", data)


def _known(tree: Tree, names: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        raise refusal("two statements or more differ, or none do")
    ids = [
        str(statement.get("id"))
        for each in tree.items("quotations")
        for statement in each.data.get("statements") or []
        if isinstance(statement, dict)
    ]
    for each in names:
        if each not in ids:
            raise refusal(f"no statement '{each}'", nearest(each, ids))
    return names


def _file(tree: Tree) -> Path:
    first = next(iter(tree.items("tensions")), None)
    return first.path if first is not None else tree.folder / FILE
