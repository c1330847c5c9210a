"""A claim in the prose of a case is accepted exactly when evaluation, made another way, agrees."""

from datetime import date
from itertools import combinations

import pytest
from editions import BOOK
from hypothesis import event, given, settings
from hypothesis import strategies as st

from allscape import Profile, Verdict
from allscape.engine.edition import edition
from allscape.explain.claims import claims
from allscape.explain.claims_held import JudgedProfiles, spoken
from allscape.model.attributes import Value, show
from allscape.model.profile import ATTRIBUTES
from strategies import facts, often

VERDICTS = JudgedProfiles(edition(BOOK.contents))
APPROACHES = [name for name, offers in BOOK.contents.offers.items() if offers]
READINGS = [(term.id, each.id) for term in BOOK.contents.terms for each in term.readings]
approaches = st.sampled_from(APPROACHES)
verdicts = st.sampled_from(Verdict)


def accepted(text: str, profile: Profile) -> bool:
    """Return whether the one claim of a text is read and holds."""
    (claim,) = claims(text, BOOK.contents)
    assert claim.unread is None
    assert text[claim.start : claim.end] == text
    return VERDICTS.objection(claim, profile, {}) is None


def usual(known: dict[str, Value], approach: str) -> Verdict:
    return BOOK.verdicts(Profile.model_validate(known))[approach]


@settings(max_examples=often(150))
@given(
    known=facts(),
    other=facts(),
    approach=approaches,
    verdict=verdicts,
    reading=st.none() | st.sampled_from(READINGS),
)
def test_a_verdict_is_accepted_exactly_where_it_is_the_verdict(
    known: dict[str, Value],
    other: dict[str, Value],
    approach: str,
    verdict: Verdict,
    reading: tuple[str, str] | None,
) -> None:
    changes = {
        name: show(other[name]) if name in other else "unknown" for name in {**known, **other}
    }
    supposed = [*changes.items(), *([reading] if reading else [])]
    told = ", ".join(f"{name}={value}" for name, value in supposed)
    claim = f"[{approach}: {verdict.value}{f' if {told}' if told else ''}]"
    there = Profile.model_validate(other)
    found = BOOK.verdicts(there, readings=dict([reading] if reading else []))[approach]
    assert accepted(claim, Profile.model_validate(known)) is (found is verdict)
    assert accepted(f"[{approach}: {verdict.value}]", there) is (usual(other, approach) is verdict)


@settings(max_examples=often(200))
@given(known=facts(), approach=st.sampled_from(APPROACHES), data=st.data())
def test_facts_rule_out_exactly_where_they_alone_do_and_none_is_needless(
    known: dict[str, Value], approach: str, data: st.DataObject
) -> None:
    ruling = [each for each in known if usual({each: known[each]}, approach) is Verdict.RULED_OUT]
    names = st.sampled_from(ruling) if ruling else st.nothing()
    names |= st.sampled_from(list(known) or list(ATTRIBUTES))
    named = data.draw(st.lists(names, min_size=1, max_size=3, unique=True))
    alone = {name: known[name] for name in named if name in known}
    fewer = [dict(each) for n in range(len(alone)) for each in combinations(alone.items(), n)]
    expected = (
        len(alone) == len(named)
        and usual(alone, approach) is Verdict.RULED_OUT
        and all(usual(each, approach) is not Verdict.RULED_OUT for each in fewer)
    )
    event(f"accepted: {expected}")
    profile = Profile.model_validate(known)
    assert accepted(f"[{approach}: ruled_out by {', '.join(named)}]", profile) is expected


@settings(max_examples=often(100))
@given(known=facts(), approach=approaches, data=st.data())
def test_facts_keep_open_exactly_where_they_are_what_is_missing(
    known: dict[str, Value], approach: str, data: st.DataObject
) -> None:
    profile = Profile.model_validate(known)
    missing = BOOK.evaluate(profile)[approach].missing
    some = st.lists(st.sampled_from(list(ATTRIBUTES)), min_size=1, max_size=3, unique=True)
    exact = st.permutations(missing) if missing else st.nothing()
    named = data.draw(exact | some)
    expected = set(named) == set(missing)
    assert accepted(f"[{approach}: open on {', '.join(named)}]", profile) is expected


@given(known=facts(), approach=approaches, verdict=verdicts, around=st.text("a .[]:", max_size=8))
def test_a_claim_is_spoken_and_what_is_around_it_stays(
    known: dict[str, Value], approach: str, verdict: Verdict, around: str
) -> None:
    claim = f"[{approach}: {verdict.value}]"
    evaluation = BOOK.examine(Profile.model_validate(known))
    told = spoken(f"{around}({claim}){around}", evaluation)
    name = BOOK.contents.approach[approach].name
    words = verdict.value.replace("_", " ").replace("undetermined", "open")
    untrue = evaluation.landscape[approach].verdict is not verdict
    note = " (which does not hold as shown here)" * untrue
    if "[" not in around and "]" not in around:
        assert told == f"{around}({name}: {words}{note}){around}"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("[tki: perhaps so]", "no verdict can be read here"),
        ("[tki: perhaps]", "no verdict 'perhaps'"),
        ("[tki: matched if mrd=negative]", "no attribute or term 'mrd'"),
        ("[tki: matched if adlt=from-16]", "no attribute or term 'adlt'"),
    ],
)
def test_a_claim_that_cannot_be_read_says_why(claim: str, told: str) -> None:
    (read,) = claims(claim, BOOK.contents)
    assert read.unread is not None
    assert read.unread.message == told


@pytest.mark.parametrize(
    ("claim", "day", "told"),
    [
        (
            "[tki: open if prior_car_t=false, response_to_car_t=good]", None,
            "what it supposes cannot be: response_to_car_t: good contradicts prior_car_t: false",
        ),
        ("[tki: open if adult=never]", None, "what it supposes cannot be: 'adult' has no reading"),
        ("[car-t-relapsed-refractory: open]", "2020-01-01", "no sentence offers car-t-relapsed"),
        (
            "[hyper-cvad-then-blinatumomab: ruled_out by age if lineage=T]", None,
            "age is not known of the case: it rules nothing out",
        ),
    ],
)  # fmt: skip
def test_a_claim_that_does_not_hold_says_why(claim: str, day: str | None, told: str) -> None:
    here = edition(BOOK.contents, date.fromisoformat(day) if day else None)
    (read,) = claims(claim, BOOK.contents)
    found = JudgedProfiles(here).objection(read, Profile(), {})
    assert found is not None
    assert found.message.startswith(told)
