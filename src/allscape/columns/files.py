"""The files of a cohort: their formats, where what is being made lies until it is whole."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from errno import EDQUOT, EFBIG, ENOSPC, EROFS
from pathlib import Path
from typing import NamedTuple

from allscape import disk
from allscape.faults import CaseError, UsageError, is_there, raised_as, unwritten
from allscape.inputs import Unreadable, look


class Format(StrEnum):
    """How a file holds columns."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"


_READ = {".tsv": Format.CSV, ".tab": Format.CSV, ".txt": Format.CSV, ".json": Format.JSONL}
"""Suffixes of files of cases that no verdicts are written in."""

_SUFFIXES = {
    ".parquet": Format.PARQUET,
    ".csv": Format.CSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}


UNWRITTEN = {ENOSPC, EDQUOT, EFBIG, EROFS}
"""The errors of a disk that has no room: what is being read is not at fault."""
_FROM_SPARK = "_SUCCESS"


class CohortFiles(NamedTuple):
    """The cases that are read, the verdicts and the bad rows that are written."""

    cases: Path
    verdicts: Path
    bad: Path
    format: Format | None = None
    force: bool = False
    """Whether files that are there are replaced."""

    @property
    def for_engines(self) -> Path:
        """The cases under their whole path: to an engine `file:x.csv` and `~.csv` are no names."""
        return self.cases.absolute()

    def format_of_cases(self) -> Format:
        """Return the format of the cases; they may be packed with gzip. Raises `UsageError`."""
        packed = self.cases.suffix.lower() == ".gz"
        named = self.cases.with_suffix("") if packed else self.cases
        return self.format_of(named, _SUFFIXES | _READ)

    def format_of(self, path: Path, suffixes: Mapping[str, Format] = _SUFFIXES) -> Format:
        """Return the format that a suffix tells, or else the one asked for. Raises `UsageError`."""
        found = suffixes.get(path.suffix.lower(), self.format)
        if found is None:
            message = f"{path}: the suffix tells no format"
            raise UsageError.of(message, f"--format tells it; suffixes are {', '.join(suffixes)}")
        return found

    def check(self) -> None:
        """Raise `CaseError` or `UsageError` where something stands in the way."""
        try:
            look(self.cases)  # of any size, but read more than once: no pipe
        except Unreadable as error:
            raise CaseError([error.fault()]) from None
        for path in (self.verdicts, self.bad):
            with raised_as(unwritten, path):
                self._check_written(path)
        if self.bad.resolve() == self.verdicts.resolve():
            raise UsageError.of("verdicts and bad rows need a file each")

    def _check_written(self, path: Path) -> None:
        if not path.parent.is_dir():
            raise UsageError.of(f"{path}: there is no such directory")
        if path.resolve() == self.cases.resolve():
            raise UsageError.of(f"{path} holds the cases: name another file")
        if path.is_dir() and not (path / _FROM_SPARK).exists():
            raise UsageError.of(f"{path} is a directory")
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise UsageError.of(f"{path} is no file that can be replaced")
        if path.exists() and not self.force:
            raise is_there(path)


class Workplace(NamedTuple):
    """Where files lie until they are whole: beside the verdicts, under names of their own."""

    folder: Path

    @property
    def verdicts(self) -> Path:
        """The verdicts, in the format asked for."""
        return self.folder / "verdicts"

    def clear(self) -> None:
        """Remove what was made of the rows before."""
        for each in [*self.folder.glob("wrong-*"), *self.folder.glob("verdicts")]:
            _remove(each)

    def wrong_part(self, first: int) -> Path:
        """Return where bad rows lie as they were given, in Parquet, the first of them being so."""
        return self.folder / f"wrong-{first:015}"

    def wrong(self) -> list[Path]:
        """Return all parts of the bad rows, in the order of the rows."""
        return [file for part in sorted(self.folder.glob("wrong-*")) for file in parts(part)]

    @property
    def bad(self) -> Path:
        """The bad rows, each with what is wrong."""
        return self.folder / "bad.csv"

    def deliver(self, files: CohortFiles) -> None:
        """Move what was made to where it was asked for: all of it, or nothing.

        Raises `UsageError` where a name was taken meanwhile, and is not to be replaced.
        """
        put = _replace if files.force else _add
        bad, was = files.bad.resolve(), self.folder / "was"
        there = bad.is_file()
        if there:
            shutil.copy2(bad, was)
        try:
            if self.bad.exists():
                put(self.bad, bad)
            elif files.force:
                _remove(bad)
            put(self.verdicts, files.verdicts.resolve())
        except (OSError, UsageError):
            with suppress(OSError):
                if there:
                    shutil.move(was, bad)
                else:
                    bad.unlink()
            raise


@contextmanager
def scratch(within: Path | None = None) -> Iterator[Path]:
    """Give a folder that is gone afterwards; where it cannot be removed, that is no fault."""
    folder = tempfile.mkdtemp(prefix=".allscape-", dir=within)
    try:
        yield Path(folder)
    finally:
        for _ in range(2):  # once more for what was refused for a moment
            with suppress(OSError):
                shutil.rmtree(folder, ignore_errors=True)


def parts(path: Path) -> list[Path]:
    """Return the files that one name stands for: Spark writes a folder of parts."""
    return sorted(path.glob("part-*")) if path.is_dir() else [path]


def _add(made: Path, wanted: Path) -> None:
    try:
        if made.is_dir():
            made.rename(wanted)  # refuses what is no empty folder
        else:
            disk.give_name(made, wanted)
    except OSError:
        if wanted.exists():
            raise is_there(wanted) from None
        raise


def _replace(made: Path, wanted: Path) -> None:
    # A file takes the place of a file in one step; where one of the two is a folder, what is there
    # has to go first.
    if made.is_dir() or wanted.is_dir():
        _remove(wanted)
    shutil.move(made, wanted)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
