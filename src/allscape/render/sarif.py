"""Findings as SARIF 2.1.0, which code review tools show at the lines of a change."""

from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from allscape.lint.base import Lint
from allscape.lint.catalogue import EVERY
from allscape.lint.run import Checked, Finding
from allscape.render.check import shown

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_INDEX = {lint.id: at for at, lint in enumerate(EVERY)}


def sarif(checked: Checked) -> dict[str, Any]:
    """Return the findings, excluded ones as suppressed, with what every lint is."""
    driver = {
        "name": "allscape",
        "version": version("allscape"),
        "rules": [_rule(each) for each in EVERY],
    }
    results = [_result(each) for each in (*checked.found, *checked.excluded)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(lint: Lint) -> dict[str, Any]:
    return {
        "id": lint.id,
        "shortDescription": {"text": lint.summary},
        "fullDescription": {"text": " ".join(lint.why.split())},
        "help": {"text": f"allscape check --explain {lint.id}"},
        "defaultConfiguration": {"level": lint.severity.value},
    }


def _result(finding: Finding) -> dict[str, Any]:
    fault, lint = finding.fault, finding.lint
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(fault.file)}}
    if fault.line:
        physical["region"] = {"startLine": fault.line, "startColumn": fault.column}
    data: dict[str, Any] = {
        "ruleId": lint.id,
        "ruleIndex": _INDEX[lint.id],
        "level": lint.severity.value,
        "message": {"text": f"{fault.message} ({fault.hint})" if fault.hint else fault.message},
        "locations": [{"physicalLocation": physical}],
    }
    if finding.exclusion is not None:
        reason = finding.exclusion.reason
        data["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return data


def _uri(file: str) -> str:
    path = Path(shown(file))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
