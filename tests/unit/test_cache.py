"""What is cached of a rulebook is what its files say, and is never used when it is not."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from allscape import Rulebook
from allscape import cache as caching
from allscape.engine.edition import edition
from allscape.engine.plan import plan
from allscape.faults import RulebookError
from allscape.inputs import MAX_BYTES
from allscape.rulebook import load, packaged
from allscape.rulebook.packed import unpack


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(caching, "BUILT_IN", tmp_path / "none.cached")
    return tmp_path / "cache" / "allscape" / "rulebooks"


def only(cache: Path) -> Path:
    (path,) = cache.glob("*.cached")
    return path


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        raise AssertionError(f"{folder} was read again")

    monkeypatch.setattr(load, "load", fail)


def test_what_is_kept_is_what_was_read(
    cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load.load(rules)
    assert caching.rulebook(rules) == (read, plan(edition(read)))
    unread(monkeypatch)
    again, planned = caching.rulebook(rules)
    assert (again, planned) == (read, plan(edition(read)))
    assert again.model_dump_json() == read.model_dump_json()


def test_a_changed_rule_is_read(cache: Path, rules: Path) -> None:
    caching.rulebook(rules)
    path = rules / "mrd.yaml"
    path.write_text(path.read_text().replace("family: monitoring", "family: watching", 1))
    assert caching.rulebook(rules)[0] == load.load(rules)
    assert len(list(cache.glob("*.cached"))) == 2


def test_other_code_reads_anew(
    cache: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caching.rulebook(rules)
    shutil.copytree(caching.HERE, tmp_path / "code")
    path = tmp_path / "code" / "model" / "conditions.py"
    path.write_text(path.read_text() + "\n")
    monkeypatch.setattr(caching, "HERE", tmp_path / "code")
    caching.rulebook(rules)
    assert len(list(cache.glob("*.cached"))) == 2


READ = """
import sys
from pathlib import Path
from allscape import cache
cache._made(Path(sys.argv[1]))
every = [each for name, each in sys.modules.items() if name.startswith("allscape.")]
print(*(each.__file__ for each in every), sep="\\n")
"""


def test_all_code_that_reads_a_rulebook_is_in_its_key(rules: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, rules], capture_output=True, text=True, check=True
    )  # fmt: skip
    loaded = {Path(each) for each in done.stdout.splitlines()}
    assert {caching.HERE / "engine" / "plan.py", caching.HERE / "rulebook" / "load.py"} <= loaded
    missing = loaded - set(caching._code(()))
    assert [each for each in missing if each.name != "__init__.py"] == []


@pytest.mark.parametrize("place", [0, 31, 32, 63, 64, 70, 5000, -1])
def test_a_damaged_byte_is_never_used(cache: Path, rules: Path, place: int) -> None:
    read = caching.rulebook(rules)
    raw = bytearray(only(cache).read_bytes())
    raw[place] ^= 1
    only(cache).write_bytes(bytes(raw))
    assert caching.rulebook(rules) == read
    assert bytes(raw) != only(cache).read_bytes()


@pytest.mark.parametrize("size", [0, 10, 32, 64, 5000])
def test_a_cut_file_is_never_used(cache: Path, rules: Path, size: int) -> None:
    read = caching.rulebook(rules)
    only(cache).write_bytes(only(cache).read_bytes()[:size])
    assert caching.rulebook(rules) == read


def test_nothing_to_write_to_is_no_error(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert caching.rulebook(rules)[0] == load.load(rules)


def test_a_directory_in_its_place_is_no_error(cache: Path, rules: Path) -> None:
    caching.rulebook(rules)
    path = only(cache)
    path.unlink()
    path.mkdir()
    assert caching.rulebook(rules)[0] == load.load(rules)


def test_a_fault_is_told_every_time(cache: Path, rules: Path) -> None:
    (rules / "mrd.yaml").write_text("approaches: 5")
    for _ in range(2):
        with pytest.raises(RulebookError, match=r"mrd\.yaml"):
            caching.rulebook(rules)
    assert not cache.exists()


def test_only_the_newest_are_kept(cache: Path, rules: Path) -> None:
    cache.mkdir(parents=True, mode=0o700)
    for number in range(30):
        (cache / f"{number}.cached").touch()
    caching.rulebook(rules)
    assert len(list(cache.glob("*.cached"))) == 20


def test_what_comes_with_the_package_is_used(
    cache: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "BUILT_IN", tmp_path / "rules.cached")
    caching.build(rules, caching.BUILT_IN)
    read = load.load(rules)
    unread(monkeypatch)
    assert caching.rulebook(rules)[0] == read
    assert not cache.exists()


def test_no_two_folders_have_one_key(tmp_path: Path) -> None:
    """Nor those whose names and texts, run together, are the same."""
    folders = [
        {"a.yaml": "x"}, {"a.yaml": "y"}, {"b.yaml": "x"}, {"a.yaml": "x", "b.yaml": "x"},
        {"a.yaml": "x/b.yamlx"}, {"a.yaml1 xb.yaml": "x"}, {"a.yaml": "xx"}, {"a.yaml": ""},
        {"a.yaml": "x", "b.yaml": ""}, {"a.yaml": "", "b.yaml": "x"},
    ]  # fmt: skip
    keys = set()
    for at, texts in enumerate(folders):
        (tmp_path / str(at)).mkdir()
        for name, text in texts.items():
            (tmp_path / str(at) / name).write_text(text)
        keys.add(caching._key(tmp_path / str(at)))
    assert len(keys) == len(folders)
    assert b"" not in keys


def test_what_is_not_read_has_no_key(tmp_path: Path) -> None:
    assert caching._key(tmp_path / "none") == b""
    (tmp_path / "a.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert caching._key(tmp_path) == b""


def test_where_there_is_no_home_nothing_is_cached(
    cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    for at in range(2):
        assert caching.beside(rules, (), lambda at=at: b"%d" % at) == b"%d" % at
    assert caching.rulebook(rules)[0] == load.load(rules)
    assert not cache.exists()


@pytest.mark.posix
def test_others_may_look_at_what_is_cached_but_are_not_asked_in(cache: Path, rules: Path) -> None:
    made = caching.beside(rules, (), lambda: b"first")
    assert cache.stat().st_mode & 0o777 == 0o700
    cache.chmod(0o755)
    only(cache).chmod(0o755)
    assert caching.beside(rules, (), lambda: b"second") == made


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_can_write_is_not_used(
    what: str, cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caching.rulebook(rules)
    path = only(cache) if what == "file" else cache
    path.chmod(path.stat().st_mode | 0o020)
    unread(monkeypatch)
    with pytest.raises(AssertionError, match="was read again"):
        caching.rulebook(rules)


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_nothing_is_cached_where_others_can_write(cache: Path, rules: Path, mode: int) -> None:
    cache.mkdir(parents=True)
    cache.chmod(mode)
    for made in (b"first", b"second"):
        assert caching.beside(rules, (), lambda made=made: made) == made
    assert list(cache.iterdir()) == []


def test_what_is_another_owners_is_not_used(
    cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caching.rulebook(rules)
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    unread(monkeypatch)
    with pytest.raises(AssertionError, match="was read again"):
        caching.rulebook(rules)


BODIES = [
    b"", b"[]", b"null", b"{", b"[[], []]", b'["x", []]', b'[["Contents"], [[], []]]',
    b'[["Contents", 1, 2, 3, 4, 5, 6, 7, 8], [[], []]]', b"\xff", b"[" * 100_000,
    b'[["Contents", [["Source", 1, 2, 3, 4, 5, 6, 7]], [], [], [], [], [], [], []], [[], []]]',
    b'[["Contents", [], [], [["Approach", "a", "b", "c", [1], ""]], [], [], [], [], []], [[], []]]',
    b'[["Contents", [], [], [], [], [], [], [], []], [[1], []]]',
    b'[["Contents", [], [], [], [], [], [], [], []], [[], [[[], [], [[[], [1], []]]]]]]',
]  # fmt: skip


PACKED = [each for each in BODIES if each.startswith(b'[["Contents"')]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:60]))
def test_a_sealed_body_that_is_wrong_is_not_used(cache: Path, rules: Path, body: bytes) -> None:
    read = caching.rulebook(rules)
    sealed = caching._key(rules) + body
    only(cache).write_bytes(sha256(sealed).digest() + sealed)
    assert caching.rulebook(rules) == read
    assert caching._entry(only(cache), caching._key(rules)) == read


def test_a_full_disk_leaves_nothing(
    cache: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert caching.rulebook(rules)[0] == load.load(rules)
    assert list(cache.iterdir()) == []


def test_what_is_made_of_a_rulebook_is_made_once_and_again_where_it_is_damaged(
    cache: Path, rules: Path
) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"questions %d" % len(made))
        return made[-1]

    assert caching.beside(rules, ("learn",), make) == b"questions 0"
    assert caching.beside(rules, ("learn",), make) == b"questions 0"
    assert caching.beside(rules, ("proof",), make) == b"questions 1"
    for path in cache.glob("*.cached"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert caching.beside(rules, ("learn",), make) == b"questions 2"
    path = rules / "mrd.yaml"
    path.write_text(path.read_text() + "# another\n")
    assert caching.beside(rules, ("learn",), make) == b"questions 3"


@pytest.mark.parametrize("body", PACKED, ids=lambda body: repr(body[:60]))
def test_what_was_packed_otherwise_is_not_unpacked(body: bytes) -> None:
    contents, planned = json.loads(body)
    with pytest.raises((TypeError, ValueError, LookupError)):
        unpack(contents), caching._plan(planned)  # type: ignore[arg-type]


def test_a_rule_without_an_answer_is_no_plan(book: Rulebook) -> None:
    planned = json.loads(json.dumps(plan(edition(book.contents))))
    assert caching._plan(planned) == plan(edition(book.contents))
    *_, chunks = next(stage for stage in planned[1] if stage[-1])
    del chunks[0][2][0]
    with pytest.raises(ValueError, match="a rule without an answer"):
        caching._plan(planned)


def test_a_link_is_not_ones_own_and_without_a_home_nothing_is_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    assert caching._only_ours(tmp_path / "mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    assert not caching._only_ours(tmp_path / "link")

    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert caching._path(b"key") is None
    assert caching.beside(packaged(), (), lambda: b"made") == b"made"
