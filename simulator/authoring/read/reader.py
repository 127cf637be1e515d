"""Reads single values: texts, numbers, ids, lists and maps.

A wrong value is reported, and read as None.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from simulator.authoring.read import units
from simulator.authoring.read.ids import is_id, slug
from simulator.authoring.yaml.values import (
    Invalid,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    excerpt,
    span_of,
)
from simulator.findings import code as codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.code import Argument, Code
    from simulator.findings.collector import Collector
    from simulator.findings.source import Source

T = TypeVar("T")
W = TypeVar("W", bound=str)

_NUMBER = re.compile(r"[+-]?\d{1,12}")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
MAX_ITEMS = 1000
"""The largest number of items of a list."""
# With how many known words a wrong word is compared.
_COMPARED = 2000
# How many words a finding lists.
_LISTED = 40


def listed(words: Sequence[str]) -> str:
    """Words in a row, for a finding; of many words only the first ones.

    >>> listed(("low", "high"))
    'low, high'
    """
    return ", ".join([*words[:_LISTED], *(["…"] if len(words) > _LISTED else [])])


class Reader:
    """Reads single values of one file, and reports wrong values.

    Attributes:
        source: The file.
        collector: Gets the findings.
    """

    def __init__(self, source: Source, collector: Collector) -> None:
        self.source = source
        self.collector = collector

    def report(self, code: Code, value: YamlValue, /, **args: Argument) -> None:
        """Reports a finding about a value of this file."""
        self.collector.report(code, span_of(self.source, value), **args)

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """The known word that is most similar to a wrong word.

        Empty if no known word is similar, if the load already has more findings than are shown, or
        if it has compared too many words.
        """
        if self.collector.many:
            return ""
        from simulator.authoring.read.suggest import closest  # noqa: PLC0415 - only for a finding

        words = list(islice((x for x in known if x != word), _COMPARED))
        plain = excerpt(word).lower().replace("_", "-").replace(" ", "-")
        return closest(excerpt(word), words, self.collector) or (plain if plain in words else "")

    def text(self, key: str, value: YamlValue) -> str | None:
        """A text that is not empty."""
        if isinstance(value, YamlScalar):
            if value.text.strip():
                return value.text
            self.report(codes.EMPTY_VALUE, value, key=key)
        elif isinstance(value, YamlMapping):
            self._accidental_map(key, value)
        elif isinstance(value, YamlSequence):
            self.report(codes.EXPECTED_TEXT, value, key=key)
        return None

    def _accidental_map(self, key: str, value: YamlMapping) -> None:
        """Reports a map where a text is expected; usually, the text contains a colon."""
        for name, inner in value.entries.items():
            rest = inner.text if isinstance(inner, YamlScalar) else "..."
            if len(value.entries) == 1 and (" " in name or name[:1].isupper()):
                self.report(codes.NEEDS_QUOTES, value.key(name), text=excerpt(f"{name}: {rest}"))
                return
        self.report(codes.EXPECTED_TEXT, value, key=key)

    def _parsed(
        self, key: str, value: YamlValue, code: Code, read: Callable[[str], T | None]
    ) -> T | None:
        """The result of `read` for a text; reports `code` if that is None."""
        text = self.text(key, value)
        if text is None:
            return None
        parsed = read(text)
        if parsed is None:
            self.report(code, value, value=excerpt(text))
        return parsed

    def number(self, key: str, value: YamlValue, minimum: int, maximum: int) -> int | None:
        """A whole number from `minimum` to `maximum`."""
        text = self.text(key, value)
        if text is None:
            return None
        if _NUMBER.fullmatch(text) and minimum <= int(text) <= maximum:
            return int(text)
        self.report(codes.BAD_NUMBER, value, value=excerpt(text), minimum=minimum, maximum=maximum)
        return None

    def truth(self, key: str, value: YamlValue) -> bool | None:
        """`true` or `false`, `yes` or `no`."""
        return self._parsed(key, value, codes.BAD_TRUTH, _TRUTHS.get)

    def one_of(self, key: str, value: YamlValue, words: tuple[W, ...]) -> W | None:
        """A text that must be one of `words`."""
        text = self.text(key, value)
        if text is None:
            return None
        if text in words:
            return words[words.index(text)]
        self.report(
            codes.UNKNOWN_WORD,
            value,
            value=excerpt(text),
            words=listed(words),
            suggestion=self.suggest(text, words),
        )
        return None

    def id(self, key: str, value: YamlValue) -> str | None:
        """An id: lower-case letters, digits and hyphens, a letter first."""
        text = self.text(key, value)
        if text is None or is_id(text):
            return text
        self.report(codes.BAD_ID, value, value=excerpt(text), suggestion=slug(text, ""))
        return None

    def duration(self, key: str, value: YamlValue) -> int | None:
        """A duration, in whole seconds."""
        return self._parsed(key, value, codes.BAD_DURATION, units.duration)

    def time_of_day(self, key: str, value: YamlValue) -> int | None:
        """A time of day, in whole seconds since midnight."""
        return self._parsed(key, value, codes.BAD_TIME, units.time_of_day)

    def amount(self, key: str, value: YamlValue) -> int | None:
        """An amount of money, in hundredths of the currency."""
        return self._parsed(key, value, codes.BAD_AMOUNT, units.hundredths)

    def matching(
        self, key: str, value: YamlValue, code: Code, pattern: re.Pattern[str]
    ) -> str | None:
        """A text that matches a pattern as a whole; `code` is reported if it does not."""
        return self._parsed(
            key, value, code, lambda text: text if pattern.fullmatch(text) else None
        )

    def check_keys(self, mapping: YamlMapping, known: frozenset[str]) -> None:
        """Reports each key of a map that is not one of the known keys.

        In braces, an unknown key without a value is the end of a text that needs quotes: in
        `{say: Well, well}`, the text ends at the comma.
        """
        if mapping.entries.keys() <= known:
            return
        for where, value in mapping.pairs():
            name = where.text
            if name in known or self.collector.full:
                continue
            cut_off = mapping.flow and isinstance(value, YamlScalar) and value.empty
            if cut_off or (mapping.flow and " " in name):
                self.report(codes.NEEDS_QUOTES, where, text=excerpt(name))
            else:
                self.report(
                    codes.UNKNOWN_KEY,
                    where,
                    key=excerpt(name),
                    suggestion=self.suggest(name, known),
                )

    def forbid(self, mapping: YamlMapping, keys: Iterable[str], beside: str) -> None:
        """Reports each of `keys` that a map has; the key `beside` excludes them."""
        for key in keys:
            if key in mapping.entries:
                self.report(codes.KEY_NOT_HERE, mapping.key(key), key=key, beside=beside)

    def only_one(self, mapping: YamlMapping, keys: tuple[W, ...]) -> W | None:
        """The first of `keys` that a map has, or None.

        Only one of the keys is allowed in a map: any others are reported.
        """
        present = [key for key in keys if key in mapping.entries]
        for other in present[1:]:
            self.report(codes.KEYS_TOGETHER, mapping.key(other), first=present[0], second=other)
        return present[0] if present else None

    def items(self, key: str, value: YamlValue, *, or_one: bool = True) -> list[YamlValue]:
        """The items of a list.

        Args:
            key: The key of the list.
            value: The list.
            or_one: Whether a single value counts as a list of one item.
        """
        if isinstance(value, YamlSequence):
            if len(value.items) > MAX_ITEMS:
                self.report(codes.TOO_MANY_ITEMS, value, key=key, maximum=MAX_ITEMS)
            return value.items[:MAX_ITEMS]
        if isinstance(value, Invalid):
            return []
        if or_one:
            if isinstance(value, YamlScalar) and value.empty:
                self.report(codes.EMPTY_VALUE, value, key=key)
                return []
            return [value]
        self.report(codes.EXPECTED_LIST, value, key=key)
        return []

    def mapping(self, key: str, value: YamlValue) -> YamlMapping | None:
        """The value, if it is a map."""
        if isinstance(value, YamlMapping):
            return value
        if isinstance(value, YamlScalar) and value.empty:
            self.report(codes.EMPTY_VALUE, value, key=key)
        elif not isinstance(value, Invalid):
            self.report(codes.EXPECTED_MAP, value, key=key)
        return None

    def members(self, key: str, value: YamlValue) -> Iterator[tuple[str, YamlScalar, YamlValue]]:
        """The entries of a map whose keys are ids: id, key with its place, and value.

        An entry whose key is no id is reported and left out.
        """
        mapping = self.mapping(key, value)
        if mapping is None:
            return
        for where, inner in mapping.pairs():
            if self.id(key, where) is not None:
                yield where.text, where, inner
