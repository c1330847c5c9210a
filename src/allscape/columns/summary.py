"""What a cohort came to, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from allscape.columns.cells import Found
from allscape.columns.header import Header
from allscape.model.base import Verdict


@dataclass(frozen=True)
class Cohort:
    """Good rows, bad rows, and how many of each verdict in every verdict column.

    `against` counts, by approach, the matches that something speaks against; `notes` the cases of
    which a remark holds. `odd` are the cells of the columns kept that are no plain text, `odd_bad`
    those of the bad rows.
    """

    good: int
    bad: int
    header: Header
    counts: Mapping[str, Mapping[Verdict, int]]
    against: Mapping[str, int]
    notes: Mapping[str, int]
    odd: Found
    odd_bad: Found
