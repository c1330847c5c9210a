"""One name, one thing: no type is named twice, and a word that was given up does not come back."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "allscape"
GIVEN_UP = {"told"}
"""Words that meant too much: a message, a hint, text, data. CONTRIBUTING says which to use."""


@cache
def trees() -> list[tuple[str, ast.Module]]:
    return [
        (str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    ]


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    return [(path, node) for path, tree in trees() for node in ast.walk(tree)]


def types(tree: ast.Module) -> Iterator[str]:
    """Yield the classes that a module defines, and the types that it gives a name."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for each in targets if isinstance(each, ast.Name)]
            yield from (name for name in names if re.fullmatch(r"_?[A-Z]\w*[a-z]\w*_?", name))


def test_no_two_modules_give_a_type_the_same_name() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees():
        for name in types(tree):
            modules[name].append(path)
    assert {name: paths for name, paths in modules.items() if len(paths) > 1} == {}


def test_words_that_were_given_up_are_no_names() -> None:
    used = [
        f"{path}:{node.lineno}: {name}"
        for path, node in nodes()
        for name in [getattr(node, "id", None) or getattr(node, "arg", None) or ""]
        if isinstance(node, ast.Name | ast.arg) and name.strip("_") in GIVEN_UP
    ]
    used += [
        f"{path}:{node.lineno}: {node.name}"
        for path, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and GIVEN_UP & set(node.name.lower().split("_"))
    ]
    assert used == []


def test_the_glossary_names_types_that_are_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = page.partition("## Words of the code")[2].partition("\n## ")[0]
    there = {name for _, tree in trees() for name in types(tree)}
    named = set(re.findall(r"`([A-Z]\w+)`", glossary))
    assert len(named) > 15
    assert named <= there
