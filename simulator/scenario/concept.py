"""Concept cards: the pages of the handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.scenario.text import Text


class Concept(Struct, frozen=True, kw_only=True):
    """A card of the handbook.

    Attributes:
        objectives: Ids of the learning objectives that the card covers, such as `001-20`.
    """

    id: str
    title: Text
    text: Text
    objectives: tuple[str, ...]
