"""Questions of what articles say: how firmly, which of them, where two sentences differ.

Their keys are the rulebook's own fields, and so are the other choices.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from allscape.learn.curriculum import Curriculum
from allscape.learn.in_words import whence
from allscape.learn.question import MOST_CHOICES, VERDICTS, Question, QuestionKind, question
from allscape.lint.written.overclaims import SUPPORTS
from allscape.model.contents import Contents
from allscape.model.profile import Profile
from allscape.model.statements import Level, Tension
from allscape.proof.witness import smallest

SAY = {
    **SUPPORTS,
    Level.DISCUSSED: re.compile(r"discuss|\brole\b", re.IGNORECASE),
    Level.SPECULATIVE: re.compile(r"could|perhaps|might|\bmay\b|possib|potential", re.IGNORECASE),
    Level.QUESTIONED: re.compile(r"\bnot\b|question", re.IGNORECASE),
}
"""Words of a sentence for which a level could be right beside that which it is given."""
_NAMES = re.compile(r"\w*\d[\w.%]*|\w*[A-Z]\w*-?\w+|\w{5,}")


def standings(contents: Contents) -> Iterator[Question]:
    """Yield how firmly an article puts an approach, where it puts it in one way.

    Its sentences are shown; where they hold the level word for word, nothing is asked.
    """
    named = articles(contents)
    for approach, offers in contents.offers.items():
        for source in dict.fromkeys(each.source for each in offers):
            mine = [each for each in offers if each.source == source]
            levels = {each.standing.level for each in mine if each.standing}
            if len(levels) != 1:
                continue
            (level,) = levels
            stated = [(each.cite, each.standing and each.standing.source) for each in mine]
            cites = tuple(dict.fromkeys(cite for each in stated for cite in each if cite))
            text = " ".join(map(contents.sentence, cites))
            key, choices = _in_words(level), _levels(level, text)
            if key not in text.lower() and len(choices) > 1:
                yield question(
                    QuestionKind.STANDING,
                    ask=(
                        f"How firmly is this put by {named[source]}: "
                        f"{contents.approach[approach].name}?"
                    ),
                    choices=choices,
                    key=key,
                    approach=approach,
                    sentences=cites,
                    cites=cites,
                    about=(approach,),
                )


def _in_words(level: Level) -> str:
    return level.value.replace("_", " ")


def _levels(level: Level, text: str) -> tuple[str, ...]:
    """Return a level among the nearest that a text has no word for, the firmest first."""
    every = list(Level)
    at = every.index(level)
    wrong = [each for each in every if each is not level and not SAY[each].search(text)]
    near = sorted(wrong, key=lambda each: abs(every.index(each) - at))[: MOST_CHOICES - 1]
    return tuple(_in_words(each) for each in every if each is level or each in near)


def sources(contents: Contents) -> Iterator[Question]:
    """Yield which article a sentence stands in; of a sentence that two have, nothing."""
    times = Counter(contents.sentence(cite) for cite in contents.quotation)
    named = articles(contents)
    for cite, quotation in contents.quotation.items():
        if not quotation.statements or times[contents.sentence(cite)] > 1:
            continue
        about = {name for each in quotation.statements for name in each.about}
        yield question(
            QuestionKind.SOURCE,
            ask="Which article says so, and when?",
            choices=tuple(named.values()),
            key=named[quotation.source],
            statement=quotation.statements[0].id,
            sentences=(cite,),
            cites=(cite,),
            about=tuple(sorted(about)),
        )


def articles(contents: Contents) -> dict[str, str]:
    """Return how each article is named in a question: as beside a sentence of it, and when.

    Where two are named alike, their ids tell them apart.
    """
    names = {e.id: f"{e.named}, {e.date.isoformat()}" for e in contents.source.values()}
    times = Counter(names.values())
    return {key: f"{name} ({key})" if times[name] > 1 else name for key, name in names.items()}


def tensions(contents: Contents) -> Iterator[Question]:
    """Yield where two sentences differ, of each tension that makes a question.

    Every other choice speaks of one of the two: elsewhere the sentences alone would tell which.
    """
    for each in contents.tensions:
        near = list(_sharing_one(contents, each))
        if len(near) > 1 and (made := tension_question(contents, each, others=near)) is not None:
            yield made


def tension_question(
    contents: Contents, tension: Tension, ask: str = "", others: Sequence[Tension] | None = None
) -> Question | None:
    """Return where the first two sentences of a tension differ; None where too little is at odds.

    Behind the two stands of whom they speak, where another sentence says that.
    The other choices are those of `others`; without them of sentences as near as there are.
    """
    if others is None:
        others = [*_sharing_one(contents, tension), *_sharing_none(contents, tension)]
    said = [contents.statement[each] for each in tension.statements[:2]]
    cites = tuple(dict.fromkeys(each.cite for each in said))
    beneath = [cite for each in said for cite in whence(contents, each.when)]
    shown = tuple(dict.fromkeys([*cites, *beneath]))
    # A difference of two of these, or that names nothing they do not have, could be right, too.
    text = " ".join([tension.differ, *map(contents.sentence, shown)]).lower()
    elsewhere = (e for e in others if len(_cites(contents, e.statements).intersection(shown)) < 2)
    every = dict.fromkeys(each.differ for each in elsewhere)
    wrong = [each for each in every if any(name not in text for name in names_in(each))]
    if len(wrong) < 2 or len(cites) < len(said):
        return None
    return question(
        QuestionKind.TENSION,
        ask=f"{ask} Where do these sentences differ, or qualify each other?".strip(),
        choices=tuple(sorted([tension.differ, *wrong[: MOST_CHOICES - 1]])),
        key=tension.differ,
        statement=tension.statements[0],
        sentences=shown,
        cites=cites,
        about=tuple(dict.fromkeys(name for each in said for name in each.about)),
    )


def names_in(text: str) -> list[str]:
    """Return what a text names: its numbers, its abbreviations and its longer words."""
    return [each.lower() for each in _NAMES.findall(text)]


def _sharing_one(contents: Contents, tension: Tension) -> Iterator[Tension]:
    """Yield the tensions of one of the two sentences with a third, about other approaches."""
    mine = _cites(contents, tension.statements[:2])
    for each in contents.tensions:
        shared = mine & _cites(contents, each.statements)
        if len(shared) == 1:
            here = _beyond(contents, tension.statements[:2], shared)
            there = _beyond(contents, each.statements, shared)
            if here != there and here.isdisjoint(there):
                yield each


def _sharing_none(contents: Contents, tension: Tension) -> Iterator[Tension]:
    at = contents.tensions.index(tension)
    mine = _cites(contents, tension.statements[:2])
    for each in (*contents.tensions[at + 1 :], *contents.tensions[:at]):
        if not mine & _cites(contents, each.statements):
            yield each


def _beyond(contents: Contents, statements: Iterable[str], cites: set[str]) -> set[str]:
    """Return what statements are about whose sentences are none of some."""
    said = (contents.statement[each] for each in statements)
    return {name for each in said if each.cite not in cites for name in each.about}


def _cites(contents: Contents, statements: Iterable[str]) -> set[str]:
    return {contents.statement[each].cite for each in statements}


def readings(curriculum: Curriculum, contents: Contents) -> Iterator[Question]:
    """Yield what an approach comes to under another reading of a term."""
    for approach in contents.offers:
        for term, reading, profile in _other_readings(curriculum, approach):
            then = curriculum.verdict(approach, {term: reading}, profile.known())
            named = contents.term[term]
            yield question(
                QuestionKind.READING,
                ask=(
                    f"{named.read_as(reading)}. What does this come to then: "
                    f"{contents.approach[approach].name}?"
                ),
                choices=VERDICTS,
                key=str(then),
                cases=(profile.known(),),
                approach=approach,
                readings={term: reading},
                condition=_within(curriculum, term, reading),
                cites=tuple(
                    dict.fromkeys([*named.cites, *(e.cite for e in contents.offers[approach])])
                ),
                about=(approach,),
            )


def _other_readings(curriculum: Curriculum, target: str) -> Iterator[tuple[str, str, Profile]]:
    """Yield the readings that give an approach another verdict, each with a smallest case of it."""
    space = curriculum.meant.space
    sets = space.sets
    usual = curriculum.meaning(target, {})
    for readings in curriculum.sheet.switches()[1:]:
        ((term, reading),) = readings.items()
        then = curriculum.meaning(target, readings)
        opened = sets.less(sets.less(sets.either(usual.holds, usual.fails), then.holds), then.fails)
        moved = (
            (sets.both(usual.fails, then.holds), sets.less(then.holds, usual.holds)),
            (sets.both(usual.holds, then.fails), sets.less(then.fails, usual.fails)),
            (opened,),
        )
        for nodes in moved:  # what was settled otherwise is to be had before what was open
            found = (smallest(space, each) for each in nodes)
            profile = next((each for each in found if each is not None), None)
            if profile is not None:
                yield term, reading, profile


def _within(curriculum: Curriculum, term: str, reading: str) -> str | None:
    """Return the one condition of a reading, where it has one."""
    owners = ((name, site.owner) for name, site in curriculum.sites.items())
    mine = [name for name, each in owners if (each.id, each.reading) == (term, reading)]
    return mine[0] if len(mine) == 1 else None
