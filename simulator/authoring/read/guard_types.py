"""Gives the operands of a guard their types, and checks them in comparisons and sums."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring.read import units
from simulator.authoring.read.guard_tokens import GuardError, Token
from simulator.authoring.read.reader import listed
from simulator.authoring.yaml.values import excerpt, position_inside
from simulator.findings import code as codes
from simulator.findings.source import Span
from simulator.scenario.expression import (
    Compare,
    Constant,
    Elapsed,
    Expression,
    Fact,
    Feeling,
    Occurred,
    Operator,
    Sum,
    VariableValue,
)

if TYPE_CHECKING:
    from simulator.authoring.read.scope import Scope
    from simulator.authoring.read.symbols import IdKind
    from simulator.authoring.yaml.values import YamlScalar
    from simulator.findings.code import Argument, Code

OperandType: TypeAlias = Literal[
    "truth", "number", "word", "text", "clock", "elapsed", "time", "any"
]
"""The type of an operand.

`any` is the type of a name that is no variable: it may be a word of one, or a mistake.
"""

_MAX_NUMBER = 1_000_000_000
_MAX_DIGITS = 10

_FACTS: dict[str, tuple[Fact, IdKind]] = {
    "visited": ("visited", "node"),
    "chosen": ("chosen", "choice"),
    "met": ("met", "opportunity"),
    "open": ("open", "promise"),
    "kept": ("kept", "promise"),
    "broken": ("broken", "promise"),
    "read": ("read", "record"),
}
_FEELINGS: dict[str, Literal["patience", "trust"]] = {"patience": "patience", "trust": "trust"}
NAMED: dict[str, tuple[Expression, OperandType]] = {
    "true": (Constant(True), "truth"),
    "false": (Constant(False), "truth"),
    "patience": (Feeling("patience"), "number"),
    "trust": (Feeling("trust"), "number"),
    "clock": (Elapsed(), "clock"),
    "elapsed": (Elapsed(), "elapsed"),
}
"""The names that every guard can use, with their expression and type."""
_VARIABLE_TYPES: dict[str, OperandType] = {"bool": "truth", "int": "number", "one-of": "word"}


class Operand(Struct, frozen=True):
    """A part of a guard, after parsing.

    Attributes:
        tree: The expression.
        type: The type of its value.
        start: The index of its first character in the guard.
        end: The index after its last character.
        name: The name, or the content of the quotes, which may be a word of a variable; None for
            any other operand.
        words: The words that a variable of the type `one-of` can have; otherwise empty.
    """

    tree: Expression
    type: OperandType
    start: int
    end: int
    name: str | None = None
    words: tuple[str, ...] = ()


def report_fault(scope: Scope, value: YamlScalar, fault: GuardError) -> None:
    """Reports a fault of a guard at its place in the file.

    Args:
        scope: The reader of the file.
        value: The text of the guard.
        fault: The fault.
    """
    line, column = position_inside(scope.source, value, fault.start)
    span = Span(scope.source, line, column, max(1, fault.end - fault.start))
    scope.collector.report(fault.code, span, **fault.arguments)


class GuardTyping:
    """Makes operands of the tokens of one guard, and combines them.

    A fault is reported if the rest of the guard can still be checked, and otherwise raised as a
    `GuardError`.
    """

    def __init__(self, scope: Scope, value: YamlScalar) -> None:
        self._scope = scope
        self._value = value

    def _written(self, operand: Operand) -> str:
        return excerpt(self._value.text[operand.start : operand.end])

    def _report(self, code: Code, where: Operand | Token, **args: Argument) -> None:
        fault = GuardError(code, where.start, where.end, **args)
        report_fault(self._scope, self._value, fault)

    def _mismatch(self, left: Operand, right: Operand) -> GuardError:
        texts = {"left": self._written(left), "right": self._written(right)}
        return GuardError(codes.GUARD_TYPES, left.start, right.end, **texts)

    def truth(self, operand: Operand) -> Operand:
        """The operand, which must be true or false.

        Raises:
            GuardError: It is of another type.
        """
        operand = self._known(operand)
        if operand.type not in {"truth", "any"}:
            text = self._written(operand)
            raise GuardError(codes.GUARD_NOT_TRUTH, operand.start, operand.end, text=text)
        return operand

    def compare(self, sign: Operator, left: Operand, right: Operand) -> Expression:
        """A comparison of two operands.

        Raises:
            GuardError: Their types cannot be compared, or not with this sign.
        """
        for one, other in ((left, right), (right, left)):
            if one.type in {"clock", "elapsed"}:
                moment = self._moment(one, other)
                pair = (one, moment) if one is left else (moment, one)
                return Compare(sign, pair[0].tree, pair[1].tree)
        if left.words:
            right = self._word(left, right)
        elif right.words:
            left = self._word(right, left)
        left, right = self._known(left), self._known(right)
        if "any" not in {left.type, right.type}:
            if left.type != right.type:
                raise self._mismatch(left, right)
            if left.type != "number" and sign not in {"==", "!="}:
                text = self._written(left)
                raise GuardError(codes.GUARD_ORDER, left.start, right.end, text=text)
        return Compare(sign, left.tree, right.tree)

    def _moment(self, clock: Operand, other: Operand) -> Operand:
        """The time that `clock` or `elapsed` is compared with, in seconds from the start."""
        seconds: int | None = None
        if clock.type == "elapsed" and other.type == "time":
            return other
        if clock.type == "clock" and other.type == "text" and other.name is not None:
            start = self._scope.symbols.clock
            if start is None:
                raise GuardError(codes.CLOCK_MISSING, clock.start, clock.end)
            seconds = units.seconds_after(start, other.name)
        if seconds is None:
            raise GuardError(codes.GUARD_TIME, other.start, other.end, name=clock.type)
        return replace(other, tree=Constant(seconds), type="time")

    def _word(self, variable: Operand, other: Operand) -> Operand:
        """The word that a variable of the type `one-of` is compared with."""
        if other.name is None or (other.words and other.name not in variable.words):
            return other
        if other.name not in variable.words:
            self._report(
                codes.GUARD_WORD,
                other,
                value=excerpt(other.name),
                words=listed(variable.words),
                suggestion=self._scope.suggest(other.name, variable.words),
            )
        return replace(other, tree=Constant(other.name), type="word")

    def _known(self, operand: Operand) -> Operand:
        """The operand; a name that is neither a variable nor a word is reported."""
        if operand.type != "any" or operand.name is None:
            return operand
        name = operand.name
        if name in _FACTS:
            raise GuardError(
                codes.GUARD_FUNCTION,
                operand.start,
                operand.end,
                name=name,
                suggestion=f'{name}("...")',
            )
        known = chain(self._scope.known_ids("variable"), _FEELINGS, ("clock", "elapsed"))
        self._report(
            codes.UNDEFINED_VARIABLE,
            operand,
            id=excerpt(name),
            suggestion=self._scope.suggest(name, known),
        )
        return replace(operand, name=None)

    def add(self, sign: Literal[1, -1], left: Operand, right: Operand) -> Operand:
        """The sum or the difference of two numbers.

        Raises:
            GuardError: One of them is no number.
        """
        for one in (left, right):
            if self._known(one).type not in {"number", "any"}:
                raise self._mismatch(left, right)
        return Operand(Sum(left.tree, right.tree, sign), "number", left.start, right.end)

    def negate(self, start: int, operand: Operand) -> Operand:
        """The negative of a number.

        Args:
            start: The index of the minus sign.
            operand: The number.

        Raises:
            GuardError: It is no number.
        """
        operand = self._known(operand)
        if operand.type not in {"number", "any"}:
            right = self._written(operand)
            raise GuardError(codes.GUARD_TYPES, start, operand.end, left="-", right=right)
        if isinstance(operand.tree, Constant) and isinstance(operand.tree.value, int):
            return Operand(Constant(-operand.tree.value), "number", start, operand.end)
        return Operand(Sum(Constant(0), operand.tree, -1), "number", start, operand.end)

    def constant(self, token: Token) -> Operand:
        """The value of a text, number or duration.

        Raises:
            GuardError: It is too large, or a time without quotes.
        """
        if token.kind == "time":
            raise GuardError(codes.GUARD_TIME, token.start, token.end, name="clock")
        if token.kind == "duration":
            seconds = units.duration(token.text)
            if seconds is None:
                value = excerpt(token.text)
                raise GuardError(codes.BAD_DURATION, token.start, token.end, value=value)
            return Operand(Constant(seconds), "time", token.start, token.end)
        if token.kind == "text":
            return Operand(Constant(token.text), "text", token.start, token.end, token.text)
        if len(token.text) > _MAX_DIGITS or int(token.text) > _MAX_NUMBER:
            raise GuardError(
                codes.BAD_NUMBER,
                token.start,
                token.end,
                value=excerpt(token.text),
                minimum=-_MAX_NUMBER,
                maximum=_MAX_NUMBER,
            )
        return Operand(Constant(int(token.text)), "number", token.start, token.end)

    def named(self, token: Token) -> Operand:
        """The operand for a name; of the type `any` if the name is no variable."""
        name = token.text
        variable = self._scope.variable(name)
        if variable is not None:
            self._scope.symbols.read_variables.add(variable.id)
            tree, type_ = VariableValue(variable.id), _VARIABLE_TYPES[variable.type]
            return Operand(tree, type_, token.start, token.end, name, variable.options)
        plain = NAMED.get(name)
        if plain is not None:
            return Operand(plain[0], plain[1], token.start, token.end)
        return Operand(Constant(False), "any", token.start, token.end, name)

    def check_function(self, name: Token) -> None:
        """Checks that a function exists.

        Raises:
            GuardError: There is no function of that name.
        """
        if name.text not in _FACTS and name.text not in _FEELINGS:
            raise GuardError(
                codes.GUARD_FUNCTION,
                name.start,
                name.end,
                name=excerpt(name.text),
                suggestion=self._scope.suggest(name.text, [*_FACTS, *_FEELINGS]),
            )

    def call(self, name: Token, argument: Token, end: int) -> Operand:
        """The operand of a call such as `visited("greet")`; an undefined id is reported.

        Args:
            name: The name of a function that exists.
            argument: The id in quotes.
            end: The index after the closing bracket.
        """
        kind: IdKind = _FACTS[name.text][1] if name.text in _FACTS else "customer"
        full, missing = self._scope.resolve(kind, argument.text)
        if missing is not None:
            self._report(missing[0], argument, id=excerpt(argument.text), suggestion=missing[1])
        if name.text in _FEELINGS:
            return Operand(Feeling(_FEELINGS[name.text], full), "number", name.start, end)
        return Operand(Occurred(_FACTS[name.text][0], full), "truth", name.start, end)
