"""A made-up rulebook of one article, small enough to be spoiled by hand."""

import json
from pathlib import Path
from typing import Any

from allscape.model.segment import fingerprint, segment

SOURCE = "made-up-2020"
CITE = f"{SOURCE}/2"
APPROACH = "alpha"

ARTICLE = (
    "A made-up article\n\n"
    "Alpha is an option for\n  patients who have relapsed. It was seen in 12% of cases.\n"
    "• Beta is not known.\n"
).replace("for\n  patients", "for patients")
SENTENCES = segment(ARTICLE)


def write(folder: Path, *, ledger: list[str] | None = None, **changes: Any) -> Path:
    """Write the rulebook to a folder; `changes` replace one of its lists."""
    folder.mkdir(exist_ok=True)
    lists = {"sources": [source()], "approaches": [approach()], "quotations": [quotation()]}
    told = json.dumps({**lists, **changes}, indent=2)
    (folder / "rules.yaml").write_text(told, encoding="utf-8")
    lines = ledger_lines() if ledger is None else ledger
    head = f"ledgers:\n  - source: {SOURCE}\n    sentences:\n"
    (folder / "ledger.yaml").write_text(head + "".join(lines), encoding="utf-8")
    return folder


def source() -> dict[str, Any]:
    """Return the one source, as its YAML would hold it."""
    return {
        "id": SOURCE, "title": "A made-up article", "publisher": "Nobody",
        "author": "No One", "date": "2020-02-29",
    }  # fmt: skip


def approach(**changes: Any) -> dict[str, Any]:
    """Return the one approach, as its YAML would hold it."""
    return {"id": APPROACH, "name": "Alpha", "family": "letters", **changes}


def statement(**changes: Any) -> dict[str, Any]:
    """Return the one statement, as its YAML would hold it."""
    return {
        "id": f"{SOURCE}/alpha", "kind": "option", "about": APPROACH, "direction": "for",
        "says": "Alpha.", "standing": {"level": "discussed", "words": "is an option"},
        "when": [{"relapse_status": "relapsed", "words": "who have relapsed"}],
        **changes,
    }  # fmt: skip


def quotation(**changes: Any) -> dict[str, Any]:
    """Return the one quotation, as its YAML would hold it."""
    return {"cite": CITE, "text": SENTENCES[1], "statements": [statement()], **changes}


def ledger_lines() -> list[str]:
    """Return the lines of the ledger, one a sentence."""
    return [
        f'      - {{n: {number}, fingerprint: "{fingerprint(sentence)}", '
        f"{'quoted: true' if number == 2 else 'omitted: background'}}}\n"
        for number, sentence in enumerate(SENTENCES, 1)
    ]
