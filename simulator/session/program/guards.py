"""Turns guards from expression trees into functions of a state."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from simulator.scenario import expression as c
from simulator.session.program.index import MARK_STEP, choice_number
from simulator.session.sparse import page_at
from simulator.session.state import BROKEN, KEPT, OPEN, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from simulator.scenario.model import Node
    from simulator.session.program.compiled import CompiledNode
    from simulator.session.program.index import Index
    from simulator.session.state import ReadableState

    Guard: TypeAlias = Callable[[ReadableState], bool]
    Reading: TypeAlias = Callable[[ReadableState], Any]

_COMPARE: dict[c.Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_STATUS = {"open": OPEN, "kept": KEPT, "broken": BROKEN}


def times_in(guard: c.Expression | None) -> tuple[int, ...]:
    """The story times in seconds that a guard compares with the story clock, each once.

    Args:
        guard: The expression tree of the guard; None: there is no guard.

    >>> from simulator.scenario.expression import Compare, Constant, Elapsed
    >>> times_in(Compare(">=", Elapsed(), Constant(300)))
    (300,)
    """
    found: dict[int, None] = {}
    for part in _parts(guard):
        if isinstance(part, c.Compare):
            inside = tuple(_parts(part))
            if any(isinstance(x, c.Elapsed) for x in inside):
                values = [x.value for x in inside if isinstance(x, c.Constant)]
                found |= dict.fromkeys([int(x) for x in values if not isinstance(x, str)])
    return tuple(found)


def promises_in(guard: c.Expression | None) -> tuple[str, ...]:
    """The ids of the promises that a guard asks about, each once.

    Args:
        guard: The expression tree of the guard; None: there is no guard.
    """
    asked = [x for x in _parts(guard) if isinstance(x, c.Occurred) and x.fact in _STATUS]
    return tuple(dict.fromkeys([x.id for x in asked]))


def asks_feelings(guard: c.Expression | None) -> bool:
    """Whether a guard asks about patience or trust.

    Args:
        guard: The expression tree of the guard; None: there is no guard.
    """
    return any(isinstance(x, c.Feeling) for x in _parts(guard))


def _parts(guard: c.Expression | None) -> Iterator[c.Expression]:
    """All expressions of a tree, the whole first."""
    rest = [] if guard is None else [guard]
    while rest:
        part = rest.pop()
        yield part
        match part:
            case c.Not(of):
                rest.append(of)
            case c.And(left, right) | c.Or(left, right):
                rest += (right, left)
            case c.Compare(_, left, right) | c.Sum(left, right, _):
                rest += (right, left)
            case _:
                pass


class Guards:
    """The guards of one scenario as functions; each is made at its first use and then shared.

    Args:
        index: The bits and places of a state for the ids that guards name.
        nodes: The compiled nodes by id; they give the customer at the present node.
        authored: The nodes by id, as the author wrote them; they give the order of their choices.
    """

    def __init__(
        self, index: Index, nodes: Mapping[str, CompiledNode], authored: Mapping[str, Node]
    ) -> None:
        self._index = index
        self._nodes = nodes
        self._authored = authored
        self._made: dict[c.Expression, Guard] = {}

    def test(self, expression: c.Expression) -> Guard:
        """The function that returns whether a guard holds in a state or draft.

        Args:
            expression: The expression tree of the guard.

        Raises:
            KeyError: The scenario has no variable, promise, customer or other thing that the guard
                names.
        """
        made = self._made.get(expression)
        if made is None:
            made = self._made[expression] = self._compile(expression)
        return made

    def _compile(self, expression: c.Expression) -> Reading:  # noqa: C901, PLR0911 - one arm a class
        match expression:
            case c.Constant(value):
                return lambda _: value
            case c.VariableValue(name):
                place = self._index.variables[name]
                return lambda s: s.variables[place]
            case c.Occurred(fact, id_):
                return self._occurred(fact, id_)
            case c.Feeling(kind, customer):
                return self._feeling(kind, customer)
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
            case c.Compare(op, c.VariableValue(name), c.Constant(value)):
                compare, place = _COMPARE[op], self._index.variables[name]
                return lambda s: compare(s.variables[place], value)
            case c.Compare(op, left, right):
                compare, one, two = _COMPARE[op], self._compile(left), self._compile(right)
                return lambda s: compare(one(s), two(s))
            case c.Sum(left, right, sign):
                one, two = self._compile(left), self._compile(right)
                return lambda s: one(s) + sign * two(s)
            case _:
                assert_never(expression)

    def _occurred(self, fact: c.Fact, id_: str) -> Guard:
        match fact:
            case "visited":
                return self._marked(id_, 0)
            case "chosen":
                node, _, choice = id_.partition("/")
                return self._marked(node, 1 + choice_number(self._authored[node], choice))
            case "met":
                bit = self._index.opportunities[id_]
                return lambda s: s.met & bit != 0
            case "read":
                bit = self._index.records[id_]
                return lambda s: s.read & bit != 0
            case "open" | "kept" | "broken":
                place, wanted = self._index.promises[id_], _STATUS[fact]
                return lambda s: s.promises[place][0] == wanted
            case _:
                assert_never(fact)

    def _marked(self, node: str, number: int) -> Guard:
        """A guard that holds if a mark of a node is set: 0 is the visit, 1 the first choice."""
        at = self._index.marks(node)
        branch, page, mark = at.branch, at.page, 1 << at.shift + number * MARK_STEP
        return lambda s: page_at(s.marks, branch, page) & mark != 0

    def _feeling(self, kind: str, customer: str | None) -> Reading:
        nodes, main = self._nodes, self._index.main
        fixed = None if customer is None else self._index.customers[customer]

        def place(s: ReadableState) -> int:
            if fixed is not None:
                return fixed
            at_hand = nodes[s.node].customer if s.node else None
            return main if at_hand is None else at_hand

        if kind == "patience":
            return lambda s: points(s.patience[place(s)])
        return lambda s: s.trust[place(s)]
