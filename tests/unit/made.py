"""Rulebooks made up for one test: a term or statement for each condition, and no more."""

from collections.abc import Collection, Mapping
from typing import Any

from allscape.engine.edition import Edition, edition
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve

SENTENCE = "Alpha, beta and gamma are said here."


OFFER = {
    "kind": "option", "direction": "for", "standing": {"level": "reported", "words": "beta"}
}  # fmt: skip
EVIDENCE = {"kind": "evidence", "direction": "neutral"}


def contents(
    statements: Mapping[str, Any],
    terms: Mapping[str, Any] | None = None,
    *,
    evidence: Collection[str] = (),
    **more: Any,
) -> Contents:
    """Return the contents that state `statements`, by name, of one approach and one sentence.

    All are offers but those that are named as `evidence`.
    """
    said = [
        {"id": f"book-2020/{name}", "about": "it", "says": "so", "when": when}
        | (EVIDENCE if name in evidence else OFFER)
        for name, when in statements.items()
    ]
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
