"""Sparse arrays: whole numbers by place, of which most are 0, as nested tuples.

A sparse array is small if most of its numbers are 0. It can be hashed. Two arrays of equal numbers
are equal. Changing one page makes a new array, which shares its other branches with the old one.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

Sparse: TypeAlias = tuple[tuple[int, ...], ...]
"""Branches, each with pages; a page is a whole number. Zeros and empty branches at the end are left
out."""

EMPTY: Final[Sparse] = ()
PAGES: Final = 16
"""The number of pages in a branch."""


class Spot(Struct, frozen=True, kw_only=True):
    """A place in a sparse array.

    Attributes:
        branch: The number of the branch, from 0.
        page: The number of the page in its branch, from 0 to `PAGES` - 1.
        shift: The lowest bit of the page that belongs to this place.
    """

    branch: int
    page: int
    shift: int


def spot(page: int, shift: int) -> Spot:
    """The place of a bit in a page, given the number of the page counted over all branches.

    Args:
        page: The number of the page over all branches, from 0.
        shift: The number of the bit in the page, from 0 for the lowest.

    >>> spot(page=35, shift=3)
    Spot(branch=2, page=3, shift=3)
    """
    return Spot(branch=page // PAGES, page=page % PAGES, shift=shift)


def page_at(array: Sparse, branch: int, page: int) -> int:
    """The number that an array holds as a page; 0 if this page was never written.

    Args:
        array: The array to read.
        branch: The number of the branch, from 0.
        page: The number of the page in its branch, from 0.

    >>> page_at(((5,),), 0, 0), page_at(((5,),), 0, 1), page_at(((5,),), 7, 0)
    (5, 0, 0)
    """
    if branch < len(array):
        pages = array[branch]
        if page < len(pages):
            return pages[page]
    return 0


def with_page(array: Sparse, branch: int, page: int, value: int) -> Sparse:
    """A copy of an array with one page replaced.

    Args:
        array: The array to copy; it is not changed.
        branch: The number of the branch, from 0.
        page: The number of the page in its branch, from 0.
        value: The new page; it must be above 0, or equal arrays could differ in trailing zeros.

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
