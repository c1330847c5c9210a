"""Changes the code of a module one place at a time, and tells which changes no test would notice.

    python tests/mutants.py allscape.engine.evaluate tests/unit/test_evaluator.py [TESTS...]

Tests are collected once. For every change a fork of that process exchanges the code of the changed
function and runs the tests until one fails, those first that fail often and take little. What is
left, and what is run when the module is loaded, is run once more in a process that loads all of the
program in its changed form. What survives that is printed with its line: it needs a test, or a
reason why it changes nothing.
"""

import argparse
import ast
import contextlib
import copy
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import hypothesis
import pydantic
import pytest
import rich.console
import typer
import yaml

import remembered

LOADED = (hypothesis, pydantic, rich.console, typer, yaml)
SLOW = 10
"""How many times as long as without a change a test may compute, three seconds added."""
MOST_BYTES = 6 * 2**30
MOST_SECONDS = 300
_OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider")

_SWAPS: dict[type[ast.AST], type[Any]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.Mult: ast.Add, ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
Say = Callable[[str], object]
_NAMES = {"all": "any", "any": "all", "min": "max", "max": "min"}


class Mutant(NamedTuple):
    """A change: its line, what it changes, whether in a function, and the whole module with it."""

    line: int
    change: str
    called: bool
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every change of a module, one place each."""
    whole = ast.parse(source)
    for at, (node, called) in enumerate(_changeable(whole)):
        for number, _ in enumerate(_changes(node)):
            tree = copy.deepcopy(whole)
            here, _ = list(_changeable(tree))[at]
            before = ast.unparse(here)
            list(_changes(here))[number]()
            after = ast.unparse(here)
            line = next(
                each.lineno for each in ast.walk(here) if isinstance(each, ast.expr | ast.stmt)
            )
            yield Mutant(line, f"{_short(before)}  →  {_short(after)}", called, tree)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 100 else f"{line[:48]} ... {line[-48:]}"


def _changeable(tree: ast.AST, called: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Yield the nodes that do something (no annotation, docstring, import or type alone).

    Each comes with whether it is run when a function is called, and not when the module is loaded.
    """
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
            yield from _changeable(ast.Tuple([node.value] if node.value else []), called)
            continue
        yield node, called
        if isinstance(node, ast.FunctionDef):
            yield from _changeable(ast.Tuple(node.decorator_list), called)
            yield from _changeable(ast.Module(node.body, []), True)
        else:
            yield from _changeable(node, called)


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

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._path, loader=self)

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(_compiled(self._tree, self._path), module.__dict__)  # noqa: S102


def _compiled(tree: ast.Module, path: Path) -> CodeType:
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


def functions(path: Path) -> list[FunctionType]:
    """Return the functions that were loaded from a file."""
    gc.unfreeze()
    every = (each for each in gc.get_objects() if isinstance(each, FunctionType))
    found = [each for each in every if each.__code__.co_filename == str(path)]
    gc.freeze()  # so that no fork looks through what is here
    return found


def exchange(loaded: list[FunctionType], code: CodeType) -> None:
    """Give functions the code that they have in a changed module."""
    changed = {(each.co_qualname, each.co_firstlineno): each for each in _codes(code)}
    for each in loaded:
        now = changed.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
        if now is not None and now.co_freevars == each.__code__.co_freevars:
            each.__code__ = now


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


