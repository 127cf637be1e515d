"""Guards: from the author's text to a typed tree.

A small grammar of our own and not Python's `ast`: ids have hyphens, times have units, every
finding names the exact column, and no text of an author comes near a Python parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring import finding as f
from simulator.authoring import times
from simulator.authoring.guard_tokens import GuardError, Token, tokens
from simulator.authoring.values import Scalar
from simulator.scenario.expression import (
    And,
    Compare,
    Constant,
    Elapsed,
    Expression,
    Fact,
    Feeling,
    Not,
    Occurred,
    Operator,
    Or,
    Sum,
    VariableValue,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.authoring.names import Kind, Scope
    from simulator.authoring.values import YamlValue

MOST_TEXT = 2000
MOST_DEPTH = 50
_MOST_NUMBER = 1_000_000_000

_Type: TypeAlias = Literal["truth", "number", "word", "text", "clock", "elapsed", "time", "any"]
_FACTS: dict[str, tuple[Fact, Kind]] = {
    "visited": ("visited", "node"),
    "chosen": ("chosen", "choice"),
    "met": ("met", "opportunity"),
    "open": ("open", "promise"),
    "kept": ("kept", "promise"),
    "broken": ("broken", "promise"),
    "read": ("read", "record"),
}
_GAUGES: dict[str, Literal["patience", "trust"]] = {"patience": "patience", "trust": "trust"}
_OPERATORS: dict[str, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_PLAIN: dict[str, tuple[Expression, _Type]] = {
    "true": (Constant(True), "truth"),
    "false": (Constant(False), "truth"),
    "patience": (Feeling("patience"), "number"),
    "trust": (Feeling("trust"), "number"),
    "clock": (Elapsed(), "clock"),
    "elapsed": (Elapsed(), "elapsed"),
}
_JOINING = {"and", "or", "not"}

# No variable can be called so.
GUARD_WORDS = frozenset({*_PLAIN, *_JOINING})


def read_guard(scope: Scope, key: str, value: YamlValue | None) -> Expression | None:
    """The tree of a guard, or None with its faults reported."""
    if value is None:
        return None
    text = scope.text(key, value)
    if text is None or not isinstance(value, Scalar):
        return None
    known = scope.guards.get(text)
    if known is not None:
        return known
    if len(text) > MOST_TEXT:
        scope.found(f.GUARD_TOO_LONG, value, most=MOST_TEXT)
        return None
    errors = scope.report.errors
    try:
        tree = _Grammar(scope, value, tokens(text)).read()
    except GuardError as fault:
        _report(scope, value, fault)
        return None
    if scope.report.errors == errors:
        scope.guards[text] = tree
    return tree


def _report(scope: Scope, value: Scalar, fault: GuardError) -> None:
    line, column = scope.source.inside(value, fault.start)
    scope.report.at(
        fault.code, scope.source, line, column, max(1, fault.end - fault.start), **fault.args_
    )


class _Part(Struct, frozen=True):
    """A piece of a guard that was read.

    Attributes:
        name: A bare name or a text in quotes, as written: it may prove to be a word.
        words: Those of a one-of variable.
    """

    tree: Expression
    type: _Type
    start: int
    end: int
    name: str | None = None
    words: tuple[str, ...] = ()


class _Grammar:
    """Recursive descent: or, and, not, comparison, sum, single."""

    def __init__(self, scope: Scope, value: Scalar, found: list[Token]) -> None:
        self._scope = scope
        self._value = value
        self._tokens = found
        self._at = 0
        self._depth = 0

    def read(self) -> Expression:
        part = self._or()
        if self._now.kind != "end":
            raise self._unexpected()
        return self._truth(lambda: part).tree

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _takes(self, *texts: str) -> Token | None:
        token = self._now
        if token.kind in {"sign", "name"} and token.text in texts:
            self._at += 1
            return token
        return None

    def _unexpected(self) -> GuardError:
        token = self._now
        if token.text == "=" and token.kind == "sign":
            return GuardError(f.GUARD_EQUALS, token.start, token.end)
        return GuardError(f.GUARD_SYNTAX, token.start, token.end, found=token.shown)

    def _slice(self, part: _Part) -> str:
        return self._value.text[part.start : part.end][:80]

    def _unlike(self, left: _Part, right: _Part) -> GuardError:
        texts = {"left": self._slice(left), "right": self._slice(right)}
        return GuardError(f.GUARD_TYPES, left.start, right.end, **texts)

    def _note(self, code: f.Code, part: _Part | Token, **args: f.Argument) -> None:
        """Reports a fault after which reading can go on."""
        _report(self._scope, self._value, GuardError(code, part.start, part.end, **args))

    def _truth(self, read: Callable[[], _Part]) -> _Part:
        part = self._settled(read())
        if part.type not in {"truth", "any"}:
            raise GuardError(f.GUARD_NOT_TRUTH, part.start, part.end, text=self._slice(part))
        return part

    def _or(self) -> _Part:
        return self._chain("or", Or, self._and)

    def _and(self) -> _Part:
        return self._chain("and", And, self._not)

    def _chain(self, word: str, join: type[And | Or], read: Callable[[], _Part]) -> _Part:
        first = read()
        if self._now.kind != "name" or self._now.text != word:
            return first
        # The first one is checked only now: alone, it may be a number in brackets.
        parts = [self._truth(lambda: first)]
        while self._takes(word):
            parts.append(self._truth(read))
        tree = _balanced([part.tree for part in parts], join)
        return _Part(tree, "truth", parts[0].start, parts[-1].end)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            token = self._now
            raise GuardError(f.GUARD_TOO_DEEP, token.start, token.end, most=MOST_DEPTH)

    def _not(self) -> _Part:
        token = self._takes("not")
        if token is None:
            return self._comparison()
        self._deeper()
        part = self._truth(self._not)
        self._depth -= 1
        return _Part(Not(part.tree), "truth", token.start, part.end)

    def _comparison(self) -> _Part:
        left = self._sum()
        compared: list[Expression] = []
        start = left.start
        while sign := self._takes(*_OPERATORS):
            right = self._sum()
            compared.append(self._compared(_OPERATORS[sign.text], left, right))
            left = right
        if not compared:
            return left
        return _Part(_balanced(compared, And), "truth", start, left.end)

    def _compared(self, sign: Operator, left: _Part, right: _Part) -> Expression:
        for one, other in ((left, right), (right, left)):
            if one.type in {"clock", "elapsed"}:
                moment = self._moment(one, other)
                pair = (one, moment) if one is left else (moment, one)
                return Compare(sign, pair[0].tree, pair[1].tree)
        if left.words:
            right = self._word(left, right)
        elif right.words:
            left = self._word(right, left)
        left, right = self._settled(left), self._settled(right)
        if "any" not in {left.type, right.type}:
            if left.type != right.type:
                raise self._unlike(left, right)
            if left.type != "number" and sign not in {"==", "!="}:
                raise GuardError(f.GUARD_ORDER, left.start, right.end, text=self._slice(left))
        return Compare(sign, left.tree, right.tree)

    def _moment(self, gauge: _Part, other: _Part) -> _Part:
        """The constant that the clock or the time gone by is compared with."""
        seconds: int | None = None
        if gauge.type == "elapsed" and other.type == "time":
            return other
        if gauge.type == "clock" and other.type == "text" and other.name is not None:
            clock = self._scope.names.clock
            if clock is None:
                raise GuardError(f.CLOCK_MISSING, gauge.start, gauge.end)
            seconds = times.since(other.name, clock)
        if seconds is None:
            raise GuardError(f.GUARD_TIME, other.start, other.end, name=gauge.type)
        return replace(other, tree=Constant(seconds), type="time")

    def _word(self, variable: _Part, other: _Part) -> _Part:
        if other.name is None or (other.words and other.name not in variable.words):
            return other
        if other.name not in variable.words:
            self._note(
                f.GUARD_WORD,
                other,
                value=other.name[:80],
                words=", ".join(variable.words),
                near=self._scope.near(other.name, variable.words),
            )
        return replace(other, tree=Constant(other.name), type="word")

    def _settled(self, part: _Part) -> _Part:
        """A bare name that is no variable, and not compared with one that has such a word."""
        if part.type != "any" or part.name is None:
            return part
        known = [*self._scope.local_names("variable"), *_GAUGES, "clock", "elapsed"]
        code = f.GUARD_FUNCTION if part.name in _FACTS else f.UNDEFINED_VARIABLE
        if code is f.GUARD_FUNCTION:
            raise GuardError(code, part.start, part.end, name=part.name, near=f'{part.name}("...")')
        self._note(code, part, id=part.name[:80], near=self._scope.near(part.name, known))
        return replace(part, name=None)

    def _sum(self) -> _Part:
        total = self._single()
        terms = 1
        while sign := self._takes("+", "-"):
            right = self._single()
            for one in (total, right):
                if self._settled(one).type not in {"number", "any"}:
                    raise self._unlike(total, right)
            terms += 1
            if terms > MOST_DEPTH:
                raise GuardError(f.GUARD_TOO_DEEP, sign.start, sign.end, most=MOST_DEPTH)
            tree = Sum(total.tree, right.tree, 1 if sign.text == "+" else -1)
            total = _Part(tree, "number", total.start, right.end)
        return total

    def _single(self) -> _Part:
        token = self._now
        if token.kind == "sign" and token.text == "(":
            return self._bracket()
        if token.kind == "sign" and token.text == "-":
            return self._negative()
        if token.kind in {"sign", "end"} or (token.kind == "name" and token.text in _JOINING):
            raise self._unexpected()
        self._at += 1
        if token.kind == "name":
            return self._named(token)
        return self._constant(token)

    def _constant(self, token: Token) -> _Part:
        if token.kind == "time":
            raise GuardError(f.GUARD_TIME, token.start, token.end, name="clock")
        if token.kind == "duration":
            return self._duration(token)
        if token.kind == "text":
            return _Part(Constant(token.text), "text", token.start, token.end, token.text)
        if len(token.text) > 10 or int(token.text) > _MOST_NUMBER:
            raise GuardError(
                f.BAD_NUMBER,
                token.start,
                token.end,
                value=token.text[:80],
                least=-_MOST_NUMBER,
                most=_MOST_NUMBER,
            )
        return _Part(Constant(int(token.text)), "number", token.start, token.end)

    def _duration(self, token: Token) -> _Part:
        seconds = times.duration(token.text)
        if seconds is None:
            raise GuardError(f.BAD_DURATION, token.start, token.end, value=token.text[:80])
        return _Part(Constant(seconds), "time", token.start, token.end)

    def _bracket(self) -> _Part:
        opened = self._now
        self._at += 1
        self._deeper()
        part = self._or()
        self._depth -= 1
        if not self._takes(")"):
            raise self._unexpected()
        return replace(part, start=opened.start, end=self._tokens[self._at - 1].end)

    def _negative(self) -> _Part:
        sign = self._now
        self._at += 1
        self._deeper()
        part = self._settled(self._single())
        self._depth -= 1
        if part.type not in {"number", "any"}:
            raise GuardError(f.GUARD_TYPES, sign.start, part.end, left="-", right=self._slice(part))
        if isinstance(part.tree, Constant) and isinstance(part.tree.value, int):
            return _Part(Constant(-part.tree.value), "number", sign.start, part.end)
        return _Part(Sum(Constant(0), part.tree, -1), "number", sign.start, part.end)

    def _named(self, token: Token) -> _Part:
        name = token.text
        if self._now.text == "(" and self._now.kind == "sign":
            return self._call(token)
        plain = _PLAIN.get(name)
        variable = self._scope.variable(name)
        if variable is not None:
            self._scope.names.read.add(variable.id)
            tree = VariableValue(variable.id)
            kinds: dict[str, _Type] = {"bool": "truth", "int": "number", "one-of": "word"}
            return _Part(tree, kinds[variable.type], token.start, token.end, name, variable.options)
        if plain is not None:
            return _Part(plain[0], plain[1], token.start, token.end)
        return _Part(Constant(False), "any", token.start, token.end, name)

    def _call(self, token: Token) -> _Part:
        name = token.text
        if name not in _FACTS and name not in _GAUGES:
            known = [*_FACTS, *_GAUGES]
            raise GuardError(
                f.GUARD_FUNCTION,
                token.start,
                token.end,
                name=name[:80],
                near=self._scope.near(name, known),
            )
        self._at += 1
        argument = self._now
        if argument.kind != "text":
            if argument.kind == "name":
                raise GuardError(
                    f.GUARD_ID_QUOTES, argument.start, argument.end, id=argument.text[:80]
                )
            raise self._unexpected()
        self._at += 1
        if not self._takes(")"):
            raise self._unexpected()
        end = self._tokens[self._at - 1].end
        kind: Kind = _FACTS[name][1] if name in _FACTS else "customer"
        full, missing = self._scope.resolve(kind, argument.text)
        if missing is not None:
            self._note(missing[0], argument, id=argument.text[:80], near=missing[1])
        if name in _GAUGES:
            return _Part(Feeling(_GAUGES[name], full), "number", token.start, end)
        return _Part(Occurred(_FACTS[name][0], full), "truth", token.start, end)


def _balanced(trees: list[Expression], join: type[And | Or]) -> Expression:
    """A long chain as a shallow tree, so that nothing that walks it runs out of stack."""
    if len(trees) == 1:
        return trees[0]
    middle = len(trees) // 2
    return join(_balanced(trees[:middle], join), _balanced(trees[middle:], join))
