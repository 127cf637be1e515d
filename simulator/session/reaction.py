"""How a customer took the last reply: which way patience and trust went, and for what reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.session.event import (
    Abandoned,
    Chosen,
    Entered,
    ExtraOffered,
    FeelingsChanged,
    Looked,
    PromiseBroken,
    Started,
    TimedOut,
    WentOn,
)
from simulator.session.known import visits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.scenario.model import Choice
    from simulator.scenario.rubric import Rubric
    from simulator.session.event import Event
    from simulator.session.program.program import Program
    from simulator.session.state import State

CauseKind: TypeAlias = Literal["behaviour", "time", "broken", "intrusion", "failure"]
_COMMANDS = (Abandoned, Chosen, Looked, Started, TimedOut, WentOn)


class Reaction(Struct, frozen=True, kw_only=True):
    """How a customer took the last command.

    Attributes:
        patience: The change of patience, in points; negative for a loss.
        trust: The change of trust, in points; negative for a loss.
        cause: The kind of the largest part of the change; None: it has no single cause.
        behaviour: The id of the behaviour, if the cause is one.
    """

    patience: int
    trust: int
    cause: CauseKind | None = None
    behaviour: str = ""


def reaction_of(
    program: Program, state: State, log: Sequence[Event], customer: str
) -> Reaction | None:
    """How a customer took the last command of a log; None: the customer did not change.

    The cause is the largest part of the change, among the parts that point in its direction.

    Args:
        program: The program that is played.
        state: The state after the log.
        log: All events so far.
        customer: The id of the customer.
    """
    places = range(len(log) - 1, -1, -1)
    start = next((x for x in places if isinstance(log[x], _COMMANDS)), 0)
    new = log[start:]
    after = _last(new, customer)
    if after is None:
        return None
    person = program.scenario.customers[customer]
    before = _last(log[:start], customer) or (person.patience, person.trust)
    patience, trust = after[0] - before[0], after[1] - before[1]
    rising = patience + trust > 0
    parts = list(_parts(program, state, log[:start], new, customer))
    rest = patience + trust - sum(points for points, _, _ in parts)
    if rest < 0:
        parts.append((rest, "time", ""))
    fitting = [x for x in parts if x[0] and (x[0] > 0) == rising]
    _, cause, behaviour = max(fitting, key=lambda x: abs(x[0]), default=(0, None, ""))
    return Reaction(patience=patience, trust=trust, cause=cause, behaviour=behaviour)


def _last(events: Sequence[Event], customer: str) -> tuple[int, int] | None:
    """The last patience and trust of a customer among some events; None: they did not change."""
    for event in reversed(events):
        if isinstance(event, FeelingsChanged) and event.customer == customer:
            return event.patience, event.trust
    return None


def _parts(
    program: Program, state: State, old: Sequence[Event], new: Sequence[Event], customer: str
) -> Iterator[tuple[int, CauseKind, str]]:
    """The parts of a change but for the time that passed: points, cause, and behaviour.

    Args:
        program: The program that is played.
        state: The state after the events.
        old: The events before the command.
        new: The events of the command.
        customer: The id of the customer.
    """
    rubric, scenario, command = program.rubric, program.scenario, new[0]
    if isinstance(command, Chosen | TimedOut):
        choice = program.choice(f"{command.node}/{command.choice}")
        there = scenario.nodes[command.node].with_
        addressed = choice.to_customers or ((there,) if there in scenario.customers else ())
        if customer in addressed:
            again = any(isinstance(x, Chosen | TimedOut) and _same(x, command) for x in old)
            yield from _shown(rubric, choice, again=again)
        if customer in (addressed or (scenario.main,)):
            pushed = sum(isinstance(x, ExtraOffered) and not x.fits for x in new)
            yield pushed * (rubric.intrusion_trust + rubric.intrusion_patience), "intrusion", ""
    place = program.index.customers[customer]
    for event in new:
        if isinstance(event, PromiseBroken):
            _, _, owed = state.promises[program.index.promises[event.promise]]
            if place in owed:
                yield rubric.broken_trust + rubric.broken_patience, "broken", ""
        elif isinstance(event, Entered) and scenario.nodes[event.node].fails:
            node = scenario.nodes[event.node]
            hurt = node.with_ if node.with_ in scenario.customers else scenario.main
            if customer == hurt and not visits(old, event.node):
                yield rubric.failure_trust + rubric.failure_patience, "failure", ""


def _same(one: Chosen | TimedOut, other: Chosen | TimedOut) -> bool:
    return (one.node, one.choice) == (other.node, other.choice)


def _shown(rubric: Rubric, choice: Choice, *, again: bool) -> Iterator[tuple[int, CauseKind, str]]:
    behaviours = [rubric.behaviours[id_] for id_ in choice.shows]
    lost = again or any(x.hollow for x in behaviours)
    for x in behaviours:
        points = min(0, x.trust) + min(0, x.patience) if lost else x.trust + x.patience
        yield points, "behaviour", x.id
