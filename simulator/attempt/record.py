"""The header of a stored attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scoring.summary import Summary


class Attempt(Struct, frozen=True, kw_only=True):
    """The header of a stored attempt. Its events are stored separately.

    Attributes:
        id: A UUID as 32 hexadecimal digits.
        trainee: The name of the trainee.
        scenario: The id of the scenario.
        edition: The edition number that the author gave the scenario.
        digest: The digest of the edition that was played, 64 hexadecimal digits.
        rubric: The id of the rubric.
        rubric_edition: The edition number that the author gave the rubric.
        language: The language in which the attempt began, a folder name such as `zh_Hans`.
        started: The date and time of the start, ISO 8601 in UTC to the second.
        ended: The date and time of the end, ISO 8601 in UTC to the second; None before the end.
        summary: The scores; None before the end.
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
