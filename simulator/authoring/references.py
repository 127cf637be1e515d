"""What scenarios refer to that no scenario declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.rubric import Rubric


class References(Struct, frozen=True, kw_only=True):
    """What a scenario may refer to; where a field is None, any id is accepted.

    Attributes:
        rubrics: By id.
        concepts: By id.
        portraits: Ids of the cast.
    """

    rubrics: Mapping[str, Rubric] | None = None
    concepts: Mapping[str, Concept] | None = None
    portraits: frozenset[str] | None = None
