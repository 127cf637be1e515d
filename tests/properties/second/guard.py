"""Guards: read from their text into nested tuples, and asked about a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree: TypeAlias = tuple[Any, ...]

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')
    |(?P<op>==|!=|<=|>=|<|>|\(|\)|(?<=\s)\+(?=\s)|(?<=\s)-(?=\s))
    |(?P<duration>(?:\d+[dhms])+(?![\w-]))|(?P<number>-?\d+(?![\w-]))
    |(?P<name>[A-Za-z][\w-]*))""",
    re.VERBOSE,
)
_FACTS = ("visited", "chosen", "met", "open", "kept", "broken", "read")
_COMPARE = ("==", "!=", "<", "<=", ">", ">=")
_UNITS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}


class Asked(Protocol):
    """What a guard can ask about."""

    def fact(self, name: str, id_: str) -> bool: ...
    def feeling(self, name: str, customer: str | None) -> int: ...
    def variable(self, name: str) -> bool | int | str | None: ...
    def time(self, text: str) -> int: ...
    @property
    def elapsed(self) -> int: ...


def seconds(text: str) -> int:
    """The seconds of a duration such as `1h30m`."""
    return sum(int(n) * _UNITS[unit] for n, unit in re.findall(r"(\d+)([dhms])", text))


class _Reader:
    def __init__(self, text: str) -> None:
        self.rest: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            assert found is not None, text[at:]
            assert found.lastgroup is not None
            self.rest.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()

    def take(self, *wanted: str) -> str | None:
        if self.rest and self.rest[0][0] in ("op", "name") and self.rest[0][1] in wanted:
            return self.rest.pop(0)[1]
        return None

    def either(self) -> Tree:
        tree = self.both()
        while self.take("or"):
            tree = ("or", tree, self.both())
        return tree

    def both(self) -> Tree:
        tree = self.turned()
        while self.take("and"):
            tree = ("and", tree, self.turned())
        return tree

    def turned(self) -> Tree:
        return ("not", self.turned()) if self.take("not") else self.compared()

    def compared(self) -> Tree:
        left = self.sum()
        found: Tree | None = None
        while op := self.take(*_COMPARE):
            right = self.sum()
            one = ("compare", op, left, right)
            found, left = (one if found is None else ("and", found, one)), right
        return left if found is None else found

    def sum(self) -> Tree:
        tree = self.value()
        while op := self.take("+", "-"):
            tree = (op, tree, self.value())
        return tree

    def value(self) -> Tree:  # noqa: PLR0911 - one return for each kind
        if self.take("("):
            tree = self.either()
            assert self.take(")")
            return tree
        kind, word = self.rest.pop(0)
        if kind == "name" and self.take("("):
            _, id_ = self.rest.pop(0)
            assert self.take(")")
            return ("fact" if word in _FACTS else "feeling", word, id_[1:-1])
        if kind == "name" and word in ("patience", "trust"):
            return ("feeling", word, None)
        if kind == "name" and word in ("clock", "elapsed"):
            return ("elapsed",)
        if kind == "name":
            return ("constant", word == "true") if word in ("true", "false") else ("name", word)
        if kind == "text":
            return ("quoted", word[1:-1])
        return ("constant", seconds(word) if kind == "duration" else int(word))


def read(text: str) -> Tree:
    reader = _Reader(text)
    tree = reader.either()
    assert not reader.rest
    return tree


def ask(tree: Tree, story: Asked) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - one arm for each kind
    match tree:
        case ("constant", value):
            return value
        case ("name", name):
            value = story.variable(name)
            return name if value is None else value
        case ("quoted", text):
            return story.time(text) if ":" in text else text
        case ("fact", name, id_):
            return story.fact(name, id_)
        case ("feeling", name, customer):
            return story.feeling(name, customer)
        case ("elapsed",):
            return story.elapsed
        case ("not", of):
            return not ask(of, story)
        case ("and", one, two):
            return ask(one, story) and ask(two, story)
        case ("or", one, two):
            return ask(one, story) or ask(two, story)
        case ("+", one, two):
            return ask(one, story) + ask(two, story)
        case ("-", one, two):
            return ask(one, story) - ask(two, story)
        case ("compare", op, one, two):
            a, b = ask(one, story), ask(two, story)
            return {"==": a == b, "!=": a != b}[op] if op in ("==", "!=") else _less(op, a, b)
        case _:
            raise AssertionError(tree)


def _less(op: str, a: int, b: int) -> bool:
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


def parts(tree: Tree) -> Iterator[Tree]:
    yield tree
    for part in tree[1:]:
        if isinstance(part, tuple):
            yield from parts(part)


def times(tree: Tree, story: Asked) -> set[int]:
    """The story times that a guard compares with `clock` or `elapsed`."""
    found = set()
    for part in parts(tree):
        if part[0] == "compare" and ("elapsed",) in parts(part):
            named = [x for x in parts(part) if x[0] in ("constant", "quoted")]
            found |= {int(ask(x, story)) for x in named}
    return found


def promises(tree: Tree) -> set[str]:
    return {x[2] for x in parts(tree) if x[0] == "fact" and x[1] in ("open", "kept", "broken")}
