"""Words of a table put into our own: once for each word of a column, not for each row."""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
from pydantic_core import PydanticCustomError

from allscape.columns.files import Format
from allscape.columns.on_polars import scan
from allscape.columns.spelling import readable
from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import understood

_SAMPLE = 5_000
_ROW_GROUP = 100_000
_WORDS = (pl.String, pl.Categorical, pl.Enum)


class Ours:
    """What the words of columns are in our own; some of them say that nothing is known."""

    def __init__(self, columns: Mapping[str, str], unknown: Collection[str] = ()) -> None:
        """Take the columns of a file that are attributes, and which attribute each is."""
        self.columns, self._unknown = columns, frozenset(each.strip() for each in unknown)
        self._of = lru_cache(100_000)(self._put)
        self.said = Counter[tuple[str, str, str]]()

    def of(self, attribute: str, word: str) -> str:
        """Return a word as we write it; one that is not understood as it is."""
        return self._of(attribute, word)

    def _put(self, attribute: str, word: str) -> str:
        if word.strip() in self._unknown:
            return "unknown"
        if readable(ATTRIBUTES[attribute], word):
            return word
        try:
            return show(understood(ATTRIBUTES[attribute], word))
        except PydanticCustomError:
            return word

    def needed_at_first(self, path: Path, kind: Format) -> bool:
        """Return whether the first rows of a file hold words that are not as we write them."""
        rows = scan(path, kind, list(self.columns)).select(list(self.columns))
        return self.needed(rows.head(_SAMPLE).collect(), self.columns)

    def needed(self, rows: pl.DataFrame, columns: Mapping[str, str]) -> bool:
        """Return whether rows hold words that we write otherwise."""
        return any(
            self.of(attribute, word) != word
            for column, attribute in columns.items()
            if rows.schema[column] in _WORDS
            for word in rows[column].cast(pl.String).unique().drop_nulls().to_list()
        )

    def write(self, path: Path, kind: Format, keep: Collection[str], target: Path) -> None:
        """Write the columns of a file in our words, and those to keep as they are, as Parquet."""
        wanted = list(dict.fromkeys([*self.columns, *keep]))
        rows = scan(path, kind, wanted).select(wanted)
        texts = {n: a for n, a in self.columns.items() if rows.collect_schema()[n] in _WORDS}
        both = [each for each in texts if each in keep and texts[each] != each]
        made = rows.with_columns(
            pl.col(name).cast(pl.String).alias(attribute) for name, attribute in texts.items()
        )
        if gone := [each for each in texts if texts[each] != each and each not in both]:
            made = made.drop(gone)

        def part(batch: pl.DataFrame) -> pl.DataFrame:
            return batch.with_columns(self._column(batch[each]) for each in texts.values())

        schema = made.collect_schema()
        made.map_batches(part, schema=schema, streamable=True).sink_parquet(
            target, row_group_size=_ROW_GROUP
        )

    def _column(self, words: pl.Series) -> pl.Series:
        found = {
            word: meant
            for word in words.unique().drop_nulls().to_list()
            if (meant := self.of(words.name, word)) != word
        }
        for word, meant in found.items():
            self.said[words.name, word, meant] += 1
        return words.replace(found) if found else words


def in_words(said: Mapping[tuple[str, str, str], Any], most: int = 8) -> str:
    """Return which words were read as which, the first of them; empty where none was."""
    told = [f"{name} '{word}' as {meant}" for name, word, meant in said]
    rest = f", and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + rest
