"""Requirements: nodes that a play should visit, whatever else it does.

Source: *requirement* in `docs/scoring.md`, section Empathy. In empathy, a missed requirement counts
with a credit of 0. In proactivity, an opportunity counts too if it opens at a node of a missed
requirement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.scoring.playthrough import Playthrough


def missed_requirements(playthrough: Playthrough) -> frozenset[str]:
    """The labels of the missed requirements: the play visited none of their nodes."""
    return frozenset(
        label
        for label, nodes in playthrough.scenario.outline.required.items()
        if not any(node.id in playthrough.visited for node in nodes)
    )
