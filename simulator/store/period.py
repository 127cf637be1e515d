"""Converts the dates of a filter into the form of stored dates, so that they can be compared."""

from __future__ import annotations

from datetime import UTC, date, datetime


def since(iso: str) -> str:
    """The earliest stored date that a filter `since` accepts.

    Args:
        iso: A date, or a date and time, ISO 8601. Without a time zone the time is in UTC.

    >>> since("2026-03-09"), since("2026-03-09T01:30:00+02:00")
    ('2026-03-09T00:00:00Z', '2026-03-08T23:30:00Z')

    Raises:
        ValueError: The text is not a date.
    """
    return _stored(iso, "T00:00:00Z")


def until(iso: str) -> str:
    """The latest stored date that a filter `until` accepts.

    Args:
        iso: A date, which includes the whole day in UTC, or a date and time, ISO 8601. Without a
            time zone the time is in UTC.

    >>> until("2026-03-09"), until("2026-03-09T14:05:00Z")
    ('2026-03-09T23:59:59Z', '2026-03-09T14:05:00Z')

    Raises:
        ValueError: The text is not a date.
    """
    return _stored(iso, "T23:59:59Z")


def _stored(iso: str, time_of_bare_date: str) -> str:
    """A date as it is stored: ISO 8601 in UTC to the second.

    Args:
        iso: A date, or a date and time, ISO 8601.
        time_of_bare_date: The text that is appended to a date without a time.

    Raises:
        ValueError: The text is not a date, or is out of range in UTC.
    """
    try:
        return date.fromisoformat(iso).isoformat() + time_of_bare_date
    except ValueError:
        moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError as error:
        raise ValueError(iso) from error
