"""The last words of the trainee, and the answer to them."""

from __future__ import annotations

from msgspec import Struct

from simulator.scenario.text import Text  # noqa: TC001 - msgspec reads it


class Exchange(Struct, frozen=True):
    """The last choice of the trainee in the words that were shown, and the answer to this choice.

    Attributes:
        key: The choice that was made, as `node/choice`.
        said: The words of the choice; None for a silence, and for a look-up without words.
        answer: The answer of the customer or other person; None: there was no answer.
    """

    key: str
    said: Text | None
    answer: Text | None
