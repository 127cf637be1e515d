"""The standard streams: one function makes everything that is printed harmless.

- What a terminal would obey, such as an escape sequence in a name, never reaches it.
- A character that the encoding of the terminal lacks is replaced by a similar one, or by its code.
- A stream that is closed, full or read by nobody raises `StreamError`, once.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, TextIO, cast

from simulator.console.encoding import READABLE
from simulator.errors import StreamError

if TYPE_CHECKING:
    from collections.abc import Iterator

# ruff: noqa: PLC0415 - every start of the program loads this module

_LONGEST_LINE: Final = 64 * 1024
"""The most bytes of a line of input that are read; the rest of a longer line is skipped."""


class HarmlessOutput(io.TextIOBase):
    """A text stream to which any text can be written; what is written is made harmless.

    Args:
        stream: The stream that the process was started with; None: it is closed.
        silent: Whether a stream that cannot be written is ignored, as for error messages.
    """

    # Says which characters can be written, not how they are encoded. With a smaller encoding click
    # would go round this stream.
    encoding = "utf-8"
    errors = "strict"

    def __init__(self, stream: TextIO | None, *, silent: bool = False) -> None:
        self._raw = None if stream is None else stream.buffer
        self._encoding = "utf-8" if stream is None else stream.encoding
        self._terminal = stream is not None and stream.isatty()
        self._silent = silent
        self._broken = False

    @property
    def unicode(self) -> bool:
        """Whether the encoding of the stream is UTF-8."""
        return codecs.lookup(self._encoding).name == "utf-8"

    def write(self, text: str, /) -> int:
        """Writes a text after making it harmless; a terminal shows it at the end of a line.

        Raises:
            StreamError: The stream cannot be written.
        """
        shown = _harmless(text)
        if os.linesep != "\n":
            shown = shown.replace("\n", os.linesep)
        self.write_bytes(shown.encode(self._encoding, READABLE))
        if self._terminal and "\n" in shown:
            self.flush()
        return len(text)

    def write_bytes(self, data: bytes) -> int:
        """Writes bytes as they are.

        Raises:
            StreamError: The stream cannot be written.
        """
        if data and not self._broken:
            if self._raw is None:
                self._fail(OSError(errno.EBADF, ""))
            else:
                try:
                    self._raw.write(data)
                except OSError as error:
                    self._fail(error)
        return len(data)

    def flush(self) -> None:
        """Writes all that is held back.

        Raises:
            StreamError: The stream cannot be written.
        """
        if self._raw is None or self._broken:
            return
        try:
            self._raw.flush()
        except OSError as error:
            self._fail(error)

    def writable(self) -> bool:
        """True, as for every output."""
        return True

    def isatty(self) -> bool:
        """Whether the output is a terminal."""
        return self._terminal

    def _fail(self, error: OSError) -> None:
        """Gives the stream up: what is still held back must not fail again at the end."""
        self._broken = True
        if self._raw is not None:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._raw.fileno())
                os.close(nowhere)
        if not self._silent:
            raise _stream_error("output", error) from error


class TypedLines(io.TextIOBase):
    """The lines of the standard input; bytes that are no text become lone surrogates.

    Args:
        stream: The stream that the process was started with; None: it is closed, which is the
            same as an empty input.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._raw = None if stream is None else stream.buffer
        given = "utf-8" if stream is None else codecs.lookup(stream.encoding).name
        self._encoding = "utf-8" if given == "ascii" else given

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # of bytes, it thinks
        """The next line with its end, or its first 64 KiB; empty at the end of the input.

        Raises:
            StreamError: The input cannot be read.
        """
        if self._raw is None:
            return ""
        try:
            line = rest = self._raw.readline(_LONGEST_LINE)
            while len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
                rest = self._raw.readline(_LONGEST_LINE)
        except OSError as error:
            raise _stream_error("input", error) from error
        return line.decode(self._encoding, "surrogateescape")

    def isatty(self) -> bool:
        """Whether a person types the lines."""
        return self._raw is not None and self._raw.isatty()


@contextmanager
def harmless_streams() -> Iterator[None]:
    """Puts the streams of this module in the place of the standard ones, until the block ends."""
    before = sys.stdin, sys.stdout, sys.stderr
    output = HarmlessOutput(sys.stdout)
    sys.stdin = cast("TextIO", TypedLines(sys.stdin))
    sys.stdout = cast("TextIO", output)
    sys.stderr = cast("TextIO", HarmlessOutput(sys.stderr, silent=True))
    try:
        yield
    finally:
        with suppress(StreamError):
            output.flush()
        sys.stderr.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def say(text: str, *, error: bool = False) -> None:
    """Prints a text of one or more lines.

    Args:
        text: The text, without the last line end.
        error: Whether to print it to the standard error output.

    Raises:
        StreamError: The standard output cannot be written.
    """
    stream = sys.stderr if error else sys.stdout
    stream.write(f"{text}\n")
    if error:
        stream.flush()


def say_line(text: str, *, error: bool = False) -> None:
    """Prints a text that must stay in one line, whatever stands in a name in it.

    Args:
        text: The text, without a line end.
        error: Whether to print it to the standard error output.

    Raises:
        StreamError: The standard output cannot be written.
    """
    say(_harmless(text).replace("\n", " "), error=error)


def say_json(value: object) -> None:
    """Prints a value as JSON; a value of another type is printed as its `repr`.

    JSON must keep every character and is read as UTF-8. If a character would disturb a terminal, or
    the stream has another encoding, everything outside ASCII is therefore escaped.

    Raises:
        StreamError: The standard output cannot be written.
    """
    import json

    dumps = partial(json.dumps, value, indent=2, default=repr)
    text = dumps(ensure_ascii=False)
    if _harmless(text) != text or not getattr(sys.stdout, "unicode", True):
        text = dumps()
    say(text)


def data_output() -> BinaryIO:
    """A stream for bytes of UTF-8 text: unchanged into a file or a pipe, harmless on a terminal."""
    return cast("BinaryIO", _DataOutput(sys.stdout))


class _DataOutput:
    """See `data_output`; each text arrives whole."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        if isinstance(self._stream, HarmlessOutput) and not self._stream.isatty():
            return self._stream.write_bytes(data)
        self._stream.write(data.decode("utf-8-sig", "replace"))
        return len(data)


def _harmless(text: str) -> str:
    """What `displayable` gives, whose import is slow, and needed for no plain English."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    from simulator.presentation.safe_text import displayable

    return displayable(text)


def _stream_error(stream: Literal["input", "output"], error: OSError) -> StreamError:
    closed = error.errno == errno.EBADF or isinstance(error, io.UnsupportedOperation)
    reason = "" if closed else error.strerror or str(error)
    return StreamError(stream, reason, gone=isinstance(error, BrokenPipeError))
