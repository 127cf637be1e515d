"""`python -m simulator` and the command `simulator`."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Runs the command line; `--version` alone is answered without loading anything."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from simulator import __version__  # noqa: PLC0415 - nothing else may load first

        sys.stdout.write(f"simulator, version {__version__}\n")
        return
    # What a start makes is no garbage, and at the end all goes at once: looking for garbage
    # would take a fifth of a short command. A front end switches the collector on again.
    gc.disable()
    from simulator.bootstrap import main  # noqa: PLC0415 - as above

    code = main(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
