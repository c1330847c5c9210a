"""One profile at a time: `book.verdicts` beside rule engines and expression languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from allscape import Profile, Rulebook
from allscape.engine.edition import Edition
from bench import at_once, equal, made
from bench.asked import asked
from bench.clock import Times, interleaved
from bench.findings import Claim, Findings, Table
from bench.formulas import formulas
from bench.peers.base import Peer
from bench.peers.every import USUAL, peers
from bench.peers.ours import Ours
from bench.sizes import Sizes
from bench.words import rate, ratio

OURS = "allscape, `book.verdicts` (three values)"


def measure(sizes: Sizes) -> Findings:
    """Return how many profiles a second each engine decides, after all were found equal."""
    book = Rulebook.load()
    edition = book.edition()
    engines: dict[str, Peer] = {OURS: Ours(book.verdicts), **peers(formulas(edition))}
    seconds = checked(engines, edition, sizes)
    # A round of a slow engine takes about a second, of any other all the profiles.
    most = {name: max(1, min(sizes.profiles, round(1 / each))) for name, each in seconds.items()}
    unseen = _Rounds.made(edition, sizes)
    turns = {name: partial(unseen.turn, name, each, most[name]) for name, each in engines.items()}
    return _findings(interleaved(turns, sizes.rounds), most, sizes)


def checked(engines: Mapping[str, Peer], edition: Edition, sizes: Sizes) -> dict[str, float]:
    """Return the seconds that each engine takes a profile, all answers being equal.

    Raises `Difference` where they are not.
    """
    frame = made.columns(edition, sizes.profiles)
    profiles = made.profiles(frame)
    expected = equal.explained(edition, profiles)
    equal.same_verdicts(
        "the columns", profiles, equal.in_rows(at_once.verdicts(edition, frame)), expected
    )
    seconds = {}
    for name, engine in engines.items():
        seconds[name], answers = asked(engine, profiles)
        equal.same_matched(name, engine, profiles, answers, expected)
        if name == OURS:
            equal.same_verdicts(name, profiles, answers, expected)
    return seconds


@dataclass(frozen=True)
class _Rounds:
    """Profiles that no engine has seen, some for every round, and what each has to come to."""

    profiles: Sequence[Sequence[Profile]]
    expected: Sequence[Sequence[equal.Verdicts]]

    @classmethod
    def made(cls, edition: Edition, sizes: Sizes) -> "_Rounds":
        seeds = range(made.SEED + 1, made.SEED + 1 + sizes.rounds)
        frames = [made.columns(edition, sizes.profiles, seed) for seed in seeds]
        expected = [equal.in_rows(at_once.verdicts(edition, each)) for each in frames]
        return cls([made.profiles(each) for each in frames], expected)

    def turn(self, name: str, engine: Peer, most: int, turn: int) -> float:
        """Return the seconds a profile of one round; what was timed is checked, too."""
        profiles, expected = self.profiles[turn][:most], self.expected[turn][:most]
        seconds, answers = asked(engine, profiles)
        equal.same_matched(name, engine, profiles, answers, expected)
        return seconds


def _findings(times: Mapping[str, Times], most: Mapping[str, int], sizes: Sizes) -> Findings:
    ours = times[OURS].median
    ordered = sorted(times, key=lambda name: times[name].median)
    rows = [
        [
            name,
            rate(1 / times[name].median),
            times[name].spread,
            ratio(times[name].median / ours),
            f"{most[name]:,}",
        ]
        for name in ordered
    ]
    head = ["engine", "profiles a second", "spread", "allscape is faster by", "profiles a round"]
    note = (
        f"{sizes.profiles:,} profiles, about half of each unknown, on which every engine gave the "
        f"same matched approaches as the plain evaluator. Then {sizes.rounds} rounds in turn, each "
        "of profiles that no engine had seen; what was answered on the clock was checked, too. An "
        "engine that would take long gets fewer profiles a round: the rate is per profile. Every "
        "engine but allscape tells matched from not matched only. allscape is given known facts as "
        "a plain dictionary, and refuses what is no case. What another wants instead (symbols, "
        "JSON) is made before the clock starts, a hundred at a time, and its answer is taken as it "
        "comes."
    )
    others = [name for name in ordered if name != OURS]
    usual = [name for name in others if name in USUAL]
    claims = [
        _claim(5, "used as its documents show", usual[0], times),
        _claim(2, "used in the fastest way that we found", others[0], times),
    ]
    return Findings([Table("One profile at a time", head, rows, note)], claims)


def _claim(least: int, used: str, fastest: str, times: Mapping[str, Times]) -> Claim:
    faster = times[fastest].median / times[OURS].median
    told = f"one profile at a time: at least {least} times the fastest rule engine, {used}"
    return Claim(told, f"{ratio(faster)} times {fastest}", faster >= least)
