"""Concept cards: the pages of the handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scenario.text import Text


class Concept(Struct, frozen=True, kw_only=True):
    """A concept card: one page of the handbook.

    Attributes:
        id: The key of the card in the concepts file, such as `five-steps`.
        title: The heading of the page.
        text: The body of the page.
        objectives: The ids of the learning objectives that the card teaches, such as `001-20`.
    """

    id: str
    title: Text
    text: Text
    objectives: tuple[str, ...]
