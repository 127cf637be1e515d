"""Reads maps whose keys become the fields of a value, by a table of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.authoring.read.scope import Scope
    from simulator.authoring.read.symbols import IdKind
    from simulator.authoring.yaml.values import YamlMapping, YamlValue

ReadKey: TypeAlias = "Callable[[Scope, str, YamlValue], Any]"
"""Reads the value of a key: takes the file, the key and the value; returns None if it is wrong."""

Keys: TypeAlias = "Mapping[str, tuple[str, ReadKey]]"
"""For each key, the field that it becomes and the function that reads it."""


def read_keys(scope: Scope, mapping: YamlMapping, keys: Keys) -> dict[str, Any]:
    """The fields of a map; a field whose key is missing or wrong is left out."""
    fields: dict[str, Any] = {}
    for name, value in mapping.entries.items():
        key = keys.get(name)
        if key is not None:
            read = key[1](scope, name, value)
            if read is not None:
                fields[key[0]] = read
    return fields


def reference(kind: IdKind) -> ReadKey:
    """A function that reads the id of one element."""
    return lambda scope, name, value: scope.reference(kind, name, value)


def references(kind: IdKind) -> ReadKey:
    """A function that reads the ids of one or more elements."""
    return lambda scope, name, value: scope.references(kind, name, scope.items(name, value))


def word(words: tuple[str, ...]) -> ReadKey:
    """A function that reads one of some words."""
    return lambda scope, name, value: scope.one_of(name, value, words)


def number(minimum: int, maximum: int) -> ReadKey:
    """A function that reads a whole number within bounds, both included."""
    return lambda scope, name, value: scope.number(name, value, minimum, maximum)


def milliseconds(scope: Scope, name: str, value: YamlValue) -> int | None:
    """A duration in milliseconds."""
    seconds = scope.duration(name, value)
    return None if seconds is None else seconds * 1000
