"""Dependencies point one way, and only the adapter touches durable-rules."""

import ast
import re
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]


def test_the_import_contract_holds() -> None:
    config = str(ROOT / "pyproject.toml")
    assert lint_imports(config_filename=config, no_cache=True) == EXIT_STATUS_SUCCESS


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
