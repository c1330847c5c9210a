"""What a cohort came to, in numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from allscape.columns.cells import CellCounts
from allscape.columns.header import Header
from allscape.model.base import Verdict


class Cohort(NamedTuple):
    """Good rows, bad rows, and how many of each verdict in every verdict column.

    `against` counts, by approach, the matches that something speaks against; `notes` the cases of
    which a remark holds. `odd` are the cells of the columns kept that are no plain text, `odd_bad`
    those of the bad rows. `causes` counts the rows that are bad for each cause, the most frequent
    first; `said` is how the file was read, where it was not as it stands.
    """

    good: int
    bad: int
    header: Header
    counts: Mapping[str, Mapping[Verdict, int]]
    against: Mapping[str, int]
    notes: Mapping[str, int]
    odd: CellCounts
    odd_bad: CellCounts
    causes: Mapping[str, int]
    said: Sequence[str]
