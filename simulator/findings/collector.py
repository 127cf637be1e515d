"""Collects the findings of one load, and limits how many findings are kept and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.findings.code import TOO_MANY, Argument, Code
from simulator.findings.finding import Finding, place_of

if TYPE_CHECKING:
    from simulator.findings.source import Span

MOST_SHOWN = 100
"""The maximum number of findings that are shown; the others are only counted."""
MOST_KEPT = 1000
"""The maximum number of errors, and of warnings, that the collector keeps."""
MAX_ARGUMENT = 200
"""The length of the longest text in the arguments of a finding, in characters."""
_MOST_COMPARED = 50_000


class StopReading(Exception):  # noqa: N818 - a signal to the function that loads a file, not an error
    """Raised to stop the load of a file when the rest of it would give no useful finding."""


class _Report(NamedTuple):
    """A finding whose place is not written out yet: its line may be as long as its file."""

    code: Code
    span: Span | None
    element: str
    args: dict[str, Argument]


class Collector:
    """Collects the findings of one load, from all files of the load.

    Attributes:
        errors: The number of reported errors, repeated ones included. A file with an error
            cannot be used.
        comparisons: How many more words this load may compare in order to make suggestions.
    """

    def __init__(self) -> None:
        self._errors: list[_Report] = []
        self._warnings: list[_Report] = []
        self._seen: set[tuple[object, ...]] = set()
        self._count = 0
        self.errors = 0
        self.comparisons = _MOST_COMPARED

    @property
    def full(self) -> bool:
        """Whether the collector keeps no further errors, so that a reader can stop."""
        return len(self._errors) >= MOST_KEPT

    @property
    def many(self) -> bool:
        """Whether more findings were reported than are shown."""
        return self._count > MOST_SHOWN

    def report(self, code: Code, span: Span | None, element: str = "", /, **args: Argument) -> None:
        """Adds a finding; a repeated finding with equal code, place and arguments is ignored.

        Args:
            code: The code of the finding.
            span: The characters that the finding points at; None if there is no file.
            element: The id of the scenario element with the fault; empty if there is none.
            **args: A value for each argument that `code` names; a long text is cut.

        Raises:
            StopReading: The finding is an error, and the collector is full.
        """
        args = {name: _cut(value) for name, value in args.items()}
        where = element if span is None else (span.source.file, span.line, span.column)
        key = (code.id, where, *args.values())
        if key in self._seen:
            return
        is_error = code.severity == "error"
        self._count += 1
        self.errors += is_error
        kept = self._errors if is_error else self._warnings
        if len(kept) < MOST_KEPT:
            self._seen.add(key)
            kept.append(_Report(code, span, element, args))
        elif is_error:
            raise StopReading

    def findings(self) -> tuple[Finding, ...]:
        """The findings to show, ordered by file, line and column.

        If there are more than 100 findings, errors are kept before warnings, and a last finding
        SC022 says how many findings were left out.
        """
        files: dict[str, int] = {}
        errors = sorted(self._errors, key=lambda report: _sort_key(report, files))
        warnings = sorted(self._warnings, key=lambda report: _sort_key(report, files))
        shown = [*errors, *warnings][:MOST_SHOWN]
        shown.sort(key=lambda report: _sort_key(report, files))
        found = [_finding(report) for report in shown]
        if self._count > len(found):
            left_out = {"count": self._count - len(found)}
            found.append(_finding(_Report(TOO_MANY, shown[-1].span, "", {**left_out})))
        return tuple(found)


def _cut(value: Argument) -> Argument:
    """An argument; the end of a long text is replaced by a sign of omission."""
    if isinstance(value, str) and len(value) > MAX_ARGUMENT:
        return f"{value[: MAX_ARGUMENT - 1]}…"
    return value


def _finding(report: _Report) -> Finding:
    return Finding(
        code=report.code.id,
        severity=report.code.severity,
        place=None if report.span is None else place_of(report.span),
        args=report.args,
        element=report.element,
    )


def _sort_key(report: _Report, files: dict[str, int]) -> tuple[bool, int, int, int]:
    """The sort key of a finding: its file, line and column; findings without a place come last.

    Args:
        report: The finding.
        files: A number for each file, in the order in which the files first had a finding. A new
            file is added.
    """
    span = report.span
    if span is None:
        return True, 0, 0, 0
    return False, files.setdefault(span.source.file, len(files)), span.line, span.column
