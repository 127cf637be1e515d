"""Nodes and choices worked out ahead: what a step needs, with no look-up by id left to do.

A plan is made when a story first comes to its node, and shared by all sessions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.session.state import FINE

if TYPE_CHECKING:
    from simulator.scenario.condition import Value
    from simulator.scenario.model import Choice, Node, Way
    from simulator.scenario.text import Wording
    from simulator.session.program import Program, Route, Test


class ChoicePlan:
    """A choice or silence, worked out.

    Attributes:
        bit: In `State.chosen`; reads: in `State.read`; meets: in `State.met`.
        simple: It is on offer until it is made, in every state.
        test: Whether it is on offer; words: its words, if it can be without any.
        repeat_at: Its place in `State.repeats`; None: it can be made once, or without end.
        routes: Where it leads; empty: it stays.
        at_hand: The place of the customer who waits meanwhile; None: nobody does.
        drain: Parts of a patience point that this customer loses a second.
        addressed: The places of those whom it moves.
        gains: Trust, and patience in parts of a point, the first time that it is made.
        losses: The same when only losses count.
    """

    __slots__ = (
        "addressed",
        "adds",
        "at_hand",
        "bit",
        "choice",
        "drain",
        "gains",
        "losses",
        "meets",
        "reads",
        "repeat_at",
        "routes",
        "scored",
        "sets",
        "simple",
        "test",
        "trigger",
        "words",
    )

    def __init__(self, program: Program, node: Node, choice: Choice) -> None:
        self.choice = choice
        self.scored = choice.scored
        self.trigger = "time_out" if choice is node.silence else f"choose:{choice.id}"
        self.bit = 1 << program.choice_at[choice.key]
        self.reads = 0 if choice.look is None else program.record_bit[choice.look]
        self.meets = 0
        for opportunity, _ in choice.meets:
            self.meets |= program.opportunity_bit[opportunity]
        self.test: Test | None = None if choice.when is None else program.test(choice.when)
        self.words: Wording | None = None
        if choice.text is not None and all(arm.when is not None for arm in choice.text.arms):
            self.words = choice.text
        self.simple = (
            self.test is None
            and self.words is None
            and choice.again == 0
            and not choice.until_event
        )
        self.repeat_at = program.repeat_at.get(choice.key)
        self.routes: tuple[Route, ...] = program.routes(choice.ways or _default(node, choice))
        self.at_hand = program.customer_at.get(node.with_)
        self.drain = 2 * program.rubric.drain[node.channel or program.scenario.channel]
        self.addressed = _addressed(self.at_hand, program, choice)
        self.gains, self.losses = _feelings(program, choice)
        self.sets: tuple[tuple[int, Value], ...] = tuple(
            (program.variable_at[name], value) for name, value in choice.sets
        )
        self.adds = tuple(_add(program, name, amount) for name, amount in choice.adds)


class NodePlan:
    """A node, worked out."""

    __slots__ = ("at_hand", "bit", "choices", "node", "routes", "silence")

    def __init__(self, program: Program, node: Node) -> None:
        self.node = node
        self.bit = 1 << program.node_at[node.id]
        self.at_hand = program.customer_at.get(node.with_)
        self.routes = program.routes(node.ways)
        self.choices = {x.id: ChoicePlan(program, node, x) for x in node.choices}
        self.silence = None if node.silence is None else ChoicePlan(program, node, node.silence)


def _default(node: Node, choice: Choice) -> tuple[Way, ...]:
    return () if choice.look else node.ways


def _addressed(at_hand: int | None, program: Program, choice: Choice) -> tuple[int, ...]:
    if choice.to_customers:
        return tuple(program.customer_at[x] for x in choice.to_customers)
    return () if at_hand is None else (at_hand,)


def _feelings(program: Program, choice: Choice) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sums of what its behaviours move; only the losses if one of them is hollow."""
    shown = [program.rubric.behaviours[x] for x in choice.shows]
    losses = (
        sum(min(0, x.trust) for x in shown),
        FINE * sum(min(0, x.patience) for x in shown),
    )
    if any(x.hollow for x in shown):
        return losses, losses
    return (sum(x.trust for x in shown), FINE * sum(x.patience for x in shown)), losses


def _add(program: Program, name: str, amount: int) -> tuple[int, int, int, int]:
    """The place of a number, what is added, and where it stops."""
    variable = program.scenario.variables[name]
    least = 0 if variable.least is None else variable.least
    most = 0 if variable.most is None else variable.most
    return program.variable_at[name], amount, least, most
