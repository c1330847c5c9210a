"""A new approach: a name for what an article describes, before any statement is about it."""

import re
from pathlib import Path

from allscape.columns.reserved import NO_APPROACH
from allscape.model.statements import Approach
from allscape.scaffold.tree import Tree, a_name, free, refusal


def new_approach(tree: Tree, approach: Approach, file: Path | None = None) -> Tree:
    """Return a tree with an approach added: to `file`, or to the file of its family.

    A family that is new gets a file of its own. Raises `UsageError` where the id is taken, or the
    family is a path.
    """
    free(a_name(approach.id, "approach"), "approach", tree.values("approaches", "id"))
    if approach.id.casefold() in NO_APPROACH:
        raise refusal(f"'{approach.id}' is the name of a column that tables of cases have")
    if set(approach.family) & {*"/\\"}:
        raise refusal(f"'{approach.family}' is no family", "a name; --file FILE says where it goes")
    data = approach.model_dump(exclude_defaults=True)
    if approach.agents:
        data["agents"] = list(approach.agents)
    return tree.extend(file or _of_family(tree, approach.family), (), "approaches", [data])


def _of_family(tree: Tree, family: str) -> Path:
    sister = tree.find("approaches", "family", family)
    if sister is not None:
        return sister.path
    name = re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")
    return tree.folder / f"{name or 'more'}.yaml"
