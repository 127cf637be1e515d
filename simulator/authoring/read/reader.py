"""Typed values out of located ones; what does not fit becomes a finding.

Every reader returns None for a value that is absent or wrong; wrong ones have been reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from simulator.authoring import finding as f
from simulator.authoring.read import units as times
from simulator.authoring.read.ids import is_id, slug
from simulator.authoring.yaml.values import Hole, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.authoring.report import Report
    from simulator.authoring.yaml.values import Source, YamlValue

T = TypeVar("T")
W = TypeVar("W", bound=str)

_NUMBER = re.compile(r"[+-]?\d{1,12}")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_SHOWN = 80
_COMPARED = 2000


class Reader:
    """Reads single values of one file; what is wrong with them goes to the report."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report

    def found(self, code: f.Code, where: YamlValue, /, **args: f.Argument) -> None:
        """Reports a finding about a value of this file."""
        self.report.add(code, self.source, where, **args)

    def near(self, word: str, known: Iterable[str]) -> str:
        """The known word that is most like it, or nothing; nor when too much is wrong already."""
        if self.report.many:
            return ""
        from difflib import get_close_matches  # noqa: PLC0415 - only for a finding

        words = [x for x in known if x != word][:_COMPARED]
        found = get_close_matches(word[:_SHOWN], words, 1, 0.6)
        if found:
            return found[0]
        plain = word[:_SHOWN].lower().replace("_", "-").replace(" ", "-")
        return plain if plain in words else ""

    def text(self, key: str, value: YamlValue) -> str | None:
        """Text that is not empty."""
        if isinstance(value, Scalar):
            if value.text.strip():
                return value.text
            self.found(f.EMPTY_VALUE, value, key=key)
        elif isinstance(value, Mapping):
            self._bitten(key, value)
        elif isinstance(value, Sequence):
            self.found(f.EXPECTED_TEXT, value, key=key)
        return None

    def _bitten(self, key: str, value: Mapping) -> None:
        """A map where text should be: most often a colon inside unquoted text made it one."""
        for name, inner in value.entries.items():
            told = inner.text if isinstance(inner, Scalar) else "..."
            if len(value.entries) == 1 and (" " in name or name[:1].isupper()):
                self.found(f.NEEDS_QUOTES, value.key(name), text=f"{name}: {told}"[:_SHOWN])
                return
        self.found(f.EXPECTED_TEXT, value, key=key)

    def _parsed(
        self, key: str, value: YamlValue, code: f.Code, read: Callable[[str], T | None]
    ) -> T | None:
        text = self.text(key, value)
        if text is None:
            return None
        parsed = read(text)
        if parsed is None:
            self.found(code, value, value=text[:_SHOWN])
        return parsed

    def number(self, key: str, value: YamlValue, least: int, most: int) -> int | None:
        """A whole number within bounds."""
        text = self.text(key, value)
        if text is None:
            return None
        if _NUMBER.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        self.found(f.BAD_NUMBER, value, value=text[:_SHOWN], least=least, most=most)
        return None

    def truth(self, key: str, value: YamlValue) -> bool | None:
        """`true` or `false`, `yes` or `no`."""
        return self._parsed(key, value, f.BAD_TRUTH, _TRUTHS.get)

    def one_of(self, key: str, value: YamlValue, words: tuple[W, ...]) -> W | None:
        """One of some words."""
        text = self.text(key, value)
        if text is None:
            return None
        for word in words:
            if word == text:
                return word
        self.found(
            f.UNKNOWN_WORD,
            value,
            value=text[:_SHOWN],
            words=", ".join(words),
            near=self.near(text, words),
        )
        return None

    def id(self, key: str, value: YamlValue) -> str | None:
        """An id as authors write them."""
        text = self.text(key, value)
        if text is None or is_id(text):
            return text
        self.found(f.BAD_ID, value, value=text[:_SHOWN], near=slug(text, ""))
        return None

    def duration(self, key: str, value: YamlValue) -> int | None:
        """Whole seconds."""
        return self._parsed(key, value, f.BAD_DURATION, times.duration)

    def time_of_day(self, key: str, value: YamlValue) -> int | None:
        """Whole seconds since midnight."""
        return self._parsed(key, value, f.BAD_TIME, times.time_of_day)

    def amount(self, key: str, value: YamlValue) -> int | None:
        """Hundredths of the currency."""
        return self._parsed(key, value, f.BAD_AMOUNT, times.hundredths)

    def matching(
        self, key: str, value: YamlValue, code: f.Code, pattern: re.Pattern[str]
    ) -> str | None:
        """Text of a given form."""
        return self._parsed(
            key, value, code, lambda text: text if pattern.fullmatch(text) else None
        )

    def only(self, mapping: Mapping, known: frozenset[str]) -> None:
        """Reports each key of a map that is not known.

        In `{}` a key without a value is a piece of text that a comma cut off.
        """
        if mapping.entries.keys() <= known:
            return
        for where, value in mapping.pairs():
            name = where.text
            if name in known or self.report.full:
                continue
            cut_off = mapping.flow and isinstance(value, Scalar) and value.empty
            if cut_off or (mapping.flow and " " in name):
                self.found(f.NEEDS_QUOTES, where, text=name[:_SHOWN])
            else:
                self.found(f.UNKNOWN_KEY, where, key=name[:_SHOWN], near=self.near(name, known))

    def forbid(self, mapping: Mapping, keys: Iterable[str], beside: str) -> None:
        """Reports keys that do not belong beside another."""
        for key in keys:
            if key in mapping.entries:
                self.found(f.KEY_NOT_HERE, mapping.key(key), key=key, beside=beside)

    def apart(self, mapping: Mapping, keys: tuple[W, ...]) -> W | None:
        """The first of some keys that exclude each other; a second one is reported."""
        there = [key for key in keys if key in mapping.entries]
        for other in there[1:]:
            self.found(f.KEYS_TOGETHER, mapping.key(other), first=there[0], second=other)
        return there[0] if there else None

    def items(self, key: str, value: YamlValue, *, or_one: bool = True) -> list[YamlValue]:
        """The members of a list; a single value stands for a list of one where that is allowed."""
        if isinstance(value, Sequence):
            return value.items
        if isinstance(value, Hole):
            return []
        if or_one:
            if isinstance(value, Scalar) and value.empty:
                self.found(f.EMPTY_VALUE, value, key=key)
                return []
            return [value]
        self.found(f.EXPECTED_LIST, value, key=key)
        return []

    def mapping(self, key: str, value: YamlValue) -> Mapping | None:
        """A map."""
        if isinstance(value, Mapping):
            return value
        if isinstance(value, Scalar) and value.empty:
            self.found(f.EMPTY_VALUE, value, key=key)
        elif not isinstance(value, Hole):
            self.found(f.EXPECTED_MAP, value, key=key)
        return None

    def members(self, key: str, value: YamlValue) -> Iterator[tuple[str, Scalar, YamlValue]]:
        """The entries of a map whose keys are ids; the others are reported and left out."""
        mapping = self.mapping(key, value)
        if mapping is None:
            return
        for where, inner in mapping.pairs():
            if self.id(key, where) is not None:
                yield where.text, where, inner


