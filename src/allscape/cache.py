"""A rulebook in the form that loads in a few milliseconds, cached from one start to the next.

An entry is plain data in JSON under a key: the hash of every rule file and of the code that reads
them. One comes with the package, made when it is built; others lie in the user's cache folder, and
are used where nobody else can have written them. Whatever is wrong with an entry, the rulebook is
read from its files, as if nothing were cached.
"""

import json
import os
import stat
import tempfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allscape.faults import AllscapeError
from allscape.inputs import MAX_TOTAL, Unreadable, read_bytes
from allscape.model.contents import Contents
from allscape.rulebook import rule_files
from allscape.rulebook.packed import by_type, pack, unpack

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

    from allscape.engine.plan import Plan

HERE = Path(__file__).resolve().parent
BUILT_IN = HERE / "rules.cached"
"""What comes with the package; a checkout has none."""

_READING = (
    "cache.py", "columns/spelling.py", "digits.py", "documents.py", "engine", "faults.py",
    "inputs.py", "lint/base.py", "lint/samples.py", "lint/written", "model", "rulebook",
    "yaml_text.py",
)  # fmt: skip
_SEAL = 32
_MOST = 20
_SUFFIX = ".cached"
_OURS_ALONE = 0o700
_OTHERS_WRITE = 0o022


def rulebook(folder: Path) -> "tuple[Contents, Plan]":
    """Return the rulebook in a folder, and the plan of its newest edition under default readings.

    Raises `RulebookError` as `load` does.
    """
    key = _key(folder)
    if key and (found := _entry(BUILT_IN, key)):
        return found
    place = _path(key) if key else None
    if place is not None and _may_be_read(place) and (found := _entry(place, key)):
        return found
    made = _made(folder)
    if place is not None:
        _write(place, _sealed(key, _body(*made)))
    return made


def beside(folder: Path, parts: Sequence[str], make: Callable[[], bytes]) -> bytes:
    """Return what some parts of the program make of a rulebook, cached as the rulebook is."""
    key = _key(folder, parts)
    place = _path(key) if key else None
    if place is not None and _may_be_read(place):
        with suppress(Unreadable, ValueError, zlib.error):
            return zlib.decompress(_unsealed(place, key))
    made = make()
    if place is not None:
        _write(place, _sealed(key, zlib.compress(made)))
    return made


def build(folder: Path, to: Path) -> None:
    """Write what comes with the package."""
    to.write_bytes(_sealed(_key(folder), _body(*_made(folder))))


def _made(folder: Path) -> "tuple[Contents, Plan]":
    # What reads YAML is not imported where nothing has to be read.
    from allscape.engine.edition import edition
    from allscape.engine.plan import plan
    from allscape.rulebook.load import load

    contents = load(folder)
    return contents, plan(edition(contents))


def _key(folder: Path, parts: Sequence[str] = ()) -> bytes:
    """Return the hash of everything that the contents depend on; nothing where it is not there."""
    whole = sha256()
    try:
        for root, paths in ((HERE, _code(parts)), (folder, rule_files(folder))):
            for path in paths:
                text = path.read_bytes() if root is HERE else read_bytes(path)
                _add(whole, os.fsencode(f"{path}"[len(f"{root}") :]), text)
        return whole.digest()
    except (OSError, ValueError, Unreadable, AllscapeError):
        return b""


def _code(parts: Sequence[str]) -> list[Path]:
    """Return the files of what reads, checks and plans a rulebook, and of further parts."""
    places = [HERE / part for part in (*_READING, *parts)]
    found = ([each] if each.suffix else sorted(each.rglob("*.py")) for each in places)
    return list(chain.from_iterable(found))


def _add(whole: "Hash", name: bytes, text: bytes) -> None:
    """Add a file to a hash; with the lengths before it, no name can pass for a text."""
    whole.update(b"%d %d " % (len(name), len(text)))
    whole.update(name)
    whole.update(text)


def _path(key: bytes) -> Path | None:
    """Return where a rulebook is cached; None where there is no home, as in some containers."""
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("allscape", appauthor=False).expanduser()
        return folder / "rulebooks" / f"{key.hex()[:32]}{_SUFFIX}"
    except RuntimeError:
        return None


def _may_be_read(place: Path) -> bool:
    return _only_ours(place.parent) and _only_ours(place)


def _only_ours(path: Path) -> bool:
    """Tell whether a file or folder is this user's own, and nobody else may write it."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # on Windows the cache folder is the user's own
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def _body(contents: Contents, planned: "Plan") -> bytes:
    return json.dumps([pack(contents), planned], separators=(",", ":")).encode()


def _sealed(key: bytes, body: bytes) -> bytes:
    return sha256(key + body).digest() + key + body


def _unsealed(path: Path, key: bytes) -> bytes:
    """Return what an entry holds. Raises `Unreadable`, `ValueError` where it is not whole."""
    raw = read_bytes(path, MAX_TOTAL)
    if not raw.startswith(key, _SEAL) or sha256(raw[_SEAL:]).digest() != raw[:_SEAL]:
        raise ValueError("stale or damaged")
    return raw[_SEAL + len(key) :]


def _entry(path: Path, key: bytes) -> "tuple[Contents, Plan] | None":
    """Return what an entry holds; None where it is missing, stale, damaged or of another form."""
    try:
        packed, planned = json.loads(_unsealed(path, key))
        contents = unpack(packed)
        return (contents, _plan(planned)) if isinstance(contents, Contents) else None
    except (Unreadable, LookupError, TypeError, ValueError, RecursionError):
        return None


def _plan(packed: Any) -> "Plan":
    """Return a plan out of lists. Raises `TypeError` or `ValueError` for what is none."""
    from allscape.engine.plan import Plan

    made: Plan = by_type(Plan)(packed)
    chunks = (chunk for *_, found in made[1] for chunk in found)
    if any(len(rules) != len(follows) for _, rules, follows in chunks):
        raise ValueError("a rule without an answer, or the other way round")
    return made


def _write(path: Path, sealed: bytes) -> None:
    """Cache a rulebook for the next start; where that cannot be, the next start reads the files."""
    with suppress(OSError, ValueError):
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=_OURS_ALONE, exist_ok=True)
        if not _only_ours(path.parent):
            return
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=_SUFFIX)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        cached = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda each: each.lstat().st_mtime)
        for old in cached[:-_MOST]:
            with suppress(OSError):
                old.unlink()
