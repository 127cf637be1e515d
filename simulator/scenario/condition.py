"""Guards as a tree: a closed, typed, finite language with no names of Python in it.

`authoring.guard` reads the text of a guard into these classes; `session.program` turns them
into functions of the state. Times are whole seconds since the story's start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = bool | int | str
Fact: TypeAlias = Literal["visited", "chosen", "met", "open", "kept", "broken", "read"]
Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Constant:
    """A whole number, a truth value, or a word of a one-of variable."""

    value: Value


@dataclass(frozen=True, slots=True)
class Variable:
    """The present value of a declared variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Whether something has happened: `visited("greet")`, `chosen("greet/own-it")`, ..."""

    fact: Fact
    id: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """Patience or trust in whole points, 0 to 1000; `customer` None is the one at hand."""

    kind: Literal["patience", "trust"]
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Story time since the start, in seconds: both `clock` and `elapsed` of the author."""


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Both:
    """True when both are: `and`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Either:
    """True when one is: `or`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values of one type, compared."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Sum:
    """Two whole numbers added; `sign` -1 takes the right one away."""

    left: Expression
    right: Expression
    sign: Literal[1, -1] = 1


Expression: TypeAlias = (
    Constant | Variable | Happened | Gauge | Elapsed | Not | Both | Either | Compare | Sum
)
