"""The likely cause of a syntax error: the mistake that the author made while typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.authoring.yaml.values import excerpt
from simulator.findings import code as codes

if TYPE_CHECKING:
    import yaml

    from simulator.findings.code import Argument, Code
    from simulator.findings.source import Source

_COLON = re.compile(r":\s+(?=\S)")
# PyYAML's error texts when quotes are missing at the start of the construct that it was reading.
_AT_START = (
    "scanning an alias",
    "scanning an anchor",
    "scanning a block scalar",
    "scanning a tag",
    "parsing a tag",
    "scanning a directive",
    "parsing a node",
)
# PyYAML's error texts when quotes are missing at the place of the problem.
_AT_PROBLEM = (
    "sequence entries are not allowed",
    "mapping keys are not allowed",
    "cannot start any token",
    "node content",
    "undefined tag handle",
)
_MAX_EXCERPT = 60


class Cause(Struct, frozen=True):
    """The code, place and arguments of the finding for a syntax error.

    Attributes:
        code: What is wrong.
        line: From 0.
        column: From 0.
        length: In characters; 0 means up to the end of the line.
        args: The arguments of the code.
    """

    code: Code
    line: int
    column: int
    length: int = 0
    args: dict[str, Argument] = {}


def explain_syntax(error: yaml.YAMLError, source: Source) -> Cause:
    """The likely cause of a parser's error.

    Args:
        error: The error of PyYAML. It has no code, so its English text is matched.
        source: The file.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Cause(codes.SYNTAX, 0, 0)
    problem = str(getattr(error, "problem", ""))
    context = str(getattr(error, "context", "") or "")
    start = getattr(error, "context_mark", None) or mark
    return _explain(
        f"{context} {problem}", (mark.line, mark.column), (start.line, start.column), source
    )


def _explain(  # noqa: PLR0911 - a table of the parser's errors
    said: str, at: tuple[int, int], start: tuple[int, int], source: Source
) -> Cause:
    """The cause of an error.

    Args:
        said: The text of the error.
        at: The line and column of the problem.
        start: The line and column at which the construct with the problem starts.
        source: The file.
    """
    if source.line(at[0])[at[1] : at[1] + 1] == "\t" or "tab character" in said:
        return Cause(codes.TAB, *at, 1)
    if "mapping values are not allowed" in said:
        return _second_colon(at, source)
    if any(word in said for word in ("escape", "hexadecimal", "hexdecimal")):
        # PyYAML's own parser points behind the backslash.
        column = max(0, source.line(at[0]).rfind("\\", 0, at[1] + 1))
        return Cause(codes.BAD_ESCAPE, at[0], column, 2)
    if "quoted scalar" in said:
        return Cause(codes.UNCLOSED_QUOTE, *start)
    if "flow sequence" in said or "flow mapping" in said:
        return _in_brackets(at, start, source)
    if any(part in said for part in _AT_PROBLEM):
        return _needs_quotes(source, *at)
    if any(part in said for part in _AT_START):
        return _needs_quotes(source, *start)
    if "could not find expected ':'" in said:
        return Cause(
            codes.MISSING_COLON,
            *start,
            args={"text": excerpt(source.line(start[0])[start[1] :], _MAX_EXCERPT)},
        )
    if "parsing a block" in said:
        return _in_block(at, source)
    return Cause(codes.SYNTAX, at[0], at[1], 1)


def _second_colon(at: tuple[int, int], source: Source) -> Cause:
    """The cause of an unexpected colon: missing quotes, or a key that is indented too far."""
    text = source.line(at[0])
    colon = _COLON.search(text[: at[1]])
    if colon:
        return _needs_quotes(source, at[0], colon.end())
    return Cause(codes.BAD_INDENTATION, at[0], len(text) - len(text.lstrip()))


def _needs_quotes(source: Source, line: int, column: int) -> Cause:
    """The cause *needs quotes*, for the text from a column to the end of its line."""
    text = source.line(line)[column:].rstrip()
    return Cause(codes.NEEDS_QUOTES, line, column, len(text), {"text": excerpt(text, _MAX_EXCERPT)})


def _in_brackets(at: tuple[int, int], start: tuple[int, int], source: Source) -> Cause:
    """The cause of a fault at `at`, inside brackets or braces that open at `start`."""
    text = source.line(at[0])
    before = text[: at[1]].rstrip()
    unclosed = Cause(
        codes.UNCLOSED_BRACKET, *start, 1, {"bracket": source.line(start[0])[start[1]]}
    )
    if not text[at[1] :].strip():
        return unclosed
    if before.endswith(('"', "'")):
        return Cause(codes.TEXT_AFTER_QUOTE, *at)
    if text[at[1]] in "]}":
        return unclosed
    if at[0] > start[0]:
        above = source.line(at[0] - 1).rstrip()
        if not above.endswith((",", "{", "[")):
            return unclosed
    colon = _COLON.search(before, max(before.rfind(","), before.rfind("{"), 0))
    return _needs_quotes(source, at[0], colon.end() if colon else at[1])


def _in_block(at: tuple[int, int], source: Source) -> Cause:
    """The cause of a fault at `at`, in a list or map without brackets."""
    text = source.line(at[0])
    before = text[: at[1]].rstrip()
    if before.endswith(('"', "'")):
        return Cause(codes.TEXT_AFTER_QUOTE, *at)
    if before.endswith(("]", "}")):
        if text[at[1] : at[1] + 1] in "]}":
            return Cause(codes.UNCLOSED_BRACKET, *at, 1, {"bracket": text[at[1]]})
        colon = _COLON.search(before)
        return _needs_quotes(source, at[0], colon.end() if colon else at[1])
    return Cause(codes.BAD_INDENTATION, *at)
