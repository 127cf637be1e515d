"""Requirements: nodes that a play should visit, whatever else it does.

Source: *requirement* in `docs/scoring.md`, section Empathy. Empathy counts a missed requirement
with a credit of 0, and proactivity lets the opportunities of a missed requirement arise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.scoring.playthrough import Playthrough


def missed_requirements(playthrough: Playthrough) -> frozenset[str]:
    """The labels of the requirements of which the play visited no node."""
    return frozenset(
        label
        for label, nodes in playthrough.scenario.outline.required.items()
        if not any(node.id in playthrough.visited for node in nodes)
    )
