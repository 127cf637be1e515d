"""Nodes and choices worked out ahead: what a step needs, with no look-up by id left to do.

A plan is made when a story first comes to its node, and shared by all sessions.
"""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING

from simulator.session.exchange import Exchange
from simulator.session.state import FINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.expression import Value
    from simulator.scenario.model import Choice, Node, Target
    from simulator.scenario.text import Wording
    from simulator.session.program import Program, Route, Test


class ChoicePlan:
    """A choice or silence, worked out.

    Attributes:
        mark: Its bit among the choices of its node.
        place: In `State.chosen`; reads: its bit in `State.read`; meets: bits in `State.met`.
        plain: It is on offer until it is made, in every state.
        test: Whether it is on offer; words: its words, if it can be without any.
        exchange: What is said and answered if that is the same in every state, else None.
        takes_time: It takes story time; binds: it makes, keeps or moves promises.
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
        "binds",
        "choice",
        "drain",
        "exchange",
        "gains",
        "losses",
        "mark",
        "meets",
        "place",
        "plain",
        "pushes",
        "reads",
        "repeat_at",
        "routes",
        "scored",
        "sets",
        "takes",
        "takes_time",
        "test",
        "trigger",
        "words",
    )

    def __init__(self, program: Program, node: Node, nth: int, repeat_at: int | None) -> None:
        choice = self.choice = node.every_choice[nth]
        self.scored = choice.scored
        silent = choice is node.silence
        self.trigger = "time_out" if silent else sys.intern(f"choose:{choice.id}")
        self.mark = 1 << nth
        self.place = program.outline.choices_before[program.outline.places[node.id]] + nth
        self.reads = 0 if choice.look is None else program.record_bit[choice.look]
        self.meets = 0
        for opportunity, _ in choice.meets:
            self.meets |= program.opportunity_bit[opportunity]
        self.test: Test | None = None if choice.when is None else program.test(choice.when)
        self.words: Wording | None = None
        if choice.text is not None and all(arm.when is not None for arm in choice.text.arms):
            self.words = choice.text
        self.plain = (
            self.test is None
            and self.words is None
            and choice.again == 0
            and not choice.until_event
        )
        self.exchange = Exchange.fixed(choice)
        self.repeat_at = repeat_at
        self.routes: tuple[Route, ...] = program.routes(choice.targets or _default(node, choice))
        self.takes = choice.takes
        self.pushes = choice.pushes
        self.takes_time = choice.takes > 0 or choice.until_event
        self.binds = bool(choice.keeps or choice.promises or choice.moves)
        self.at_hand = program.customer_at.get(node.with_)
        self.drain = program.drain[node.channel or program.scenario.channel]
        self.addressed = program.shared(_addressed(self.at_hand, program, choice))
        self.gains, self.losses = map(program.shared, _feelings(program, choice))
        self.sets: tuple[tuple[int, Value], ...] = tuple(
            (program.variable_at[name], value) for name, value in choice.sets
        )
        self.adds = tuple(_add(program, name, amount) for name, amount in choice.adds)


class Offers:
    """What is on offer at a moment: some of a node's choices, in the order of the file.

    Attributes:
        plans: By the id of the choice.
        replies: The ids of those that are no look-ups.
    """

    __slots__ = ("choices", "plans", "replies")

    def __init__(self, plans: Iterable[ChoicePlan] = ()) -> None:
        self.plans = {x.choice.id: x for x in plans}
        self.choices = tuple(x.choice for x in self.plans.values())
        self.replies = tuple(x.choice.id for x in self.plans.values() if x.scored)


class NodePlan:
    """A node, worked out.

    Attributes:
        place: In `State.visited`; refuses: bits in `State.refused`.
        at: Story seconds that it moves on to; 0: it does not.
        first: The place of its first choice in `State.chosen`; the others follow.
        plain: The marks of its plain choices; asked: its other ones.
    """

    __slots__ = (
        "_offers",
        "asked",
        "at",
        "at_hand",
        "choices",
        "ending",
        "first",
        "mood",
        "node",
        "place",
        "plain",
        "refuses",
        "routes",
        "silence",
    )

    def __init__(self, program: Program, node: Node) -> None:
        self.node = node
        self.mood = node.mood
        self.ending = node.ending
        self.at = node.at or 0
        self.place = program.outline.places[node.id]
        self.first = program.outline.choices_before[self.place]
        self.refuses = sum(program.extra_bit[x] for x in dict.fromkeys(node.no_thanks))
        self.at_hand = program.customer_at.get(node.with_)
        self.routes = program.routes(node.targets)
        repeats = count(program.outline.repeats_before[self.place])
        every = [
            ChoicePlan(program, node, nth, next(repeats) if choice.again else None)
            for nth, choice in enumerate(node.every_choice)
        ]
        self.silence = None if node.silence is None else every.pop()
        self.choices = {x.choice.id: x for x in every}
        self.plain = sum(x.mark for x in self.choices.values() if x.plain)
        self.asked = tuple(x for x in self.choices.values() if not x.plain)
        self._offers: dict[int, Offers] = {}

    def offers(self, marks: int) -> Offers:
        """The choices with these marks, looked out once for all who meet them."""
        found = self._offers.get(marks)
        if found is None:
            found = Offers(x for x in self.choices.values() if x.mark & marks)
            self._offers[marks] = found
        return found


def _default(node: Node, choice: Choice) -> tuple[Target, ...]:
    return () if choice.look else node.targets


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
    least = 0 if variable.minimum is None else variable.minimum
    most = 0 if variable.maximum is None else variable.maximum
    return program.variable_at[name], amount, least, most
