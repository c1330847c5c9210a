"""Every question that a rulebook makes, none of which gives its key away."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from allscape import cache
from allscape.faults import UsageError, nearest
from allscape.learn import of_articles
from allscape.learn.curriculum import Curriculum
from allscape.learn.in_words import in_words, premises
from allscape.learn.near_misses import Asker
from allscape.learn.progress import topic
from allscape.learn.question import Question
from allscape.learn.story import story
from allscape.model.base import Frozen
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from allscape.model.typed import attribute_named
from allscape.model.words import stands_in
from allscape.rulebook.load import read, resolve


class Pool(Frozen):
    """The questions of a rulebook, smallest cases first, and the conditions without any.

    `in_words` says each condition as a person reads it. `no_near_miss` are those of which no two
    cases one fact apart are told apart by them alone: that is proved, the other conditions of the
    same statement imply them.
    """

    questions: tuple[Question, ...]
    conditions: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]]
    in_words: dict[str, str]
    no_near_miss: tuple[str, ...]
    contents: Annotated[Contents, Field(exclude=True)] = Contents()

    @property
    def kinds(self) -> dict[str, int]:
        """How many questions there are of each kind, the most first."""
        return _by_kind(self.questions)

    @property
    def kinds_that_differ(self) -> dict[str, int]:
        """How many of each kind a person can tell apart: one case can show two conditions."""
        return _by_kind({each.face: each for each in self.questions}.values())

    @property
    def undecided(self) -> tuple[str, ...]:
        """What is asked for that no condition decides: how firmly, which article, ..."""
        return tuple(
            dict.fromkeys(topic(each) for each in self.questions if each.condition is None)
        )

    @property
    def topics(self) -> tuple[str, ...]:
        """All that can be asked for."""
        return (*self.conditions, *self.undecided)

    @property
    def without(self) -> tuple[str, ...]:
        """The conditions that no question exercises."""
        asked = {each.condition for each in self.questions}
        return tuple(each for each in self.conditions if each not in asked)

    def about(self, name: str | None, source: str | None) -> "tuple[Question, ...]":
        """Return the questions about an approach, family, agent, fact or term, or of an article.

        Raises `UsageError` for a name that is none of these.
        """
        found = self.questions
        if source is not None:
            if source not in self.contents.source:
                raise UsageError.of(f"no source '{source}'", nearest(source, self.contents.source))
            found = tuple(each for each in found if source in each.articles)
        if name is None:
            return found
        attribute = attribute_named(name)
        if attribute is not None:
            return tuple(each for each in found if attribute in self._asks(each))
        if name in self.contents.term:
            return tuple(each for each in found if self._reads(each, name))
        approaches = {
            each.id
            for each in self.contents.approaches
            if name in (each.id, each.family, *each.agents)
        }
        if not approaches:
            known = [*self.contents.approach, *ATTRIBUTES, *self.contents.term]
            message = f"nothing to ask about '{name}'"
            hint = nearest(name, known) or "an approach, a family, a fact or a term"
            raise UsageError.of(message, hint)
        return tuple(e for e in found if not approaches.isdisjoint((*e.about, e.approach)))

    def _asks(self, each: Question) -> tuple[str, ...]:
        named = (each.attribute,) if each.attribute else ()
        return (*named, *self.attributes.get(each.condition or "", ()))

    def _reads(self, each: Question, term: str) -> bool:
        condition = each.condition or ""
        own = condition.startswith((f"{term}=", f"{term}: ")) or condition.endswith(f"term {term}")
        return own or term in each.readings


def _by_kind(questions: Iterable[Question]) -> dict[str, int]:
    return dict(Counter(str(each.kind) for each in questions).most_common())


_PARTS = ("proof", "explain", "trials", "lint", "learn")
"""What makes the questions, beside what reads a rulebook."""


def pool_of(folder: Path, contents: Contents) -> Pool:
    """Return every question of the rulebook in a folder, cached from one start to the next.

    Raises `RulebookError`.
    """

    def make() -> bytes:
        return pool(read(folder).written).model_dump_json().encode()

    raw = cache.beside(folder, _PARTS, make)
    try:
        made = Pool.model_validate_json(raw)
    except ValidationError:  # nothing that this program wrote
        made = Pool.model_validate_json(make())
    return made.model_copy(update={"contents": contents})


def pool(written: Contents) -> Pool:
    """Return every question of a rulebook, given as its files hold it."""
    contents, curriculum = resolve(written), Curriculum(written)
    asker = Asker(curriculum, contents)
    found: list[Question] = []
    alone = []
    for condition, site in curriculum.sites.items():
        near = curriculum.near_misses(site)
        found += [each for miss in near for each in asker.near_miss(condition, miss)]
        if not near:
            alone.append(condition)
            found += [asker.deciding(condition, each) for each in curriculum.deciding(site)]
    found += [*of_articles.readings(curriculum, contents), *of_articles.standings(contents)]
    found += [*of_articles.sources(contents), *of_articles.tensions(contents)]
    # Two near misses can make one question.
    once = {each.id: each for each in found if not gives_away(each, contents)}
    return Pool.model_construct(
        contents=contents,
        questions=tuple(sorted(once.values(), key=lambda each: each.size)),
        conditions=tuple(curriculum.sites),
        attributes={name: curriculum.attributes(site) for name, site in curriculum.sites.items()},
        in_words={name: in_words(contents, site) for name, site in curriculum.sites.items()},
        no_near_miss=tuple(alone),
    )


def gives_away(each: Question, contents: Contents) -> bool:
    """Tell whether the text of a question holds its key, and not the other choices as well."""
    texts = [each.ask, *map(story, each.cases), *map(contents.sentence, each.sentences)]
    texts += premises(contents, each)
    text = "\n".join(texts).lower()
    return _parts_in(each.key, text) and not any(
        _parts_in(choice, text) for choice in each.choices if choice != each.key
    )


def _parts_in(choice: str, text: str) -> bool:
    """Tell whether a choice, or what it names before its date, stands in a text."""
    shown = choice.lower().replace("_", " ")
    return any(stands_in(part, text) for part in {shown, shown.rpartition(", ")[0] or shown})
