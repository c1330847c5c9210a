"""What can be wrong with what a user gives, and the exit code of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EEXIST, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self, get_args

EXIT_DONE = 0
EXIT_OUR_FAULT = 1
EXIT_USAGE = 2
EXIT_BAD_CASE = 3
EXIT_BAD_RULEBOOK = 4
EXIT_CHECK_FAILED = 5


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where, what, and what was probably meant.

    `line` and `column` count from 1; 0 means that the place is not in a file. `lint` names the lint
    that found a fault of a rulebook.
    """

    file: str
    line: int
    column: int
    message: str
    hint: "str | Hint" = ""
    lint: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class AllscapeError(Exception):
    """Something that the user can mend; carries every fault at once."""

    exit_code = EXIT_OUR_FAULT

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(faults)
        super().__init__(self.faults)

    @classmethod
    def of(cls, message: str, hint: "str | Hint" = "") -> Self:
        """Return the error of one fault that is in no file."""
        return cls.at("", message, hint)

    @classmethod
    def at(cls, file: "str | Path", message: str, hint: "str | Hint" = "") -> Self:
        """Return the error of one fault of a whole file."""
        return cls([Fault(str(file), 0, 0, message, hint)])

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class UsageError(AllscapeError):
    """A request that names something that does not exist (a reading, an approach, a date)."""

    exit_code = EXIT_USAGE


class CaseError(AllscapeError):
    """A case or profile that cannot be read or that contradicts itself."""

    exit_code = EXIT_BAD_CASE


class RulebookError(AllscapeError):
    """A rulebook that cannot be read or does not hold together."""

    exit_code = EXIT_BAD_RULEBOOK


class Unwritten(AllscapeError):
    """A file that the machine refuses to write: no rights, no room, a disk that only reads."""


class EngineDisagreement(AllscapeError):
    """The two engines gave different verdicts, so neither is shown."""


_EXPECTED = {
    "string_type": "a text",
    "string_pattern_mismatch": "a name: letters, digits, '-', '_' and '.'",
    "tuple_type": "a list",
    "too_short": "a list of at least {min_length}",
    "list_type": "a list",
    "model_type": "a mapping (name: value)",
    "dict_type": "a mapping (name: value)",
    "model_attributes_type": "a mapping (name: value)",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
}
"""What a validator's complaint means, in words."""
_NUMBERS = {1: "one", 2: "two"}


def complaint(error: Any) -> tuple[str, str]:
    """Return what a validator complains of, in our words, and what was probably meant.

    `error` is one of `ValidationError.errors()`. Messages of our own validators stay as they are.
    """
    name = next((str(step) for step in reversed(error["loc"])), "")
    kind, context, value = error["type"], error.get("ctx") or {}, error["input"]
    if kind == "missing":
        return f"'{name}' is missing", ""
    if kind in {"enum", "literal_error"}:
        choices = re.findall(r"'([^']*)'", context["expected"])
        if isinstance(value, str):
            return f"'{name}' cannot be '{value}'", nearest(value, choices)
        return f"'{name}' is {' or '.join(choices)}", ""
    if kind in _EXPECTED:
        least = context.get("min_length", 1)
        words = {**context, "min_length": _NUMBERS.get(least, least)}
        expected = _EXPECTED[kind].format(**words)
        whole = not name or name.isdigit()
        return f"{expected} is expected here" if whole else f"'{name}' is {expected}", ""
    if kind not in {"value_error", "assertion_error"} and kind in _theirs():  # these are ours
        return f"'{name}' cannot be this", ""
    return str(error["msg"]).removeprefix("Value error, "), ""


@lru_cache
def _theirs() -> frozenset[str]:
    from pydantic_core.core_schema import ErrorType

    return frozenset(get_args(ErrorType))


def reason(error: Exception) -> str:
    """Return in words why a file cannot be read or written."""
    return str(getattr(error, "strerror", None) or error).lower()


_OF_NAMES = {ENOENT, ENOTDIR, EISDIR, EEXIST, ELOOP, ENAMETOOLONG}
"""What is wrong with the name of a file to be written, whoever is to write it."""


def unwritten(path: Path, error: OSError, but: str = "") -> AllscapeError:
    """Return what keeps a file from being written: the machine, or a name that it cannot have."""
    kind = UsageError if error.errno in _OF_NAMES else Unwritten
    return kind.at(path, f"cannot be written: {reason(error)}{but}")


