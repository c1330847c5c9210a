"""What two readings of the same articles agree in: the counted parts of the page of the second.

The rest of that page is a person's. What is counted stands between two markers in it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from allscape import Rulebook
from allscape.lint.base import Severity
from allscape.lint.run import check
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.proof.agreement import agreement, paired
from allscape.proof.difference import Aspect, Change, What, difference
from allscape.render import words

ROOT = Path(__file__).resolve().parents[1]
SECOND = ROOT / "second-reading"
PAGE = ROOT / "docs" / "second-reading.md"
GATES = {
    "cd19_status": "positive",
    "ecog": 1,
    "active_gvhd": False,
    "organ_function_adequate": True,
    "life_expectancy_weeks": 7,
}
"""What a smallest case has to be a CAR T candidate, and what a page says in three words."""


@dataclass(frozen=True)
class Readings:
    """Two readings, read as they usually are; statements of one sentence are paired."""

    first: Contents
    second: Contents

    @cached_property
    def today(self) -> list[Change]:
        """What differs as the articles stand today."""
        return self._on(None)

    @cached_property
    def earlier(self) -> dict[date, list[Change]]:
        """What differs on the day of each article but the newest, the latest first."""
        days = sorted({each.date for each in self.second.sources}, reverse=True)[1:]
        return {day: self._on(day) for day in days}

    def _on(self, day: date | None) -> list[Change]:
        found = difference(self.first, self.second, day).changes
        return [each for each in found if not each.readings]

    def before(self, approach: str) -> tuple[date, list[Change]] | None:
        """Return the latest day on which an approach differs that does not today, None for none."""
        found = ((day, _moves(each, approach)) for day, each in self.earlier.items())
        return next(((day, moves) for day, moves in found if moves), None)

    @cached_property
    def approaches(self) -> set[str]:
        """The approaches that differ in verdict, on any day, or in standing."""
        every = [*self.today, *(each for changes in self.earlier.values() for each in changes)]
        fields = (Aspect.VERDICT, Aspect.STANDING, Aspect.PRESENCE)
        standing = {e.id for e in self.today if e.what is What.APPROACH and e.field in fields}
        return standing | {name for name in self.first.approach if _moves(every, name)}

    @cached_property
    def statements(self) -> set[str]:
        """The statements that both have, with other cases."""
        return {
            each.id
            for each in self.today
            if each.what is What.STATEMENT and each.field is Aspect.VERDICT
        }

    @property
    def pairs(self) -> set[str]:
        """The statements that both have."""
        return self.first.statement.keys() & self.second.statement.keys()


def readings(first: Contents | None = None) -> Readings:
    """Return the two readings of the articles; another `first` than the program's own if given."""
    second = Rulebook.load(SECOND).contents
    mine = _of_the_same(first or Rulebook.load(ROOT / "rules").contents, second)
    return Readings(mine, paired(mine, second))


def _of_the_same(first: Contents, second: Contents) -> Contents:
    """Return what the first says of the articles that the second read, too."""
    quotations = [each for each in first.quotations if each.source in second.source]
    left = {statement.id: statement for each in quotations for statement in each.statements}
    about = {name for each in left.values() for name in each.about}
    return first.replace(
        quotations=quotations,
        approaches=[each for each in first.approaches if each.id in about],
        tensions=[each for each in first.tensions if left.keys() >= {*each.statements}],
    )


def page() -> str:
    """Return the page, what is counted in it made anew."""
    text, both = PAGE.read_text(encoding="utf-8"), readings()
    made = {"checked": _checked(), "approaches": _approaches(both), "statements": _counted(both)}
    for name, lines in made.items():
        begin, end = f"<!-- counted: {name} -->", "<!-- counted: end -->"
        part = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        body = "\n".join([begin, *lines, end])
        assert len(part.findall(text)) == 1, f"{PAGE} has no {begin} ... {end}"
        text = part.sub(lambda _, body=body: body, text)
    return text


