"""The canonical text of an edition, written out without msgspec: the rules of the format."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import NODEFAULT

from simulator.scenario.stored import Stored


def text_by_hand(value: object) -> bytes:
    """A value as canonical JSON in UTF-8."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, Stored):
        cls = type(value)
        defaults = cls.__struct_defaults__
        names = tuple(zip(cls.__struct_fields__, cls.__struct_encode_fields__, strict=True))
        needed = (NODEFAULT,) * (len(names) - len(defaults))
        plain: dict[str, object] = {"is": cls.__struct_config__.tag}
        for (name, stored), default in zip(names, needed + defaults, strict=True):
            item = getattr(value, name)
            if item != default or type(item) is not type(default):
                plain[stored] = _plain(item)
        return plain
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
