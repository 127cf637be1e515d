"""`python -m simulator` and the command `simulator`."""

from __future__ import annotations

import gc
import os
import sys

# ruff: noqa: PLC0415 - nothing is loaded before signals are handled, and for `--version` nothing


def run() -> None:
    """Runs the command line; `--version` alone is answered without importing the rest.

    The objects that a start creates live until the exit. Garbage collection would take 20 % of the
    time of a short command, so it is disabled until a front end runs, and it skips these objects.
    """
    gc.disable()
    try:
        code = 0 if _prints_version() else _run_to_end()
    except KeyboardInterrupt:  # It came before `console.ending` handles it.
        os._exit(130)
    gc.freeze()
    sys.exit(code)


def _run_to_end() -> int:
    from simulator.console.ending import run_to_end

    return run_to_end(_command)


def _command() -> int:
    from simulator.bootstrap import main

    return main(sys.argv[1:])


def _prints_version() -> bool:
    """Whether only the version is asked for and could be printed; `main` words what fails."""
    if sys.argv[1:] not in (["--version"], ["-V"]):
        return False
    from simulator.version import __version__

    try:
        sys.stdout.write(f"simulator, version {__version__}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):  # A stream that is closed at the start is None.
        return False
    return True


if __name__ == "__main__":
    run()
