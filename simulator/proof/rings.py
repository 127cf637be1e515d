"""Finds stories that go on by themselves without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.scenario.model import Node, Scenario


def endless_rings(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    """The rings in which the trainee can do nothing, and out of which no way leads.

    The story goes on by itself from a node without choices, by its `to` or when its time is over.
    No event happens on such a way, except after a silence. A ring with an arm that leads out of it
    is not endless, even if the guard of this arm never holds.

    Args:
        scenario: The scenario. Every node that it names exists, or is reported elsewhere.

    Yields:
        The ids of the nodes of one ring.
    """
    forced = _may_be_forced(scenario)
    ways: dict[str, tuple[str, ...]] = {}
    for id_, node in scenario.nodes.items():
        if not (node.choices or node.ending or (forced and node.silence)):
            ways[id_] = _ways(node)
    trapped = ways.keys() - _leaving(ways)
    walked: set[str] = set()
    for start in ways:
        path: dict[str, int] = {}
        at = start
        while at in trapped and at not in walked:
            walked.add(at)
            path[at] = len(path)
            at = ways[at][0]
        if at in path:
            yield tuple(path)[path[at] :]


def _may_be_forced(scenario: Scenario) -> bool:
    """Whether an event, a broken promise or a walk-out can lead away after a silence."""
    return scenario.walk_out is not None or any(
        [
            *(event.to for event in scenario.events.values()),
            *(promise.missed for promise in scenario.promises.values()),
        ]
    )


def _ways(node: Node) -> tuple[str, ...]:
    """The ids of the nodes to which a node without choices leads."""
    silence = node.silence.targets if node.silence else ()
    return tuple(target.node for target in (*node.targets, *silence))


def _leaving(ways: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The nodes without choices from which some way leads to another node, or to none.

    Args:
        ways: The ids of the nodes to which each node without choices leads.
    """
    before: dict[str, list[str]] = {}
    found: list[str] = []
    for id_, targets in ways.items():
        if not targets or any(target not in ways for target in targets):
            found.append(id_)
        for target in targets:
            before.setdefault(target, []).append(id_)
    leaving: set[str] = set()
    while found:
        id_ = found.pop()
        if id_ not in leaving:
            leaving.add(id_)
            found += before.get(id_, ())
    return leaving
