"""The plain form of scenarios and rubrics: text, numbers, lists and maps, ready for JSON.

It is canonical: equal values have equal plain forms, in the order of the file, and fields that
have their default are left out. It outlives the file that it came from.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import NODEFAULT, Struct

from simulator.scenario import expression, model, rubric, text
from simulator.scenario.nodes import LazyNodes

_TAG = "is"
_CLASSES: dict[str, type[Struct]] = {
    str(cls.__struct_config__.tag): cls
    for module in (expression, model, rubric, text)
    for cls in vars(module).values()
    if isinstance(cls, type) and issubclass(cls, Struct) and cls.__module__ == module.__name__
}
_NAMES = {cls: name for name, cls in _CLASSES.items()}


def _fields(cls: type[Struct]) -> tuple[tuple[str, Any], ...]:
    names, defaults = cls.__struct_fields__, cls.__struct_defaults__
    needed = (NODEFAULT,) * (len(names) - len(defaults))
    return tuple(zip(names, needed + defaults, strict=True))


_FIELDS = {cls: _fields(cls) for cls in _NAMES}
"""Name and default of each field."""
_SETS = {
    cls: {name for name, type_ in cls.__annotations__.items() if type_.startswith("frozenset")}
    for cls in _NAMES
}
"""The fields that are sets."""


def canonical(value: model.Scenario | model.Node | rubric.Rubric) -> str:
    """The plain form as JSON text, to the byte the same for equal values."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def to_plain(value: Any) -> Any:  # noqa: ANN401 - every class of the rooms below
    """The plain form of a value.

    >>> to_plain(expression.Not(expression.VariableValue("told")))
    {'is': '?Not', 'of': {'is': '?Variable', 'name': 'told'}}
    """
    cls = type(value)
    if cls in _NAMES:
        plain: dict[str, Any] = {_TAG: _NAMES[cls]}
        for name, default in _FIELDS[cls]:
            item = getattr(value, name)
            if item != default or type(item) is not type(default):
                plain[name] = to_plain(item)
        return plain
    if isinstance(value, dict | LazyNodes):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(plain: Any) -> Any:  # noqa: ANN401 - as above
    """The value of a plain form.

    Raises:
        KeyError: It names a class that there is not.
        TypeError: A field is missing or not known.
    """
    if isinstance(plain, list):
        return tuple([from_plain(item) for item in plain])
    if not isinstance(plain, dict):
        return plain
    if _TAG not in plain:
        return {key: from_plain(item) for key, item in plain.items()}
    cls = _CLASSES[plain[_TAG]]
    values = {key: from_plain(item) for key, item in plain.items() if key != _TAG}
    for name in _SETS[cls] & values.keys():
        values[name] = frozenset(values[name])
    return cls(**values)
