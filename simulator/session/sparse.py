"""Sparse arrays: whole numbers by place, of which most are 0, as nested tuples.

A sparse array is small as long as few of its numbers are not 0, can be hashed, is equal to every
other array of the same numbers, and shares all but one page with the array that it was made from.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

Sparse: TypeAlias = tuple[tuple[int, ...], ...]
"""Branches of pages; a page is a whole number. Zeros and empty branches at an end are left out."""

EMPTY: Final[Sparse] = ()
PAGES: Final = 16
"""Pages of a branch."""


class Spot(Struct, frozen=True, kw_only=True):
    """A place in a sparse array.

    Attributes:
        branch: The number of the branch.
        page: The number of the page in its branch, from 0 to `PAGES` - 1.
        shift: The lowest bit of the page that belongs to this place.
    """

    branch: int
    page: int
    shift: int


def spot(page: int, shift: int) -> Spot:
    """The place at a bit of a page, where pages are counted over all branches.

    >>> spot(page=35, shift=3)
    Spot(branch=2, page=3, shift=3)
    """
    return Spot(branch=page // PAGES, page=page % PAGES, shift=shift)


def page_at(array: Sparse, branch: int, page: int) -> int:
    """The page of an array at a place; 0 where nothing was written.

    >>> page_at(((5,),), 0, 0), page_at(((5,),), 0, 1), page_at(((5,),), 7, 0)
    (5, 0, 0)
    """
    if branch < len(array):
        pages = array[branch]
        if page < len(pages):
            return pages[page]
    return 0


def with_page(array: Sparse, branch: int, page: int, value: int) -> Sparse:
    """The array with another page at a place.

    Args:
        array: The array before; it is not changed.
        branch: The number of the branch.
        page: The number of the page in its branch.
        value: The new page; above 0, since pages only grow.

    >>> with_page(with_page(EMPTY, 0, 1, 5), 1, 0, 3)
    ((0, 5), (3,))
    """
    branches: list[tuple[int, ...]] = list(array)
    missing = branch + 1 - len(branches)
    if missing > 0:
        branches += [()] * missing
    pages = list(branches[branch])
    missing = page + 1 - len(pages)
    if missing > 0:
        pages += [0] * missing
    pages[page] = value
    branches[branch] = tuple(pages)
    return tuple(branches)
