"""Claims about verdicts held against the evaluation of a case, and put into words."""

from collections.abc import Mapping
from itertools import combinations

from pydantic import ValidationError

from allscape.engine import plain
from allscape.engine.edition import Edition, edition
from allscape.engine.evaluate import Evaluation
from allscape.engine.missing import missing
from allscape.explain.claims import Claim, Objection, claims
from allscape.faults import UsageError, complaint
from allscape.model.base import Verdict, outcome_in_words
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.landscape import BUT_AGAINST, Landscape
from allscape.model.profile import ATTRIBUTES, Profile


class JudgedProfiles:
    """What approaches come to for profiles and readings: what claims are held against."""

    def __init__(self, usual: Edition) -> None:
        self._usual = usual
        self._editions = {tuple(sorted(usual.readings.items())): usual}

    def edition(self, readings: Mapping[str, str]) -> Edition:
        """Return what is in force under other readings. Raises `UsageError` for unknown ones."""
        chosen = {**self._usual.readings, **readings}
        key = tuple(sorted(chosen.items()))
        if key not in self._editions:
            self._editions[key] = edition(self._usual.contents, self._usual.as_of, chosen)
        return self._editions[key]

    def objection(
        self, claim: Claim, profile: Profile, readings: Mapping[str, str]
    ) -> Objection | None:
        """Return why a claim that was read does not hold of a case, None where it does.

        That facts rule an approach out means: with these alone known it is ruled out, and with none
        of them left out. That it is open on facts means: these, and no others, can still decide it.
        """
        try:
            there, here = self._supposed(claim, profile, readings)
        except ValidationError as error:
            message, _ = complaint(error.errors()[0])
            return Objection(f"what it supposes cannot be: {message}")
        except UsageError as error:
            return Objection(f"what it supposes cannot be: {error.faults[0].message}")
        if not here.offers(claim.approach):
            return Objection(f"no sentence offers {claim.approach} yet")
        found = plain.verdict(here, Facts(there), claim.approach)
        if found is not claim.verdict:
            comes, said = map(outcome_in_words, (found, claim.verdict))
            return Objection(f"{claim.approach} is {comes}, not {said}")
        if claim.facts and claim.verdict is Verdict.RULED_OUT:
            return self._not_ruled_out_by(claim, here, there)
        return self._not_hanging_on(claim, here, there) if claim.facts else None

    def _supposed(
        self, claim: Claim, profile: Profile, readings: Mapping[str, str]
    ) -> tuple[Profile, Edition]:
        facts = {name: value for name, value in claim.changes if name in ATTRIBUTES}
        chosen = {name: value for name, value in claim.changes if name not in ATTRIBUTES}
        here = self.edition({**readings, **chosen})
        return profile.with_(facts), here

    def _rules_out(self, claim: Claim, here: Edition, profile: Profile, *names: str) -> bool:
        known = profile.known()
        alone = Profile.model_validate({name: known[name] for name in names if name in known})
        return plain.verdict(here, Facts(alone), claim.approach) is Verdict.RULED_OUT

    def _not_ruled_out_by(self, claim: Claim, here: Edition, profile: Profile) -> Objection | None:
        known = profile.known()
        unknown = [name for name in claim.facts if name not in known]
        if unknown:
            return Objection(f"{unknown[0]} is not known of the case: it rules nothing out")
        if not self._rules_out(claim, here, profile, *claim.facts):
            alone = [name for name in known if self._rules_out(claim, here, profile, name)]
            do = "does" if len(claim.facts) == 1 else "do"
            message = f"{' and '.join(claim.facts)} alone {do} not rule {claim.approach} out"
            return Objection(message, f"alone does: {', '.join(alone)}" if alone else "")
        for fewer in combinations(claim.facts, len(claim.facts) - 1):
            if self._rules_out(claim, here, profile, *fewer):
                by = " and ".join(fewer) or "no fact at all"
                return Objection(f"{claim.approach} is ruled out by {by} alone")
        return None

    def _not_hanging_on(self, claim: Claim, here: Edition, profile: Profile) -> Objection | None:
        found = missing(here, here.offering(claim.approach), Facts(profile))
        if set(found) == set(claim.facts):
            return None
        return Objection(f"{claim.approach} hangs on {', '.join(found)}")


def spoken(text: str, evaluation: Evaluation) -> str:
    """Return a text with its claims as words; one that does not hold of what is shown says so.

    A case can be shown with other facts or readings, or of another day, than its prose speaks of.
    """
    contents, verdicts = evaluation.edition.contents, JudgedProfiles(evaluation.edition)
    message, end = "", 0
    for claim in claims(text, contents):
        if claim.unread is None:
            untrue = verdicts.objection(claim, evaluation.profile, {})
            message += text[end : claim.start] + _words(contents, claim)
            message += _but(claim, evaluation.landscape)
            message += " (which does not hold as shown here)" if untrue else ""
            end = claim.end
    return message + text[end:]


def _but(claim: Claim, landscape: Landscape) -> str:
    """Return that something speaks against an approach, where it is matched as the case stands."""
    here = claim.verdict is Verdict.MATCHED and not claim.changes and claim.approach in landscape
    return BUT_AGAINST if here and landscape[claim.approach].against else ""


def _words(contents: Contents, claim: Claim) -> str:
    joint = "by" if claim.verdict is Verdict.RULED_OUT else "on"
    by = f" {joint} {', '.join(claim.facts)}" if claim.facts else ""
    supposed = " and ".join(f"{name} is {value}" for name, value in claim.changes)
    message = f"{contents.approach[claim.approach].name}: {outcome_in_words(claim.verdict)}{by}"
    return f"{message} if {supposed}" if supposed else message
