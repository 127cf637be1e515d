"""Authored sentences: each has an id that never changes, and may depend on the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.expression import Expression
from simulator.scenario.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator


class Text(Stored, frozen=True, kw_only=True, tag="Text"):
    """One sentence or paragraph as its author wrote it.

    Attributes:
        id: The id of its messages in the catalogs, such as `wrong-dish/greet/own-it`.
        source: The sentence in the language of the scenario.
        note: A hint for translators.
    """

    id: str
    source: str
    note: str = ""


class Arm(Stored, frozen=True, kw_only=True, tag="Arm"):
    """One alternative of a wording; without a guard it always applies."""

    text: Text
    when: Expression | None = None


class Wording(Stored, frozen=True, kw_only=True, tag="Wording"):
    """A text that may depend on the state: the first arm whose guard is true is shown.

    Attributes:
        arms: At least one. If all arms have guards and none is true, nothing is shown.
    """

    arms: tuple[Arm, ...]

    def texts(self) -> Iterator[Text]:
        """Every text that may be shown."""
        return (arm.text for arm in self.arms)
