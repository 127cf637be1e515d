"""The scene of a play, in the words of its author."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from simulator.presentation.scene import Scene, build_scene

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.context import Messages
    from simulator.attempt.play import Play


class Echo:
    """A translator that returns each text in the words of its author."""

    language = "en"

    def text(self, text: object) -> str:
        return str(getattr(text, "source"))  # noqa: B009 - any text


class Ids:
    """Messages for a scene: the text of each message is its id."""

    language = "en"

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        return " ".join([id_, *(f"{name}={value}" for name, value in fields.items())])

    def number(self, value: int) -> str:
        return str(value)

    def clock(self, seconds: int) -> str:
        return str(seconds)

    def joined(self, items: Iterable[str]) -> str:
        return ", ".join(items)


IDS = cast("Messages", Ids())


def scene_of(play: Play) -> Scene:
    return build_scene(play.session, Echo(), IDS, play.lesson)


def last_reply(play: Play) -> str | None:
    """The last reply as it is shown above the present line."""
    return next((x.words for x in scene_of(play).passages if x.kind == "before"), None)


def show(play: Play, now: int) -> None:
    play.show(now, reading=scene_of(play).reading)
