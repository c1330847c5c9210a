"""Rulebooks made up for one test: a term or statement for each condition, and no more."""

from collections.abc import Mapping
from typing import Any

from allscape.engine.edition import Edition, edition
from allscape.model.contents import Contents
from allscape.rulebook.resolve import resolve

SENTENCE = "Alpha, beta and gamma are said here."


def contents(
    statements: Mapping[str, Any], terms: Mapping[str, Any] | None = None, **more: Any
) -> Contents:
    """Return the contents that state `statements`, by name, of one approach and one sentence."""
    said = [
        {
            "id": f"book-2020/{name}", "kind": "option", "direction": "for", "about": "it",
            "says": "so", "when": when, "standing": {"level": "reported", "words": "beta"},
        }
        for name, when in statements.items()
    ]  # fmt: skip
    defined = [
        {
            "id": name, "name": name, "assumption": "No sentence says so.",
            "readings": [{"id": "only", "says": "so", "when": when}],
        }
        for name, when in (terms or {}).items()
    ]  # fmt: skip
    data = {
        "sources": [
            {"id": "book-2020", "title": "t", "publisher": "p", "author": "a", "date": "2020-01-01"}
        ],
        "terms": defined,
        "approaches": [{"id": "it", "name": "It", "family": "f"}],
        "quotations": [{"cite": "book-2020/1", "text": SENTENCE, "statements": said}],
    }
    return resolve(Contents.model_validate({**data, **more}))


def edition_of(statements: Mapping[str, Any], terms: Mapping[str, Any] | None = None) -> Edition:
    """Return the edition of made-up statements and terms."""
    return edition(contents(statements, terms))
