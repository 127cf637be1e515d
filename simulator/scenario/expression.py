"""Guards as expression trees: a small typed language that cannot call Python code.

`authoring.read.guard` parses the text of a guard into these classes, and `session.program` compiles
the classes into functions of the state. Times are whole seconds since the start of the story.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from simulator.scenario.stored import Stored

Value: TypeAlias = bool | int | str
Fact: TypeAlias = Literal["visited", "chosen", "met", "open", "kept", "broken", "read"]
Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]


class Constant(Stored, frozen=True, tag="?Constant"):
    """A constant: a whole number, true or false, or a word of a `one-of` variable."""

    value: Value


class VariableValue(Stored, frozen=True, tag="?Variable"):
    """The current value of a declared variable."""

    name: str


class Occurred(Stored, frozen=True, tag="?Happened"):
    """True once something has happened, as in `visited("greet")` or `chosen("greet/own-it")`.

    Attributes:
        fact: The kind of fact. `visited` is about a node, `chosen` about a choice, `met` about an
            opportunity, `open`, `kept` and `broken` about a promise, and `read` about a record.
        id: The id of the element that the fact is about.
    """

    fact: Fact
    id: str


class Feeling(Stored, frozen=True, tag="?Gauge"):
    """The patience or trust of a customer in whole points, 0 to 1000.

    Attributes:
        kind: Whether the value is the patience or the trust.
        customer: The id of the customer; None means the customer of the current node.
    """

    kind: Literal["patience", "trust"]
    customer: str | None = None


class Elapsed(Stored, frozen=True, tag="?Elapsed"):
    """The story time since the start in seconds; authors write `elapsed` or `clock`."""


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
    """The sum or the difference of two whole numbers.

    Attributes:
        left: The first number.
        right: The number that is added or subtracted.
        sign: 1: `right` is added. -1: `right` is subtracted.
    """

    left: Expression
    right: Expression
    sign: Literal[1, -1] = 1


Expression: TypeAlias = (
    Constant | VariableValue | Occurred | Feeling | Elapsed | Not | And | Or | Compare | Sum
)
