"""Score sheets as workbooks (XLSX): typed cells, a summary with charts, and a dictionary."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from msgspec import Struct

from simulator.errors import MissingLibraryError
from simulator.reports.dictionary import HEADINGS, dictionary_rows

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.reports.columns import Cell, ReportColumn
    from simulator.reports.table import Table

_MOST_ROWS: Final = 1_048_575
"""How many rows a sheet can have below its header."""
_LONGEST: Final = 32_767
"""How many characters a cell can have."""
_WIDTHS: Final = {"text": 18, "date": 20, "integer": 10, "decimal": 11, "boolean": 10}
_DATE: Final = "yyyy-mm-dd hh:mm:ss"


class _Group(Struct):
    """What the summary says of one scenario."""

    attempts: int = 0
    finished: int = 0
    passed: int = 0
    sum: float = 0.0


def write(table: Table, stream: BinaryIO, messages: Messages) -> int:
    """Writes the attempts; rows that do not fit into one sheet go on in the next.

    No cell is a formula, whatever its text.

    Args:
        table: The attempts; only one row at a time is held in memory.
        stream: The binary stream to write to.
        messages: The interface, for the names of the sheets and the meanings of the columns.

    Returns:
        The number of attempts.

    Raises:
        MissingLibraryError: XlsxWriter is not installed.
        OSError: The stream cannot be written.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingLibraryError("xlsx") from error
    book = xlsxwriter.Workbook(
        stream,
        {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False},
    )
    _Writer(book, table, messages).write()
    book.close()
    return table.count


class _Writer:
    """Writes the sheets of one workbook.

    Args:
        book: The workbook of XlsxWriter.
        table: The attempts.
        messages: The interface.
    """

    def __init__(self, book: Any, table: Table, messages: Messages) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._book = book
        self._table = table
        self._say = messages
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._formats = {
            "date": book.add_format({"num_format": _DATE}),
            "decimal": book.add_format({"num_format": "0.0"}),
        }
        self._groups: dict[str, _Group] = {}

    def write(self) -> None:
        """Writes the rows, and then what follows from them."""
        sheet, row = self._begin(1), 1
        sums = any(x.name == "total" for x in self._table.columns)
        for number, cells in enumerate(self._table.rows(), 1):
            if row > _MOST_ROWS:
                self._end(sheet, row)
                sheet, row = self._begin(1 + number // _MOST_ROWS), 1
            for place, (column, value) in enumerate(zip(self._table.columns, cells, strict=True)):
                self._cell(sheet, row, place, column, value)
            if sums:
                self._add(cells)
            row += 1
        self._end(sheet, row)
        if self._groups:
            self._summary()
        self._dictionary()

    def _begin(self, number: int) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        name = self._say("sheet.scores")
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 2)
        for place, (title, column) in enumerate(
            zip(self._table.names, self._table.columns, strict=True)
        ):
            sheet.set_column(place, place, _WIDTHS[column.type])
            sheet.write_string(0, place, title, self._bold)
        return sheet

    def _end(self, sheet: Any, rows: int) -> None:  # noqa: ANN401 - XlsxWriter has no types
        sheet.autofilter(0, 0, max(1, rows - 1), len(self._table.columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, column: ReportColumn, value: Cell) -> None:  # noqa: ANN401 - XlsxWriter has no types
        style = self._formats.get(column.type)
        if value is None:
            return
        if column.type == "date":
            moment = datetime.fromisoformat(str(value)).replace(tzinfo=None)
            sheet.write_datetime(row, place, moment, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, str):
            sheet.write_string(row, place, value[:_LONGEST])
        else:
            sheet.write_number(row, place, value, style)

    def _add(self, cells: list[Cell]) -> None:
        """Counts an attempt for the summary."""
        row = {x.name: value for x, value in zip(self._table.columns, cells, strict=True)}
        group = self._groups.setdefault(str(row["title"] or row["scenario"]), _Group())
        group.attempts += 1
        total = row["total"]
        if isinstance(total, float) and row["ending"] is not None:
            group.finished += 1
            group.passed += row["passed"] is True
            group.sum += total

    def _summary(self) -> None:
        """A row for each scenario, and a chart of the means and one of the counts."""
        say, sheet = self._say, self._book.add_worksheet(self._say("sheet.summary"))
        titles = ("column.title", "sheet.attempts", "status.finished", "column.passed")
        for place, id_ in enumerate((*titles, "sheet.mean")):
            sheet.write_string(0, place, say(id_), self._bold)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 4, 14)
        for row, (title, group) in enumerate(sorted(self._groups.items()), 1):
            sheet.write_string(row, 0, title)
            for place, value in enumerate((group.attempts, group.finished, group.passed), 1):
                sheet.write_number(row, place, value)
            if group.finished:
                mean = group.sum / group.finished
                sheet.write_number(row, 4, mean, self._formats["decimal"])
        last = len(self._groups)
        if last:
            sheet.insert_chart("G2", self._chart(last, "sheet.mean", (4,), most=100))
            sheet.insert_chart("G18", self._chart(last, "sheet.attempts", (1, 2, 3), most=None))

    def _chart(self, last: int, title: str, places: tuple[int, ...], *, most: int | None) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        chart = self._book.add_chart({"type": "bar"})
        sheet = self._say("sheet.summary")
        for place in places:
            chart.add_series(
                {
                    "name": [sheet, 0, place],
                    "categories": [sheet, 1, 0, last, 0],
                    "values": [sheet, 1, place, last, place],
                }
            )
        chart.set_title({"name": self._say(title)})
        chart.set_x_axis({"min": 0, "max": most} if most else {"min": 0})
        chart.set_y_axis({"reverse": True})
        if len(places) == 1:
            chart.set_legend({"none": True})
        return chart

    def _dictionary(self) -> None:
        """A row for each column."""
        sheet = self._book.add_worksheet(self._say("sheet.dictionary"))
        for place, heading in enumerate(HEADINGS):
            sheet.write_string(0, place, self._say(f"sheet.{heading}"), self._bold)
        sheet.set_column(0, 3, 20)
        sheet.set_column(4, 4, 90)
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(
            dictionary_rows(self._say, self._table.columns, self._table.words_id), 1
        ):
            for place, value in enumerate(cells):
                sheet.write_string(row, place, value)
