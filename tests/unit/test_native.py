"""The look-ups in C: the answers of those in Python, and no memory that is not theirs."""

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import tracemalloc
from collections.abc import Mapping
from math import inf, nextafter
from typing import Any

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
COMPILER = shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0])
needs_c = pytest.mark.skipif(not BUILT, reason="allscape was built without a C compiler")

OLD_OR_POSITIVE = {
    "one": [{"age": ">= 60.5", "words": "alpha"}],
    "two": [{"ph_status": "positive", "words": "beta"}],
}
MANY = {f"n{n}": [{"age": f"> {n}", "words": "alpha"}] for n in range(40)}


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


@pytest.mark.skipif(COMPILER is None, reason="no C compiler is here")
def test_it_was_built_where_a_compiler_is() -> None:
    assert BUILT


@needs_c
@pytest.mark.parametrize("age", [None, 60, 60.5, 61, nextafter(60.5, 0), nextafter(60.5, inf)])
@pytest.mark.parametrize("ph_status", [None, "positive", "negative"])
@pytest.mark.parametrize("edition", [edition_of(OLD_OR_POSITIVE), edition_of(MANY)])
def test_it_knows_every_value(edition: Edition, age: float | None, ph_status: str | None) -> None:
    profile = Profile.model_validate({"age": age, "ph_status": ph_status})
    judge = in_c(edition)
    for _ in range(2):
        assert judge(profile) == compiled(edition, in_c=False)(profile)


def test_many_alternatives_take_more_than_one_word() -> None:
    assert Layout.of([alternatives(edition_of(MANY), "it")]).everything.bit_length() > 64


@needs_c
def test_a_value_may_be_another_object_that_is_equal() -> None:
    profile = Profile().model_copy(update={"ph_status": b"positive".decode()})
    assert profile.ph_status is not Profile(ph_status="positive").ph_status
    assert in_c(edition_of(OLD_OR_POSITIVE))(profile) == {"it": Verdict.MATCHED}


@needs_c
@pytest.mark.parametrize("values", [{"ph_status": "bright"}, {"age": "old"}, {"age": 10**400}])
def test_python_is_asked_of_what_no_attribute_can_have(values: dict[str, Any]) -> None:
    profile = Profile().model_copy(update=values)
    with pytest.raises(Asked):
        in_c(edition_of(OLD_OR_POSITIVE))(profile)
    del profile.__dict__["age"]
    with pytest.raises(Asked):
        in_c(edition_of(OLD_OR_POSITIVE))(profile)


@needs_c
def test_what_is_no_profile_is_refused() -> None:
    with pytest.raises(AttributeError, match="__dict__"):
        in_c(edition_of(OLD_OR_POSITIVE))(7)  # type: ignore[arg-type]


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

    short = ((Axis("age", (1.0,), True),), bytearray(8), fill)
    with pytest.raises(IndexError, match="too few entries"):
        _look.judge_of(((short,), 1, Told([]), refuse))(Profile(age=1))
    with pytest.raises(ValueError, match="1 to 64 words"):
        _look.judge_of(((), 65, Told([]), refuse))
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
