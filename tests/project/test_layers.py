"""Dependencies point one way, and only the adapter touches durable-rules."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]


def test_the_import_contract_holds() -> None:
    config = str(ROOT / "pyproject.toml")
    assert lint_imports(config_filename=config, no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_two_modules_import_each_other() -> None:
    graph = grimp.build_graph("allscape", cache_dir=None)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imports).prepare()  # Raises CycleError, which names the circle.


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_only_the_adapter_imports_durable_rules() -> None:
    importing = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"^\s*(from|import) durable\b", path.read_text(), re.MULTILINE)
    ]
    assert importing == ["forward.py"]


POSIX_ALONE = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}


def test_every_module_can_be_imported_on_windows() -> None:
    importing = [
        f"{path.relative_to(ROOT)}: {node.lineno}"
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and POSIX_ALONE & {each.name.partition(".")[0] for each in node.names}
    ]
    assert importing == []
