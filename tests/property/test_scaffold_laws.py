"""Adding to a rulebook: what was there stays, every sentence is counted, faults change nothing."""

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allscape import yaml_text
from allscape.faults import AllscapeError
from allscape.model.segment import REPAIRS, fingerprint, segment
from allscape.model.sources import Source
from allscape.model.statements import Approach, Kind
from allscape.rulebook.load import load, packaged
from allscape.rulebook.verify import verify
from allscape.scaffold import edits, layout, tree
from allscape.scaffold.disk import write
from allscape.scaffold.ledger import omit
from allscape.scaffold.source import new_source
from allscape.scaffold.statement import StatementSkeleton, new_approach, new_statement
from allscape.scaffold.tree import Tree
from strategies import often

BEFORE = tree.read(packaged())

PIECES = st.sampled_from([
    "One", "two", "Dr.", "7.", "12%", "“Yes.”", "No!", "(A", "b.)", "•", "vs.", "U.S.", ".", "—",
    "\n", "\n\n", ": ", " #", "'", '"', "- ", "{", "]", "\\ud83d\\ude00", "\u200b", "\x07", "\x85",
    "\U0001f600", "null", "café", "\r\n", "?", "*", "&", "|", "%",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=25).map(" ".join)
"""Texts with whatever YAML or a segmenter may stumble over; a file in UTF-8 can hold them."""

ARTICLES = TEXTS.filter(lambda text: segment(text) != [])
FREE = TEXTS.filter(lambda text: any(each.isalnum() for each in text))


def _source(**given: Any) -> Source:
    told = {"id": "new-2026", "title": "T", "publisher": "P", "author": "A", "date": "2026-01-02"}
    return Source.model_validate({**told, **given})


def _kept(old: str, new: str) -> bool:
    """Return whether `new` is `old` with one piece put in."""
    return old == new or _alike(old, new) + _alike(old[::-1], new[::-1]) >= len(old)


def _alike(one: str, other: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _added(old: Mapping[Path, str], new: Mapping[Path, str]) -> bool:
    return all(_kept(text, new[path]) for path, text in old.items())


@given(article=ARTICLES, repairs=st.sampled_from([(), tuple(REPAIRS)]))
@settings(max_examples=often(30))
def test_every_sentence_of_an_article_is_counted(article: str, repairs: tuple[str, ...]) -> None:
    with TemporaryDirectory() as made:
        rules, articles = Path(made) / "rules", Path(made) / "articles"
        rules.mkdir()
        articles.mkdir()
        (articles / "new.txt").write_text(article, encoding="utf-8", newline="")
        empty = tree.read(rules)
        read = (articles / "new.txt").read_text(encoding="utf-8-sig")
        assume(segment(read, repairs))
        after, sentences = new_source(empty, _source(repairs=repairs), read)
        write(empty, after)
        (found,) = verify(load(rules), articles)
        distinct = len(set(map(fingerprint, sentences)))
        assert (found.sentences, found.unread) == (len(sentences), distinct)
        assert found.accounted == len(sentences) - distinct
        assert len(found.faults) == 1


@given(title=FREE, author=FREE, language=TEXTS)
def test_a_source_is_added_and_nothing_else(title: str, author: str, language: str) -> None:
    source = _source(title=title, author=author, language=language)
    after, _ = new_source(BEFORE, source, "A sentence of its own. And another.")
    assert _added(BEFORE.texts, after.texts)
    path = packaged() / "sources.yaml"
    was, now = (yaml_text.parse(each.texts[path]).data for each in (BEFORE, after))
    assert now["sources"][:-1] == was["sources"]
    assert Source.model_validate(now["sources"][-1]) == source
    assert set(after.texts) - set(BEFORE.texts) == {packaged() / "ledger" / "new-2026.yaml"}


@given(article=ARTICLES, pick=st.integers(0, 30), kind=st.sampled_from(Kind))
def test_a_quotation_is_the_sentence_and_claims_nothing(
    article: str, pick: int, kind: Kind
) -> None:
    registered, sentences = new_source(BEFORE, _source(), article)
    number = sentences.index(sentences[pick % len(sentences)]) + 1
    wanted = StatementSkeleton("new-2026", number, kind, about=["tki"])
    after = new_statement(registered, wanted, article)
    quotation = after.find("quotations", "cite", wanted.cite)
    assert quotation is not None
    assert quotation.data["text"] == sentences[number - 1]
    (skeleton,) = quotation.data["statements"]
    claimed = {name for name, value in skeleton.items() if value is not None}
    assert claimed <= {"id", "kind", "about", "standing"}
    assert set(skeleton.get("standing", {}).values()) <= {None}
    ledger = packaged() / "ledger" / "new-2026.yaml"
    assert _added({p: t for p, t in registered.texts.items() if p != ledger}, after.texts)
    was, now = (each.texts[ledger].splitlines() for each in (registered, after))
    at = next(n for n, each in enumerate(was) if f"{{n: {number}," in each)
    assert now == [*was[:at], was[at].replace("unread", "quoted"), *was[at + 1 :]]


@given(article=ARTICLES, because=FREE, gist=TEXTS)
def test_a_sentence_left_out_says_why_and_no_other_line_changes(
    article: str, because: str, gist: str
) -> None:
    registered, _ = new_source(BEFORE, _source(), article)
    after = omit(registered, "new-2026", [1], because, gist)
    path = packaged() / "ledger" / "new-2026.yaml"
    was, now = (
        yaml_text.parse(each.texts[path]).data["ledgers"][0]["sentences"]
        for each in (registered, after)
    )
    assert now[1:] == was[1:]
    told = {"n": 1, "fingerprint": was[0]["fingerprint"], "omitted": because}
    assert now[0] == ({**told, "gist": gist} if gist else told)
    assert {p for p in after.texts if after.texts[p] != registered.texts[p]} == {path}


@given(name=FREE, agents=st.lists(FREE, max_size=3))
def test_an_approach_is_added_to_its_family_and_nothing_else(name: str, agents: list[str]) -> None:
    approach = Approach(id="new-one", name=name, family="blinatumomab", agents=tuple(agents))
    after = new_approach(BEFORE, approach)
    path = packaged() / "blinatumomab.yaml"
    assert _added(BEFORE.texts, after.texts)
    now = yaml_text.parse(after.texts[path]).data["approaches"]
    assert Approach.model_validate(now[-1]) == approach
    assert now[:-1] == yaml_text.parse(BEFORE.texts[path]).data["approaches"]


VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(-9, 9) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3)
    ),
    max_leaves=5,
)
ITEMS = st.dictionaries(st.sampled_from(["id", "x", "y"]), VALUES, min_size=1)


