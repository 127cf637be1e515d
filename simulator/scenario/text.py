"""Authored sentences: each has an id for keeps, and may depend on the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.scenario.expression import Expression


class Text(Struct, frozen=True, kw_only=True, tag_field="is", tag="Text"):
    """One sentence or paragraph as its author wrote it.

    Attributes:
        id: Its name in the catalogs, such as `wrong-dish/greet/own-it`.
        source: The words, in the language of the scenario.
        note: A hint for translators.
    """

    id: str
    source: str
    note: str = ""


class Arm(Struct, frozen=True, kw_only=True, tag_field="is", tag="Arm"):
    """One of several wordings; without a guard it always holds."""

    text: Text
    when: Expression | None = None


class Wording(Struct, frozen=True, kw_only=True, tag_field="is", tag="Wording"):
    """A text that may depend on the state: the first arm that holds is shown.

    Attributes:
        arms: At least one. If all have guards, nothing is shown when none holds.
    """

    arms: tuple[Arm, ...]

    def texts(self) -> Iterator[Text]:
        """Every text that could be shown."""
        return (arm.text for arm in self.arms)
