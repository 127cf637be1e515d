"""Reads the values of one map by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from simulator.findings import code as codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.authoring.read.reader import Reader
    from simulator.authoring.yaml.values import YamlMapping, YamlScalar, YamlValue

W = TypeVar("W", bound=str)


class Fields:
    """Reads the values of a map by their keys; creating it reports every unknown key.

    Attributes:
        reader: The reader of the file.
        mapping: The map.
    """

    def __init__(self, reader: Reader, mapping: YamlMapping, known: Iterable[str]) -> None:
        self.reader = reader
        self.mapping = mapping
        self._entries = mapping.entries
        reader.check_keys(mapping, known if isinstance(known, frozenset) else frozenset(known))

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def key(self, key: str) -> YamlValue:
        """A key with its place; the map itself if the key is missing."""
        return self.mapping.key(key) if key in self._entries else self.mapping

    def get(self, key: str) -> YamlValue | None:
        """The value of a key; None if it is missing."""
        return self._entries.get(key)

    def require(self, key: str) -> YamlValue | None:
        """The value of a key; a missing key is reported."""
        if key not in self._entries:
            self.reader.report(codes.MISSING_KEY, self.mapping, key=key)
        return self.get(key)

    def only_one(self, *keys: str) -> str | None:
        """The first of `keys` that the map has, or None; reports any others, which it excludes."""
        return self.reader.only_one(self.mapping, keys)

    def text(self, key: str, default: str = "") -> str:
        """A text, or the default."""
        value = self.get(key)
        return (self.reader.text(key, value) if value is not None else None) or default

    def number(self, key: str, minimum: int, maximum: int, default: int = 0) -> int:
        """A whole number from `minimum` to `maximum`, or the default."""
        value = self.get(key)
        read = self.reader.number(key, value, minimum, maximum) if value is not None else None
        return default if read is None else read

    def truth(self, key: str, *, default: bool = False) -> bool:
        """A truth value, or the default."""
        value = self.get(key)
        read = self.reader.truth(key, value) if value is not None else None
        return default if read is None else read

    def one_of(self, key: str, words: tuple[W, ...]) -> W | None:
        """A text that must be one of `words`, or None."""
        value = self.get(key)
        return self.reader.one_of(key, value, words) if value is not None else None

    def id(self, key: str) -> str | None:
        """An id, or None."""
        value = self.get(key)
        return self.reader.id(key, value) if value is not None else None

    def duration(self, key: str) -> int | None:
        """A duration in whole seconds, or None."""
        value = self.get(key)
        return self.reader.duration(key, value) if value is not None else None

    def amount(self, key: str) -> int | None:
        """An amount of money in hundredths of the currency, or None."""
        value = self.get(key)
        return self.reader.amount(key, value) if value is not None else None

    def items(self, key: str, *, or_one: bool = True) -> list[YamlValue]:
        """The items of a list; empty if the key is missing. See `Reader.items`."""
        value = self.get(key)
        return self.reader.items(key, value, or_one=or_one) if value is not None else []

    def members(self, key: str) -> Iterator[tuple[str, YamlScalar, YamlValue]]:
        """The entries of a map whose keys are ids; empty if the key is missing."""
        value = self.get(key)
        return self.reader.members(key, value) if value is not None else iter(())
