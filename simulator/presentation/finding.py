"""A finding in words, as a compiler prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.authoring.finding import Finding

_WIDEST = 120
"""Characters of a source line that are shown."""


def finding_text(finding: Finding, messages: Messages) -> str:
    """A finding as five lines: place and code, cause, source line, caret, cure.

    A long source line is cut around the caret.
    """
    start = max(0, finding.column - 1 - _WIDEST // 2) if len(finding.source) > _WIDEST else 0
    source = finding.source[start : start + _WIDEST].replace("\t", " ")
    at = finding.column - 1 - start
    gap = " " * _columns(source[:at])
    caret = "^" * max(1, _columns(source[at : at + finding.length]))
    number = str(finding.line)
    margin = " " * len(number)
    severity = messages(f"cli.{finding.severity}")
    place = f"{finding.file}:{finding.line}:{finding.column}"
    return "\n".join(
        [
            f"{place}: {severity} {finding.code} {finding.name}",
            f"  {cause_text(finding, messages)}",
            f"  {number} | {source}",
            f"  {margin} | {gap}{caret}",
            f"  {messages('cli.cure')} {cure_text(finding, messages)}{_near(finding, messages)}",
        ]
    )


def cause_text(finding: Finding, messages: Messages) -> str:
    """What is wrong."""
    return messages(f"finding.{finding.code}.cause", **dict(finding.args))


def cure_text(finding: Finding, messages: Messages) -> str:
    """How the author can correct it."""
    return messages(f"finding.{finding.code}.cure", **dict(finding.args))


def _near(finding: Finding, messages: Messages) -> str:
    near = finding.args.get("near")
    return f" {messages('cli.near', word=near)}" if near else ""


def _columns(text: str) -> int:
    """The columns that a terminal takes for a text: two for wide East Asian characters."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
