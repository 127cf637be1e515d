"""Guards as a tree: a closed, typed, finite language with no names of Python in it.

`authoring.guard` reads the text of a guard into these classes; `session.program` turns them
into functions of the state. Times are whole seconds since the story's start.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Value: TypeAlias = bool | int | str
Fact: TypeAlias = Literal["visited", "chosen", "met", "open", "kept", "broken", "read"]
Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]


class Constant(Struct, frozen=True, tag_field="is", tag="?Constant"):
    """A whole number, a truth value, or a word of a one-of variable."""

    value: Value


class VariableValue(Struct, frozen=True, tag_field="is", tag="?Variable"):
    """The present value of a declared variable."""

    name: str


class Occurred(Struct, frozen=True, tag_field="is", tag="?Happened"):
    """Whether something has happened: `visited("greet")`, `chosen("greet/own-it")`, ..."""

    fact: Fact
    id: str


class Feeling(Struct, frozen=True, tag_field="is", tag="?Gauge"):
    """Patience or trust in whole points, 0 to 1000; `customer` None is the one at hand."""

    kind: Literal["patience", "trust"]
    customer: str | None = None


class Elapsed(Struct, frozen=True, tag_field="is", tag="?Elapsed"):
    """Story time since the start, in seconds: both `clock` and `elapsed` of the author."""


class Not(Struct, frozen=True, tag_field="is", tag="?Not"):
    """The opposite."""

    of: Expression


class And(Struct, frozen=True, tag_field="is", tag="?Both"):
    """True when both are: `and`."""

    left: Expression
    right: Expression


class Or(Struct, frozen=True, tag_field="is", tag="?Either"):
    """True when one is: `or`."""

    left: Expression
    right: Expression


class Compare(Struct, frozen=True, tag_field="is", tag="?Compare"):
    """Two values of one type, compared."""

    operator: Operator
    left: Expression
    right: Expression


class Sum(Struct, frozen=True, tag_field="is", tag="?Sum"):
    """Two whole numbers added; `sign` -1 takes the right one away."""

    left: Expression
    right: Expression
    sign: Literal[1, -1] = 1


Expression: TypeAlias = (
    Constant | VariableValue | Occurred | Feeling | Elapsed | Not | And | Or | Compare | Sum
)
