"""A cache with a limit in bytes, which drops the least recently used values first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class ByteCache(Generic[T]):
    """Keeps values that are slow to make, up to a number of bytes.

    The newest value is kept even if it alone takes more than `limit`.

    Args:
        weigh: Gives the number of bytes that a value takes.
        limit: The number of bytes that all values may take together.

    Attributes:
        limit: The limit in bytes; a new limit is applied when the next value is made.
        size: The number of bytes that all values take now.

    >>> cache = ByteCache(len, limit=5)
    >>> [cache.get(x, lambda: "abc") for x in (1, 2)], len(cache), cache.size
    (['abc', 'abc'], 1, 3)
    """

    def __init__(self, weigh: Callable[[T], int], *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key; made by `make` and kept if the cache has none."""
        kept = self._kept
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
        made = make()
        kept[key] = made  # `make` may have added values itself.
        self.size += self._weigh(made)
        while self.size > self.limit and len(kept) > 1:
            _, dropped = kept.popitem(last=False)
            self.size -= self._weigh(dropped)
        return made
