"""What is kept of an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Attempt(Struct, frozen=True, kw_only=True):
    """The header of a stored attempt; its events stand beside it.

    Attributes:
        id: A UUID as 32 hexadecimal digits.
        trainee: The name that was given.
        edition: Of the scenario, as its author counts; `digest` names the stored edition.
        language: That the attempt began in, as a folder name such as `zh_Hans`.
        started: ISO 8601 in UTC, to the second; as `ended`, None while it waits.
        figures: `ScoreSheet.summary()` once it has ended.
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
    figures: Mapping[str, Any] | None = None
