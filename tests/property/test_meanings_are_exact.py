"""The diagrams of the packaged rulebook say of any profile what the plain evaluator says."""

from functools import cache

from editions import CHOICES, Choice, edition_of, explained
from enumerated import World, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import Profile, Verdict
from allscape.engine.edition import Edition
from allscape.model.base import VERDICT_OF, Truth, either
from allscape.proof.meanings import Meanings, meanings
from strategies import often, profiles


@cache
def meant(choice: Choice) -> Meanings:
    """Return what an edition of the packaged rulebook means."""
    return meanings(edition_of(choice))


def said(made: Edition, profile: Profile) -> dict[str, Verdict]:
    """Return the verdicts of statements and approaches, by the plain evaluator."""
    truths = explained(made, profile)
    offered: dict[str, Truth] = {
        each.id: either([truths[offer.id] for offer in made.offers(each.id)])
        for each in made.approaches()
    }
    return {name: VERDICT_OF[truth] for name, truth in {**truths, **offered}.items()}


def read(here: Meanings, profile: Profile) -> dict[str, list[Verdict]]:
    """Return the verdicts whose sets hold a profile."""
    known = {n: v for n, v in profile.known().items() if n in here.space.level}
    return {
        name: [v for v in Verdict if here.space.holds(here.profiles(name, v), known)]
        for name in (*here.statements, *here.approaches)
    }


@settings(max_examples=often(150))
@given(profile=profiles(), choice=st.sampled_from([CHOICES[0], *CHOICES]))
def test_on_the_rulebook(profile: Profile, choice: Choice) -> None:
    wanted = said(edition_of(choice), profile)
    assert read(meant(choice), profile) == {name: [v] for name, v in wanted.items()}


@settings(max_examples=often(15))
@given(world=worlds())
def test_on_every_case_of_a_small_rulebook(world: World) -> None:
    here = meanings(world.made)
    for case, found in world.judged:
        known = {n: v for n, v in case.items() if n in here.space.level}
        for name, verdict in found.items():
            assert here.space.holds(here.profiles(name, verdict), known)


@settings(max_examples=often(15))
@given(profile=profiles())
def test_terms_too(profile: Profile) -> None:
    from allscape.engine import plain
    from allscape.model.facts import Facts

    here = meant(CHOICES[0])
    known = {n: v for n, v in profile.known().items() if n in here.space.level}
    judged = plain.judge(edition_of(CHOICES[0]), Facts(profile)).terms
    for name, meaning in here.terms.items():
        assert here.space.holds(meaning.holds, known) == (judged[name].truth is Truth.TRUE)
        assert here.space.holds(meaning.fails, known) == (judged[name].truth is Truth.FALSE)
