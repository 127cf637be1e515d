"""The grammar of guards: from the author's text to an expression tree.

The grammar is our own and not Python's `ast`: ids have hyphens, times have units, every finding
names the exact column, and Python never parses a text of an author.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.authoring.read.guard_tokens import GuardError, Token, tokens
from simulator.authoring.read.guard_types import NAMED, GuardTyping, Operand, report_fault
from simulator.authoring.yaml.values import YamlScalar, excerpt
from simulator.findings import code as codes
from simulator.findings.collector import StopReading
from simulator.scenario.expression import And, Expression, Not, Operator, Or

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlValue

MAX_LENGTH = 2000
"""The length of the longest guard, in characters."""
MAX_GUARDS = 300_000
"""The length of all guards of a scenario with its parts, in characters; equal guards count once."""
MAX_NESTING = 50
"""How deep brackets and signs may be nested, and how many terms a sum may have."""

_OPERATORS: dict[str, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_JOINING = frozenset({"and", "or", "not"})

GUARD_WORDS = frozenset({*NAMED, *_JOINING})
"""Names that no variable can have."""


def read_guard(scope: Scope, key: str, value: YamlValue | None) -> Expression | None:
    """The expression of a guard; None if there is none or it is wrong, which is reported.

    Args:
        scope: The reader of the file.
        key: The key of the guard.
        value: The guard; None if the key is missing.
    """
    if value is None:
        return None
    text = scope.text(key, value)
    if text is None or not isinstance(value, YamlScalar):
        return None
    known = scope.guards.get(text)
    if known is not None:
        return known
    if len(text) > MAX_LENGTH:
        scope.report(codes.GUARD_TOO_LONG, value, maximum=MAX_LENGTH)
        return None
    symbols = scope.symbols
    symbols.guards_length += len(text)
    if symbols.guards_length > MAX_GUARDS:
        scope.report(codes.GUARDS_TOO_LONG, value, maximum=MAX_GUARDS)
        raise StopReading
    errors = scope.collector.errors
    try:
        tree = _GuardParser(GuardTyping(scope, value), tokens(text)).read()
    except GuardError as fault:
        report_fault(scope, value, fault)
        return None
    if scope.collector.errors == errors:
        scope.guards[text] = tree
    return tree


class _GuardParser:
    """A recursive descent parser.

    It has a method for each level: or, and, not, comparison, sum, single operand.
    """

    def __init__(self, typing: GuardTyping, found: list[Token]) -> None:
        self._typing = typing
        self._tokens = found
        self._at = 0
        self._depth = 0

    def read(self) -> Expression:
        operand = self._or()
        if self._now.kind != "end":
            raise self._unexpected()
        return self._typing.truth(operand).tree

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _accept(self, *texts: str) -> Token | None:
        """Moves past the next token and returns it, if it is one of `texts`; None otherwise."""
        token = self._now
        if token.kind in {"sign", "name"} and token.text in texts:
            self._at += 1
            return token
        return None

    def _unexpected(self) -> GuardError:
        token = self._now
        if token.text == "=" and token.kind == "sign":
            return GuardError(codes.GUARD_EQUALS, token.start, token.end)
        return GuardError(codes.GUARD_SYNTAX, token.start, token.end, found=token.written)

    def _or(self) -> Operand:
        return self._chain("or", Or, self._and)

    def _and(self) -> Operand:
        return self._chain("and", And, self._not)

    def _chain(self, word: str, join: type[And | Or], read: Callable[[], Operand]) -> Operand:
        first = read()
        if self._now.kind != "name" or self._now.text != word:
            return first
        # Only `and` and `or` need a truth value here: without them, `first` may be a number.
        parts = [self._typing.truth(first)]
        while self._accept(word):
            parts.append(self._typing.truth(read()))
        tree = _balanced([part.tree for part in parts], join)
        return Operand(tree, "truth", parts[0].start, parts[-1].end)

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            token = self._now
            raise GuardError(codes.GUARD_TOO_DEEP, token.start, token.end, maximum=MAX_NESTING)

    def _not(self) -> Operand:
        token = self._accept("not")
        if token is None:
            return self._comparison()
        self._descend()
        operand = self._typing.truth(self._not())
        self._depth -= 1
        return Operand(Not(operand.tree), "truth", token.start, operand.end)

    def _comparison(self) -> Operand:
        left = self._sum()
        compared: list[Expression] = []
        start = left.start
        while sign := self._accept(*_OPERATORS):
            right = self._sum()
            compared.append(self._typing.compare(_OPERATORS[sign.text], left, right))
            left = right
        if not compared:
            return left
        return Operand(_balanced(compared, And), "truth", start, left.end)

    def _sum(self) -> Operand:
        total = self._single()
        terms = 1
        while sign := self._accept("+", "-"):
            right = self._single()
            total = self._typing.add(1 if sign.text == "+" else -1, total, right)
            terms += 1
            if terms > MAX_NESTING:
                raise GuardError(codes.GUARD_TOO_DEEP, sign.start, sign.end, maximum=MAX_NESTING)
        return total

    def _single(self) -> Operand:
        token = self._now
        if token.kind == "sign" and token.text == "(":
            return self._bracket()
        if token.kind == "sign" and token.text == "-":
            return self._negative()
        if token.kind in {"sign", "end"} or (token.kind == "name" and token.text in _JOINING):
            raise self._unexpected()
        self._at += 1
        if token.kind != "name":
            return self._typing.constant(token)
        if self._now.text == "(" and self._now.kind == "sign":
            return self._call(token)
        return self._typing.named(token)

    def _bracket(self) -> Operand:
        opening = self._now
        self._at += 1
        self._descend()
        operand = self._or()
        self._depth -= 1
        closing = self._accept(")")
        if closing is None:
            raise self._unexpected()
        return replace(operand, start=opening.start, end=closing.end)

    def _negative(self) -> Operand:
        sign = self._now
        self._at += 1
        self._descend()
        operand = self._typing.negate(sign.start, self._single())
        self._depth -= 1
        return operand

    def _call(self, name: Token) -> Operand:
        self._typing.check_function(name)
        self._at += 1
        argument = self._now
        if argument.kind == "name":
            start, end = argument.start, argument.end
            raise GuardError(codes.GUARD_ID_QUOTES, start, end, id=excerpt(argument.text))
        if argument.kind != "text":
            raise self._unexpected()
        self._at += 1
        closing = self._accept(")")
        if closing is None:
            raise self._unexpected()
        return self._typing.call(name, argument, closing.end)


def _balanced(trees: list[Expression], join: type[And | Or]) -> Expression:
    """Joins expressions into a balanced tree: a recursive walk of a deep tree could fail."""
    if len(trees) == 1:
        return trees[0]
    middle = len(trees) // 2
    return join(_balanced(trees[:middle], join), _balanced(trees[middle:], join))
