"""The exact difference of two rulebooks, over all cases, unknown facts included."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import permutations
from typing import Annotated, Any, NamedTuple

from pydantic import Field, JsonValue

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import Edition, edition
from allscape.engine.sure import NEITHER
from allscape.faults import UsageError
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Condition
from allscape.model.contents import Contents
from allscape.model.statements import Readings
from allscape.proof import said
from allscape.proof.lenses import Extent, Lenses, LensView, Sight


class What(StrEnum):
    """The parts of a rulebook that can change."""

    APPROACH = "approach"
    STATEMENT = "statement"
    TERM = "term"
    TENSION = "tension"
    SOURCE = "source"
    REMARK = "remark"


class Aspect(StrEnum):
    """In what a part of a rulebook can change."""

    PRESENCE = "presence"
    VERDICT = "verdict"
    KIND = "kind"
    DIRECTION = "direction"
    ABOUT = "about"
    STANDING = "standing"
    FIGURES = "figures"
    SENTENCE = "sentence"
    TEXT = "text"


class Change(Frozen):
    """One thing that is other than it was, and a smallest case that shows it.

    A verdict goes from and to matched, undetermined, ruled_out, or null where it is not there;
    presence from and to absent and present. `part` says which text it is. `as_of` and `readings`
    say how the case is looked at where it shows in no other way.
    """

    what: What
    id: str
    field: Aspect
    from_: Annotated[JsonValue, Field(alias="from")]
    to: JsonValue
    case: dict[str, Value] | None = None
    part: str = ""
    as_of: date | None = None
    readings: dict[str, str] = Field(default_factory=dict)


class Rewrite(Frozen):
    """Conditions that are written otherwise and mean the same.

    Where they do so now, but would not on an earlier day, `as_of` is such a day.
    """

    what: What
    id: str
    as_of: date | None = None


class Difference(Frozen):
    """Everything in which two rulebooks differ, and what is only written otherwise."""

    changes: tuple[Change, ...]
    rewrites: tuple[Rewrite, ...]


def difference(
    old: Contents,
    new: Contents,
    as_of: date | None = None,
    readings: Readings | None = None,
    *,
    every_day: bool = False,
) -> Difference:
    """Return the difference of two rulebooks, as of the newest day, a day, or every day.

    Every case is compared under every choice of readings; `readings` fixes some. Raises
    `UsageError` for a reading that one of the rulebooks does not have.
    """
    if as_of is not None and every_day:
        raise UsageError.of("a day and every day contradict each other", "give one of them")
    pair = _Pair(old, new, Lenses(old, new, as_of, readings, every_day=every_day))
    changes = [each for what in What for each in pair.changes(what)]
    moved = {(each.what, each.id) for each in changes if each.field is Aspect.VERDICT}
    reworded = {(each.what, each.id) for each in changes if each.part.startswith(_WORDS)}
    rewrites = tuple(pair.rewrites(moved, reworded))
    if rewrites and as_of is None and not every_day:
        days = _Pair(old, new, Lenses(old, new, None, readings, every_day=True))
        rewrites = tuple(
            each.model_copy(update={"as_of": days.apart(each.what, each.id)}) for each in rewrites
        )
    return Difference(changes=tuple(changes), rewrites=rewrites)


_WORDS = "words for "
_NOWHERE = Extent(NEITHER, NONE)


class _Side(NamedTuple):
    """One of the rulebooks: what it says of its parts, what their conditions mean."""

    edition: Edition
    view: LensView

    def said(self, what: What) -> Mapping[str, said.Said]:
        of = {
            What.APPROACH: said.approaches,
            What.STATEMENT: said.statements,
            What.TERM: said.terms,
            What.TENSION: said.tensions,
            What.SOURCE: said.sources,
            What.REMARK: said.remarks,
        }
        return of[what](self.edition)

    def conditions(self, what: What, name: str) -> list[Condition]:
        contents = self.edition.contents
        if what is What.STATEMENT:
            return [contents.statement[name].when]
        if what is What.TERM:
            return [each.when for each in contents.term[name].readings]
        return [each.when for each in contents.remarks if what is What.REMARK and each.id == name]


class _Pair:
    """Two rulebooks, side by side."""

    def __init__(self, old: Contents, new: Contents, lenses: Lenses) -> None:
        self.lenses = lenses
        made = [edition(each, lenses.days[0], lenses.fixed) for each in (old, new)]
        self.old, self.new = (_Side(each, LensView(each.contents, lenses)) for each in made)

    def changes(self, what: What) -> Iterator[Change]:
        """Yield what changed in the parts of one sort."""
        old, new = self.old.said(what), self.new.said(what)
        for name in dict.fromkeys([*new, *old]):
            if name in old and name in new:
                yield from self._verdicts(what, name)
                yield from self._said(what, name, old[name], new[name])
                yield from self._reworded(what, name)
                yield from self._readings(what, name)
            else:
                side = self.new if name in new else self.old
                seen = side.view.seen[what].get(name, _NOWHERE)
                yield self._presence(what, name, seen.meaning.holds, came=name in new)

    def rewrites(
        self, moved: set[tuple[What, str]], reworded: set[tuple[What, str]]
    ) -> Iterator[Rewrite]:
        """Yield the parts whose conditions are written otherwise, though they mean the same."""
        for what in (What.STATEMENT, What.TERM, What.REMARK):
            shared = self.old.said(what).keys() & self.new.said(what).keys()
            for name in (each for each in self.new.said(what) if each in shared):
                before, after = (s.conditions(what, name) for s in (self.old, self.new))
                if (what, name) in moved or before == after:
                    continue
                if (what, name) in reworded and _bare(before) == _bare(after):
                    continue
                yield Rewrite(what=what, id=name)

    def _verdicts(self, what: What, name: str) -> Iterator[Change]:
        if self.old.view.seen[what].get(name) == self.new.view.seen[what].get(name):
            return
        before, after = self._regions(what, name)
        for was, is_ in permutations((*Verdict, None), 2):
            sight = self._smallest(before[was], after[is_])
            if sight is not None:
                yield _change(what, name, Aspect.VERDICT, was, is_, sight)

    def _said(self, what: What, name: str, old: said.Said, new: said.Said) -> Iterator[Change]:
        for key in (each for each in new if each in old and old[each] != new[each]):
            field, sight = Aspect(key[0]), None
            if field in (Aspect.KIND, Aspect.DIRECTION):
                both = [side.view.seen[what][name].meaning.holds for side in (self.old, self.new)]
                sight = self._smallest(*both)
            yield _change(what, name, field, old[key], new[key], sight, key[1])
        if what is What.SOURCE:
            for key in dict.fromkeys([*new, *old]):
                if key not in old or key not in new:
                    was, is_ = old.get(key), new.get(key)
                    yield _change(what, name, Aspect.TEXT, was, is_, None, key[1])

    def _reworded(self, what: What, name: str) -> Iterator[Change]:
        both = (side.conditions(what, name) for side in (self.old, self.new))
        for test, was, is_ in said.words(*both):
            yield _change(what, name, Aspect.TEXT, list(was), list(is_), None, f"{_WORDS}{test}")

    def _readings(self, what: What, name: str) -> Iterator[Change]:
        """Yield the readings of a term that only one of the rulebooks has."""
        if what is What.TERM:
            terms = [side.edition.contents.term[name] for side in (self.old, self.new)]
            old, new = ([each.id for each in term.readings] for term in terms)
            for each in dict.fromkeys([*new, *old]):
                if each not in old or each not in new:
                    yield self._presence(what, f"{name}={each}", NONE, came=each in new)

    def _presence(self, what: What, name: str, holds: NodeId, *, came: bool) -> Change:
        was, is_ = ("absent", "present") if came else ("present", "absent")
        return _change(what, name, Aspect.PRESENCE, was, is_, self._smallest(holds))

    def _regions(self, what: What, name: str) -> list[dict[Verdict | None, NodeId]]:
        sides = (side.view.seen[what].get(name, _NOWHERE) for side in (self.old, self.new))
        return [each.regions(self.lenses.space) for each in sides]

    def _smallest(self, *nodes: NodeId) -> Sight | None:
        return self.lenses.smallest(self.lenses.space.sets.every(nodes))

    def apart(self, what: What, name: str) -> date | None:
        """Return a day on which a part does not mean the same in both, None for none."""
        sets, (before, after) = self.lenses.space.sets, self._regions(what, name)
        sight = self._smallest(sets.some(sets.less(before[each], after[each]) for each in before))
        return sight.as_of if sight else None


def _change(
    what: What,
    name: str,
    field: Aspect,
    was: JsonValue,
    is_: JsonValue,
    sight: Sight | None,
    part: str = "",
) -> Change:
    data: dict[str, Any] = {"what": what, "id": name, "field": field, "from": was, "to": is_}
    if sight is not None:
        data |= {"case": sight.case.known(), "as_of": sight.as_of, "readings": sight.readings}
    return Change(**data, part=part)


def _bare(conditions: Sequence[Condition]) -> list[JsonValue]:
    """Return conditions without the words and the sentences that state them."""

    def strip(text: JsonValue) -> JsonValue:
        if isinstance(text, list):
            return [strip(each) for each in text]
        if isinstance(text, dict):
            return {k: strip(v) for k, v in text.items() if k not in ("words", "source")}
        return text

    return [strip(each.model_dump(mode="json")) for each in conditions]
