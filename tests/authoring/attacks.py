"""Hostile scenario files of any size: each tries to make reading slow, large or endless."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "title: T\ncustomer: {name: N}\n"
END = "  end: {ending: lost}\n"


def _times(size: int, line: Callable[[int], str], start: str = "", end: str = "") -> str:
    """Lines up to a size in characters; a line gets its number."""
    parts = [start]
    length, number = len(start), 0
    while length < size:
        parts.append(line(number))
        length += len(parts[-1])
        number += 1
    return "".join([*parts, end])


def _story(line: Callable[[int], str], start: str = "") -> Callable[[int], str]:
    """A scenario with many nodes."""
    return lambda size: _times(size, line, f"{HEAD}{start}nodes:\n", END)


def _at_a(line: Callable[[int], str], head: str = "", before: str = "") -> Callable[[int], str]:
    """A scenario with one large node."""
    return lambda size: _times(size, line, f"{HEAD}{head}nodes:\n  a:\n{before}", END)


def _flat(start: str, each: str, end: str = "") -> Callable[[int], str]:
    """A text made of one piece again and again; the piece may hold its number as `%d`."""
    if "%d" in each:
        return lambda size: _times(size, lambda number: each % number, start, end)
    return lambda size: start + each * (size // len(each)) + end


ID = "a" * 60
ACCENTS = "e\u0301" * 200
GUARD = "1" + " < 1" * 400
ATTACKS: dict[str, Callable[[int], str]] = {
    # YAML.
    "wide braces": _flat("nodes: {", "n%d,", "}"),
    "wide braces in quotes": _flat("nodes: {", "'n%d',", "}"),
    "wide pairs": _flat("nodes: {", "n%d: x, ", "}"),
    "wide brackets": _flat("a: [", "a,", "]"),
    "lines of brackets": _flat("a:\n", "- [a, b, c, d, e, f, g, h, i, j]\n"),
    "empty brackets": _flat("a: [", "[],", "]"),
    "empty braces": _flat("a: [", "{},", "]"),
    "hyphens": _flat("", "-\n"),
    "items": _flat("", "- a\n"),
    "keys": _flat("", "k%d:\n"),
    "keys with values": _flat("", "k%d: v\n"),
    "one key": _flat("", "k: v\n"),
    "nodes without anything": _flat("nodes:\n", " n%d:\n"),
    "question marks": _flat("", "? k%d\n"),
    "exclamation marks": _flat("a: ", "!"),
    "tags": _flat("", "- !t a\n"),
    "long tag names": _flat("", "- !" + "t" * 9000 + " a\n"),
    "anchors": _flat("", "- &a%d a\n"),
    "long anchors": _flat("", "- &" + "a" * 9000 + "%d a\n"),
    "aliases": _flat("a: &a b\nb: [", "*a,", "]"),
    "documents": _flat("", "---\na: b\n"),
    "directives": _flat("", "%T\n"),
    "comments": _flat("a: b\n", "# c\n"),
    "comments after values": _flat("", "a%d: b # c\n"),
    "empty lines": _flat("a: b\n", "\n"),
    "only a carriage return": _flat("a: b\r", "c%d: d\r"),
    "next lines": _flat("a: b\n", "c%d: d\x85"),
    "line separators": _flat("a: b\n", "\u2028"),
    "tabs": _flat("a: b\n", "\t"),
    "lines of tabs": _flat("a: b\n", "\tc%d: d\n"),
    "spaces": _flat("a:", " ", "b"),
    "spaces and a long word": lambda size: " " * (size - 20_000) + "x" * 20_000,
    "hyphen, spaces and a long word": lambda size: "- " + " " * (size - 20_000) + "x" * 20_000,
    "key, spaces and a long word": lambda size: "a: " + " " * (size - 20_000) + "x" * 20_000,
    "open quotes": _flat("a: '", "b "),
    "open quotes on lines": _flat('a: "', "b\n"),
    "open brackets": _flat("a: ", "["),
    "brackets on lines": _flat("", "- [\n"),
    "deep braces": _flat("a: ", "{a: "),
    "colons": _flat("", "a: "),
    "one long word": _flat("a: ", "b"),
    "one long key": _flat("", "b", ": a"),
    "emoji": _flat(f"{HEAD}nodes: [", "😀", "]"),
    "emoji keys": _flat("", "😀%d: 😀\n"),
    "emoji keys in braces": _flat("a: {", "😀%d, ", "}"),
    "an error after a long line of emoji": _flat("a: ", "😀 b: ", " x"),
    "escapes": _flat('a: "', "\\u0061", '"'),
    "blocks": _flat("", "k%d: |\n  text\n"),
    "a block of many lines": _flat("a: |\n", "  text\n"),
    "folded lines": _flat("a: b\n", "  text\n"),
    "null bytes": lambda size: "a: b\n" * (size // 8) + "\0" * (size // 2),
    "rubric heads": lambda size: "rubric:\n" * min(size // 8, 8000) + "nodes:\n",
    # Keys and single values.
    "unknown keys": _flat(HEAD, "titel%d: x\n"),
    "unknown keys of nodes": _story(lambda at: f"  n{at}: {{choises: x}}\n"),
    "empty nodes": _story(lambda at: f"  n{at}: {{}}\n"),
    "numbers": _story(lambda at: f"  n{at}: {{to: end, weight: {'9' * 5000}}}\n"),
    "durations": _story(lambda at: f"  n{at}: {{to: end, think: {'1d' * 2500}}}\n"),
    "words for a variable": _flat(HEAD + "variables: {a: {one-of: [", "w%d, ", "]}}\n"),
    "lines of words": _flat(HEAD + "variables:\n  a:\n    one-of:\n", "    - word-%d\n"),
    "many variables": _flat(HEAD + "variables:\n", "  v%d: {type: bool}\n"),
    "many records": _flat(HEAD + "records:\n", "  v%d: {title: a, text: b}\n"),
    "many events": _flat(HEAD + "events:\n", "  v%d: {after: 1s, to: end}\n", "nodes:\n" + END),
    "many promises": _flat(HEAD + "promises:\n", "  v%d: {title: x, within: 1s}\n"),
    "many customers": _flat("title: T\ncustomers:\n", "  v%d: {name: x, main: true}\n"),
    "a long scenario id": lambda size: (
        f"scenario: {'a' * 60_000}\n{HEAD}"
        + _times(size, lambda at: f"  n{at}: {{line: x, to: end}}\n", "nodes:\n", END)
    ),
    # Ids.
    "near ids": _story(lambda at: f"  node-{at:06d}: {{to: nodes-{at:06d}}}\n"),
    "long near ids": _story(lambda at: f"  {ID}{at:04d}: {{to: {ID}{at:04d}x}}\n"),
    "near ids of letters in another order": _story(
        lambda at: f"  {'ab' * 25}{at:08d}: {{to: {'ba' * 25}{at:08d}}}\n"
    ),
    "choices without ids": _at_a(lambda _: "    - {say: x, to: end}\n", before="    choices:\n"),
    "arms without ids": _at_a(
        lambda _: "    - {when: true, text: x}\n", before="    to: end\n    line:\n"
    ),
    "nodes with arms without ids": _story(
        lambda at: (
            f"  n{at}:\n    to: end\n    line:\n"
            + "    - {when: true, text: x}\n" * 900
            + "    - text: y\n"
        )
    ),
    "equal choices": _at_a(lambda _: "    - {id: a, say: x, to: end}\n", before="    choices:\n"),
    "many choices": _at_a(
        lambda at: f"    - {{id: c{at}, say: x, to: end}}\n", before="    choices:\n"
    ),
    "small choices with long ids": _story(
        lambda at: (
            f"  {ID}{at}:\n    choices:\n"
            + "".join(f"      - {{id: c{ID[:20]}{one}, say: x, to: end}}\n" for one in range(900))
        )
    ),
    "bad ids": _story(lambda at: f"  Node Number {at}: {{to: end}}\n"),
    # Guards.
    "long guards": _story(
        lambda at: f"  n{at}: {{to: [{{when: {at}{GUARD}, node: end}}, {{node: end}}]}}\n"
    ),
    "deep guards": _story(
        lambda at: (
            f"  n{at}: {{to: [{{when: '{'(' * 49}{at} < 1{')' * 49}', node: end}}, {{node: end}}]}}\n"
        )
    ),
    "guards of digits": _story(
        lambda at: (
            f"  n{at}: {{to: [{{when: '{at}{'9' * 1900} > 1', node: end}}, {{node: end}}]}}\n"
        )
    ),
    "guards with unknown names": _story(
        lambda at: (
            f"  n{at}: {{to: [{{when: 'name-{at:08d} and nome-{at:08d}', node: end}}, {{node: end}}]}}\n"
        )
    ),
    "guards with unknown nodes": _story(
        lambda at: f"  n{at}: {{to: [{{when: 'visited(\"m{at}\")', node: end}}, {{node: end}}]}}\n"
    ),
    "guards of escapes": _story(
        lambda at: (
            f'  n{at}: {{to: [{{when: "{at}' + "\\u0061" * 300 + '", node: end}, {node: end}]}\n'
        )
    ),
    "guards with words": lambda size: (
        f"{HEAD}variables: {{v: {{one-of: [{', '.join(f'w{x}' for x in range(900))}]}}}}\n"
        + _times(
            size,
            lambda at: f"  n{at}: {{to: [{{when: v == x{at}, node: end}}, {{node: end}}]}}\n",
            "nodes:\n",
            END,
        )
    ),
    "set words": lambda size: (
        f"{HEAD}variables: {{v: {{one-of: [{', '.join(f'w{x}' for x in range(900))}]}}}}\n"
        + _times(
            size,
            lambda at: f"  n{at}: {{choices: [{{id: a, say: x, to: end, set: {{v: w899}}}}]}}\n",
            "nodes:\n",
            END,
        )
    ),
    # Texts.
    "spaces between lines": _story(
        lambda at: f'  n{at}: {{to: end, line: "a\\n{" " * 60_000}b"}}\n'
    ),
    "empty lines in texts": _story(
        lambda at: f'  n{at}: {{to: end, line: "a{chr(92)}n{(chr(92) + "n ") * 15_000}b"}}\n'
    ),
    "long texts": _story(lambda at: f"  n{at}: {{to: end, line: '{'word ' * 10_000}'}}\n"),
    "accents": _story(lambda at: f"  N{ACCENTS}{at}: {{to: end}}\n"),
    # Stories.
    "a long way": _story(lambda at: f"  n{at}: {{to: n{at + 1}}}\n"),
    "a long way of lines": _story(lambda at: f"  n{at}:\n    line: Yes.\n    to: n{at + 1}\n"),
    "rings": _story(lambda at: f"  n{at}: {{to: n{at}}}\n"),
    "everything leads everywhere": _story(
        lambda at: (
            f"  n{at}: {{to: ["
            + "".join(f"{{when: patience > {x}, node: n{x}}}, " for x in range(900))
            + "{node: end}]}\n"
        )
    ),
}
