"""Property tests against a rulebook: strategies that draw cases, assertions that explain.

Needs Hypothesis, which comes with `pip install 'allscape[test]'`.
"""

try:
    from allscape.testing.assertions import (
        assert_matched,
        assert_none_matched,
        assert_not_silently_lost,
        assert_open,
        assert_ruled_out,
        assert_verdict,
    )
    from allscape.testing.changes import assert_only_changes, assert_same_landscape
    from allscape.testing.misses import NearMiss, just_missing
    from allscape.testing.near import near_boundaries
    from allscape.testing.rulebooks import rulebooks
    from allscape.testing.verdicts import (
        complete_profiles,
        matching,
        open_for,
        profiles,
        profiles_where,
        ruled_out,
    )
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    message = "allscape.testing needs Hypothesis: pip install 'allscape[test]'"
    raise ImportError(message, name="hypothesis") from None

__all__ = [
    "NearMiss",
    "assert_matched",
    "assert_none_matched",
    "assert_not_silently_lost",
    "assert_only_changes",
    "assert_open",
    "assert_ruled_out",
    "assert_same_landscape",
    "assert_verdict",
    "complete_profiles",
    "just_missing",
    "matching",
    "near_boundaries",
    "open_for",
    "profiles",
    "profiles_where",
    "rulebooks",
    "ruled_out",
]