@given(old=st.lists(ITEMS, max_size=3), item=ITEMS, windows=st.booleans(), end=st.booleans())
def test_an_item_comes_behind_the_old_ones_whatever_they_hold(
    old: list[dict[str, Any]], item: dict[str, Any], windows: bool, end: bool
) -> None:
    lines = ["# Head", "it:", *layout.items(old, 2), *(["other: 1"] if end else [])]
    text = ("\r\n" if windows else "\n").join(lines) + "\n" * end
    before = yaml_text.parse(text)
    after = edits.extend(text, (), "it", [item])
    assert _kept(text, after)
    assert text.endswith("\n") == after.endswith("\n")
    assert yaml_text.parse(after).data == {**before.data, "it": [*old, item]}


@given(text=TEXTS)
def test_a_text_reads_back_as_it_was(text: str) -> None:
    for written in (layout.scalar(text), layout.quoted(text)):
        assert yaml_text.parse(f"key: {written}\n").data == {"key": text}
    assert yaml_text.parse(f"[{layout.flow(text)}]").data == [text]


WRONG = {
    "a source that is there": lambda: new_source(BEFORE, _source(id="ash-2024"), "New."),
    "a repair that is not": lambda: new_source(BEFORE, _source(repairs=("x",)), "New."),
    "an article without a sentence": lambda: new_source(BEFORE, _source(), "\n \n"),
    "a sentence that is not": lambda: omit(BEFORE, "ash-2024", [999], "so"),
    "one that is accounted for": lambda: omit(BEFORE, "ash-2024", [1], "so"),
    "an approach that is not": lambda: new_statement(
        BEFORE, StatementSkeleton("ash-2024", 4, Kind.OPTION, about=["x"]), None
    ),
}


@pytest.mark.parametrize("attempt", WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_done_changes_nothing(attempt: Any) -> None:
    was = dict(BEFORE.texts)
    with pytest.raises(AllscapeError):
        attempt()
    assert dict(BEFORE.texts) == was == dict(tree.read(packaged()).texts)


@given(fails_at=st.integers(0, 2), existing=st.lists(st.booleans(), min_size=3, max_size=3))
def test_a_disk_that_refuses_is_left_as_it_was(fails_at: int, existing: list[bool]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        paths = [folder / f"{name}.yaml" for name in "abc"]
        for path, there in zip(paths, existing, strict=True):
            if there:
                path.write_text("x: 1\n", encoding="utf-8")
        before = Tree(folder, {p: "x: 1\n" for p, e in zip(paths, existing, strict=True) if e})
        after = Tree(folder, {**before.texts, **dict.fromkeys(paths, "x: 2\n")})
        paths[fails_at].unlink(missing_ok=True)
        paths[fails_at].mkdir()
        held = {each: each.read_text() for each in folder.iterdir() if each.is_file()}
        with pytest.raises(AllscapeError):
            write(before, after)
        assert held == {each: each.read_text() for each in folder.iterdir() if each.is_file()}
        assert sorted(folder.iterdir()) == sorted({*held, paths[fails_at]})


def test_dates_are_written_as_days() -> None:
    after, _ = new_source(BEFORE, _source(date=date(2026, 1, 2)), "A sentence.")
    assert "\n    date: 2026-01-02\n" in after.texts[packaged() / "sources.yaml"]
