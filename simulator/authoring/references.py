"""The elements that scenarios refer to but do not declare themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.rubric import Rubric


class References(Struct, frozen=True, kw_only=True):
    """The rubrics, concepts and portraits that a scenario may refer to.

    If a field is None, a scenario may use any id of that kind.

    Attributes:
        rubrics: The rubrics by id.
        concepts: The concepts by id.
        portraits: The ids of the portraits of customers and colleagues.
    """

    rubrics: Mapping[str, Rubric] | None = None
    concepts: Mapping[str, Concept] | None = None
    portraits: frozenset[str] | None = None
