"""Options of the suite."""

from __future__ import annotations

import signal

import pytest

# A shell starts background commands with Ctrl-C ignored, and every process that a test starts would
# inherit this. A handler, in contrast, is not inherited.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write transcripts and sheets anew"
    )