class Changing:
    """A plugin of pytest: runs the collected tests on each change, and says which are noticed."""

    def __init__(self, path: Path, made: list[Mutant], say: Say) -> None:
        self._path, self._made, self._say = path, made, say
        self._seconds: dict[str, float] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Let Hypothesis stop at the first example that fails."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        usual = hypothesis.settings()
        hypothesis.settings.register_profile("mutants", parent=usual, phases=phases)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then on each change."""
        passed = in_fork(lambda say: self._run(session, say))
        if len(passed) < len(session.items):
            return True
        self._say("ready")
        self._loaded = functions(self._path)
        self._seconds = {name: float(took) for name, took in (e.rsplit(" ", 1) for e in passed)}
        kills = dict.fromkeys(self._seconds, 0.1)
        for number, mutant in enumerate(self._made):
            if mutant.called:
                session.items.sort(key=lambda e: (self._seconds[e.nodeid] + 0.01) / kills[e.nodeid])
                passed = in_fork(partial(self._changed, session, mutant.tree))
                if len(passed) < len(session.items):
                    self._say(str(number))
                    kills[session.items[len(passed)].nodeid] += 1
        return True

    def _changed(self, session: pytest.Session, tree: ast.Module, say: Say) -> None:
        import resource  # which Windows has not

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        exchange(self._loaded, _compiled(tree, self._path))
        self._run(session, say)

    def _run(self, session: pytest.Session, say: Say) -> None:
        """Say of each test that passes how long it computed, until one fails."""
        for each, next_ in zip(session.items, [*session.items[1:], None], strict=True):
            begun = time.process_time()
            most = SLOW * self._seconds.get(each.nodeid, 60) + 3
            signal.setitimer(signal.ITIMER_VIRTUAL, most)
            each.config.hook.pytest_runtest_protocol(item=each, nextitem=next_)
            if session.testsfailed:
                return
            say(f"{each.nodeid} {time.process_time() - begun}")


def in_fork(work: Callable[[Say], None]) -> list[str]:
    """Return the lines that are said in a fork, which may end as it will."""
    with tempfile.TemporaryFile("w+", buffering=1) as said, tempfile.TemporaryDirectory() as cache:
        child = os.fork()
        if not child:
            os.environ["XDG_CACHE_HOME"] = cache
            try:
                work(lambda line: print(line, file=said))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        said.seek(0)
        return said.read().splitlines()


def quick(path: Path, made: list[Mutant], tests: list[str], say: Say) -> None:
    """Say that the tests pass, then the number of each change of a function that one notices."""
    silent(tests, [Changing(path, made, say)])


def thorough(name: str, path: Path, tree: ast.Module, tests: list[str], say: Say) -> None:
    """Say that the tests pass where the whole program is loaded with a changed module."""
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    for each in [each for each in sys.modules if each.partition(".")[0] == "allscape"]:
        del sys.modules[each]  # what `remembered` has loaded is the unchanged
    sys.meta_path.insert(0, _Importer(name, path, tree))
    if silent(tests) == 0:
        say("passed")


def silent(tests: list[str], plugins: list[object] | None = None) -> int:
    """Run pytest and print nothing; return its exit code."""
    with open(os.devnull, "w") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
        with contextlib.redirect_stdout(io.StringIO()):
            return pytest.main([*_OPTIONS, *tests], plugins)


def main() -> int:
    """Change a module, run the tests on each change, print what survives; return whether any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth change")
    parser.add_argument("--line", type=int, action="append", help="only changes of a line")
    parser.add_argument("--once", action="store_true", help="do not load the program changed")
    asked = parser.parse_args()
    remembered.remember = lambda: None  # what is changed may be what reads
    path = Path("src", *asked.module.split(".")).with_suffix(".py").resolve()
    made = list(mutants(path.read_text("utf-8")))[:: asked.every]
    made = [each for each in made if each.line in (asked.line or [each.line])]
    begun = time.monotonic()
    ready, *noticed = in_fork(lambda say: quick(path, made, asked.tests, say)) or [""]
    if not ready:
        sys.exit("the tests fail without any change")
    killed = set(map(int, noticed))
    for number, each in enumerate(made):
        again = partial(thorough, asked.module, path, each.tree, asked.tests)
        if number in killed or not ((asked.once and each.called) or in_fork(again)):
            killed.add(number)
            continue
        print(f"{path.name}:{each.line}: {each.change}", flush=True)
    print(
        f"{asked.module}: {len(made)} changes, {len(killed)} killed, "
        f"{len(made) - len(killed)} survived, {time.monotonic() - begun:.0f} seconds"
    )
    return len(made) > len(killed)


if __name__ == "__main__":
    sys.exit(main())
