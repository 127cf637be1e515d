"""The attempts of an export as a table, in neutral words or in those of a reader."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from simulator.attempt.edition import stored_edition
from simulator.errors import EditionError
from simulator.reports.columns import COLUMNS, TITLE, cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import LogReader, Translator
    from simulator.attempt.record import Attempt
    from simulator.reports.columns import Cell, ReportColumn
    from simulator.scenario.text import Text

_TITLES: Final = 256
"""How many titles are kept; an export has few editions and many attempts."""
_CRITICALS: Final = "critical_errors"


class Words(Struct, frozen=True, kw_only=True):
    """The language of a reader.

    Attributes:
        messages: The interface.
        translator: The authored text.
    """

    messages: Messages
    translator: Translator


class Table(Protocol):
    """A header row and rows, as every format of an export writes them.

    Attributes:
        columns: All columns, in order.
        names: The names of the columns in the header row.
        words_id: The first part of the ids of the messages about the columns.
        yes_no: The words for true and false, in formats of text.
        count: The number of attempts so far.
    """

    columns: tuple[ReportColumn, ...]
    names: tuple[str, ...]
    words_id: str
    yes_no: tuple[str, str]
    count: int

    def rows(self) -> Iterator[list[Cell]]:
        """The rows, each with the values of `columns`."""


class ScoreTable:
    """A header row, and a row for each attempt.

    Args:
        attempts: The attempts; only one at a time is held in memory.
        reader: Reads the stored editions, for the titles of the scenarios; None: no titles.
        words: The language of the reader; None: neutral names and words.
        progress: Called with the number of rows after each row.

    Attributes:
        columns: All columns, in order.
        names: The names of the columns in the header row.
        yes_no: The words for true and false, in formats of text.
        count: The number of rows so far.
        words_id: The first part of the ids of the messages about the columns.
    """

    words_id = "column"

    def __init__(
        self,
        attempts: Iterable[Attempt],
        *,
        reader: LogReader | None = None,
        words: Words | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.columns: tuple[ReportColumn, ...] = (*COLUMNS, TITLE)
        self.names = tuple(
            x.name if words is None else words.messages(f"column.{x.name}") for x in self.columns
        )
        self.yes_no = (
            ("yes", "no")
            if words is None
            else (words.messages("sheet.yes"), words.messages("sheet.no"))
        )
        self.count = 0
        self._attempts = attempts
        self._reader = reader
        self._words = words
        self._progress = progress
        self._title = lru_cache(maxsize=_TITLES)(self._read_title)

    def rows(self) -> Iterator[list[Cell]]:
        """The rows, each with the values of `columns`."""
        for attempt in self._attempts:
            row = [*cells(attempt), self._title(attempt.digest)]
            if self._words is not None:
                row = list(map(self._worded, self.columns, row))
            yield row
            self.count += 1
            self._progress(self.count)

    def _worded(self, column: ReportColumn, value: Cell) -> Cell:
        """A value in the words of the reader."""
        if self._words is None or not isinstance(value, str):
            return value
        say = self._words.messages
        if column.name == _CRITICALS:
            return "; ".join(say(f"critical.{x}") for x in value.split("; "))
        if column.words is not None and value in column.words:
            return say(f"{column.words_id}{value}")
        return value

    def _read_title(self, digest: str) -> str | None:
        """The title of an edition; None if it is not stored or cannot be read."""
        if self._reader is None:
            return None
        try:
            title: Text = stored_edition(self._reader, digest).program.scenario.title
        except EditionError:
            return None
        return title.source if self._words is None else self._words.translator.text(title)
