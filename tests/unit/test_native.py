"""The look-ups in C: the answers of those in Python, and no memory that is not theirs."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import tracemalloc
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product
from math import inf, nan, nextafter, prod
from pathlib import Path
from types import BuiltinFunctionType
from typing import Any
from unittest.mock import ANY

import pytest
from made import edition_of

from allscape import Profile
from allscape.engine.alternatives import alternatives
from allscape.engine.compiled import Judge, compiled
from allscape.engine.edition import Edition
from allscape.engine.layout import Layout
from allscape.engine.native import looking_up_in_c
from allscape.engine.tables import Axis, Table, tables
from allscape.engine.told import Told, Verdicts
from allscape.model.base import Verdict

BUILT = importlib.util.find_spec("allscape.engine._look") is not None
HEADERS = Path(sysconfig.get_path("include"), "Python.h").exists()
COMPILER = HEADERS and shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0])
needs_c = pytest.mark.skipif(not BUILT, reason="allscape was built without a C compiler")

OLD_OR_POSITIVE = {
    "one": [{"age": ">= 60.5", "words": "alpha"}],
    "two": [{"ph_status": "positive", "words": "beta"}],
}
# Each alternative decides somewhere, and "surely holds" alone takes more than one word.
MANY = {
    f"n{n}": [{"age": f">= {n}", "words": "alpha"}, {"age": f"< {n + 1}", "words": "beta"}]
    for n in range(119)
    if n % 3
}


class Asked(Exception):
    """Python was asked where C should know."""


def refuse(_: Profile) -> Verdicts:
    raise Asked


def in_c(edition: Edition, otherwise: Judge = refuse) -> Judge:
    layout = Layout.of([alternatives(edition, "it")])
    told = Told(list(zip(["it"], layout.fields, strict=True)))
    judge = looking_up_in_c(tables(layout), told, layout.everything, otherwise)
    assert judge is not None
    return judge


@pytest.mark.skipif(not COMPILER, reason="no C compiler is here, or no headers of Python")
def test_it_was_built_where_a_compiler_is() -> None:
    assert BUILT


@needs_c
def test_it_is_what_answers() -> None:
    assert isinstance(compiled(edition_of(OLD_OR_POSITIVE)), BuiltinFunctionType)


def _at_and_beside(bounds: Iterable[float]) -> list[float | None]:
    around = [(each, nextafter(each, 0), nextafter(each, inf)) for each in bounds]
    return [None, *(each for three in around for each in three if each >= 0), 119]


@needs_c
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize(
    ("edition", "bounds"),
    [(edition_of(OLD_OR_POSITIVE), [60.5]), (edition_of(MANY), range(119))],
    ids=["few bits", "many bits"],
)
def test_it_tells_every_value_from_every_other(
    edition: Edition, bounds: Iterable[float], back: bool
) -> None:
    values = product(_at_and_beside(bounds), [None, "positive", "negative"])
    profiles = [Profile.model_validate({"age": age, "ph_status": ph}) for age, ph in values]
    # What is filled for one has to be right for all that find it filled.
    asked = [*(reversed(profiles) if back else profiles), *profiles]
    told = list(map(in_c(edition), asked))
    assert told == list(map(compiled(edition, in_c=False), asked))


@needs_c
def test_all_values_of_a_table_have_entries_of_their_own() -> None:
    from allscape.engine import _look

    axes = (
        Axis("ph_status", (None, "positive", "negative"), False),
        Axis("age", (1.0, 2.0), True),
        Axis("ecog", (None, 0, 1), False),
    )
    filled = list[int]()
    entries = bytearray(8 * prod(axis.places for axis in axes))

    def fill(entry: int, given: Mapping[str, Any]) -> None:
        filled.append(entry)
        entries[8 * entry] = 1

    told = {bytes([1, *[0] * 7]): {"it": Verdict.MATCHED}}
    judge = _look.judge_of((((axes, entries, fill),), 1, told, refuse))
    ages = [None, 0.5, 1, 1.5, 2, 2.5]
    for ph_status, age, ecog in [*product([None, "positive", "negative"], ages, [None, 0, 1])] * 2:
        judge(Profile.model_validate({"ph_status": ph_status, "age": age, "ecog": ecog}))
    assert sorted(filled) == list(range(3 * 6 * 3))


def test_many_alternatives_take_more_than_one_word() -> None:
    assert Layout.of([alternatives(edition_of(MANY), "it")]).everything.bit_length() > 64


@needs_c
def test_a_value_may_be_another_object_that_is_equal() -> None:
    profile = Profile().model_copy(update={"ph_status": b"positive".decode()})
    assert profile.ph_status is not Profile(ph_status="positive").ph_status
    assert in_c(edition_of(OLD_OR_POSITIVE))(profile) == {"it": Verdict.MATCHED}


class AnyValue(str):
    """A text that runs code where it is compared."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        pytest.fail("code of a value ran")


