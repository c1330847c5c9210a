"""What a document may not be: every fault with its place, and no text can crash or exhaust us."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from allscape import yaml_text
from allscape.inputs import MAX_BYTES
from allscape.yaml_text import MAX_DEPTH, parse, read


def told(text: str) -> list[str]:
    """Return the faults of a text."""
    return [str(each) for each in parse(text, "f").faults]


def bomb(levels: int) -> str:
    """Return a few lines whose aliases stand for ten times as much at every level."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    more = [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, levels)]
    return "\n".join([*lines, *more])


BLOCKS = "\n".join(" " * at + "a:" for at in range(1200))

FAULTS = {
    "a quotation that never ends": (
        'a: 1\nb: "so\nc: 2\nd: 3\n',
        "f:2:4: not valid YAML: the quotation that begins here is never closed",
    ),
    "flow lists 10,000 deep": ("[" * 10_000, "f:1:41: is nested more than 40 deep"),
    "flow mappings 10,000 deep": ("{a: " * 10_000, "f:1:161: is nested more than 40 deep"),
    "more digits than a float has": (
        "a:\n  b: 17.99999999999999999999",
        "f:2:6: '17.99999999999999999999': it has more digits than are told apart",
    ),
    "an exponent beyond all bounds": (
        '{"a": 1e-99999999999999999999}',
        "f:1:7: '1e-99999999999999999999': it has more digits than are told apart",
    ),
    "closed flow lists": ("[" * 10_000 + "]" * 10_000, "f:1:41: is nested more than 40 deep"),
    "block lists 10,000 deep": ("- " * 10_000, "f:1:81: is nested more than 40 deep"),
    "block mappings 1,200 deep": (BLOCKS, "f:41:41: is nested more than 40 deep"),
    "keys 10,000 deep": ("? " * 10_000, "f:1:81: is nested more than 40 deep"),
    "alias bomb": (bomb(9), "f:5:45: holds more than 100,000 parts, aliases counted"),
    "very many parts": (
        f"[{'1,' * 100_001}]", "f:1:200002: holds more than 100,000 parts, aliases counted",
    ),
    "list in itself": ("a: &a [1, *a]", "f:1:11: alias *a names nothing before it"),
    "mapping in itself": ("&a\nb: *a", "f:2:4: alias *a names nothing before it"),
    "alias of nothing": ("a: *b", "f:1:4: alias *b names nothing before it"),
    "key twice": ("a: 1\nb: 2\na: 3\n", "f:3:1: 'a' stands twice (first in line 1)"),
    "key twice in JSON": ('{"a": 1, "a": 2}', "f:1:10: 'a' stands twice (first in line 1)"),
    "number and word as one key": ('1: a\n"1": b', "f:2:1: '1' stands twice (first in line 1)"),
    "two documents": ("a: 1\n---\nb: 2\n",
                      "f:2:1: a second document begins here; a file holds one"),
    "tag of Python": (
        "a: !!python/object/apply:os.system [ls]",
        ("f:1:4: the tag tag:yaml.org,2002:python/object/apply:os.system is not understood here "
         "(leave it out)"),
    ),
    "tag of one's own": ("a: !foo b",
                         "f:1:4: the tag !foo is not understood here (leave it out)"),
    "number tag": (
        'a: !!int "3"',
        "f:1:4: the tag tag:yaml.org,2002:int is not understood here (leave it out)",
    ),
    "key that is nothing": ("~: 1", "f:1:1: a key has to be a word"),
    "nothing": ("", "f:1:1: is empty"),
    "comments only": ("# x\n", "f:1:1: is empty"),
    "null": ("null", "f:1:1: is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_has_its_place(text: str, fault: str) -> None:
    assert told(text) == [fault]


# What is wrong is told in the parser's words, which change with its releases; the place is ours.
NOT_YAML = {
    "open list": ("a: [1, 2\n", "f:2:1: "),
    "two colons": ("a: b: c", "f:1:5: "),
    "tab": ("a:\n\tb: 1", "f:2:1: "),
}


@pytest.mark.parametrize(("text", "place"), NOT_YAML.values(), ids=NOT_YAML.keys())
def test_what_is_no_yaml_has_its_place(text: str, place: str) -> None:
    (fault,) = told(text)
    assert fault.startswith(f"{place}not valid YAML: ")


def test_a_refusal_is_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for text, _ in (*FAULTS.values(), *NOT_YAML.values())]
    monkeypatch.setattr(yaml_text, "MAX_NODES", 1_000)  # 100,000 take Python seconds
    found = [told(text) for text in texts]
    monkeypatch.setattr(yaml_text, "_LOADERS", [yaml.SafeLoader, yaml.SafeLoader])
    assert [told(text) for text in texts] == found


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}"])
def test_a_key_is_a_word(key: str) -> None:
    (fault,) = parse(f"? {key}\n: c", "f").faults
    assert (fault.line, fault.message) == (1, "a key has to be a word")


