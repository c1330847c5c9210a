"""The rulebook as a program uses it: load it, give it a profile, read the landscape."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from allscape import cache
from allscape.engine.edition import Edition, edition
from allscape.engine.evaluate import Evaluation, Evaluator
from allscape.engine.plain import Judgement
from allscape.engine.plan import Plan
from allscape.explain.digest import digest
from allscape.faults import UsageError
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import Landscape
from allscape.model.locks import lock
from allscape.model.profile import Profile
from allscape.rulebook import packaged

if TYPE_CHECKING:
    from allscape.engine.compiled import Judge

_Chosen = tuple[tuple[str, str], ...]
_making = lock()
"""So that of several threads that ask first, one makes an engine."""


class Rulebook:
    """A rulebook with its engines. Any thread may use it.

    `contents` holds the sources, terms, approaches, quotations, tensions and ledgers.

    >>> book = Rulebook.load()
    >>> book.evaluate(Profile(ph_status="positive", age=67))["tki"].verdict
    <Verdict.MATCHED: 'matched'>
    """

    def __init__(self, contents: Contents, planned: Plan | None = None) -> None:
        self.contents = contents
        self._planned = planned
        self._evaluators = lru_cache(maxsize=32)(self._make_evaluator)
        self._judges = lru_cache(maxsize=32)(self._make_judge)

    @cached_property
    def fingerprint(self) -> str:
        """What tells this rulebook from another: 16 hexadecimal digits."""
        return sha256(self.contents.model_dump_json().encode()).hexdigest()[:16]

    @classmethod
    def load(cls, path: str | Path | None = None) -> "Rulebook":
        """Load the rulebook in a folder, or the one that the program comes with.

        Raises `RulebookError` with every fault at once, each with file, line and column.

        >>> len(Rulebook.load().contents.sources)
        5
        """
        return cls(*cache.rulebook(packaged() if path is None else Path(path)))

    def evaluate(
        self,
        profile: Profile,
        *,
        name: str | None = None,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Landscape:
        """Return the landscape of a hypothetical case.

        `as_of` leaves out what later articles say; `readings` chooses, term by term, how a doubtful
        sentence is read. Raises `UsageError` for a reading that the rulebook does not have and for
        what is no profile, day or readings at all, and `EngineDisagreement` where the two engines
        differ.

        >>> from datetime import date
        >>> landscape = book.evaluate(Profile(ph_status="positive"), as_of=date(2021, 12, 31))
        >>> [each.name for each in landscape.approaches if each.id == "tki"]
        ['Tyrosine kinase inhibitor (TKI)']
        >>> landscape["tki"].citations[0].source
        'csco-2021'
        """
        return self.examine(profile, name=name, as_of=as_of, readings=readings).landscape

    def examine(
        self,
        profile: Profile,
        *,
        name: str | None = None,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Evaluation:
        """Return the landscape with what it was made from. Arguments and errors as `evaluate`.

        >>> book.examine(Profile(age=67)).edition.offers("tki")[0].id
        'csco-2021/tki'
        """
        return digest(self._evaluator(as_of, readings).evaluate(_a_profile(profile), name))

    def judge(
        self,
        profile: Profile,
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Judgement:
        """Return every judged tree of a case, without a landscape; errors as `evaluate`.

        >>> book.judge(Profile(age=67)).statements["csco-2021/tki"].truth
        <Truth.UNKNOWN: 'unknown'>
        """
        return self._evaluator(as_of, readings).judge(_a_profile(profile))

    def verdicts(
        self,
        facts: "Profile | Mapping[str, object]",
        *,
        as_of: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Mapping[str, Verdict]:
        """Return the verdict of every approach, without reasons: for what asks a million times.

        `facts` is a profile, or a plain mapping of what is known, such as
        `{"ph_status": "positive", "age": 67}`, of which no profile is made. The same verdicts as
        `evaluate`, from tables that are made once a day and choice of readings; what is returned
        cannot be changed. Raises `UsageError` as `evaluate` does, and `pydantic.ValidationError`
        for a mapping that `Profile` refuses.

        >>> book.verdicts({"ph_status": "negative", "age": 67})["tki"]
        <Verdict.RULED_OUT: 'ruled_out'>
        """
        if as_of is None and not readings:
            return self._usual(facts)
        return self._judge(as_of, readings)(facts)

    @cached_property
    def _usual(self) -> "Judge":
        return self._judge(None, None)

    def edition(
        self, as_of: date | None = None, readings: Mapping[str, str] | None = None
    ) -> Edition:
        """Return the conditions in force on a day and under chosen readings.

        >>> [each.id for each in book.edition(date(2021, 3, 12)).approaches()][:1]
        ['blinatumomab-bridge-to-transplant']
        """
        return self._evaluator(as_of, readings).edition

    def _evaluator(self, as_of: date | None, readings: Mapping[str, str] | None) -> Evaluator:
        with _making:
            return self._evaluators(a_day(as_of), _chosen(readings))

    def _judge(self, as_of: date | None, readings: Mapping[str, str] | None) -> "Judge":
        with _making:
            return self._judges(a_day(as_of), _chosen(readings))

    def _make_evaluator(self, as_of: date | None, readings: _Chosen) -> Evaluator:
        usual = as_of is None and not readings
        made = edition(self.contents, as_of, dict(readings))
        return Evaluator(made, self._planned if usual else None)

    def _make_judge(self, as_of: date | None, readings: _Chosen) -> "Judge":
        from allscape.engine.compiled import compiled

        return compiled(self._evaluators(as_of, readings).edition)


def a_day(as_of: object) -> date | None:
    """Return a day to look at a rulebook as of. Raises `UsageError` for what is none."""
    if as_of is not None and type(as_of) is not date:
        message = f"as_of is a datetime.date, not {type(as_of).__name__}"
        raise UsageError.of(message, "such as date(2021, 12, 31)")
    return as_of


def _chosen(readings: object) -> _Chosen:
    given = readings or {}
    if isinstance(given, Mapping) and all(
        isinstance(e, str) for pair in given.items() for e in pair
    ):
        return tuple(sorted(given.items()))
    message = "readings are a mapping of terms to the names of their readings"
    raise UsageError.of(message, "such as {'over-60': 'exact-age'}")


def _a_profile(profile: object) -> Profile:
    if not isinstance(profile, Profile):
        message = f"a Profile is expected, not {type(profile).__name__}"
        raise UsageError.of(message, "Profile.model_validate(...) makes one of a mapping")
    return profile
