"""Tests that a sparse array holds the numbers that a dictionary holds after equal writes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.session.sparse import EMPTY, PAGES, page_at, spot, with_page

PLACES = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, PAGES - 1)), st.integers(1, 1 << 200), max_size=20
)


@given(PLACES)
def test_it_holds_what_was_written_in_any_order(
    numbers: dict[tuple[int, int], int],
) -> None:
    array = EMPTY
    for (branch, page), value in numbers.items():
        array = with_page(with_page(array, branch, page, value + 1), branch, page, value)
    other = EMPTY
    for (branch, page), value in sorted(numbers.items()):
        other = with_page(other, branch, page, value)
    assert (array, hash(array)) == (other, hash(other))
    for branch in range(42):
        for page in range(PAGES):
            assert page_at(array, branch, page) == numbers.get((branch, page), 0)


@given(st.integers(0, 10_000), st.integers(0, 1000))
def test_each_page_has_a_place_of_its_own(page: int, shift: int) -> None:
    place = spot(page, shift)
    assert (place.branch * PAGES + place.page, place.shift) == (page, shift)
    assert 0 <= place.page < PAGES
