"""Every command that touches files, run with one of its calls made to fail; and what has to hold.

    python tests/cli/faulted.py [COMMAND...] [--every N]

prints a line a command: how many calls, how many of them made to fail, how it ended.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tiny
from failing import KINDS, Failing
from program import BAD_CASE, BAD_RULEBOOK, DONE, OUR_FAULT, USAGE, Done, run
from sessions import in_full_screen

from allscape.learn.progress import GivenAnswer
from allscape.session import store
from allscape.session.events import Answer, Event, Note, Redo, Undo

CASE = "name: A\nprofile: {relapse_status: relapsed}\nexpect: {matched: [alpha]}\n"
LINES = "relapse_status=relapsed\nnote seen\nundo\nredo\nsave made.yaml\nsave made.md\nage=34\n"
KEYS = ("3", "p", "u", "3", "S", "made.yaml\r", "\x03")
"""A fact, the case pinned, not pinned, the next value, the case written; Ctrl-C ends it."""
REPLIES = (
    ("relapse_status relapsed.", Answer(facts={"relapse_status": "relapsed"})),
    ("noted.", Note(text="seen")), ("taken back", Undo()), ("done again", Redo()),
    ("age 34.", Answer(facts={"age": 34})),
)  # fmt: skip
NAMED = (
    "--id", "made-up-2026", "--title", "More", "--publisher", "The Press", "--author", "No One",
    "--date", "2026-04-01",
)  # fmt: skip
LESSON = """\
title: Relapse
minutes: 5
goals: [See what relapse decides.]
steps:
  - case: {name: A, story: Made up., profile: {relapse_status: relapsed}}
  - question: {approach: alpha, answer: matched}
