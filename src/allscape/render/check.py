"""What `check` says: a line a finding, and how much was looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from inspect import cleandoc
from pathlib import Path
from typing import Any

from allscape.lint.base import Lint, Severity
from allscape.lint.catalogue import EVERY
from allscape.lint.prose.for_a_person import Unproved
from allscape.lint.run import Checked, Finding
from allscape.model.landscape import NOTICE
from allscape.render import words
from allscape.render.page import Heading, Item, Page, Row, Rows, Text, Title


def page(checked: Checked, excluded: bool) -> Page:
    """Return the findings, with `excluded` those that were excluded too, and the summary."""
    lines = [line(each) for each in checked.found]
    if excluded:
        lines += [
            f"{line(each)}, excluded: {each.exclusion.reason}"
            for each in checked.excluded
            if each.exclusion
        ]
    return [*(Text(each, whole=True) for each in lines), Text(summary(checked))]


def line(finding: Finding) -> str:
    """Return a finding on one line: place, severity, lint, what is wrong."""
    fault, lint = finding.fault, finding.lint
    place = f"{shown(fault.file)}:{fault.line}:{fault.column}" if fault.line else shown(fault.file)
    hint = f" ({fault.hint})" if fault.hint else ""
    return f"{place} {lint.severity} {lint.id} {fault.message}{hint}"


def shown(file: str) -> str:
    """Return the name of a file, from the working folder where it is inside."""
    try:
        path, here = Path(file).resolve(), Path.cwd()
    except OSError:  # the working folder was deleted
        return file
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def summary(checked: Checked) -> str:
    """Return what was looked at, and what came of it, in a sentence."""
    over = words.listed(words.counted(n, name[:-1]) for name, n in checked.counts.items())
    lints = words.counted(checked.lints, "lint")
    if checked.lints < checked.all_lints:
        lints += f" of {checked.all_lints} (the others need a rulebook without errors)"
    lines = [
        words.counted(len(found), severity)
        for severity in Severity
        if (found := checked.of(severity))
    ]
    excluded = f"; {len(checked.excluded)} excluded" if checked.excluded else ""
    return f"{lints} over {over}: {words.listed(lines) if lines else 'nothing found'}{excluded}."


def data(checked: Checked) -> dict[str, Any]:
    """Return the findings for a program."""
    return {
        "schema": "allscape.check/1",
        "notice": NOTICE,
        "check": {
            "rulebook": str(checked.folder),
            "lints": checked.lints,
            "all_lints": checked.all_lints,
            "looked_at": checked.counts,
            "found": [_finding(each) for each in checked.found],
            "excluded": [_finding(each) for each in checked.excluded],
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    fault = finding.fault
    entry: dict[str, Any] = {
        "lint": finding.lint.id,
        "severity": finding.lint.severity.value,
        "file": shown(fault.file),
        "line": fault.line,
        "column": fault.column,
        "at": finding.at or None,
        "message": fault.message,
        "hint": str(fault.hint) or None,
    }
    if finding.exclusion is not None:
        entry["reason"] = finding.exclusion.reason
    return entry


def github(checked: Checked) -> Iterator[str]:
    """Yield the findings as workflow commands, which annotate the lines of a change."""
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    for each in checked.found:
        fault, lint = each.fault, each.lint
        file = _escaped(shown(fault.file)).replace(":", "%3A").replace(",", "%2C")
        where = [f"file={file}"]
        where += [f"line={fault.line},col={fault.column}"] * bool(fault.line)
        hint = f" ({fault.hint})" if fault.hint else ""
        text = _escaped(f"{fault.message}{hint}")
        yield f"::{levels[lint.severity]} {','.join(where)},title={lint.id}::{text}"


def prose(found: Sequence[Unproved], cases: int) -> Page:
    """Return the sentences of cases that a person has to read."""
    lines = (f"{shown(e.file)}:{e.line}:{e.column} {e.field} {e.sentence}" for e in found)
    message = f"{words.counted(len(found), 'sentence')} of {words.counted(cases, 'case')}"
    unproved = f"{message} that no lint can prove: read each. Claims in brackets are checked."
    return [*(Text(each, whole=True) for each in lines), Text(unproved)]


def prose_data(found: Sequence[Unproved]) -> dict[str, Any]:
    """Return the sentences for a program."""
    lines = [{**asdict(e), "file": shown(e.file), "case": e.case or None} for e in found]
    return {"schema": "allscape.prose/1", "notice": NOTICE, "prose": lines}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def lints() -> Page:
    """Return the list of the lints."""
    found: Page = [Title(words.counted(len(EVERY), "lint"))]
    for severity in Severity:
        found.append(Heading(f"{severity}s"))
        rows = [Row(each.id, each.summary) for each in EVERY if each.severity is severity]
        found.append(Rows(rows))
    return found


def lint_data(lint: Lint) -> dict[str, Any]:
    """Return one lint for a program."""
    return {
        "id": lint.id,
        "severity": lint.severity.value,
        "summary": lint.summary,
        "why": lint.why,
        "avoid": cleandoc(lint.avoid),
        "prefer": cleandoc(lint.prefer),
        "related": list(lint.related),
    }


def explained(lint: Lint) -> Page:
    """Return the page of one lint."""
    found: Page = [Title(lint.id), Text(lint.summary)]
    found += [Text(f"Severity: {lint.severity}."), Text(" ".join(lint.why.split()))]
    for head, code in (("Avoid", lint.avoid), ("Prefer", lint.prefer)):
        found.append(Heading(head))
        found += [_code(each) for each in cleandoc(code).splitlines()]
    if lint.related:
        found += [Item("Related", words.listed(lint.related))]
    return found


def _code(text: str) -> Text:
    indent = len(text) - len(text.lstrip())
    return Text(text.strip(), deep=1 + indent // 2)
