"""`python -m simulator` and the command `simulator`."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Runs the command line; `--version` alone is answered without loading anything.

    The objects of a start live until the exit. Collecting them would take a fifth of a short
    command, so the collector stays off until a front end runs, and skips them at the exit.
    """
    gc.disable()
    if sys.argv[1:] in (["--version"], ["-V"]):
        from simulator.version import __version__  # noqa: PLC0415 - nothing else may load first

        sys.stdout.write(f"simulator, version {__version__}\n")
        gc.freeze()
        return
    from simulator.bootstrap import main  # noqa: PLC0415 - see above

    code = main(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
