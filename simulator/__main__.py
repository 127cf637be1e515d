"""`python -m simulator` and the command `simulator`."""

from __future__ import annotations

import sys


def run() -> None:
    """Runs the command line; `--version` alone is answered without loading anything."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from simulator import __version__  # noqa: PLC0415 - nothing else may load first

        sys.stdout.write(f"simulator, version {__version__}\n")
        return
    from simulator.main import main  # noqa: PLC0415 - as above

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
