"""What was said and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.scenario.model import Choice
    from simulator.scenario.text import Text, Wording


class Exchange(NamedTuple):
    """What was last said or done, in the words that were shown, and what was answered."""

    key: str
    said: Text | None
    answer: Text | None

    def ids(self) -> tuple[str | None, str | None]:
        """The ids of both texts."""
        return (self.said.id if self.said else None, self.answer.id if self.answer else None)

    @classmethod
    def found(cls, choice: Choice, said: str | None, answer: str | None) -> Exchange:
        """The exchange of a choice whose texts have these ids."""
        return cls(choice.key, _text(choice.text, said), _text(choice.answer, answer))

    @classmethod
    def fixed(cls, choice: Choice) -> Exchange | None:
        """The exchange of a reply whose texts do not depend on the state; None for the others."""
        if choice.scored and _is_fixed(choice.text) and _is_fixed(choice.answer):
            return cls(choice.key, _first(choice.text), _first(choice.answer))
        return None


def _is_fixed(wording: Wording | None) -> bool:
    return wording is None or wording.arms[0].when is None


def _first(wording: Wording | None) -> Text | None:
    return None if wording is None else wording.arms[0].text


def _text(wording: Wording | None, id_: str | None) -> Text | None:
    texts = () if wording is None else wording.texts()
    return next((text for text in texts if text.id == id_), None)
