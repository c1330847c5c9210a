"""Dependencies point one way, and only the adapter touches durable-rules."""

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
