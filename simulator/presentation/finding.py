"""A finding as text, in the form in which a compiler prints an error."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.findings.finding import Finding, Place

_WIDEST = 120
"""The largest number of characters of a source line that are shown."""


def finding_text(finding: Finding, messages: Messages) -> str:
    """A finding as lines: place and code, cause, the source line with a caret, cure.

    If the finding has no place, the text starts with its element and has no source line.
    """
    severity = messages(f"cli.{finding.severity}")
    place = finding.place
    where = finding.element if place is None else f"{place.file}:{place.line}:{place.column}"
    head = f"{severity} {finding.code} {finding.name}"
    cure = f"{messages('cli.cure')} {cure_text(finding, messages)}"
    return "\n".join(
        [
            f"{where}: {head}" if where else head,
            f"  {cause_text(finding, messages)}",
            *([] if place is None else _marked_line(place)),
            f"  {cure}{_suggestion(finding, messages)}",
        ]
    )


def cause_text(finding: Finding, messages: Messages) -> str:
    """The cause of a finding: what is wrong in the file."""
    return messages(f"finding.{finding.code}.cause", **dict(finding.args))


def cure_text(finding: Finding, messages: Messages) -> str:
    """The cure of a finding: how the author can correct the file."""
    return messages(f"finding.{finding.code}.cure", **dict(finding.args))


def _marked_line(place: Place) -> list[str]:
    """The source line of a place, and a line with carets; a long line is cut around the carets."""
    at = place.column - place.start
    long = place.start + len(place.text) > _WIDEST + 1
    start = max(0, at - _WIDEST // 2) if long else 0
    text = place.text[start : start + _WIDEST].replace("\t", " ")
    at -= start
    gap = " " * _columns(text[:at])
    caret = "^" * max(1, _columns(text[at : at + place.length]))
    number = str(place.line)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {gap}{caret}"]


def _suggestion(finding: Finding, messages: Messages) -> str:
    suggestion = finding.args.get("suggestion")
    return f" {messages('cli.near', word=suggestion)}" if suggestion else ""


def _columns(text: str) -> int:
    """The width of a text in columns of a terminal; a wide East Asian character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
