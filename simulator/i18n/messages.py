"""Words of the interface and of scenarios, by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from simulator.i18n import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.text import Text

_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Find(Protocol):
    """Looks a message up; None if it is not there."""

    def __call__(self, id_: str, n: int | None = None, /) -> str | None:
        """The words, in the plural form for `n`."""


def fill(words: str, fields: dict[str, str]) -> str:
    """Words with their fields put in, once: braces within a field are only text.

    >>> fill("{a} and {b} and {c}", {"a": "{b}", "b": "2"})
    '{b} and 2 and {c}'
    """
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), words)


class CatalogMessages:
    """The interface in one language; see `attempt.house.Words`."""

    def __init__(self, language: str, *finds: Find) -> None:
        self._language = language
        self._finds = finds

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""
        return self._language

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        """The words of a message, its `{fields}` filled in; `n` picks the plural form.

        A message that is nowhere is shown as its id.
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
        """Milli-points as shown, such as `72.4`; not observed says so in words."""
        if milli is None:
            return self("figure.not-observed")
        return formats.figure(milli, self._language)

    def points(self, milli: int) -> str:
        """Milli-points to the last one, such as `72.400`."""
        return formats.points(milli, self._language)

    def number(self, value: int) -> str:
        """A whole number as written in this language."""
        return formats.number(value, self._language)

    def clock(self, seconds: int) -> str:
        """A time of the story, such as `19:40`; beyond a day the day is named."""
        days, rest = divmod(seconds, 86400)
        time = formats.time(rest, self._language)
        return self("common.day-and-time", day=days + 1, time=time) if days else time

    def duration(self, seconds: int) -> str:
        """A length of time in words."""
        return formats.duration(seconds, self._language)

    def date(self, iso: str) -> str:
        """A stored date and time as written in this language, in the zone of this machine."""
        return formats.date(iso, self._language)

    def joined(self, items: Iterable[str]) -> str:
        """A list in words: a, b and c."""
        return formats.joined(list(items), self._language)

    def _shown(self, value: str | int) -> str:
        if isinstance(value, str):
            return value
        # Every language here writes these alike, and most counts are small.
        return str(value) if 0 <= value < 1000 else self.number(value)


class CatalogTranslator:
    """Authored text in one language; see `attempt.ports.Translator`."""

    def __init__(self, language: str, find: Find) -> None:
        self._language = language
        self._find = find

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""
        return self._language

    def text(self, text: Text) -> str:
        """The words to show; the author's own where there is no translation."""
        found = self._find(text.id)
        return text.source if found is None else found
