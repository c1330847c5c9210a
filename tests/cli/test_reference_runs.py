"""`approaches`, `rules`, `sources`, `readings`: the lists, one of each whole, and their JSON."""

import json
from typing import Any

import pytest
from program import USAGE, packed, refuses, run, succeeds

from allscape import Rulebook

LISTS = ["approaches", "rules", "sources", "readings"]


def _items(*args: str) -> list[dict[str, Any]]:
    told = json.loads(succeeds(*args, "--json").out)
    assert list(told) == ["notice", "items"]
    assert "education" in told["notice"]
    items: list[dict[str, Any]] = told["items"]
    return items


def _ids(book: Rulebook, command: str) -> list[str]:
    contents = book.contents
    known: dict[str, Any] = {
        "approaches": contents.approach, "rules": contents.statement,
        "sources": contents.source, "readings": contents.term,
    }  # fmt: skip
    return list(known[command])


@pytest.mark.parametrize("command", LISTS)
def test_a_list_names_everything_and_says_what_it_is_for(book: Rulebook, command: str) -> None:
    shown = succeeds(command)
    for name in _ids(book, command):
        assert packed(name) in packed(shown.out)
    assert "FOR EDUCATION; HYPOTHETICAL CASES ONLY" in shown.out
    assert [each["id"] for each in _items(command)] == _ids(book, command)


def test_one_approach_is_shown_with_every_statement_on_it(book: Rulebook) -> None:
    contents, name = book.contents, "transplant-after-car-t"
    shown = packed(succeeds("approaches", name).out)
    (told,) = _items("approaches", name)
    about = contents.about[name]
    assert [each["id"] for each in told["statements"]] == [each.id for each in about]
    for statement in about:
        assert packed(statement.id) in shown
        assert packed(contents.sentence(statement.cite)) in shown


def test_one_rule_is_shown_with_its_conditions_beside_their_words(book: Rulebook) -> None:
    name = "csco-2021/mini-hyper-cvd-inotuzumab"
    statement = book.contents.statement[name]
    shown = packed(succeeds("rules", name).out)
    for part in (book.contents.sentence(statement.cite), "(>60 years)", "newly diagnosed"):
        assert packed(part) in shown
    (told,) = _items("rules", name)
    assert told["id"] == name
    assert told["cite"] == statement.cite


def test_a_sentence_is_shown_with_every_statement_it_makes(book: Rulebook) -> None:
    cite = "csco-2021/25"
    names = [each.id for each in book.contents.quotation[cite].statements]
    assert len(names) > 1
    shown = succeeds("rules", cite).words
    assert all(name in shown for name in names)
    assert [each["id"] for each in _items("rules", cite)] == names


def test_one_source_accounts_for_every_sentence(book: Rulebook) -> None:
    name = "ash-2024"
    shown = succeeds("sources", name, "--plain").out
    (ledger,) = (each for each in book.contents.ledgers if each.source == name)
    for line in ledger.sentences:
        if line.quoted:
            assert f'"{book.contents.quotation[f"{name}/{line.n}"].text}"' in shown
        else:
            assert f"\n{line.n}. not quoted, {line.omitted}" in shown
    assert [each["id"] for each in _items("sources", name)] == [name]


def test_one_term_is_shown_with_its_readings_and_what_rests_on_it(book: Rulebook) -> None:
    name = "over-60"
    term = book.contents.term[name]
    shown = packed(succeeds("readings", name).out)
    for reading in term.readings:
        assert packed(reading.says) in shown
    assert packed("csco-2021/mini-hyper-cvd-inotuzumab") in shown
    (told,) = _items("readings", name)
    assert [each["id"] for each in told["readings"]] == [each.id for each in term.readings]


@pytest.mark.parametrize(
    ("command", "given", "meant"),
    [
        ("approaches", "ponatinb", "did you mean 'ponatinib'?"),
        ("rules", "zzz", "allscape rules lists them"),
        ("sources", "ash-2042", "did you mean 'ash-2024'?"),
        ("readings", "over60", "did you mean 'over-60'?"),
        ("approaches", "zzz", "allscape approaches lists them"),
    ],
)
def test_an_unknown_name_is_refused_with_what_was_meant(
    command: str, given: str, meant: str
) -> None:
    refuses(run(command, given), USAGE, f"'{given}'", meant)
