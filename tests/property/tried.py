"""Small rulebooks with cases that hold, drawn for the tests of `test` and `mutate`."""

from pathlib import Path

from changed import Readings, edition_of, facts_of, outcomes, read_as
from hypothesis import strategies as st
from narrow import written

from allscape import Profile
from allscape.cases import PlacedCase
from allscape.documents import Document
from allscape.engine.missing import missing
from allscape.model.case import Case, Expectation, StatementExpectation
from allscape.model.contents import Contents
from allscape.rulebook.load import Index, Loaded, resolve
from strategies import profiles


def loaded(contents: Contents) -> Loaded:
    """Return contents as if they had been read from files."""
    return Loaded(Path(), contents, Index([]))


def placed(case: Case) -> PlacedCase:
    """Return a case as if it had been read from a file."""
    return PlacedCase(case, Document("case.yaml"))


def case_of(contents: Contents, profile: Profile, readings: Readings, names: set[str]) -> Case:
    """Return a case that expects of some statements and approaches what they come to."""
    made = edition_of(resolve(contents), readings)
    found = {name: each for name, each in outcomes(made, profile).items() if name in names}
    said: dict[str, list[str]] = {}
    offered: dict[str, list[str]] = {}
    for name, each in found.items():
        (offered if name in contents.approach else said).setdefault(each, []).append(name)
    hanging = {
        name: missing(made, [made.statements[o.id] for o in made.offers(name)], facts_of(profile))
        for name in offered.get("undetermined", [])
    }
    expect = Expectation(
        matched=tuple(offered.get("matched", ())),
        ruled_out=tuple(offered.get("ruled_out", ())),
        undetermined=hanging,
        statements=StatementExpectation.model_validate(said),
    )
    return Case(profile=profile, readings=dict(readings), expect=expect)


@st.composite
def tried(draw: st.DrawFn, most: int = 3) -> tuple[Contents, list[Case]]:
    """Draw a rulebook as it is written, and cases that hold in it."""
    contents = draw(written(most))
    names = [name for name in contents.approach if contents.offers[name]]
    names += [each.id for q in contents.quotations for each in q.statements if each.when]
    cases = st.lists(
        st.tuples(
            profiles(),
            st.sampled_from(read_as(contents)),
            st.sets(st.sampled_from(names), min_size=1, max_size=4),
        ),
        min_size=1,
        max_size=5,
    )
    return contents, [case_of(contents, *each) for each in draw(cases)]
