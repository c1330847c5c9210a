"""The near misses of an approach: two cases one fact apart, and what decides between them."""

from allscape.book import Rulebook
from allscape.learn.curriculum import CasePair, Curriculum
from allscape.learn.engines import asked, that_differ
from allscape.learn.question import PAIR, KnownFacts, QuestionKind, question
from allscape.model.base import Frozen
from allscape.model.landscape import Citation, Reason
from allscape.model.profile import Profile
from allscape.rulebook.load import Loaded


class Pair(Frozen):
    """Two cases that differ in `attribute`: one is matched, one ruled out, and `because` says why.

    `conditions` are those that decide between them, by their names in the curriculum: a term and
    what it means decide together; none where only several sentences do. `citations` are the
    sentences of the case that is ruled out, `against` what speaks against the other one, `ours`
    what the project reads into the sentences of both or assumes beyond them.
    """

    attribute: str
    matched: KnownFacts
    ruled_out: KnownFacts
    readings: dict[str, str]
    conditions: tuple[str, ...]
    because: tuple[Reason, ...]
    against: tuple[str, ...]
    citations: tuple[Citation, ...]
    ours: tuple[str, ...] = ()


def pairs(loaded: Loaded, book: Rulebook, approach: str) -> list[Pair]:
    """Return every smallest near miss of an approach, those with the fewest facts first.

    Of those that show the same, in another case, the first stands for all.
    """
    curriculum = Curriculum(loaded.written)
    found: dict[tuple[object, ...], tuple[CasePair, list[str]]] = {}
    for condition, site in curriculum.sites.items():
        for miss in curriculum.near_misses(site):
            if miss.target == approach:
                face = (_face(miss.matched), _face(miss.ruled_out), tuple(miss.readings.items()))
                found.setdefault(face, (miss, []))[1].append(condition)
    stated = {miss.attribute for miss, _ in found.values()}
    for miss in curriculum.apart(approach):
        if miss.attribute not in stated:  # two sentences can rule it out together, neither alone
            found[_face(miss.matched), _face(miss.ruled_out)] = (miss, [])
    made = [_pair(book, miss, conditions) for miss, conditions in found.values()]
    made = sorted(made, key=lambda each: (len(each.matched), bool(each.readings)))
    once: dict[tuple[object, ...], Pair] = {}
    for each in made:
        same = once.setdefault(_shows(each), each)
        names = dict.fromkeys([*same.conditions, *each.conditions])
        once[_shows(each)] = same.model_copy(update={"conditions": tuple(names)})
    return list(once.values())


def _shows(each: Pair) -> tuple[object, ...]:
    """Return what a pair shows: which fact decides, by which conditions, read in which way."""
    values = (case[each.attribute] for case in (each.matched, each.ruled_out))
    return each.attribute, *values, each.because, tuple(each.readings.items())


def _face(profile: Profile) -> tuple[tuple[str, object], ...]:
    return tuple(profile.known().items())


def _pair(book: Rulebook, miss: CasePair, conditions: list[str]) -> Pair:
    of = question(QuestionKind.PAIR, ask="", choices=PAIR, key=PAIR[0], approach=miss.target,
                  readings=dict(miss.readings))  # fmt: skip
    matched, ruled_out = (asked(book, of, e.known()) for e in (miss.matched, miss.ruled_out))
    telling = [each for each in ruled_out.because if each.attribute == miss.attribute]
    because = that_differ(telling, matched.because) or telling or ruled_out.because
    return Pair(
        attribute=miss.attribute,
        matched=miss.matched.known(),
        ruled_out=miss.ruled_out.known(),
        readings=dict(miss.readings),
        conditions=tuple(conditions),
        because=tuple(because),
        against=tuple(each.id for each in matched.against),
        citations=ruled_out.citations,
        ours=tuple(dict.fromkeys([*ruled_out.ours, *matched.ours])),
    )
