"""Finds the known word that an author may have meant by a wrong word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.findings.collector import Collector

_LEAST = 0.6
# What an exact comparison costs, in quick ones.
_EXACT_COST = 20


def closest(word: str, known: Iterable[str], collector: Collector) -> str:
    """The known word that is most similar to a word; empty if no known word is similar.

    This is `difflib.get_close_matches` for one result, but it ends once the load has compared as
    many words as `collector` allows.

    >>> from simulator.findings.collector import Collector
    >>> closest("phoen", ["chat", "phone"], Collector())
    'phone'
    """
    matcher = SequenceMatcher(b=word)
    best, best_ratio = "", _LEAST
    for other in known:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < best_ratio:
            continue
        collector.comparisons -= 1
        if collector.comparisons < 0:
            return best
        if matcher.quick_ratio() < best_ratio:
            continue
        collector.comparisons -= _EXACT_COST
        ratio = matcher.ratio()
        if ratio > best_ratio or (ratio == best_ratio and other > best):
            best, best_ratio = other, ratio
    return best
