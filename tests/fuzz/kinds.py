"""What is fuzzed: of each kind of input its seeds, how one is made, and what has to hold of it.

Of every input: it is accepted, or refused in words of the program's own (`AllscapeError`, a
`ValueError` where that is documented), in bounded time; what is accepted reads back as it was read.
"""

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import mutated
import yaml

sys.path.append(str(Path(__file__).resolve().parents[1] / "cli"))

import tiny

from allscape import Rulebook, cases
from allscape.explain.claims import claims
from allscape.faults import AllscapeError
from allscape.learn import lesson_lints, lessons
from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import understood
from allscape.model.typed import attribute_named
from allscape.rulebook.load import packaged, read
from allscape.rulebook.packed import pack, unpack
from allscape.scaffold import case_tables
from allscape.session import store
from allscape.session.events import Start, State
from allscape.session.stepper import COMMANDS, Stepper

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10
"""How long a processor may work on one input."""

Judge = Callable[[bytes, Path], bool]


class Kind(NamedTuple):
    """A kind of input: how one is made by chance, and what judges it.

    `judge` returns whether it was accepted, in a folder to work in. It raises what is a find.
    """

    made: Callable[[Random], bytes]
    judge: Judge
    suffix: str


@cache
def _texts(folder: str, pattern: str) -> tuple[str, ...]:
    return tuple(each.read_text("utf-8") for each in sorted((ROOT / folder).rglob(pattern)))


@cache
def _data(folder: str) -> tuple[Any, ...]:
    return tuple(yaml.safe_load(each) for each in _texts(folder, "*.yaml"))


@cache
def _words(*folders: str) -> tuple[Any, ...]:
    """Return the keys and values that stand in the files of folders, and names of ours."""
    found: dict[str, Any] = {}
    waiting = [each for folder in folders for each in _data(folder)]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            found.update((key, key) for key in here)
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
        else:
            found[repr(here)] = here
    return (*found.values(), *ATTRIBUTES, *_typed())


@cache
def _typed() -> tuple[str, ...]:
    found = yaml.safe_load((ROOT / "docs" / "typed.yaml").read_text("utf-8"))
    flat = [each for part in found for values in part.values() if isinstance(values, dict)
            for each in values.values()]  # fmt: skip
    return tuple(str(one) for each in flat for one in (each if isinstance(each, list) else [each]))


def _document(
    folders: Sequence[str], seeds: Callable[[], Sequence[Any]]
) -> Callable[[Random], bytes]:
    def made(random: Random) -> bytes:
        data = random.choice(seeds())
        if random.random() < 0.8:
            data = mutated.mixed(random, data, _words(*folders), random.choice((1, 1, 2, 5)))
        text = mutated.written(random, data)
        if random.random() < 0.3:
            text = mutated.text(random, text, random.choice((1, 2, 6)))
        raw = text.encode("utf-8", "surrogatepass")
        return mutated_bytes(random, raw) if random.random() < 0.05 else raw

    return made


def mutated_bytes(random: Random, raw: bytes) -> bytes:
    """Return bytes of which one is another, or that are in another encoding."""
    if random.random() < 0.3:
        return raw.decode("utf-8", "replace").encode(
            random.choice(("utf-16", "utf-8-sig", "latin-1")), "replace"
        )
    at = random.randrange(len(raw) + 1)
    return raw[:at] + bytes([random.randrange(256)]) + raw[at + 1 :]


