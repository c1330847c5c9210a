"""Two runs of sentences by their fingerprints: which are the same, which came, changed, went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_ALIKE = 0.5


@dataclass
class Alignment:
    """What became of each sentence, all of them numbered from 1: by its old number, its new one.

    `same` have the same words, `changed` stand in the place of others.
    """

    same: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    @property
    def numbers(self) -> dict[int, int]:
        """The new number of every old sentence that is still there, changed or not."""
        return {**self.same, **self.changed}


def align(
    old: Sequence[str],
    new: Sequence[str],
    was: Mapping[int, str] | None = None,
    now: Sequence[str] = (),
) -> Alignment:
    """Return what became of sentences, given by their fingerprints.

    A sentence that only moved is the same. Where the words of some old ones (`was`) and of the new
    ones (`now`) are known, the changed sentence of an old one is the one most like it.
    """
    found = Alignment()
    left: list[tuple[list[int], list[int]]] = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = list(range(i + 1, i_end + 1)), list(range(j + 1, j_end + 1))
        if what == "equal":
            found.same |= dict(zip(before, after, strict=True))
        else:
            left.append((before, after))
    _moved(found, left, old, new)
    for before, after in left:
        _paired(found, before, after, was or {}, now)
    found.gone.sort()
    found.added.sort()
    return found


def _moved(
    found: Alignment,
    left: Sequence[tuple[list[int], list[int]]],
    old: Sequence[str],
    new: Sequence[str],
) -> None:
    """Take what only moved out of what is left."""
    free = {new[number - 1]: (number, after) for _, after in left for number in reversed(after)}
    for before, _ in left:
        for number in list(before):
            if old[number - 1] in free:
                there, after = free.pop(old[number - 1])
                found.same[number] = there
                before.remove(number)
                after.remove(there)


def _paired(
    found: Alignment,
    before: list[int],
    after: list[int],
    was: Mapping[int, str],
    now: Sequence[str],
) -> None:
    """Pair what stands in one another's place: known words by likeness, the rest in order."""
    for number in [each for each in before if each in was] if now else []:
        likeness = {each: _likeness(was[number], now[each - 1]) for each in after}
        nearest = max(likeness, key=likeness.__getitem__, default=None)
        if nearest is not None and likeness[nearest] >= _ALIKE:
            found.changed[number] = nearest
            before.remove(number)
            after.remove(nearest)
    pairs = list(zip(before, after, strict=False))
    found.changed |= dict(pairs)
    found.gone += before[len(pairs) :]
    found.added += after[len(pairs) :]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
