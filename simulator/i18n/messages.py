"""Texts of the interface and of scenarios in one language, by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from simulator.i18n import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from simulator.scenario.text import Text

_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class FindMessage(Protocol):
    """Looks a message up in a catalog."""

    def __call__(self, id_: str, n: int | None = None, /) -> str | None:
        """The message's text, in the plural form for the number `n`; None if it is missing."""


def fill(words: str, fields: dict[str, str]) -> str:
    """A text in which each `{name}` is replaced by the field of that name.

    Braces inside a field are not replaced. A name without a field stays as it is.

    >>> fill("{a} and {b} and {c}", {"a": "{b}", "b": "2"})
    '{b} and 2 and {c}'
    """
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), words)


class CatalogMessages:
    """The interface in one language; it implements `attempt.context.Messages`.

    Args:
        language: A language's folder name.
        finds: Functions that find a message, called in this order until one finds it.
        zone: The time zone that dates are shown in; None: the zone that this machine is set to.
    """

    def __init__(self, language: str, finds: Sequence[FindMessage], zone: tzinfo | None) -> None:
        self._language = language
        self._finds = tuple(finds)
        self._zone = zone

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""
        return self._language

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        """The text of a message; the id if no catalog has the message.

        Args:
            id_: The message's id.
            fields: The values of the `{names}` in the text; the field `n` picks the plural form.
        """
        n = fields.get("n")
        count = n if isinstance(n, int) else None
        for find in self._finds:
            words = find(id_, count)
            if words is not None:
                break
        else:
            words = id_
        return fill(words, {name: self._shown(value) for name, value in fields.items()})

    def figure(self, milli: int | None) -> str:
        """Points with one decimal, such as `72.4`, or the words for “not observed”.

        Args:
            milli: Thousandths of a point; None: not observed.
        """
        if milli is None:
            return self("figure.not-observed")
        return formats.figure(milli, self._language)

    def points(self, milli: int) -> str:
        """Points with three decimals, such as `72.400`.

        Args:
            milli: Thousandths of a point.
        """
        return formats.points(milli, self._language)

    def number(self, value: int) -> str:
        """A whole number as this language writes it."""
        return formats.number(value, self._language)

    def clock(self, seconds: int) -> str:
        """A time of the story, such as `19:40` or, after the first day, `day 2, 00:05`.

        Args:
            seconds: Since midnight before the story starts.
        """
        days, rest = divmod(seconds, 86400)
        time = formats.time(rest, self._language)
        return self("common.day-and-time", day=days + 1, time=time) if days else time

    def duration(self, seconds: int) -> str:
        """A duration in words, such as `1 minute, 30 seconds`."""
        return formats.duration(seconds, self._language)

    def date(self, iso: str) -> str:
        """A stored date and time as this language writes it; any other text unchanged.

        Args:
            iso: A date in ISO 8601; without a zone it is in UTC.
        """
        return formats.date(iso, self._language, self._zone)

    def joined(self, items: Iterable[str]) -> str:
        """A list in words, such as `a, b and c`."""
        return formats.joined(list(items), self._language)

    def _shown(self, value: str | int) -> str:
        if isinstance(value, str):
            return value
        # No supported language groups or replaces the digits of small numbers.
        return str(value) if 0 <= value < 1000 else self.number(value)


class CatalogTranslator:
    """Authored text in one language; it implements `attempt.ports.Translator`.

    Args:
        language: A language's folder name.
        find: A function that finds the translation of a text.
    """

    def __init__(self, language: str, find: FindMessage) -> None:
        self._language = language
        self._find = find

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""
        return self._language

    def text(self, text: Text) -> str:
        """The translation of a text; the author's own text if there is no translation."""
        found = self._find(text.id)
        return text.source if found is None else found
