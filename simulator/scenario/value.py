"""Values: small slotted classes whose instances never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A slotted, keyword-only dataclass that may not be changed once it is made.

    The type checker holds that, not Python: a frozen dataclass takes four times as long to make,
    and a large scenario is a hundred thousand of these.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)