ODD = [
    {"ph_status": "bright"}, {"ph_status": AnyValue("positive")}, {"ph_status": ANY},
    {"age": "old"}, {"age": 10**400}, {"age": nan}, {"age": Decimal("60.49999999999999999999")},
    {"age": True},
]  # fmt: skip


@needs_c
@pytest.mark.parametrize("values", ODD, ids=repr)
def test_python_is_asked_of_what_no_attribute_can_have(values: dict[str, Any]) -> None:
    judge = in_c(edition_of(OLD_OR_POSITIVE))
    with pytest.raises(Asked):
        judge(Profile().model_copy(update=values))
    for age, verdict in ((0, "undetermined"), (60.5, "matched"), (None, "undetermined")):
        assert judge(Profile(age=age)) == {"it": verdict}


@needs_c
def test_python_is_asked_of_what_is_no_profile_or_half_of_one() -> None:
    class Given(dict[str, Any]):
        pass

    half, other = Profile(), Profile()
    del half.__dict__["age"]
    object.__setattr__(other, "__dict__", Given(other.__dict__))
    for each in (half, other, 7, Profile, complex):
        with pytest.raises(Asked):
            in_c(edition_of(OLD_OR_POSITIVE))(each)  # type: ignore[arg-type]


@needs_c
def test_a_fault_in_python_comes_through() -> None:
    class Broken(dict[Any, int]):
        def __missing__(self, key: object) -> int:
            raise Asked

    table = Table((Axis("age", (1.0,), True),), Broken())
    judge = looking_up_in_c([table], Told([]), 1, compiled(edition_of({"it": []})))
    assert judge is not None
    with pytest.raises(Asked):
        judge(Profile())


@needs_c
def test_a_plan_that_does_not_hold_together_is_refused() -> None:
    from allscape.engine import _look

    def fill(entry: int, given: Mapping[str, Any]) -> None:
        pytest.fail("there is no such entry")

    short = ((Axis("age", (1.0,), True),), bytearray(16), fill)
    with pytest.raises(IndexError, match="too few entries"):
        _look.judge_of(((short,), 1, Told([]), refuse))(Profile(age=1))
    for words in (0, 65):
        with pytest.raises(ValueError, match="1 to 64 words"):
            _look.judge_of(((), words, Told([]), refuse))
    with pytest.raises(TypeError):
        _look.judge_of(((), 1))  # type: ignore[arg-type]


@needs_c
def test_nothing_is_taken_and_nothing_is_kept() -> None:
    judge = in_c(edition_of(OLD_OR_POSITIVE), compiled(edition_of(OLD_OR_POSITIVE), in_c=False))
    profiles = [
        Profile(), Profile(age=70), Profile(age=30, ph_status="negative"),
        Profile().model_copy(update={"ph_status": "bright"}),
    ]  # fmt: skip
    answers = list(map(judge, profiles))
    seen = [*profiles, *(each.__dict__ for each in profiles), *answers]
    tracemalloc.start()
    try:
        before, counts = tracemalloc.get_traced_memory()[0], list(map(sys.getrefcount, seen))
        for _ in range(2_000):
            list(map(judge, profiles))
        assert list(map(sys.getrefcount, seen)) == counts
        assert tracemalloc.get_traced_memory()[0] - before < 2_000
    finally:
        tracemalloc.stop()


WITHOUT = """
import sys
sys.modules["allscape.engine._look"] = None
from allscape import Profile, Rulebook
book = Rulebook.load()
landscape = book.evaluate(Profile(age=67, ph_status="positive"))
told = book.verdicts(Profile(age=67, ph_status="positive"))
assert dict(told) == {each.id: each.verdict for each in landscape.approaches}
"""


def test_without_it_python_looks_up() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