def _held(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def _case(raw: bytes, folder: Path) -> bool:
    try:
        found = cases.read_all([_held(folder / "f.yaml", raw)])
    except AllscapeError as error:
        return _refused(error)
    read_in = [each.case for each in found]
    text = cases.text(*read_in, listed=True)
    again = cases.read_all([_held(folder / "again.yaml", text.encode())])
    assert [each.case for each in again] == read_in, "a case reads back as another"
    for each in read_in:
        claims(f"{each.story} {each.teaching}", _book().contents)
    return True


_A_VALIDATORS = ("nput should be", "hould match pattern", "Value error,")


def _refused(error: AllscapeError) -> bool:
    assert error.faults, "refused without a word"
    assert all(str(each).strip() for each in error.faults)
    told = str(error)
    assert not any(each in told for each in _A_VALIDATORS), "refused in a validator's words"
    return False


def _rulebook(raw: bytes, folder: Path) -> bool:
    rules = folder / "rules"
    shutil.rmtree(rules, ignore_errors=True)
    tiny.write(rules)
    _held(rules / "rules.yaml", raw)
    try:
        found = read(rules)
    except AllscapeError as error:
        return _refused(error)
    assert unpack(json.loads(json.dumps(pack(found.contents)))) == found.contents
    Rulebook(found.contents).examine(cases.empty().profile)
    return True


@cache
def _tiny() -> dict[str, Any]:
    lists = {"sources": [tiny.source()], "approaches": [tiny.approach()]}
    return {**lists, "quotations": [tiny.quotation()]}


@cache
def _rule_seeds() -> tuple[Any, ...]:
    """Return small rulebooks: one made up, and parts of ours put in the place of its parts."""
    whole = [_tiny()] * 20
    for each in _data("rules"):
        for quotation in each.get("quotations", [])[:4]:
            said = [
                {**one, "about": tiny.APPROACH, "id": f"{tiny.SOURCE}/{at}"}
                for at, one in enumerate(quotation.get("statements", []))
            ]
            whole.append({**_tiny(), "quotations": [tiny.quotation(statements=said)]})
        whole.append({name: part[:2] for name, part in each.items() if isinstance(part, list)})
    return tuple(whole)


@cache
def _sessions() -> tuple[tuple[Any, ...], ...]:
    texts = _texts("tests/data/sessions", "*.jsonl")
    lines = [
        [each for each in text.splitlines() if each.startswith('{"') and each.endswith("}")]
        for text in texts
    ]
    return tuple(tuple(json.loads(each)["event"] for each in text) for text in lines)


def _session_made(random: Random) -> bytes:
    events = list(random.choice(_sessions()))
    if random.random() < 0.5:
        events.append(random.choice(random.choice(_sessions())))
    events = mutated.mixed(random, events, _words("examples"), random.choice((0, 1, 2, 4)))
    before, lines = "", []
    for event in events if isinstance(events, list) else [events]:
        try:
            before = store._sealed(before, event)
            lines.append(
                json.dumps({"event": event, "seal": before}, ensure_ascii=random.random() < 0.5)
            )
        except (TypeError, UnicodeEncodeError):
            lines.append("{}")
    text = "\n".join(lines) + random.choice(("\n", "\n", ""))
    if random.random() < 0.2:
        text = mutated.text(random, text, random.choice((1, 3)))
    return text.encode("utf-8", "surrogatepass")


def _session(raw: bytes, folder: Path) -> bool:
    path = _held(folder / "s.jsonl", raw)
    try:
        found = store.load(path)
    except AllscapeError as error:
        return _refused(error)
    writer, resumed = store.Writer.resume(path)
    writer.close()
    again = store.load(path)
    assert resumed.events == found.events == again.events, "a session reads back as another"
    assert again.state == found.state
    assert not again.notices
    return True


@cache
def _loaded() -> Any:
    return read(packaged())


@cache
def _book() -> Rulebook:
    return Rulebook(_loaded().contents)


def _lesson(raw: bytes, folder: Path) -> bool:
    path = _held(folder / "lesson.yaml", raw)
    try:
        placed = lessons.read(path)
        lesson_lints.check(placed, _loaded(), _book())
    except AllscapeError as error:
        return _refused(error)
    assert lessons.read(path).lesson == placed.lesson
    return True


def _table_made(random: Random) -> bytes:
    names = random.sample([*ATTRIBUTES, "name", "story", "id", *_NAMES], random.randrange(1, 6))
    rows = [[_cell(random, each) for each in names] for _ in range(random.randrange(4))]
    way = random.random()
    if way < 0.25:
        told = [dict(zip(names, row, strict=True)) for row in rows]
        text = json.dumps(told) if way < 0.1 else "\n".join(map(json.dumps, told))
    else:
        out = io.StringIO()
        between = random.choice(",,;\t|")
        csv.writer(out, delimiter=between, lineterminator=random.choice(("\n", "\r\n"))).writerows(
            [names, *rows]
        )
        text = random.choice(("", "", f"sep={between}\n", "# a comment\n")) + out.getvalue()
    if random.random() < 0.3:
        text = mutated.text(random, text, random.choice((1, 2)))
    raw = text.encode("utf-8", "surrogatepass")
    return mutated_bytes(random, raw) if random.random() < 0.1 else raw


def _cell(random: Random, column: str) -> str:
    mine = _by_attribute().get(attribute_named(column) or "", ("", "A", "so"))
    return random.choice(mine if random.random() < 0.95 else (*_typed(), *map(str, mutated.ODD)))


@cache
def _by_attribute() -> dict[str, tuple[str, ...]]:
    """Return how values of attributes are typed, and that nothing is known of one."""
    found: dict[str, tuple[str, ...]] = {}
    for part in yaml.safe_load((ROOT / "docs" / "typed.yaml").read_text("utf-8")):
        for name in part.keys() & ATTRIBUTES.keys():
            mine = [str(each) for value, written in part[name].items()
                    if value not in {"asked", "refused"} for each in [value, *written]]  # fmt: skip
            found[name] = (*found.get(name, ()), *mine, "", "unknown")
    return found


_NAMES = ("Ph", "MRD", "ECOG PS", "Age (years)", "relapse", "", "=x")


def _table(raw: bytes, folder: Path) -> bool:
    suffix = ".json" if raw.lstrip()[:1] in (b"{", b"[") else ".csv"
    try:
        found, _ = case_tables.read_table(_held(folder / f"t{suffix}", raw))
    except AllscapeError as error:
        return _refused(error)
    if not all(each.profile.known() for each in found):
        return True  # of a case without a fact a table has nothing to hold
    kept = case_tables.table([cases.PlacedCase(each, None) for each in found])  # type: ignore[arg-type]
    again, _ = case_tables.read_table(_held(folder / "again.csv", kept.encode()))
    assert [each.profile for each in again] == [each.profile for each in found]
    return True


def _typed_made(random: Random) -> bytes:
    text = random.choice(_typed())
    if random.random() < 0.7:
        text = mutated.text(random, text, random.choice((1, 1, 2, 4)))
    if random.random() < 0.2:
        text += random.choice((" ", " or ", "/", "-")) + random.choice(_typed())
    return text.encode("utf-8", "surrogatepass")


def _typed_judge(raw: bytes, folder: Path) -> bool:
    text, accepted = raw.decode("utf-8", "surrogatepass"), False
    attribute_named(text)
    for attribute in ATTRIBUTES.values():
        try:
            value = understood(attribute, text)
        except ValueError:
            continue
        accepted = True
        if value is not None:
            assert understood(attribute, show(value)) == value, (attribute.name, value)
            assert understood(attribute, value) == value, (attribute.name, value)
    return accepted


def _lines_made(random: Random) -> bytes:
    lines = [_line_made(random) for _ in range(random.randrange(1, 6))]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _line_made(random: Random) -> str:
    fact = f"{random.choice([*ATTRIBUTES])}={random.choice(_words('examples'))}"
    line = random.choice((
        random.choice([*COMMANDS, *COMMANDS.values()]), fact, random.choice(_typed()),
        f"{random.choice([*COMMANDS])} {random.choice((fact, tiny.APPROACH, 'x', *ATTRIBUTES))}",
    ))  # fmt: skip
    return mutated.text(random, line, random.choice((0, 0, 1, 2)))


@cache
def _small_book(folder: Path) -> Rulebook:
    return Rulebook.load(tiny.write(folder / "small"))


def _lines(raw: bytes, folder: Path) -> bool:
    path, start = folder / "l.jsonl", Start(rulebook="")
    path.unlink(missing_ok=True)
    writer = store.Writer.create(path, start)
    stepper, done = Stepper(State(start=start), _small_book(folder).examine, writer.append), 0
    said = list[str]()
    for line in raw.decode("utf-8", "surrogatepass").split("\n"):
        try:
            stepper.take(line)
            done += 1
        except ValueError as error:
            said.append(str(error).strip())
    assert all(said), "refused without a word"
    writer.close()
    assert store.load(path).state == stepper.state, "a session reads back as another"
    return bool(done)


KINDS = {
    "case": Kind(_document(("examples",), lambda: _data("examples")), _case, ".yaml"),
    "rulebook": Kind(_document(("rules",), _rule_seeds), _rulebook, ".yaml"),
    "session": Kind(_session_made, _session, ".jsonl"),
    "lesson": Kind(_document(("lessons", "examples"), lambda: _data("lessons")), _lesson, ".yaml"),
    "table": Kind(_table_made, _table, ".csv"),
    "typed": Kind(_typed_made, _typed_judge, ".txt"),
    "lines": Kind(_lines_made, _lines, ".txt"),
}
