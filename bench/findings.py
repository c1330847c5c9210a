"""What a part of the benchmark has found: tables, and claims that hold or do not."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Table:
    """A table, every cell as it is printed; `note` says how it was measured."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str


@dataclass(frozen=True)
class Claim:
    """Something that is said of the program's speed, and what was measured."""

    says: str
    measured: str
    held: bool


@dataclass(frozen=True)
class Findings:
    """The tables and claims of one part."""

    tables: Sequence[Table]
    claims: Sequence[Claim]

    def to_json(self) -> str:
        """Return the findings as JSON; `from_json` gives them back."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Findings":
        """Return the findings that `to_json` wrote."""
        told = json.loads(text)
        tables = [Table(**each) for each in told["tables"]]
        return cls(tables, [Claim(**each) for each in told["claims"]])


class Difference(Exception):
    """An engine does not answer as the others do: nothing is timed."""
