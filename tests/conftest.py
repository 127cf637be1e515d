"""Options of the suite."""

from __future__ import annotations

import signal

import pytest

# A shell starts background commands with Ctrl-C ignored, and nohup ignores the end of the terminal.
# Every process that a test starts would inherit this. A handler, in contrast, is not inherited.
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, lambda *_: None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write transcripts and sheets anew"
    )
