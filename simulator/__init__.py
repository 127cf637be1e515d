"""The customer-service training simulator, for Python scripts.

`load`, `check`, `play`, `score`, `attempts` and `export` are what a script needs; `docs/python.md`
shows them at work. They are imported when they are first used, so that `simulator --version`
loads nothing else.
"""

from __future__ import annotations

from simulator.version import __version__

TYPE_CHECKING = False
"""As `typing` has it, whose import takes as long as all else of a short command."""

if TYPE_CHECKING:
    from simulator.api import (
        Program,
        ScenarioError,
        ScoreSheet,
        Session,
        SimulatorError,
        attempts,
        check,
        export,
        load,
        play,
        score,
    )

__all__ = [
    "Program",
    "ScenarioError",
    "ScoreSheet",
    "Session",
    "SimulatorError",
    "__version__",
    "attempts",
    "check",
    "export",
    "load",
    "play",
    "score",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    from simulator import api  # noqa: PLC0415 - see above

    value: object = getattr(api, name)
    return value
