"""Collects the findings of one load, and limits how many are kept and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.findings.code import TOO_MANY, Argument, Code
from simulator.findings.finding import Finding, place_of

if TYPE_CHECKING:
    from simulator.findings.source import Span

SHOWN = 100
"""How many findings are shown; the others are only counted."""
KEPT = 1000
"""How many findings are kept; after that, looking for more is pointless."""


class Collector:
    """The findings of one load, over all its files.

    Attributes:
        errors: How many findings are errors, which forbid the use of the file.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._seen: set[tuple[object, ...]] = set()
        self._count = 0
        self.errors = 0

    @property
    def full(self) -> bool:
        """Whether so many findings are kept that no more are needed."""
        return self._count >= KEPT

    @property
    def many(self) -> bool:
        """Whether there are already more findings than will be shown."""
        return self._count > SHOWN

    def report(self, code: Code, span: Span | None, element: str = "", /, **args: Argument) -> None:
        """Adds a finding; a second one with the same code, place and arguments is dropped.

        Args:
            code: What is wrong.
            span: Where in a file; None if there is no file.
            element: The id of the scenario element that it is about; may be empty.
            **args: The arguments that `code` names.
        """
        self._count += 1
        self.errors += code.severity == "error"
        where = element if span is None else (span.source.file, span.line, span.column)
        seen = (code.id, where, *args.values())
        if self.full or seen in self._seen:
            return
        self._seen.add(seen)
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
        """The findings, by file, line and column.

        Of more than 100, errors are preferred; a last finding SC022 then says how many were left
        out.
        """
        files: dict[str, int] = {}
        ordered = sorted(self._findings, key=lambda one: _order(one, files))
        if len(ordered) <= SHOWN:
            return tuple(ordered)
        errors_first = sorted(range(len(ordered)), key=lambda at: ordered[at].severity == "warning")
        shown = [ordered[at] for at in sorted(errors_first[:SHOWN])]
        left_out = max(self._count, len(ordered)) - SHOWN
        shown.append(
            Finding(
                code=TOO_MANY.id,
                severity=TOO_MANY.severity,
                place=shown[-1].place,
                args={"count": left_out},
            )
        )
        return tuple(shown)


def _order(finding: Finding, files: dict[str, int]) -> tuple[bool, int, int, int]:
    """The sort key of a finding.

    Files come in the order in which each was first reported, findings without a place last.
    """
    place = finding.place
    if place is None:
        return True, 0, 0, 0
    return False, files.setdefault(place.file, len(files)), place.line, place.column
