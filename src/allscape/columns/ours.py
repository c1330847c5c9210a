"""What the words of a table are in our own: looked up once for each word, not for each row."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path

import polars as pl
from pydantic_core import PydanticCustomError

from allscape.columns.files import Format
from allscape.columns.on_polars import scan
from allscape.columns.spelling import plain_number, readable
from allscape.model.attributes import says_unknown, show
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import LONGEST, understood

MOST = 100_000
"""Of the words of a column that can be read; plain numbers are not counted."""

_SAMPLE = 5_000
_TOLD = 8
_WORDS = (pl.String, pl.Categorical, pl.Enum)


class Ours:
    """What the words of columns are in our own; some of them say that nothing is known."""

    def __init__(self, columns: Mapping[str, str], unknown: Collection[str] = ()) -> None:
        """Take the columns of a file that are attributes, and which attribute each is."""
        self.columns, self._unknown = columns, frozenset(each.strip() for each in unknown)
        self.of = lru_cache(MOST)(self._of)
        self.words: dict[str, dict[str, str]] = {}
        """Of attributes all words of their columns, and how we write them; empty before `learn`."""

    def _of(self, attribute: str, word: str) -> str | None:
        """Return a word as we write it, None where it is not understood."""
        if word.strip() in self._unknown:
            return "unknown"
        if readable(ATTRIBUTES[attribute], word):
            return word
        try:
            return show(understood(ATTRIBUTES[attribute], word))
        except PydanticCustomError:
            return None

    def needed_at_first(self, path: Path, kind: Format) -> bool:
        """Return whether the first rows of a file hold words that have to be looked up."""
        return self.needed(self._rows(path, kind).head(_SAMPLE), self.columns)

    def needed(self, rows: pl.LazyFrame, columns: Mapping[str, str]) -> bool:
        """Return whether rows hold words that have to be looked up, and are not learned yet."""
        return any(
            self._has_to_be_learned(attribute, word)
            for attribute, words in self._different(rows, columns)
            for word in words
        )

    def _has_to_be_learned(self, attribute: str, word: str) -> bool:
        ours, learned = self.of(attribute, word), self.words.get(attribute, {})
        if ours is None or word in learned or len(learned) >= MOST:
            return False
        return ours != word or not readable(ATTRIBUTES[attribute], word)

    def learn(self, path: Path, kind: Format) -> None:
        """Learn all words of a file that can be read."""
        self.learn_of(self._rows(path, kind), self.columns)

    def learn_of(self, rows: pl.LazyFrame, columns: Mapping[str, str]) -> None:
        """Learn all words of rows that can be read, beside those that are learned."""
        for attribute, words in self._different(rows, columns):
            of, learned = ATTRIBUTES[attribute], self.words.setdefault(attribute, {})
            new = (word for word in sorted(words) if word not in learned)
            meant = ((word, self.of(attribute, word)) for word in new)
            read = ((word, each) for word, each in meant if each is not None)
            # A word that every engine reads may still be written in more ways than one (TRUE).
            learned |= {
                word: "unknown" if says_unknown(each) else show(understood(of, each))
                for word, each in islice(read, MOST - len(learned))
            }

    def _rows(self, path: Path, kind: Format) -> pl.LazyFrame:
        return scan(path, kind, list(self.columns)).select(list(self.columns))

    def _different(
        self, rows: pl.LazyFrame, columns: Mapping[str, str]
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield attributes with all words that rows hold, plain numbers aside."""
        types = rows.collect_schema()
        texts = {column: name for column, name in columns.items() if types[column] in _WORDS}
        if texts:
            seen = rows.select(self._unique(*each) for each in texts.items())
            found = seen.collect(engine="streaming").row(0)
            yield from zip(texts.values(), found, strict=True)

    def _unique(self, column: str, attribute: str) -> pl.Expr:
        words = pl.col(column).cast(pl.String).drop_nulls()
        if ATTRIBUTES[attribute].numeric:
            plain = plain_number(pl, words).is_not_null() & ~words.is_in(list(self._unknown))
            words = words.filter(~plain)
        return words.unique().implode()

    def said(self) -> str:
        """Return which words were read as which, the first of them; empty where none was."""
        lines = [
            f"{name} '{word if len(word) <= LONGEST else f'{word[:LONGEST]}...'}' as {meant}"
            for name, words in self.words.items()
            for word in words
            if (meant := self.of(name, word)) not in (None, word)
        ]
        rest = f", and {len(lines) - _TOLD} more" if len(lines) > _TOLD else ""
        return f"read {', '.join(lines[:_TOLD])}{rest}" if lines else ""