"""
_WROTE = re.compile(r"(?:allscape: wrote|allscape: written to|Saved in) (\S+?)\.?$", re.MULTILINE)
_LOGS = (".jsonl",)
_SIZES = (0, 1, 100, 1000, 3000)


@dataclass(frozen=True)
class Command:
    """A command, what is typed into it, and the command that has to have run before."""

    args: str
    stdin: str = ""
    after: str = ""
    chance: bool = False
    """Whether chance has a part in what it prints."""
    keys: tuple[str, ...] = ()
    """What is pressed on the whole screen, where the command has it."""


COMMANDS = {
    "match": Command("match case.yaml"),
    "match, warm": Command("match case.yaml --json", after="match"),
    "map": Command("map case.yaml --svg map.svg --html map.html"),
    "why": Command("why case.yaml alpha"),
    "whatif": Command("whatif case.yaml age=34"),
    "next": Command("next case.yaml"),
    "compare": Command("compare case.yaml case.yaml"),
    "timeline": Command("timeline case.yaml"),
    "approaches": Command("approaches alpha"),
    "find": Command("find --matched alpha"),
    "step, new": Command("step --session s.jsonl", LINES),
    "step, on": Command("step --session s.jsonl", "note on\n", after="step, new"),
    "step, replay": Command("step --replay s.jsonl", after="step, new"),
    "explore": Command("explore case.yaml --session s.jsonl", chance=True, keys=KEYS),
    "step, answers": Command("step case.yaml --answers answers"),
    "quiz": Command("quiz --count 1", "a\n", chance=True),
    "quiz, again": Command("quiz --count 1", "b\n", after="quiz", chance=True),
    "quiz, progress": Command("quiz --progress", after="quiz"),
    "quiz, sheet": Command("quiz --seed 1 --count 1 -o quiz.html"),
    "lesson": Command("lesson lesson.yaml", "a\n"),
    "handout": Command("handout case.yaml -o sheet.md"),
    "handout, again": Command("handout case.yaml --questions -o sheet.md --force", after="handout"),
    "cohort": Command("cohort cases.csv -o verdicts.csv --allow-bad"),
    "cohort, again": Command("cohort other.csv -o verdicts.csv --force", after="cohort"),
    "cohort, parquet": Command("cohort cases.csv -o verdicts.parquet --keep id --allow-bad"),
    "check": Command("check rules"),
    "check, cases": Command("check rules case.yaml"),
    "prove": Command("prove rules"),
    "test": Command("test cases"),
    "mutate": Command("mutate cases"),
    "diff": Command("diff rules rules --cases cases"),
    "verify": Command("sources verify articles"),
    "new source": Command(f"new source articles/more.txt|{'|'.join(NAMED)}"),
    "new omission": Command(
        "new omission made-up-2026 1 --because headline --gist Title", after="new source"
    ),
    "new approach": Command("new approach beta --family letters --name Beta --agent beta"),
    "new statement": Command(
        "new statement made-up-2026 2 articles/more.txt --about alpha --kind option",
        after="new source",
    ),
    "new article": Command(f"new article articles/more.txt|{'|'.join(NAMED)}"),
    "new tension": Command("new tension made-up-2020/alpha made-up-2020/other --no So"),
    "new cases": Command("new cases cases.csv --into made"),
    "new cases, table": Command("new cases case.yaml --table made.csv"),
}
_OF_ITS_OWN = {"check", "prove", "diff"}


def prepared(name: str, folder: Path) -> Path:
    """Fill a folder with what a command reads; return it."""
    before = COMMANDS[name].after
    if before:
        prepared(before, folder)
        done = ran(before, folder)
        assert done.code == DONE, done
        return folder
    statements = [tiny.statement(), tiny.statement(id="made-up-2020/other")]
    two = [tiny.quotation(statements=statements)]
    tiny.write(folder / "rules", **({"quotations": two} if name == "new tension" else {}))
    for each in ("articles", "cases", "tmp"):
        (folder / each).mkdir()
    more = "More of it\n\nGamma is an option for those who have relapsed. It is made up.\n"
    texts = {
        "case.yaml": CASE, "cases/a.yaml": CASE, "lesson.yaml": LESSON, "answers": LINES,
        "cases.csv": "id;relapse_status;age\na;relapsed;34\nb;;-1\n",
        "other.csv": "id,relapse_status\nc,relapsed\n",
        "articles/made-up-2020.txt": tiny.ARTICLE, "articles/more.txt": more,
    }  # fmt: skip
    if name == "new cases":
        texts["cases.csv"] = "name;relapse_status\na;relapsed\nb;\n"
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def ran(name: str, folder: Path, kind: str = "", turn: int = 0, *, on: bool = False) -> Done:
    """Run a command in a folder, one of its calls failing."""
    command = COMMANDS[name]
    args = [part for each in command.args.split("|")[:1] for part in each.split()]
    args += command.args.split("|")[1:]
    if args[0] not in _OF_ITS_OWN:
        args += ["--rules", "rules"] if args[:2] != ["new", "cases"] else []
    env = {"XDG_CACHE_HOME": f"{folder}/cache", "XDG_STATE_HOME": f"{folder}/state",
           "TMPDIR": str(folder / "tmp")}  # fmt: skip
    failing = Failing([str(folder)], kind, turn, on)
    if command.keys:
        return in_full_screen(
            *args, keys=command.keys, shows=b"FACTS", env=env, cwd=folder, failing=failing
        )
    return run(*args, stdin=command.stdin, env=env, cwd=folder, failing=failing)


def held(folder: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold; folders are named, too."""
    return {
        str(path.relative_to(folder)) + ("/" if path.is_dir() else ""):
            b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }  # fmt: skip


