"""Reads a map into fields, by a table with a field and a function for each key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.authoring.read.scope import Scope
    from simulator.authoring.read.symbols import IdKind
    from simulator.authoring.yaml.values import YamlMapping, YamlValue

ReadKey: TypeAlias = "Callable[[Scope, str, YamlValue], Any]"
"""A function that reads the value of a key.

It takes the reader of the file, the key and the value, and returns None if the value is wrong.
"""

Keys: TypeAlias = "Mapping[str, tuple[str, ReadKey]]"
"""For each key of a map, the name of its field and the function that reads its value."""


def read_keys(scope: Scope, mapping: YamlMapping, keys: Keys) -> dict[str, Any]:
    """The fields of a map by name, without those whose keys are missing or have wrong values."""
    fields: dict[str, Any] = {}
    for name, value in mapping.entries.items():
        key = keys.get(name)
        if key is not None:
            read = key[1](scope, name, value)
            if read is not None:
                fields[key[0]] = read
    return fields


def reference(kind: IdKind) -> ReadKey:
    """A function that reads the id of one element of a kind."""
    return lambda scope, name, value: scope.reference(kind, name, value)


def references(kind: IdKind) -> ReadKey:
    """A function that reads the ids of one or more elements of a kind."""
    return lambda scope, name, value: scope.references(kind, name, scope.items(name, value))


def word(words: tuple[str, ...]) -> ReadKey:
    """A function that reads a text which must be one of `words`."""
    return lambda scope, name, value: scope.one_of(name, value, words)


def number(minimum: int, maximum: int) -> ReadKey:
    """A function that reads a whole number from `minimum` to `maximum`."""
    return lambda scope, name, value: scope.number(name, value, minimum, maximum)


def milliseconds(scope: Scope, name: str, value: YamlValue) -> int | None:
    """A duration in milliseconds; None if the value is no duration."""
    seconds = scope.duration(name, value)
    return None if seconds is None else seconds * 1000
