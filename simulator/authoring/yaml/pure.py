"""The loader of PyYAML that is written in Python, corrected to read as libyaml does.

Some systems install PyYAML without libyaml. PyYAML's own loader ends a plain text in braces at a
question mark, and refuses tabs, which libyaml allows between the words of a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

if TYPE_CHECKING:
    from collections.abc import Callable

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANKS = " \t"
_ENDS = frozenset(f"\0{_BLANKS}{_BREAKS}")
_FLOW = frozenset(",[]{}")
_PLAIN = "while scanning a plain scalar"


class PureLoader(yaml.SafeLoader):
    """A loader with the interface of `yaml.CSafeLoader`, whose events it gives one by one."""

    def scan_to_next_token(self) -> None:
        """Skips spaces, tabs, comments and line breaks; a tab is no indentation."""
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            skipped = _BLANKS if self.flow_level or not self.allow_simple_key else " "
            while self.peek() in skipped:
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0" + _BREAKS:
                    self.forward()
            if not self._line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_block_scalar_indicators(self, _: Any) -> tuple[bool | None, int | None]:  # noqa: ANN401 - PyYAML's marks are not typed
        """Reads the signs after `|` or `>`, and the spaces and tabs after them."""
        keeps: bool | None = None
        indent: int | None = None
        for _ in range(2):
            sign = self.peek()
            if keeps is None and sign in "+-":
                keeps = sign == "+"
            elif indent is None and sign in "123456789":
                indent = int(sign)
            else:
                break
            self.forward()
        while self.peek() in _BLANKS:
            self.forward()
        return keeps, indent

    def scan_directive(self) -> Any:  # noqa: ANN401 - PyYAML's tokens are not typed
        """Reads a line such as `%YAML 1.1`; refuses other names than libyaml knows."""
        token = super().scan_directive()
        if token.name not in {"YAML", "TAG"}:
            problem = "found unknown directive name"
            start = token.start_mark
            raise ScannerError("while scanning a directive", start, problem, start)
        return token

    def check_key(self) -> bool:
        """Whether a question mark starts a key; in brackets, some key must follow it."""
        found: bool = super().check_key()
        if found and self.flow_level:
            length = 1
            while self.peek(length) in _BLANKS:
                length += 1
            if self.peek(length) in "],":
                problem = "did not find expected node content"
                raise ScannerError("while parsing a flow node", None, problem, self.get_mark())
        return found

    def scan_plain(self) -> ScalarToken:
        """Reads a text without quotes."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between = ""
        while not (self.peek() == "#" or self._at_document_mark()):
            length = self._length_of_plain(start)
            if not length:
                break
            self.allow_simple_key = False
            chunks += [between, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            if self.peek() not in _BLANKS + _BREAKS:
                break
            between = self._space_in_plain(start, indent)
            if not self.flow_level and self.column < indent:
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _line_break(self) -> str:
        """Skips one line break, and returns what stands for it; empty if there is none."""
        skip: Callable[[], str] = self.scan_line_break  # PyYAML's methods are not typed
        return skip()

    def _at_document_mark(self) -> bool:
        if self.column or self.prefix(3) not in {"---", "..."}:
            return False
        return self.peek(3) in _ENDS

    def _length_of_plain(self, start: Any) -> int:  # noqa: ANN401 - PyYAML's marks are not typed
        """How many characters follow without a space that belong to a plain text."""
        length = 0
        while True:
            character = self.peek(length)
            if character in _ENDS or (self.flow_level and character in _FLOW):
                return length
            if character == ":":
                following = self.peek(length + 1)
                if following in _ENDS:
                    return length
                if self.flow_level and (following in _FLOW or following == "?"):
                    raise ScannerError(_PLAIN, start, "found unexpected ':'", self.get_mark())
            length += 1

    def _space_in_plain(self, start: Any, indent: int) -> str:  # noqa: ANN401 - PyYAML's marks are not typed
        """Skips the space between two words of a plain text, and returns what stands for it."""
        spaces: list[str] = []
        breaks: list[str] = []
        while (character := self.peek()) in _BLANKS + _BREAKS:
            if character in _BREAKS:
                breaks.append(self._line_break())
                continue
            if breaks and character == "\t" and self.column < indent:
                problem = "found a tab character that violates indentation"
                raise ScannerError(_PLAIN, start, problem, self.get_mark())
            spaces.append(character)
            self.forward()
        if not breaks:
            return "".join(spaces)
        self.allow_simple_key = True
        if breaks[0] != "\n":
            return "".join(breaks)
        return "".join(breaks[1:]) or " "