def _checked() -> Iterator[str]:
    found = check(SECOND)
    errors, warned = (found.of(each) for each in (Severity.ERROR, Severity.WARNING))
    counts = Counter(each.lint.id for each in warned).most_common()
    told = words.listed(f"{number} `{lint}`" for lint, number in counts)
    sentences = found.counts["quotations"]
    yield f"- The {sentences} quotations of the second stand in the articles word for word"
    yield "  (`allscape sources verify`), and no sentence is unaccounted for."
    yield f"- `allscape check second-reading`: {words.counted(len(errors), 'error')} and"
    yield f"  {words.counted(len(warned), 'warning')} ({told})."


def _approaches(both: Readings) -> Iterator[str]:
    rows = {name: _row(both, name) for name in both.first.approach}
    today = sum(told != "no" for told, _ in rows.values())
    ever = sum(told == "yes" for told, _ in rows.values())
    yield f"Under the default readings, as the articles stand today, {today} of {len(rows)} get the"
    yield f"same verdict in every case; {ever} of them do so on every earlier day, too.\n"
    yield "| approach | same in all cases | a smallest case that differs: first, second |"
    yield "|---|---|---|"
    for name, (told, shown) in rows.items():
        yield f"| `{name}` | {told} | {shown} |"


def _row(both: Readings, name: str) -> tuple[str, str]:
    if moves := _moves(both.today, name):
        return "no", _shown(moves, None)
    if (found := both.before(name)) is not None:
        return "today, not before", _shown(found[1], found[0])
    return "yes", ""


def _moves(changes: Iterable[Change], approach: str) -> list[Change]:
    fields = (Aspect.VERDICT, Aspect.PRESENCE)
    mine = (each for each in changes if each.what is What.APPROACH and each.id == approach)
    return [each for each in mine if each.field in fields]


def _shown(moves: Iterable[Change], day: date | None) -> str:
    """Return a case that differs: one that both settle otherwise if there is one, the smallest."""
    chosen = min(
        moves, key=lambda each: ("undetermined" in (each.from_, each.to), len(_left(each)))
    )
    facts = ", ".join(f"{name}: {_value(each)}" for name, each in _left(chosen).items())
    gates = "the five gates met" if len(_left(chosen)) < len(chosen.case or {}) else ""
    then = f"as of {day}" if day else ""
    sides = ", ".join(_verdict(each) for each in (chosen.from_, chosen.to))
    return f"{', '.join(filter(None, [f'`{facts}`', gates, then]))}: {sides}"


def _verdict(told: object) -> str:
    return words.verdict(Verdict(str(told)) if told in set(Verdict) else None)


def _left(change: Change) -> Mapping[str, object]:
    case: dict[str, object] = {**(change.case or {})}
    if GATES.items() <= case.items():
        return {name: each for name, each in case.items() if name not in GATES}
    return case


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _counted(both: Readings) -> Iterator[str]:
    head = ("source", "sentences quoted by both", "only by the first, the second")
    head += ("offers of the first", "of them with the same cases", "pairs", "with the same cases")
    yield f"| {' | '.join(head)} | and the same kind, direction and approaches |"
    yield "|---|---|---|---|---|---|---|---|"
    found = agreement(both.first, both.second, both.today)
    counts = [each.model_dump(exclude={"source"}) for each in found]
    yield from (_line(each.source, count) for each, count in zip(found, counts, strict=True))
    yield _line("all", {name: sum(each[name] for each in counts) for name in counts[0]})
    alone = [len(e.statement.keys() - both.pairs) for e in (both.first, both.second)]
    yield f"\nBesides, {alone[0]} statements of the first and {alone[1]} of the second have no"
    yield "other to pair with. An offer of the first that has none counts as differing."


def _line(name: str, counts: Mapping[str, int]) -> str:
    quoted, first, second, *rest = map(str, counts.values())
    return f"| {' | '.join([name, quoted, f'{first}, {second}', *rest])} |"