class Fields:
    """A map with known keys; each other key is reported at once."""

    def __init__(self, reader: Reader, mapping: Mapping, known: Iterable[str]) -> None:
        self.reader = reader
        self.where = mapping
        self._entries = mapping.entries
        reader.only(mapping, known if isinstance(known, frozenset) else frozenset(known))

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def there(self) -> Iterable[str]:
        """The keys that stand there, in their order."""
        return self._entries

    def key(self, key: str) -> YamlValue:
        """Where the key stands; the map itself if it is missing."""
        return self.where.key(key) if key in self._entries else self.where

    def get(self, key: str) -> YamlValue | None:
        """The value of a key."""
        return self._entries.get(key)

    def need(self, key: str) -> YamlValue | None:
        """The value of a key; its absence is reported."""
        if key not in self._entries:
            self.reader.found(f.MISSING_KEY, self.where, key=key)
        return self.get(key)

    def apart(self, *keys: str) -> str | None:
        """The first of some keys that exclude each other; a second one is reported."""
        return self.reader.apart(self.where, keys)

    def text(self, key: str, default: str = "") -> str:
        """Text, or the default."""
        value = self.get(key)
        return (self.reader.text(key, value) if value is not None else None) or default

    def number(self, key: str, least: int, most: int, default: int = 0) -> int:
        """A whole number, or the default."""
        value = self.get(key)
        read = self.reader.number(key, value, least, most) if value is not None else None
        return default if read is None else read

    def truth(self, key: str, *, default: bool = False) -> bool:
        """A truth value, or the default."""
        value = self.get(key)
        read = self.reader.truth(key, value) if value is not None else None
        return default if read is None else read

    def one_of(self, key: str, words: tuple[W, ...]) -> W | None:
        """One of some words, or None."""
        value = self.get(key)
        return self.reader.one_of(key, value, words) if value is not None else None

    def id(self, key: str) -> str | None:
        """An id, or None."""
        value = self.get(key)
        return self.reader.id(key, value) if value is not None else None

    def duration(self, key: str) -> int | None:
        """Whole seconds, or None."""
        value = self.get(key)
        return self.reader.duration(key, value) if value is not None else None

    def amount(self, key: str) -> int | None:
        """Hundredths of the currency, or None."""
        value = self.get(key)
        return self.reader.amount(key, value) if value is not None else None

    def items(self, key: str, *, or_one: bool = True) -> list[YamlValue]:
        """The members of a list, or of one value; none if the key is missing."""
        value = self.get(key)
        return self.reader.items(key, value, or_one=or_one) if value is not None else []

    def members(self, key: str) -> Iterator[tuple[str, Scalar, YamlValue]]:
        """The entries of a map of ids; none if the key is missing."""
        value = self.get(key)
        return self.reader.members(key, value) if value is not None else iter(())
