"""Every reply and silence of the attempts of an export, as a row of a table."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from simulator.attempt.edition import playable, stored_edition
from simulator.debrief.key_turns import turn_points
from simulator.debrief.review import build_debrief
from simulator.errors import EditionError, LogError, StoreError
from simulator.reports.columns import ReportColumn
from simulator.scoring.arithmetic import ZERO, milli
from simulator.scoring.sheet import score
from simulator.session.event import Chosen, TimedOut
from simulator.session.timing import WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt
    from simulator.reports.columns import Cell, CellType

_EDITIONS: Final = 16


def _column(name: str, kind: CellType, **more: object) -> ReportColumn:
    """A column whose values a `DecisionTable` computes."""
    return ReportColumn(
        name=name,
        type=kind,
        value=lambda _: None,
        reads=frozenset(),
        **more,  # type: ignore[arg-type]  # the fields of `ReportColumn` check them
    )


DECISION_COLUMNS: Final = (
    _column("attempt", "text"),
    _column("trainee", "text"),
    _column("scenario", "text"),
    _column("turn", "integer", unit="turns", least=1),
    _column("node", "text"),
    _column("choice", "text"),
    _column("silence", "boolean"),
    _column("on_offer", "text"),
    _column("share", "integer", unit="thousandths of the fair time", least=WITHIN),
    _column("rapid", "boolean"),
    _column("mood", "text"),
    _column("patience", "integer", unit="points", least=0, most=1000),
    _column("trust", "integer", unit="points", least=0, most=1000),
    _column("earned", "decimal", unit="points of the total"),
    _column("possible", "decimal", unit="points of the total"),
    _column("critical_errors", "text"),
)
"""All columns, in order; new ones are added at the end."""


class DecisionTable:
    """A header row, and a row for each reply and silence of each attempt.

    An attempt whose log or edition was changed or lost has no rows.

    Args:
        attempts: The attempts; only one at a time is held in memory.
        reader: Reads logs and editions.
        messages: Words the header row; None: neutral names.
        progress: Called with the number of attempts after each.
        leave_out: Called with the id of an attempt that has no rows.

    Attributes:
        columns: All columns, in order.
        names: The names of the columns in the header row.
        yes_no: The words for true and false, in formats of text.
        count: The number of attempts so far.
        words_id: The first part of the ids of the messages about the columns.
    """

    words_id = "decision"

    def __init__(
        self,
        attempts: Iterable[Attempt],
        *,
        reader: LogReader,
        messages: Messages | None = None,
        progress: Callable[[int], None] = lambda _: None,
        leave_out: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.columns: tuple[ReportColumn, ...] = DECISION_COLUMNS
        self.names = tuple(
            x.name if messages is None else messages(f"decision.{x.name}") for x in self.columns
        )
        self.yes_no = (
            ("yes", "no") if messages is None else (messages("sheet.yes"), messages("sheet.no"))
        )
        self.count = 0
        self._leave_out = leave_out
        self._attempts = attempts
        self._reader = reader
        self._progress = progress
        self._edition = lru_cache(maxsize=_EDITIONS)(partial(stored_edition, reader))

    def rows(self) -> Iterator[list[Cell]]:
        """The rows, each with the values of `columns`."""
        for attempt in self._attempts:
            try:
                yield from self._turns(attempt)
            except (EditionError, LogError, StoreError) as error:
                if isinstance(error, StoreError) and error.reason != "damaged":
                    raise
                self._leave_out(attempt.id)
            self.count += 1
            self._progress(self.count)

    def _turns(self, attempt: Attempt) -> list[list[Cell]]:
        log = self._reader.events(attempt.id)
        program = self._edition(attempt.digest).program
        with playable(attempt.digest):
            sheet = score(program.scenario, program.rubric, log)
            found = build_debrief(program, log, sheet)
        points = turn_points(sheet, program.rubric)
        made = [x for x in log if isinstance(x, Chosen | TimedOut)]
        head: list[Cell] = [attempt.id, attempt.trainee, attempt.scenario]
        rows: list[list[Cell]] = []
        for turn, event in zip(found.turns, made, strict=True):
            share = event.share if isinstance(event, Chosen) else None
            earned, possible = points.get(turn.number, (ZERO, ZERO))
            rows.append(
                [
                    *head,
                    turn.number + 1,
                    turn.node,
                    turn.choice,
                    turn.timed_out,
                    "; ".join(event.available) or None,
                    None if share is None else max(WITHIN, share),
                    turn.rapid,
                    turn.mood,
                    turn.patience,
                    turn.trust,
                    milli(earned) / 1000,
                    milli(possible) / 1000,
                    "; ".join(turn.criticals) or None,
                ]
            )
        return rows
