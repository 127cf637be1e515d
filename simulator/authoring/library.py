"""What scenarios refer to that no scenario declares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.model import Concept
    from simulator.scenario.rubric import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What a scenario may refer to; where a field is None, any id is accepted.

    Attributes:
        rubrics: By id.
        concepts: By id.
        portraits: Ids of the cast.
    """

    rubrics: Mapping[str, Rubric] | None = field(default=None)
    concepts: Mapping[str, Concept] | None = field(default=None)
    portraits: frozenset[str] | None = field(default=None)
