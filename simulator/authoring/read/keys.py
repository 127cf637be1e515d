"""Maps whose keys become the fields of a value, by a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.authoring.read.scope import Kind, Scope
    from simulator.authoring.yaml import values
    from simulator.authoring.yaml.values import YamlValue

Read: TypeAlias = "Callable[[Scope, str, YamlValue], Any]"
"""From the file, a key and what it has to the field's value; None where that is wrong."""

Keys: TypeAlias = "Mapping[str, tuple[str, Read]]"
"""The field that a key becomes, and how."""


def decoded(scope: Scope, mapping: values.Mapping, keys: Keys) -> dict[str, Any]:
    """The fields whose keys are there and right; the others keep their defaults."""
    fields: dict[str, Any] = {}
    for name, value in mapping.entries.items():
        key = keys.get(name)
        if key is not None:
            read = key[1](scope, name, value)
            if read is not None:
                fields[key[0]] = read
    return fields


def reference(kind: Kind) -> Read:
    """Reads the id of one thing."""
    return lambda scope, name, value: scope.reference(kind, name, value)


def references(kind: Kind) -> Read:
    """Reads the ids of one or more things."""
    return lambda scope, name, value: scope.references(kind, name, scope.items(name, value))


def word(words: tuple[str, ...]) -> Read:
    """Reads one of some words."""
    return lambda scope, name, value: scope.one_of(name, value, words)


def number(least: int, most: int) -> Read:
    """Reads a whole number within bounds."""
    return lambda scope, name, value: scope.number(name, value, least, most)


def milliseconds(scope: Scope, name: str, value: YamlValue) -> int | None:
    """Reads a duration."""
    seconds = scope.duration(name, value)
    return None if seconds is None else seconds * 1000
