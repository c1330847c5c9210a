"""Changes the code of a module one place at a time, and tells which changes no test would notice.

    python tests/mutants.py allscape.engine.evaluate tests/unit/test_evaluator.py [TESTS...]

Every change runs the tests in a fork of a process that has loaded all but this program, until one
fails. What survives is printed with its line: it needs a test, or a reason why it changes nothing.
"""

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pydantic
import pytest
import rich.console
import typer
import yaml

LOADED = (hypothesis, pydantic, rich.console, typer, yaml)
SLOW = 10
"""How many times as long as without a change the tests may take."""

_SWAPS: dict[type[ast.AST], type[Any]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.Mult: ast.Add, ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
_NAMES = {"all": "any", "any": "all", "min": "max", "max": "min"}


class Mutant(NamedTuple):
    """A change: its line, what it changes, and the whole module with it."""

    line: int
    told: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every change of a module, one place each."""
    whole = ast.parse(source)
    for at, node in enumerate(_changeable(whole)):
        for number, _ in enumerate(_changes(node)):
            tree = copy.deepcopy(whole)
            here = list(_changeable(tree))[at]
            before = ast.unparse(here)
            list(_changes(here))[number]()
            after = ast.unparse(here)
            line = getattr(here, "lineno", 0)
            yield Mutant(line, f"{_short(before)}  →  {_short(after)}", tree)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 100 else f"{line[:48]} ... {line[-48:]}"


def _changeable(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that do something: no annotation, docstring, import or type alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.arguments):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.AnnAssign):
            yield from _changeable(ast.Module([node.value] if node.value else [], []))
            continue
        yield node
        yield from _changeable(node)


def _changes(node: Any) -> Iterator[Callable[[], None]]:  # noqa: C901  # a case a form
    """Yield what can be changed of a node, each as something to call."""

    def put(name: str, value: Any) -> Callable[[], None]:
        return lambda: setattr(node, name, value)

    match node:
        case ast.Compare(ops=[only]) if type(only) in _SWAPS:
            yield put("ops", [_SWAPS[type(only)]()])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _SWAPS:
            yield put("op", _SWAPS[type(op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield put("op", ast.UAdd())
            return
        case ast.Constant(value=bool() as value):
            yield put("value", not value)
        case ast.Constant(value=int() as value):
            yield put("value", value + 1)
        case ast.Constant(value=str() as value) if value:
            yield put("value", f"{value}X")
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield put("value", ast.Constant(None))
        case ast.If(test=test) | ast.IfExp(test=test):
            yield put("test", ast.UnaryOp(ast.Not(), test))
        case ast.Call(func=ast.Name(id=name)) if name in _NAMES:
            yield put("func", ast.Name(_NAMES[name]))
        case ast.Expr(value=ast.Call()):
            yield put("value", ast.Constant(None))
        case ast.comprehension(ifs=[_, *_]):
            yield put("ifs", [])


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a module in its changed form to whoever imports it."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=self)  # type: ignore[arg-type]

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        tree = ast.fix_missing_locations(self._tree)
        exec(compile(tree, self._path, "exec"), module.__dict__)  # noqa: S102


def run(name: str, path: str, tree: ast.Module, tests: list[str], seconds: float) -> str:
    """Run the tests with a module in a changed form; return how that ended."""
    child = os.fork()
    if not child:
        signal.alarm(int(seconds) + 1)
        sys.meta_path.insert(0, _Importer(name, path, tree))
        with open(os.devnull, "w") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
            with contextlib.redirect_stdout(io.StringIO()):
                code = pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests])
        os._exit(int(code))
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: "survived", -signal.SIGALRM: "killed: endless"}.get(ended, "killed")


def main() -> int:
    """Change a module, run the tests on each change, print what survives; return how many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth change")
    asked = parser.parse_args()
    path = Path("src", *asked.module.split(".")).with_suffix(".py")
    source = path.read_text("utf-8")
    begun = time.monotonic()
    assert run(asked.module, str(path), ast.parse(source), asked.tests, 600) == "survived"
    usual = time.monotonic() - begun
    made, survived = list(mutants(source))[:: asked.every], 0
    for number, each in enumerate(made, 1):
        print(f"{number} of {len(made)}", end="\r", file=sys.stderr, flush=True)
        ended = run(asked.module, str(path), each.tree, asked.tests, usual * SLOW + 10)
        if ended == "survived":
            survived += 1
            print(f"{path}:{each.line}: {each.told}", flush=True)
    print(
        f"{asked.module}: {len(made)} changes, {len(made) - survived} killed, {survived} survived"
    )
    return survived


if __name__ == "__main__":
    sys.exit(bool(main()))