@dataclass(frozen=True)
class Whole:
    """A run of a command in which nothing failed, and the files before and after."""

    name: str
    done: Done
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    def turns(self) -> Iterator[tuple[str, int]]:
        """Yield each call that can be made to fail."""
        for kind, number in self.done.met.items():
            yield from ((kind, turn) for turn in range(1, number + 1))
        yield from (("size", turn) for turn in _SIZES)

    def wrong(self, done: Done, kind: str, on: bool, after: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what does not hold of a run in which a call failed."""
        yield from _wrong_words(self, done, kind, on)
        yield from _left_behind(self, done, kind, on, after)
        yield from _lost(self, done, after)


def _wrong_words(whole: Whole, done: Done, kind: str, on: bool) -> Iterator[str]:
    said, reason = done.err.lower(), os.strerror(KINDS[kind]).lower()
    if any(each in done.err for each in ("Traceback", "a fault of ours", "Exception ignored")):
        yield "a traceback"
    if done.code not in range(6):
        yield f"ends with {done.code}"
    if done.code == whole.done.code:
        unkept = "no answer is kept" in done.err
        other = COMMANDS[whole.name].chance or reason in done.out or unkept
        if done.out != whole.done.out and not other:
            yield "ends as ever, and says something else"
        return
    yield from _wrong_code(done, said)
    elsewhere = "no usable temporary directory" in said
    passing = kind == "stat" and not on  # what is looked at twice can be told by the second look
    if reason in done.out:
        return
    if not said.startswith("allscape: ") or not (reason in said or elsewhere or passing):
        yield "does not say what failed"
    if ("cannot write: " in said) != (kind == "print" or elsewhere):
        yield "fails without the name of the file"


def _wrong_code(done: Done, said: str) -> Iterator[str]:
    """Yield where a run does not end as docs/commands.md says of what the machine refuses."""
    unwritten = ("cannot be written", "cannot write: ", "cannot be used")
    if any(each in said for each in unwritten) and done.code != OUR_FAULT:
        yield f"is refused with {done.code}"
    elif "cannot be read" in said and done.code not in (USAGE, BAD_CASE, BAD_RULEBOOK):
        yield f"cannot read, with {done.code}"


def _left_behind(
    whole: Whole, done: Done, kind: str, on: bool, after: Mapping[str, bytes]
) -> Iterator[str]:
    stuck = kind in {"unlink", "rmdir"} or (on and kind in {"stat", "list", "open"})
    less = COMMANDS[whole.name].keys and "cannot be" in done.out  # of what was refused nothing
    for path, raw in after.items():
        known = [each[path] for each in (whole.before, whole.after) if path in each]
        log = path.endswith(_LOGS)
        if not known and not log and not stuck:
            yield f"{path} is left behind"
        elif known and raw not in known and not log and not less:
            yield f"{path} is neither as it was nor as it would be"
    for path in whole.before.keys() & whole.after.keys() - after.keys():
        yield f"{path} is gone"
    mine = [p for p in whole.after if whole.after[p] != whole.before.get(p) and "cache" not in p]
    mine = [each for each in mine if not each.endswith(_LOGS) and each != "made/"]
    new = {path for path in mine if after.get(path) == whole.after[path]}
    every = whole.name.startswith(("new source", "new statement", "cohort"))
    new = {each for each in new if f"{each} was changed" not in done.err}
    if every and new not in (set(), set(mine)):
        yield f"of {mine} only {sorted(new)} was written"
    unsaved = os.strerror(KINDS[kind]).lower() in done.out or "no answer is kept" in done.err
    unsaved = unsaved or less
    if done.code == whole.done.code and new != set(mine) and not unsaved:
        yield f"ends as ever, without {sorted(set(mine) - new)}"


def _lost(whole: Whole, done: Done, after: Mapping[str, bytes]) -> Iterator[str]:
    for path in _WROTE.findall(done.out + done.err):
        if after.get(path) != whole.after.get(path) or path not in after:
            yield f"{path} is said to be written"
    for path, raw in after.items():
        if path == "s.jsonl":
            yield from _lost_events(raw, whole, done)
        elif path.endswith("learned.jsonl") and "no answer is kept" not in done.err:
            was = whole.before.get(path, b"").splitlines()
            lines = raw.splitlines()
            if lines[: len(was)] != was:
                yield "an answer of before is lost"
            kept = sum(_is_answer(each) for each in lines)
            if kept < len(was) + ("Right" in done.out or "Wrong" in done.out):
                yield "an answer is lost"
    if "s.jsonl" in whole.after and "s.jsonl" not in after and "age 34." in done.out:
        yield "the session is lost"


def _is_answer(line: bytes) -> bool:
    try:
        return bool(GivenAnswer.model_validate_json(line))
    except ValueError:
        return False


def _lost_events(raw: bytes, whole: Whole, done: Done) -> Iterator[str]:
    found, before = _events(raw), whole.before.get("s.jsonl", b"")
    if not raw.startswith(before):
        yield "what was kept before is gone"
    if COMMANDS[whole.name].keys:
        if "cannot be" not in done.out and found != _events(whole.after["s.jsonl"]):
            yield "a key is lost"
    elif not before:
        known = [event for reply, event in REPLIES if reply in done.out]
        if found[1 : 1 + len(known)] != known:
            yield "something acknowledged is lost"
    elif "noted." in done.out and found[-1] != Note(text="on"):
        yield "a note is lost"


def _events(raw: bytes) -> list[Event]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.jsonl"
        path.write_bytes(raw)
        return store.load(path).events


def whole(name: str, folder: Path) -> tuple[Whole, Path]:
    """Run a command with nothing failing; return that, and a folder to copy for more runs."""
    template = folder / "template"
    template.mkdir()
    place = shutil.copytree(prepared(name, template), folder / "here")
    shutil.rmtree(template)
    shutil.copytree(place, template)
    before = held(place)
    done = ran(name, place)
    found = Whole(name, done, before, held(place))
    shutil.rmtree(place)
    return found, template


def tried(
    found: Whole, template: Path, kind: str, turn: int, *, on: bool = False
) -> tuple[Done, list[str]]:
    """Run a command with a call failing; return how it ended, and what does not hold."""
    place = shutil.copytree(template, template.parent / "here")
    try:
        done = ran(found.name, place, kind, turn, on=on)
        return done, list(found.wrong(done, kind, on, held(place)))
    finally:
        shutil.rmtree(place)


def main() -> int:
    """Print the table; return how many runs did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commands", nargs="*", metavar="COMMAND", help="a part of its name")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth call")
    parser.add_argument("--words", action="store_true", help="what was said, too")
    asked = parser.parse_args()
    bad, total = 0, Counter[str]()
    for name in COMMANDS:
        if asked.commands and not any(each in name for each in asked.commands):
            continue
        with tempfile.TemporaryDirectory(prefix="allscape-faulted-") as folder:
            bad += _row(name, Path(folder), asked.every, total, words=asked.words)
    codes = ", ".join(f"{number} ended with {code}" for code, number in sorted(total.items()))
    print(f"{sum(total.values())} runs, a call failing in each: {codes}; {bad} did not hold")
    return bad


def _row(name: str, folder: Path, every: int, total: Counter[str], *, words: bool) -> int:
    found, template = whole(name, folder)
    turns = list(found.turns())[::every]
    bad, codes = 0, Counter[str]()
    for kind, turn in turns:
        for on in (False, True):
            done, wrong = tried(found, template, kind, turn, on=on)
            codes[str(done.code)] += 1
            bad += bool(wrong)
            if wrong or words:
                print(f"  {kind} {turn}{' on' * on}: {done.code} {done.err.strip()!r} {wrong}")
    calls = " ".join(f"{kind} {number}" for kind, number in found.done.met.items())
    ends = ", ".join(f"{number} × {code}" for code, number in sorted(codes.items()))
    print(
        f"{name:18} code {found.done.code}  {sum(codes.values())} runs: {ends}  ({calls})",
        flush=True,
    )
    total.update(codes)
    return bad


if __name__ == "__main__":
    sys.exit(bool(main()))
