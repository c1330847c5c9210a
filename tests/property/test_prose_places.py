"""The lints of cases take any prose, and point into it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from allscape import Profile, cases
from allscape.lint.prose.for_a_person import unproved
from allscape.lint.run import check_cases
from allscape.model.case import Case
from allscape.rulebook.load import packaged, read
from strategies import names, often

LOADED = read(packaged())
PIECES = (
    "It is so. ", "Is it? ", "\n", "  ", "story: ", "teaching: ", '"quoted" ', "'", "#", "- ",
    "[tki: open] ", "[tki: matched if age=1, ", "[", "]", ":", "9/10 ", "2021-10-22 ", "% ",
    "csco-2021/31 ", "seven weeks ", "dose ", "best ", "is matched ", "never ", "\\u0037 ", "\t",
    "ä “x” ", "é\u0301 ",
)  # fmt: skip
prose = st.lists(st.sampled_from(PIECES) | names, max_size=12).map("".join)


def written(folder: str, *several: Case) -> Path:
    file = Path(folder) / "cases.yaml"
    file.write_text(cases.text(*several, listed=True), encoding="utf-8")
    return file


@settings(max_examples=often(60))
@given(texts=st.lists(st.tuples(prose, prose, prose), min_size=1, max_size=3))
@example(texts=[("[tki: matched]", "¾ % ² 5² 1e9 ٣", '"(aged 2-10 years)"')])
def test_any_prose_is_checked_and_every_place_is_in_the_file(
    texts: list[tuple[str, str, str]],
) -> None:
    several = [Case(name=a, story=b, teaching=c) for a, b, c in texts]
    with TemporaryDirectory() as folder:
        file = written(folder, *several)
        lines = file.read_text(encoding="utf-8").split("\n")
        faults = [each.fault for each in check_cases([file], LOADED).found]
        listed = list(unproved(LOADED.contents, cases.read_all([file])))
    for place in (*faults, *listed):
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1])


@settings(max_examples=often(60))
@given(before=st.text("ab .,\n#:'-", max_size=90), after=st.text("ab .,\n#:'-", max_size=90))
def test_a_lie_is_found_wherever_it_stands(before: str, after: str) -> None:
    case = Case(profile=Profile(age=30), story="So.", teaching=f"{before} 99.25 {after}")
    with TemporaryDirectory() as folder:
        file = written(folder, case)
        text = file.read_text(encoding="utf-8")
        (found,) = check_cases([file], LOADED).found
    assert found.lint.id == "number-not-in-the-case"
    there = text.split("\n")[found.fault.line - 1]
    assert there[found.fault.column - 1 :].startswith("99.25")
