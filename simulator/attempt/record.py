"""What the store keeps of an attempt beside its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scoring.summary import Summary


class Attempt(Struct, frozen=True, kw_only=True):
    """The header of a stored attempt. Its events are stored separately.

    Attributes:
        id: A UUID as 32 hexadecimal digits.
        trainee: The trainee's name.
        scenario: The id of the scenario.
        edition: The scenario's edition number, as its author counts.
        digest: The SHA-256 of the edition that was played; the store keeps its text.
        rubric: The id of the rubric.
        rubric_edition: The rubric's edition number.
        language: The language that the attempt began in, a folder name such as `zh_Hans`.
        started: The date and time of the start, ISO 8601 in UTC to the second.
        ended: The date and time of the end in the same form; None while the attempt waits.
        summary: The scores; None while the attempt waits.
    """

    id: str
    trainee: str
    scenario: str
    edition: int
    digest: str
    rubric: str
    rubric_edition: int
    language: str
    started: str
    ended: str | None = None
    summary: Summary | None = None
