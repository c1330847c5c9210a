"""A rulebook in the form that loads in a millisecond or two, kept from one start to the next.

What is kept is plain data under a key: the hash of every rule file and of the code that reads them.
One comes with the package, made when it is built; others lie in the user's cache folder. Where the
key or the seal does not fit, the rulebook is read from its files, as if nothing were kept.
"""

import marshal
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allscape.model.contents import Contents
from allscape.rulebook.packed import pack, unpack

if TYPE_CHECKING:
    from allscape.engine.plan import Plan

HERE = Path(__file__).resolve().parent
BUILT_IN = HERE / "rules.kept"
"""What comes with the package; a checkout has none."""

_FORMAT = 4  # of marshal: the same for every Python that runs this
_SEAL = 32
_MOST = 20


def rulebook(folder: Path) -> "tuple[Contents, Plan]":
    """Return the rulebook in a folder, and the plan of its newest edition under default readings.

    Raises `RulebookError` as `load` does.
    """
    key = _key(folder)
    place = _path(key) if key else None
    for path in (BUILT_IN, place) if key else ():
        found = _read(path, key) if path else None
        if found is not None:
            return unpack(found[0]), found[1]
    contents, planned = _made(folder)
    if place:
        _write(place, _sealed(key, contents, planned))
    return contents, planned


def build(folder: Path, to: Path) -> None:
    """Write what comes with the package."""
    to.write_bytes(_sealed(_key(folder), *_made(folder)))


def _made(folder: Path) -> "tuple[Contents, Plan]":
    # What reads YAML is not imported where nothing has to be read.
    from allscape.engine.edition import edition
    from allscape.engine.plan import plan
    from allscape.rulebook.load import load

    contents = load(folder)
    return contents, plan(edition(contents))


def _key(folder: Path) -> bytes:
    """Return the hash of everything that the contents depend on; nothing where it is not there."""
    told = sha256()
    try:
        for path in (*_code(), *sorted(folder.rglob("*"))):
            if path.suffix in {".py", ".yaml", ".yml"}:
                text = path.read_bytes()
                told.update(f"{path.name} {len(text)} ".encode())
                told.update(text)
    except OSError:
        return b""
    return told.digest()


def _code() -> Iterator[Path]:
    yield HERE / "documents.py"
    for part in ("model", "rulebook", "engine"):
        yield from sorted((HERE / part).rglob("*.py"))


def _path(key: bytes) -> Path | None:
    """Return where a rulebook is kept; None where there is no home, as in some containers."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("allscape", appauthor=False).expanduser() / f"{key.hex()[:32]}.kept"
    except RuntimeError:
        return None


def _sealed(key: bytes, contents: Contents, planned: "Plan") -> bytes:
    body = key + marshal.dumps((pack(contents), planned), _FORMAT)
    return sha256(body).digest() + body


def _read(path: Path, key: bytes) -> Any | None:
    """Return what is kept in a file; None where it is missing, stale or damaged."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    seal, body = raw[:_SEAL], raw[_SEAL:]
    if not body.startswith(key) or sha256(body).digest() != seal:
        return None
    return marshal.loads(body[len(key) :])  # noqa: S302  # sealed, and plain data only


def _write(path: Path, sealed: bytes) -> None:
    """Keep a rulebook for the next start; where that cannot be, the next start reads the files."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
        Path(name).replace(path)
        kept = sorted(path.parent.glob("*.kept"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-_MOST]:
            old.unlink()
