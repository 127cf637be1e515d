"""The dates of a filter in the form of stored dates."""

from __future__ import annotations

from datetime import UTC, date, datetime


def since(iso: str) -> str:
    """The earliest stored date that a filter `since` accepts.

    >>> since("2026-03-09"), since("2026-03-09T01:30:00+02:00")
    ('2026-03-09T00:00:00Z', '2026-03-08T23:30:00Z')

    Raises:
        ValueError: The text is not a date.
    """
    return _stored(iso, "T00:00:00Z")


def until(iso: str) -> str:
    """The latest stored date that a filter `until` accepts; a bare date means its whole day in UTC.

    >>> until("2026-03-09"), until("2026-03-09T14:05:00Z")
    ('2026-03-09T23:59:59Z', '2026-03-09T14:05:00Z')

    Raises:
        ValueError: The text is not a date.
    """
    return _stored(iso, "T23:59:59Z")


def _stored(iso: str, bare: str) -> str:
    try:
        return date.fromisoformat(iso).isoformat() + bare
    except ValueError:
        moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError as error:
        raise ValueError(iso) from error
