"""A new edition of any article: what has the same words keeps its fate, all else is unread."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from allscape.model.segment import fingerprint
from allscape.model.sources import Source
from allscape.rulebook.load import read_texts
from allscape.scaffold.edition import new_edition
from allscape.scaffold.source import new_source
from allscape.scaffold.tree import Tree
from strategies import often

LINES = [f"Line {each}" for each in "abcdefgh"]
RUNS = st.lists(st.sampled_from(LINES), min_size=1, max_size=9)
SOURCE = Source.model_validate(
    {"id": "a-2026", "title": "T", "publisher": "P", "author": "A", "date": "2026-01-02"}
)


def _lines(tree: Tree) -> list[dict[str, object]]:
    (ledger,) = tree.items("ledgers")
    return list(ledger.data["sentences"])


@given(old=RUNS, new=RUNS)
@settings(max_examples=often(25))
def test_what_has_the_same_words_keeps_its_fate(old: list[str], new: list[str]) -> None:
    made, _ = new_source(Tree(Path("rules"), {}), SOURCE, "\n".join([*old, "The end"]))
    ledger = Path("rules/ledger/a-2026.yaml")
    told = re.sub(
        r"n: (\d+), (.*), unread: true",
        r"n: \1, \2, omitted: background, gist: No \1",
        made.texts[ledger],
    )
    made = Tree(made.folder, {**made.texts, ledger: told})
    found = new_edition(made, SOURCE.id, "\n".join([*new, "The end"]), {})
    assert read_texts(found.tree.texts).faults == []
    was = {str(each["fingerprint"]): each for each in reversed(_lines(made))}
    first: dict[str, int] = {}
    for number, (line, text) in enumerate(
        zip(_lines(found.tree), [*new, "The end"], strict=True), 1
    ):
        print_ = fingerprint(text)
        assert (line["n"], line["fingerprint"]) == (number, print_)
        if print_ in first:
            assert str(line.get("omitted")).startswith("duplicate of") or "gist" in line
        elif print_ in was and "gist" in line:
            assert line["gist"] == was[print_]["gist"]
        else:
            assert line.get("unread") or str(line.get("omitted")).startswith("duplicate of")
        first.setdefault(print_, number)
    assert found.again == [each["n"] for each in _lines(found.tree) if each.get("unread")]
    kept = [each for each in set(new) if each in old]
    assert len(kept) + 1 == sum("gist" in each for each in _lines(found.tree))