def unread(path: Path, error: OSError) -> AllscapeError:
    """Return what keeps a file or a folder from being read."""
    return CaseError.at(path, f"cannot be read: {reason(error)}")


@contextmanager
def raised_as(refused: Callable[[Path, OSError], AllscapeError], path: Path) -> Iterator[None]:
    """Raise what the system refuses of a path as `refused` makes it: `unread`, `unwritten`."""
    try:
        yield
    except OSError as error:
        raise refused(path, error) from None


def is_there(path: Path) -> UsageError:
    """Return what is wrong with a name for a new file that a file has."""
    return UsageError.of(f"{path} is there", "--force replaces it")


_MOST_CHOICES = 12
_LONGEST_NAME = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what was probably meant by `name`, or lists the choices.

    A known name fits where it is the same but for case and what joins its words; else where `name`
    is a word of it; else where a word of it begins so; else where it has all words of `name`; else
    where few slips of a key lie between them. All that fit are named, in the order of `known`;
    where none fits the choices are listed, if they are few. Less alike is not named: a wrong guess
    is worse than none.
    """
    names = sorted(known) if isinstance(known, AbstractSet) else list(dict.fromkeys(known))
    listed = f"one of: {', '.join(sorted(names))}" if 0 < len(names) <= _MOST_CHOICES else ""
    return meant(name, names) or listed


def meant(name: str, known: Sequence[str]) -> str:
    """Return the question which of some names was meant by `name`; empty where none fits."""
    close = _close(name, known) if len(name) <= _LONGEST_NAME else []
    return one_of(close) if 0 < len(close) <= _MOST_CHOICES else ""


def one_of(names: Sequence[str]) -> str:
    """Return the question which of some names was meant."""
    shown = [f"'{each}'" for each in names]
    return f"did you mean {' or '.join([', '.join(shown[:-1]), shown[-1]][len(shown) < 2 :])}?"


def _close(name: str, names: Sequence[str]) -> list[str]:
    plain = _plain(name)
    if len(plain) < 2:
        return []
    if same := [each for each in names if _plain(each) == plain]:
        return same
    for within in (f"_{plain}_", f"_{plain}"):
        if begun := [each for each in names if within in f"_{_plain(each)}_"]:
            return begun
    words = set(plain.split("_"))
    if len(words) > 1 and (inside := [e for e in names if words <= set(_plain(e).split("_"))]):
        return inside
    letters, most = set(plain), _slips_at_most(plain)
    alike = [each for each in names if len(letters ^ _letters(each)) <= 2 * most]
    alike = [each for each in alike if _words_alike(plain, _plain(each))]
    slips = {each: _slips(plain, _plain(each), most) for each in alike}
    fewest = min(slips.values(), default=most + 1)
    return [each for each in alike if slips[each] == fewest <= most]


def _words_alike(one: str, other: str) -> bool:
    """Tell whether no word of one was exchanged for another: `os_status` is no `ph_status`."""
    pairs = list(zip(one.split("_"), other.split("_"), strict=False))
    if one.count("_") != other.count("_"):
        return True
    limits = [max(_slips_at_most(word), 1) for word, _ in pairs]
    return all(_slips(*pair, most) <= most for pair, most in zip(pairs, limits, strict=True))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


@lru_cache(maxsize=4096)
def _letters(name: str) -> frozenset[str]:
    return frozenset(_plain(name))


def _slips_at_most(name: str) -> int:
    """Return how many slips a name of this length may hold and still be known: one in four."""
    return min(max(len(name) // 4, len(name) >= 3), 3)


def _slips(one: str, other: str, most: int) -> int:
    """Return how many letters are missing, added, wrong or exchanged with the next; or too many."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for at, wanted in enumerate(other, 1):
            slips = min(last[at - 1] + (letter != wanted), last[at] + 1, this[-1] + 1)
            if row > 1 < at and letter == other[at - 2] != wanted == one[row - 2]:
                slips = min(slips, before[at - 2] + 1)
            this.append(slips)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]


class Hint:
    """A hint that `find` looks for only where it is shown: of many faults few are."""

    def __init__(
        self, name: str, known: Callable[[], Iterable[str]], find: Callable[..., str] | None = None
    ) -> None:
        self._name, self._known, self._find = name, known, find or nearest

    @cached_property
    def _text(self) -> str:
        return self._find(self._name, self._known())

    def __str__(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hint) and self._name == other._name

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other)

    def __hash__(self) -> int:
        return hash(self._name)
