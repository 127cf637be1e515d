"""Guards as expression trees: a small typed language with no names of Python in it.

`authoring.read.guard` reads the text of a guard into these classes, and `session.program` compiles
them into functions of the state. Times are whole seconds since the start of the story.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from simulator.scenario.stored import Stored

Value: TypeAlias = bool | int | str
Fact: TypeAlias = Literal["visited", "chosen", "met", "open", "kept", "broken", "read"]
Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]


class Constant(Stored, frozen=True, tag="?Constant"):
    """A whole number, a truth value, or an option of a one-of variable."""

    value: Value


class VariableValue(Stored, frozen=True, tag="?Variable"):
    """The current value of a declared variable."""

    name: str


class Occurred(Stored, frozen=True, tag="?Happened"):
    """Whether something has happened, such as `visited("greet")` or `chosen("greet/own-it")`.

    Attributes:
        id: Of the node, choice, opportunity, promise or record that the fact is about.
    """

    fact: Fact
    id: str


class Feeling(Stored, frozen=True, tag="?Gauge"):
    """The patience or trust of a customer in whole points, 0 to 1000.

    Attributes:
        customer: The customer's id; None means the customer of the current node.
    """

    kind: Literal["patience", "trust"]
    customer: str | None = None


class Elapsed(Stored, frozen=True, tag="?Elapsed"):
    """Story time since the start in seconds; authors write `elapsed` or `clock`."""


class Not(Stored, frozen=True, tag="?Not"):
    """True when the expression `of` is false."""

    of: Expression


class And(Stored, frozen=True, tag="?Both"):
    """True when both sides are true."""

    left: Expression
    right: Expression


class Or(Stored, frozen=True, tag="?Either"):
    """True when at least one side is true."""

    left: Expression
    right: Expression


class Compare(Stored, frozen=True, tag="?Compare"):
    """The comparison of two values of the same type."""

    operator: Operator
    left: Expression
    right: Expression


class Sum(Stored, frozen=True, tag="?Sum"):
    """The sum of two whole numbers; with `sign` -1 the right one is subtracted."""

    left: Expression
    right: Expression
    sign: Literal[1, -1] = 1


Expression: TypeAlias = (
    Constant | VariableValue | Occurred | Feeling | Elapsed | Not | And | Or | Compare | Sum
)
