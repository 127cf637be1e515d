"""Requirements: nodes that a play should visit, whatever else it does.

Source: *requirement* in `docs/scoring.md`, section Empathy. Empathy counts a missed requirement
with a credit of 0, and proactivity lets the opportunities of a missed requirement arise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.model import Node
    from simulator.scoring.playthrough import Playthrough


def requirements(playthrough: Playthrough) -> Mapping[str, tuple[Node, ...]]:
    """The nodes of each requirement of the scenario, by the label of the requirement."""
    found: dict[str, tuple[Node, ...]] = {}
    for node in playthrough.scenario.nodes.values():
        if node.required is not None:
            found[node.required] = (*found.get(node.required, ()), node)
    return found


def missed_requirements(playthrough: Playthrough) -> frozenset[str]:
    """The labels of the requirements of which the play visited no node."""
    return frozenset(
        label
        for label, nodes in requirements(playthrough).items()
        if not any(node.id in playthrough.visited for node in nodes)
    )
