"""What was last said and answered."""

from __future__ import annotations

from msgspec import Struct

from simulator.scenario.text import Text  # noqa: TC001 - msgspec reads it


class Exchange(Struct, frozen=True):
    """What the trainee said or did last, in the words that were shown, and the answer to it.

    Attributes:
        key: The choice that was made, as `node/choice`.
        said: The words of the choice; None for a silence.
        answer: What was answered; None: nothing.
    """

    key: str
    said: Text | None
    answer: Text | None
