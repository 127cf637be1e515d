"""Authored sentences, each with an id that never changes, and wordings that depend on the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.expression import Expression
from simulator.scenario.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator


class Text(Stored, frozen=True, kw_only=True, tag="Text"):
    """One sentence or paragraph as its author wrote it.

    Attributes:
        id: The id of the text's messages in the catalogs, such as `wrong-dish/greet/own-it`.
        source: The sentence in the language of the scenario.
        note: A hint for translators; empty if the author gave none.
    """

    id: str
    source: str
    note: str = ""


class Arm(Stored, frozen=True, kw_only=True, tag="Arm"):
    """One alternative of a wording.

    Attributes:
        text: The text of the alternative.
        when: The guard of the alternative; None if the alternative always applies.
    """

    text: Text
    when: Expression | None = None


class Wording(Stored, frozen=True, kw_only=True, tag="Wording"):
    """A text that may depend on the state: the first arm whose guard is true is shown.

    Attributes:
        arms: The alternatives, at least one. If every arm has a guard and no guard is true,
            nothing is shown.
    """

    arms: tuple[Arm, ...]

    def texts(self) -> Iterator[Text]:
        """The text of each arm."""
        return (arm.text for arm in self.arms)
