"""Collects the findings of one load, and limits how many findings are kept and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.findings.code import TOO_MANY, Argument, Code
from simulator.findings.finding import Finding, place_of

if TYPE_CHECKING:
    from simulator.findings.source import Span

MOST_SHOWN = 100
"""The maximum number of findings that are shown; the others are only counted."""
MOST_KEPT = 1000
"""The number of reports after which the collector stops keeping findings."""


class Collector:
    """Collects the findings of one load, from all files of the load.

    Attributes:
        errors: The number of reported errors, repeated ones included. A file with an error
            cannot be used.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._seen: set[tuple[object, ...]] = set()
        self._count = 0
        self.errors = 0

    @property
    def full(self) -> bool:
        """Whether the collector keeps no further findings, so that a reader can stop."""
        return self._count >= MOST_KEPT

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
            **args: A value for each argument that `code` names.
        """
        where = element if span is None else (span.source.file, span.line, span.column)
        key = (code.id, where, *args.values())
        if key in self._seen:
            return
        self._count += 1
        self.errors += code.severity == "error"
        if self._count > MOST_KEPT:
            return
        self._seen.add(key)
        self._findings.append(
            Finding(
                code=code.id,
                severity=code.severity,
                place=None if span is None else place_of(span),
                args=dict(args),
                element=element,
            )
        )

    def findings(self) -> tuple[Finding, ...]:
        """The findings to show, ordered by file, line and column.

        If there are more than 100 findings, errors are kept before warnings, and a last finding
        SC022 says how many findings were left out.
        """
        files: dict[str, int] = {}
        ordered = sorted(self._findings, key=lambda finding: _sort_key(finding, files))
        if len(ordered) <= MOST_SHOWN:
            return tuple(ordered)
        errors_first = sorted(range(len(ordered)), key=lambda i: ordered[i].severity == "warning")
        shown = [ordered[i] for i in sorted(errors_first[:MOST_SHOWN])]
        shown.append(
            Finding(
                code=TOO_MANY.id,
                severity=TOO_MANY.severity,
                place=shown[-1].place,
                args={"count": self._count - MOST_SHOWN},
            )
        )
        return tuple(shown)


def _sort_key(finding: Finding, files: dict[str, int]) -> tuple[bool, int, int, int]:
    """The sort key of a finding: its file, line and column; findings without a place come last.

    Args:
        finding: The finding.
        files: A number for each file, in the order in which the files first had a finding. A new
            file is added.
    """
    place = finding.place
    if place is None:
        return True, 0, 0, 0
    return False, files.setdefault(place.file, len(files)), place.line, place.column
