"""Checks a scenario as a whole: its graph of nodes, and whether everything declared is used.

Every guard is taken as if it could hold. A fault that only the guards cause is not found here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.findings import code as codes
from simulator.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from collections.abc import Set as AbstractSet

    from simulator.findings.code import Argument, Code
    from simulator.scenario.model import Node, Scenario


class Symbols(Struct, frozen=True, kw_only=True):
    """What the file of a scenario tells beyond the scenario itself.

    Attributes:
        complete: Whether everything in the file could be read. If not, no node is reported as
            unreachable.
        unreadable_nodes: The ids of nodes of which a choice or the ending could not be read.
        read_variables: The ids of the variables that a guard reads; None: not known, so no
            variable is reported as unread.
        written: The ids of the elements that the file contains, among them
            `customers/<id>/patience` for each customer whose patience is given.
    """

    complete: bool = True
    unreadable_nodes: AbstractSet[str] = frozenset()
    read_variables: AbstractSet[str] | None = None
    written: Container[str] = ()


def check(scenario: Scenario, symbols: Symbols | None = None) -> Iterator[Finding]:
    """The findings about a scenario as a whole, each with the id of an element and no place.

    Args:
        scenario: The scenario; also one of which some parts could not be read.
        symbols: What is known of its file; None if it has no file.
    """
    graph = _GraphCheck(scenario, symbols or Symbols())
    yield from graph.dead_ends()
    yield from graph.endings()
    yield from graph.unused()
    yield from graph.promises_without_time()
    if graph.symbols.complete:
        yield from graph.unreachable()


def _finding(code: Code, element: str = "", **args: Argument) -> Finding:
    return Finding(code=code.id, severity=code.severity, args=args, element=element)


class _GraphCheck:
    """The rules, over one scenario."""

    def __init__(self, scenario: Scenario, symbols: Symbols) -> None:
        self.scenario = scenario
        self.symbols = symbols
        self.choices = [one for node in scenario.nodes.values() for one in node.every_choice]

    def dead_ends(self) -> Iterator[Finding]:
        """Nodes and choices from which the story cannot go on."""
        for node in self.scenario.nodes.values():
            if not (node.targets or node.ending or node.id in self.symbols.unreadable_nodes):
                yield from _dead_ends(node)

    def endings(self) -> Iterator[Finding]:
        """Endings that are missing."""
        endings = [node.ending for node in self.scenario.nodes.values() if node.ending]
        if not endings:
            yield _finding(codes.NO_ENDING)
        if "lost" not in endings:
            yield _finding(codes.NO_LOST_ENDING)
        if self.scenario.walk_out is None:
            for id_ in self.scenario.customers:
                patience = f"customers/{id_}/patience"
                if patience in self.symbols.written:
                    yield _finding(codes.NO_WALK_OUT, patience)
                    return

    def unreachable(self) -> Iterator[Finding]:
        """Nodes that no path reaches, and endings that only walking out or giving up reaches."""
        nodes = self.scenario.nodes
        seen: set[str] = set()
        starts = [self.scenario.start]
        starts += [one.to for one in self.scenario.events.values() if one.to]
        starts += [one.missed for one in self.scenario.promises.values() if one.missed]
        self._follow(starts, seen)
        endings = {node.id for node in nodes.values() if node.ending}
        if endings and not endings & seen:
            yield _finding(codes.NO_ENDING_REACHED)
        lost = next((node.id for node in nodes.values() if node.ending == "lost"), None)
        self._follow([x for x in (self.scenario.walk_out, lost) if x is not None], seen)
        for id_ in nodes:
            if id_ not in seen:
                yield _finding(codes.UNREACHABLE_NODE, id_, node=id_)

    def _follow(self, starts: list[str], seen: set[str]) -> None:
        """Adds to `seen` every node that some path from the starts reaches."""
        nodes, waiting = self.scenario.nodes, starts
        while waiting:
            id_ = waiting.pop()
            if id_ not in seen and id_ in nodes:
                seen.add(id_)
                node = nodes[id_]
                waiting += [target.node for target in node.targets]
                for choice in node.every_choice:
                    for target in choice.targets:
                        waiting.append(target.node)

    def unused(self) -> Iterator[Finding]:
        """Declarations that no choice and no guard uses."""
        met = {id_ for choice in self.choices for id_, _ in choice.meets}
        offered = {id_ for choice in self.choices for id_ in choice.pushes}
        for id_ in self.scenario.opportunities.keys() - met:
            yield _finding(codes.OPPORTUNITY_NEVER_MET, f"opportunities/{id_}", id=id_)
        yield from self._unused_promises()
        for id_ in self.scenario.extras.keys() - offered:
            yield _finding(codes.EXTRA_NEVER_PUSHED, f"extras/{id_}", id=id_)
        read = self.symbols.read_variables
        for id_ in self.scenario.variables.keys() - read if read is not None else ():
            yield _finding(codes.VARIABLE_NEVER_READ, f"variables/{id_}", id=id_)

    def _unused_promises(self) -> Iterator[Finding]:
        made = {id_ for choice in self.choices for id_ in choice.promises}
        kept = {id_ for choice in self.choices for id_ in choice.keeps}
        # A promise that is false on purpose, or has no time, is meant to be broken.
        false = {
            id_
            for choice in self.choices
            for id_ in choice.promises
            if choice.critical == "false-promise"
        }
        for id_, promise in self.scenario.promises.items():
            if id_ not in made:
                yield _finding(codes.PROMISE_NEVER_MADE, f"promises/{id_}", id=id_)
            elif id_ not in kept and promise.timed and id_ not in false:
                yield _finding(codes.PROMISE_NEVER_KEPT, f"promises/{id_}", id=id_)

    def promises_without_time(self) -> Iterator[Finding]:
        """Promises that need a time and have none, and waiting where there is no event."""
        for choice in self.choices:
            if choice.until_event and not self.scenario.events:
                yield _finding(codes.NOTHING_TO_WAIT_FOR, choice.key, choice=choice.key)
            for id_, _ in choice.moves:
                promise = self.scenario.promises.get(id_)
                if promise is not None and not promise.timed:
                    yield _finding(codes.PROMISE_WITHOUT_TIME, choice.key, id=id_)
        for promise in self.scenario.promises.values():
            if promise.missed is not None and not promise.timed:
                element = f"promises/{promise.id}"
                yield _finding(codes.PROMISE_WITHOUT_TIME, element, id=promise.id)


def _dead_ends(node: Node) -> Iterator[Finding]:
    choices = node.every_choice
    stay = [x for x in choices if not x.targets and x.look is None]
    if not any(x.targets for x in choices) and (
        len(stay) == len(choices) or not any(x.look is None for x in choices)
    ):
        yield _finding(codes.NO_WAY_ON, node.id, node=node.id)
        return
    for choice in stay:
        yield _finding(codes.CHOICE_NO_WAY_ON, choice.key, choice=choice.key)
