"""Text edits keep the layout of the file that they are made in."""

import pytest

from allscape import yaml_text
from allscape.scaffold import layout
from allscape.scaffold.edits import Uneditable, extend, replace

ITEM = {"id": "c", "name": "Of: three"}

APPENDED = {
    "a block": (
        "it:\n  - id: a\n  - id: b\n",
        "it:\n  - id: a\n  - id: b\n  - id: c\n    name: {}\n",
    ),
    "blank lines between": (
        "it:\n  - id: a\n\n  # the second\n  - id: b\n",
        "it:\n  - id: a\n\n  # the second\n  - id: b\n\n  - id: c\n    name: {}\n",
    ),
    "not at the end": (
        "it:\n- id: a # first\n\n# more\nother: 1\n",
        "it:\n- id: a # first\n- id: c\n  name: {}\n\n# more\nother: 1\n",
    ),
    "no final newline": ("it:\n  - id: a", "it:\n  - id: a\n  - id: c\n    name: {}"),
    "lines of Windows": (
        "it:\r\n  - id: a\r\n",
        "it:\r\n  - id: a\r\n  - id: c\r\n    name: {}\r\n",
    ),
    "behind a folded text": (
        "it:\n  - id: >-\n      a\n      b\n\nother: 1\n",
        "it:\n  - id: >-\n      a\n      b\n  - id: c\n    name: {}\n\nother: 1\n",
    ),
    "a list of its own line": (
        "it: # none\nother: 1\n",
        "it: # none\n  - id: c\n    name: {}\nother: 1\n",
    ),
    "no list": ("other: 1\n", "other: 1\n\nit:\n  - id: c\n    name: {}\n"),
    "an empty list": ("it: []\n", "it: [{{id: c, name: {}}}]\n"),
    "a list on one line": (
        '{{"it": [{{"id": "a"}}]}}',
        '{{"it": [{{"id": "a"}}, {{id: c, name: {}}}]}}',
    ),
    "no list on one line": ('{{"other": 1}}', '{{"other": 1, "it": [{{id: c, name: {}}}]}}'),
}


@pytest.mark.parametrize(("was", "now"), APPENDED.values(), ids=APPENDED.keys())
def test_an_item_is_added_as_the_others_are_written(was: str, now: str) -> None:
    quoted = '"Of: three"'
    assert extend(was.format(), (), "it", [ITEM]) == now.format(quoted)


def test_the_first_items_of_a_list_stand_apart_where_it_is_wanted() -> None:
    assert extend("it:\n  - id: a\n", (), "it", [{"id": "b"}], apart=True) == (
        "it:\n  - id: a\n\n  - id: b\n"
    )


def test_an_item_is_added_to_a_list_inside_another() -> None:
    was = "all:\n  - name: x\n    it:\n      - id: a\n  - name: y\n"
    assert extend(was, ("all", 0), "it", [{"id": "b"}]) == (
        "all:\n  - name: x\n    it:\n      - id: a\n      - id: b\n  - name: y\n"
    )
    assert extend(was, ("all", 1), "it", [{"id": "b"}]) == f"{was}    it:\n      - id: b\n"


LINES = "lines:\n  - {n: 1, unread: true} # one\n  - n: 2\n    unread: true # two\n    m: 3\n"


def test_a_pair_gives_way_where_it_stands() -> None:
    once = replace(LINES, ("lines", 0), "unread", {"quoted": True})
    assert once == LINES.replace("{n: 1, unread", "{n: 1, quoted")
    assert replace(LINES, ("lines", 1), "unread", {"omitted": "so", "gist": "a, b"}) == (
        LINES.replace("unread: true # two", "omitted: so\n    gist: a, b # two")
    )


def test_a_line_that_would_be_too_full_becomes_several() -> None:
    assert replace(LINES, ("lines", 0), "unread", {"omitted": "so", "gist": "a, b"}) == (
        LINES.replace("{n: 1, unread: true}", "n: 1\n    omitted: so\n    gist: a, b")
    )
    inside = '{"lines": [{"n": 1, "unread": true}]}'
    assert replace(inside, ("lines", 0), "unread", {"omitted": "so", "gist": "a, b"}) == (
        '{"lines": [{"n": 1, omitted: so, gist: "a, b"}]}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "it: text\n",
        "it: {id: a}\n",
        "- id: a\n",
        "it:\n  - &a {x: 1}\nother: [*a]\nit: []\n",
        "it:\n  - id: |+\n      a\n\n\nother: 1\n",
        "base: &b\n  - id: a\nit: *b\n",
        "it:\n  - \tid: [\n",
    ],
)
def test_a_layout_that_cannot_be_added_to_is_refused(text: str) -> None:
    with pytest.raises(Uneditable):
        extend(text, (), "it", [{"id": "b"}])


def test_a_pair_that_is_not_there_cannot_give_way() -> None:
    for path, key in ((("lines", 0), "quoted"), (("lines",), "unread")):
        with pytest.raises(Uneditable):
            replace(LINES, path, key, {"quoted": True})


PLAIN = {
    "Exemplumab": "Exemplumab", "a b, c": "a b, c", "Title: sub": '"Title: sub"', "no": '"no"',
    "12": '"12"', "2021-12-31": '"2021-12-31"', "a #b": '"a #b"', "": '""', " a": '" a"',
    'say "so"': 'say "so"', '"so"': '"\\"so\\""', "a\tb": '"a\\x09b"', "\u200b": '"\\u200b"',
    "back\\slash": "back\\slash", "\U000e0001": '"\\U000e0001"',
}  # fmt: skip


@pytest.mark.parametrize(("text", "written"), PLAIN.items())
def test_a_text_is_quoted_only_where_it_has_to_be(text: str, written: str) -> None:
    assert layout.scalar(text) == written
    assert yaml_text.parse(f"key: {written}").data == {"key": text}


def test_a_long_text_is_folded_as_in_the_rule_files() -> None:
    long = "A sentence that is long enough to be folded, " * 4 + "and ends."
    first, *rest = layout.block({"text": long}, 4)
    assert first == "    text: >-"
    assert all(line.startswith(" " * 6) and len(line) <= layout.WIDTH for line in rest)
    assert " ".join(line.strip() for line in rest) == long
    assert layout.block({"text": layout.Folded("Short.")}, 0) == ["text: >-", "  Short."]
    assert layout.block({"text": layout.Folded("a\x07b")}, 0) == ['text: "a\\x07b"']
