"""Waits: how long the main customer heard nothing, read from an event log.

Source: section Response time in `docs/scoring.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.session.event import (
    Chosen,
    Entered,
    Looked,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseMoved,
    TimedOut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.vocabulary import Channel
    from simulator.session.event import Event


class Wait(Struct, frozen=True, kw_only=True):
    """Story time between two contacts with the main customer in which the customer heard nothing.

    Attributes:
        seconds: The length of the wait, in seconds of story time, without the time for which an
            open promise had told the customer when to expect something.
        channel: The channel of the contact before the wait.
        node: The id of the node of the contact that ended the wait.
        turn: The number of the turn that ended the wait, from 0; None if no turn was taken before.
    """

    seconds: int
    channel: Channel
    node: str
    turn: int | None


def read_waits(scenario: Scenario, log: Iterable[Event]) -> tuple[Wait, ...]:
    """The waits of a play, in the order of the play.

    Args:
        scenario: The scenario that was played.
        log: All events so far, from the first event on.

    Raises:
        KeyError: The log names a node or a choice that the scenario does not have.
    """
    reader = _WaitReader(scenario)
    for event in log:
        reader.read(event)
    return tuple(reader.waits)


class _WaitReader:
    """Reads the events of a log one by one.

    Attributes:
        waits: The waits so far.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.waits: list[Wait] = []
        self._scenario = scenario
        self._turn: int | None = None
        self._now = 0
        """The story time in seconds, as far as it is known."""
        self._waited = 0
        self._channel: Channel | None = None
        """The channel of the last contact; None before the first contact."""
        self._due: dict[str, int] = {}
        """The due times of the open promises to the main customer."""
        self._made_to_main = False
        self._until_event: tuple[int, int] | None = None
        """For a choice that lasted until an event: when it began, and the latest open due time."""

    def read(self, event: Event) -> None:
        match event:
            case Chosen() | TimedOut() | Looked():
                self._choose(event)
            case Entered(node=node, elapsed=elapsed):
                self._enter(self._scenario.nodes[node], elapsed)
            case PromiseMade(promise=promise, due=due):
                if due is not None and self._made_to_main:
                    self._due[promise] = due
            case PromiseMoved(promise=promise, due=due):
                if promise in self._due:
                    self._due[promise] = due
            case PromiseKept(promise=promise) | PromiseBroken(promise=promise):
                self._due.pop(promise, None)
            case _:
                pass

    def _choose(self, event: Chosen | TimedOut | Looked) -> None:
        node = self._scenario.nodes[event.node]
        choice = next(x for x in node.every_choice if x.id == event.choice)
        if not isinstance(event, Looked):
            self._turn = 0 if self._turn is None else self._turn + 1
        here = node.with_ == self._scenario.main
        to_main = self._is_to_main(choice, node)
        self._made_to_main = to_main or not self._is_to_a_customer(choice, node)
        if choice.until_event:
            self._until_event = (self._now, max(self._due.values(), default=0))
        else:
            if not (choice.kind == "say" and here):
                self._pass(self._now, choice.takes, max(self._due.values(), default=0))
            self._now += choice.takes
        if to_main and choice.kind in ("say", "send"):
            self._meet(node)

    def _enter(self, node: Node, elapsed: int) -> None:
        if self._until_event is not None:
            start, due = self._until_event
            jumped = node.at == elapsed
            if not jumped:
                self._pass(start, elapsed - start, due)
            self._until_event = None
        self._now = elapsed
        if node.with_ == self._scenario.main:
            self._meet(node)

    def _pass(self, start: int, seconds: int, due: int) -> None:
        """Adds time without contact, but for the part before the latest due time of a promise."""
        told = min(max(due - start, 0), seconds)
        self._waited += seconds - told

    def _meet(self, node: Node) -> None:
        """Notes a contact with the main customer at a node, which ends a wait."""
        if self._channel is not None and self._waited:
            wait = Wait(seconds=self._waited, channel=self._channel, node=node.id, turn=self._turn)
            self.waits.append(wait)
        self._waited = 0
        self._channel = node.channel or self._scenario.channel

    def _is_to_main(self, choice: Choice, node: Node) -> bool:
        if choice.to_customers:
            return self._scenario.main in choice.to_customers
        return node.with_ == self._scenario.main

    def _is_to_a_customer(self, choice: Choice, node: Node) -> bool:
        return bool(choice.to_customers) or node.with_ in self._scenario.customers
