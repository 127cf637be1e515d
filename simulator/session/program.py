"""A scenario and its rubric, compiled once and shared by all sessions on them.

Ids become bits and places, guards become functions of the state. Nothing here changes after
it was made.
"""

from __future__ import annotations

import operator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, assert_never

from msgspec import Struct

from simulator.scenario import expression as c
from simulator.session.plan import ChoicePlan, NodePlan
from simulator.session.state import BROKEN, FINE, KEPT, NOT_MADE, OPEN, State, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.scenario.model import Choice, Node, Scenario, Target
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.text import Text, Wording
    from simulator.session.machine import StoryMachine
    from simulator.session.state import Standing

    Test: TypeAlias = Callable[[Standing], bool]
    Reading: TypeAlias = Callable[[Standing], Any]

_T = TypeVar("_T")
_COMPARE: dict[c.Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


_ANY = 1001
"""Above every patience and trust."""


class Route(Struct, frozen=True):
    """A compiled arm of a `to`; without a test it is always open."""

    node: str
    test: Test | None


class _Plans(dict[str, NodePlan]):
    """Works a node out when it is first asked for."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def __missing__(self, node: str) -> NodePlan:
        plan = self[node] = NodePlan(self._program, self._program.scenario.nodes[node])
        return plan


class Program:
    """A scenario ready to be run.

    Attributes:
        scenario: What the author wrote.
        rubric: The numbers that move trust, patience and mood.
        outline: What is known of its nodes: no more than these are met is ever read.
        plans: The nodes by their ids, each worked out at its first visit.
    """

    def __init__(self, scenario: Scenario, rubric: Rubric) -> None:
        self.scenario = scenario
        self.rubric = rubric
        self.outline = scenario.outline
        self.opportunity_bit = _bits(scenario.opportunities)
        self.record_bit = _bits(scenario.records)
        self.extra_bit = _bits(scenario.extras)
        self.variable_at = _places(scenario.variables)
        self.promise_at = _places(scenario.promises)
        self.promises = tuple(scenario.promises.values())
        self.customers = tuple(scenario.customers)
        self.customer_at = _places(scenario.customers)
        self.bands = tuple(
            (
                band.mood,
                _ANY if band.patience_under is None else band.patience_under,
                _ANY if band.trust_under is None else band.trust_under,
            )
            for band in rubric.moods
        )
        self._tests: dict[c.Expression, Test] = {}
        self.main_at = self.customer_at[scenario.main]
        self.story = sorted(
            (event.due, 1, place, event, self.test(event.when) if event.when else None)
            for place, event in enumerate(scenario.events.values())
        )
        self.fits = {
            extra.id: self.test(extra.fits)
            for extra in scenario.extras.values()
            if extra.fits is not None
        }
        self.drain = {channel: 2 * lost for channel, lost in rubric.drain.items()}
        self._shared: dict[Any, Any] = {}
        self.plans = _Plans(self)
        self._arms: dict[int, tuple[tuple[Text, Test | None], ...]] = {}

    @cached_property
    def machine(self) -> StoryMachine:
        """The state machine, made at the first use."""
        from simulator.session.machine import StoryMachine  # noqa: PLC0415 - needs a Program

        return StoryMachine(self)

    def first_state(self) -> State:
        """The state before the start."""
        scenario = self.scenario
        return State(
            node="",
            elapsed=0,
            variables=tuple(variable.start for variable in scenario.variables.values()),
            visited=0,
            chosen=0,
            met=0,
            read=0,
            happened=0,
            refused=0,
            missed=0,
            repeats=(0,) * self.outline.repeats_before[-1],
            promises=((NOT_MADE, None, 0),) * len(scenario.promises),
            patience=tuple(x.patience * FINE for x in scenario.customers.values()),
            trust=tuple(x.trust for x in scenario.customers.values()),
        )

    def shared(self, value: _T) -> _T:
        """The first of equal values: what many choices share, a step finds at hand."""
        found: _T = self._shared.setdefault(value, value)
        return found

    def choice(self, key: str) -> Choice:
        """A choice or silence, by `node/choice`."""
        return self._choice(key)[1]

    def choice_plan(self, key: str) -> ChoicePlan:
        """A choice or silence worked out, by `node/choice`."""
        node, _, choice = key.partition("/")
        plan = self.plans[node]
        found = plan.choices.get(choice) or plan.silence
        if found is None or found.choice.key != key:
            raise KeyError(key)
        return found

    def choice_at(self, key: str) -> int:
        """The place of a choice or silence in `State.chosen`."""
        node = self.outline.places[key.partition("/")[0]]
        return self.outline.choices_before[node] + self._choice(key)[0]

    def _choice(self, key: str) -> tuple[int, Choice]:
        """A choice or silence, and its place at its node."""
        node = self.scenario.nodes[key.partition("/")[0]]
        for place, choice in enumerate(node.every_choice):
            if choice.key == key:
                return place, choice
        raise KeyError(key)

    def node(self, state: Standing) -> Node:
        """Where the story is."""
        return self.scenario.nodes[state.node]

    def customer(self, state: Standing) -> int | None:
        """The place of the customer at hand; None with nobody or a colleague."""
        return self.plans[state.node].at_hand if state.node else None

    def routes(self, ways: Iterable[Target]) -> tuple[Route, ...]:
        """The arms of a `to`, compiled."""
        return tuple(
            Route(way.node, None if way.when is None else self.test(way.when)) for way in ways
        )

    def ways(self, choice: Choice) -> tuple[Route, ...]:
        """Where a choice leads: its own arms, else its node's; a look-up stays."""
        return self.choice_plan(choice.key).routes

    def says(self, wording: Wording | None, state: Standing) -> Text | None:
        """The first text that holds in this state."""
        if wording is None:
            return None
        first = wording.arms[0]
        if first.when is None:
            return first.text
        arms = self._arms.get(id(wording))
        if arms is None:
            arms = tuple((a.text, self.test(a.when) if a.when else None) for a in wording.arms)
            self._arms[id(wording)] = arms
        return next((text for text, test in arms if test is None or test(state)), None)

    def test(self, expression: c.Expression) -> Test:
        """A guard as a function of the state; equal guards share one."""
        found = self._tests.get(expression)
        if found is None:
            found = self._tests[expression] = self._compile(expression)
        return found

    def _compile(self, expression: c.Expression) -> Reading:  # noqa: C901, PLR0911 - one arm a class
        match expression:
            case c.Constant(value):
                return lambda _: value
            case c.VariableValue(name):
                place = self.variable_at[name]
                return lambda s: s.variables[place]
            case c.Occurred(fact, id_):
                return self._fact(fact, id_)
            case c.Feeling(kind, customer):
                return self._gauge(kind, customer)
            case c.Elapsed():
                return lambda s: s.elapsed
            case c.Not(of):
                inner = self._compile(of)
                return lambda s: not inner(s)
            case c.And(left, right):
                one, two = self._compile(left), self._compile(right)
                return lambda s: one(s) and two(s)
            case c.Or(left, right):
                one, two = self._compile(left), self._compile(right)
                return lambda s: one(s) or two(s)
            case c.Compare(op, left, c.Constant(value)):
                compare, one = _COMPARE[op], self._compile(left)
                return lambda s: compare(one(s), value)
            case c.Compare(op, left, right):
                compare, one, two = _COMPARE[op], self._compile(left), self._compile(right)
                return lambda s: compare(one(s), two(s))
            case c.Sum(left, right, sign):
                one, two = self._compile(left), self._compile(right)
                return lambda s: one(s) + sign * two(s)
            case _:
                assert_never(expression)

    def _fact(self, fact: c.Fact, id_: str) -> Test:
        match fact:
            case "visited":
                bit = 1 << self.outline.places[id_]
                return lambda s: s.visited & bit != 0
            case "chosen":
                bit = 1 << self.choice_at(id_)
                return lambda s: s.chosen & bit != 0
            case "met":
                bit = self.opportunity_bit[id_]
                return lambda s: s.met & bit != 0
            case "read":
                bit = self.record_bit[id_]
                return lambda s: s.read & bit != 0
            case "open" | "kept" | "broken":
                place = self.promise_at[id_]
                wanted = {"open": OPEN, "kept": KEPT, "broken": BROKEN}[fact]
                return lambda s: s.promises[place][0] == wanted
            case _:
                assert_never(fact)

    def _gauge(self, kind: str, customer: str | None) -> Reading:
        fixed = None if customer is None else self.customer_at[customer]
        main = self.main_at

        def place(s: Standing) -> int:
            if fixed is not None:
                return fixed
            at_hand = self.customer(s)
            return main if at_hand is None else at_hand

        if kind == "patience":
            return lambda s: points(s.patience[place(s)])
        return lambda s: s.trust[place(s)]


def _bits(ids: Iterable[str]) -> dict[str, int]:
    return {id_: 1 << place for place, id_ in enumerate(ids)}


def _places(ids: Iterable[str] | Mapping[str, object]) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(ids)}
