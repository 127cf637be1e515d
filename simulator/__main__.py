"""`python -m simulator` and the command `simulator`."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Runs the command line; `--version` alone is answered without importing the rest.

    The objects that a start creates live until the exit. Garbage collection would take 20 % of the
    time of a short command, so it is disabled until a front end runs, and it skips these objects.
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
