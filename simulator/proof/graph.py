"""Checks a scenario as a whole: its graph of nodes, and whether everything declared is used.

The checks assume that every guard can be true. A fault that depends on the values of guards, such
as a node behind a guard that is always false, is not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.findings import code as codes
from simulator.findings.finding import Finding
from simulator.proof.rings import endless_rings

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from collections.abc import Set as AbstractSet

    from simulator.findings.code import Argument, Code
    from simulator.scenario.model import Node, Scenario


_SHOWN = 5
"""How many nodes of a ring a finding names."""


class Symbols(Struct, frozen=True, kw_only=True):
    """Facts about the file of a scenario that the scenario itself does not contain.

    Attributes:
        complete: Whether everything in the file could be read. If not, no node is reported as
            unreachable.
        unreadable_nodes: The ids of the nodes with a choice or an ending that could not be read.
        read_variables: The ids of the variables that guards read; None if they are unknown, and
            then no variable is reported as never read.
        written: The ids of the elements that the file contains. One of them is
            `customers/<id>/patience` for each customer whose patience the author wrote.
    """

    complete: bool = True
    unreadable_nodes: AbstractSet[str] = frozenset()
    read_variables: AbstractSet[str] | None = None
    written: Container[str] = ()


def check(scenario: Scenario, symbols: Symbols | None = None) -> Iterator[Finding]:
    """The findings about a scenario as a whole.

    A finding has the id of an element, and its place is None.

    Args:
        scenario: The scenario. Parts that could not be read may be missing in it.
        symbols: Facts about the file of the scenario; None if there is no file.
    """
    graph = _GraphCheck(scenario, symbols or Symbols())
    yield from graph.dead_ends()
    yield from graph.endings()
    yield from graph.easy_start()
    yield from graph.unused()
    yield from graph.missing_times_and_events()
    if graph.symbols.complete:
        yield from graph.unreachable()
        for ring in endless_rings(scenario):
            yield _finding(codes.ENDLESS_RING, ring[0], ring=_arrows(ring))


def _finding(code: Code, element: str = "", **args: Argument) -> Finding:
    return Finding(code=code.id, severity=code.severity, args=args, element=element)


def _arrows(ring: tuple[str, ...]) -> str:
    """The way around a ring, in the form `tea → cake → tea`; of a long ring only the start."""
    shown = [*ring, ring[0]] if len(ring) <= _SHOWN else [*ring[:_SHOWN], "…", ring[0]]
    return " → ".join(shown)


class _GraphCheck:
    """The checks of one scenario; each method yields the findings of one check.

    Attributes:
        scenario: The scenario.
        symbols: Facts about the file of the scenario.
        choices: Every choice and silence of the scenario.
    """

    def __init__(self, scenario: Scenario, symbols: Symbols) -> None:
        self.scenario = scenario
        self.symbols = symbols
        self.choices = [choice for node in scenario.nodes.values() for choice in node.every_choice]

    def dead_ends(self) -> Iterator[Finding]:
        """Findings about nodes and choices from which the story cannot continue."""
        for node in self.scenario.nodes.values():
            if not (node.targets or node.ending or node.id in self.symbols.unreadable_nodes):
                yield from _dead_ends_at(node)

    def endings(self) -> Iterator[Finding]:
        """Findings about missing endings, and about patience without a walk-out."""
        endings = [node.ending for node in self.scenario.nodes.values() if node.ending]
        if not endings:
            yield _finding(codes.NO_ENDING)
        if "lost" not in endings and not self.scenario.tutorial:
            yield _finding(codes.NO_LOST_ENDING)
        if self.scenario.walk_out is None:
            for id_ in self.scenario.customers:
                patience = f"customers/{id_}/patience"
                if patience in self.symbols.written:
                    yield _finding(codes.NO_WALK_OUT, patience)
                    return

    def easy_start(self) -> Iterator[Finding]:
        """A finding if the first turn of the lowest difficulty has a deadline.

        Nodes without replies before the first turn are passed; of a `to` with arms, each is
        followed.
        """
        nodes, seen, stack = self.scenario.nodes, set[str](), [self.scenario.start]
        while stack and self.scenario.difficulty == 1:
            node = nodes.get(stack.pop())
            if node is None or node.id in seen:
                continue
            seen.add(node.id)
            if node.limit is not None:
                yield _finding(codes.LIMIT_AT_EASY_START, node.id, node=node.id)
            elif not any(choice.scored for choice in node.choices):
                stack += [target.node for target in node.targets]

    def unreachable(self) -> Iterator[Finding]:
        """Findings about nodes that no path reaches, and about an ending that no path reaches.

        An ending that can be reached only by walking out or giving up does not count as reached.
        """
        nodes = self.scenario.nodes
        reached: set[str] = set()
        starts = [self.scenario.start]
        starts += [event.to for event in self.scenario.events.values() if event.to]
        starts += [promise.missed for promise in self.scenario.promises.values() if promise.missed]
        self._add_reachable(starts, reached)
        endings = {node.id for node in nodes.values() if node.ending}
        if endings and not endings & reached:
            yield _finding(codes.NO_ENDING_REACHED)
        first_lost = next((node.id for node in nodes.values() if node.ending == "lost"), None)
        ways_out = [x for x in (self.scenario.walk_out, first_lost) if x is not None]
        self._add_reachable(ways_out, reached)
        for id_ in nodes:
            if id_ not in reached:
                yield _finding(codes.UNREACHABLE_NODE, id_, node=id_)

    def _add_reachable(self, starts: list[str], reached: set[str]) -> None:
        """Adds every node that some path from the starts reaches.

        Args:
            starts: The ids of the nodes to start from; the list is empty afterwards.
            reached: The ids of the reached nodes, to which ids are added.
        """
        nodes, stack = self.scenario.nodes, starts
        while stack:
            id_ = stack.pop()
            if id_ not in reached and id_ in nodes:
                reached.add(id_)
                node = nodes[id_]
                stack += [target.node for target in node.targets]
                for choice in node.every_choice:
                    for target in choice.targets:
                        stack.append(target.node)

    def unused(self) -> Iterator[Finding]:
        """Findings about declared elements that no choice and no guard uses."""
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
        # An author lets a false promise, or one without a due time, be broken on purpose.
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

    def missing_times_and_events(self) -> Iterator[Finding]:
        """Findings about promises that need a due time, and about waiting without any event."""
        for choice in self.choices:
            if choice.until_event and not self.scenario.events:
                yield _finding(codes.NOTHING_TO_WAIT_FOR, choice.key, choice=choice.key)
            for id_, _ in choice.moves:
                promise = self.scenario.promises.get(id_)
                if promise is not None and not promise.timed:
                    yield _finding(codes.PROMISE_WITHOUT_TIME, choice.key, id=id_)
        for node in self.scenario.nodes.values():
            for id_ in node.needs_time:
                needed = self.scenario.promises.get(id_)
                if needed is not None and not needed.timed:
                    yield _finding(codes.PROMISE_WITHOUT_TIME, node.id, id=id_)
        for promise in self.scenario.promises.values():
            if promise.missed is not None and not promise.timed:
                element = f"promises/{promise.id}"
                yield _finding(codes.PROMISE_WITHOUT_TIME, element, id=promise.id)


def _dead_ends_at(node: Node) -> Iterator[Finding]:
    """Findings about a node without targets that is no ending.

    One finding about the node if no choice leads anywhere, else one about each reply without a
    target.
    """
    choices = node.every_choice
    without_target = [x for x in choices if not x.targets and x.look is None]
    if not any(x.targets for x in choices) and (
        len(without_target) == len(choices) or not any(x.look is None for x in choices)
    ):
        yield _finding(codes.NO_WAY_ON, node.id, node=node.id)
        return
    for choice in without_target:
        yield _finding(codes.CHOICE_NO_WAY_ON, choice.key, choice=choice.key)