def test_a_control_character_is_refused() -> None:
    for each in ("\0", "\x1b", "\x07"):
        (fault,) = told(f"a: {each}")
        assert fault.startswith("f:1:1: not valid YAML: ")


def test_all_that_can_be_found_is_told_at_once() -> None:
    found = told("a: 1\na: 2\nc: {x: 1, x: !t 2}\n~: 3\na: 4\n")
    assert [each.partition(": ")[0] for each in found] == [
        "f:2:1", "f:3:11", "f:3:14", "f:4:1", "f:5:1",
    ]  # fmt: skip


def test_nesting_up_to_the_bound_is_read() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).faults == []
    assert parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).faults


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    document = parse(text, "f")
    assert document.faults or document.data is not None
    assert all(each.line >= 1 and each.column >= 1 for each in document.faults)


YAML = st.text(alphabet="ab:-[]{}&*!?|>'\"#,%~ \n\t01.", max_size=60)


@given(text=YAML)
def test_any_text_that_looks_like_yaml_is_read_or_refused(text: str) -> None:
    document = parse(text, "f")
    assert document.faults or document.data is not None


def of_file(path: Path) -> list[str]:
    """Return the faults of a file, without its folder."""
    return [str(each).replace(f"{path.parent}/", "") for each in read(path).faults]


def test_a_file_that_is_not_there_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("a: 1")
    assert of_file(tmp_path / "cas.yaml") == ["cas.yaml: no such file (did you mean 'case.yaml'?)"]
    assert of_file(tmp_path / "0123456") == ["0123456: no such file"]
    assert of_file(tmp_path / "nowhere" / "x.yaml") == ["x.yaml: no such file"]


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"a: caf\xe9")
    (tmp_path / "wide").write_bytes("a: 1".encode("utf-16"))
    (tmp_path / "empty").write_bytes(b"")
    assert of_file(tmp_path / "latin") == ["latin: is not text in UTF-8 (byte 7)"]
    assert of_file(tmp_path / "wide") == [
        "wide: is not text in UTF-8 (byte 1) (it is marked as UTF-16 or UTF-32: save it as UTF-8)"
    ]
    assert of_file(tmp_path / "empty") == ["empty:1:1: is empty"]
    assert [str(each) for each in read(tmp_path).faults] == [
        f"{tmp_path}: this is a directory, not a file"
    ]
    assert of_file(tmp_path / "empty" / "x") == ["x: cannot be read: not a directory"]
    assert of_file(tmp_path / "a\0b") == ["a\0b: cannot be read: no file can have such a name"]


def test_a_file_of_a_million_bytes_is_read_and_none_larger(tmp_path: Path) -> None:
    file = tmp_path / "big"
    file.write_text('"' + "x" * (MAX_BYTES - 2) + '"')
    assert read(file).faults == []
    file.write_text('"' + "x" * (MAX_BYTES - 1) + '"')
    assert of_file(file) == ["big: is larger than 1,000,000 bytes"]
