"""What the author most likely did where YAML cannot be made out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.authoring import finding as f

if TYPE_CHECKING:
    import yaml

    from simulator.authoring.yaml.values import Source

_COLON = re.compile(r":\s+(?=\S)")
_SIGNS = (
    "scanning an alias",
    "scanning an anchor",
    "scanning a block scalar",
    "scanning a tag",
    "parsing a tag",
    "scanning a directive",
    "parsing a node",
)
_MISPLACED = (
    "sequence entries are not allowed",
    "mapping keys are not allowed",
    "cannot start any token",
    "node content",
    "undefined tag handle",
)
_SHOWN = 60


class Cause(Struct, frozen=True):
    """A finding to be: its place counts from 0, a length of 0 runs to the line's end."""

    code: f.Code
    line: int
    column: int
    length: int = 0
    args: dict[str, f.Argument] = {}


def explain(error: yaml.YAMLError, source: Source) -> Cause:
    """The likely cause of a parser's error, in terms of what an author typed."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Cause(f.SYNTAX, 0, 0)
    problem = str(getattr(error, "problem", ""))
    context = str(getattr(error, "context", "") or "")
    start = getattr(error, "context_mark", None) or mark
    return _explain(
        f"{context} {problem}", (mark.line, mark.column), (start.line, start.column), source
    )


def _explain(  # noqa: PLR0911 - a table of what a parser can say
    said: str, at: tuple[int, int], start: tuple[int, int], source: Source
) -> Cause:
    if source.line(at[0])[at[1] : at[1] + 1] == "\t" or "tab character" in said:
        return Cause(f.TAB, *at, 1)
    if "mapping values are not allowed" in said:
        return _second_colon(at, source)
    if "escape" in said or "hexadecimal" in said:
        return Cause(f.BAD_ESCAPE, at[0], at[1], 2)
    if "quoted scalar" in said:
        return Cause(f.UNCLOSED_QUOTE, *start)
    if "flow sequence" in said or "flow mapping" in said:
        return _in_brackets(at, start, source)
    if any(sign in said for sign in _MISPLACED):
        return _quotes(source, *at)
    if any(sign in said for sign in _SIGNS):
        return _quotes(source, *start)
    if "could not find expected ':'" in said:
        return Cause(f.MISSING_COLON, *start, args={"text": source.line(start[0])[start[1] :][:60]})
    if "parsing a block" in said:
        return _in_block(at, source)
    return Cause(f.SYNTAX, at[0], at[1], 1)


def _second_colon(at: tuple[int, int], source: Source) -> Cause:
    text = source.line(at[0])
    colon = _COLON.search(text[: at[1]])
    if colon:
        return _quotes(source, at[0], colon.end())
    return Cause(f.BAD_INDENTATION, at[0], len(text) - len(text.lstrip()))


def _quotes(source: Source, line: int, column: int) -> Cause:
    text = source.line(line)[column:].rstrip()
    return Cause(f.NEEDS_QUOTES, line, column, len(text), {"text": text[:_SHOWN]})


def _in_brackets(at: tuple[int, int], start: tuple[int, int], source: Source) -> Cause:
    text = source.line(at[0])
    before = text[: at[1]].rstrip()
    unclosed = Cause(f.UNCLOSED_BRACKET, *start, 1, {"bracket": source.line(start[0])[start[1]]})
    if not text[at[1] :].strip():
        return unclosed
    if before.endswith(('"', "'")):
        return Cause(f.TEXT_AFTER_QUOTE, *at)
    if text[at[1]] in "]}":
        return unclosed
    if at[0] > start[0]:
        above = source.line(at[0] - 1).rstrip()
        if not above.endswith((",", "{", "[")):
            return unclosed
    colon = _COLON.search(before, max(before.rfind(","), before.rfind("{"), 0))
    return _quotes(source, at[0], colon.end() if colon else at[1])


def _in_block(at: tuple[int, int], source: Source) -> Cause:
    text = source.line(at[0])
    before = text[: at[1]].rstrip()
    if before.endswith(('"', "'")):
        return Cause(f.TEXT_AFTER_QUOTE, *at)
    if before.endswith(("]", "}")):
        if text[at[1] : at[1] + 1] in "]}":
            return Cause(f.UNCLOSED_BRACKET, *at, 1, {"bracket": text[at[1]]})
        colon = _COLON.search(before)
        return _quotes(source, at[0], colon.end() if colon else at[1])
    return Cause(f.BAD_INDENTATION, *at)
