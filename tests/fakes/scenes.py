"""What a play shows, in its author's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.presentation.scene import Scene, build_scene

if TYPE_CHECKING:
    from simulator.attempt.play import Play


class Echo:
    """Every text in its author's words."""

    language = "en"

    def text(self, text: object) -> str:
        return str(getattr(text, "source"))  # noqa: B009 - any text


def scene_of(play: Play) -> Scene:
    return build_scene(play.session, Echo())


def show(play: Play, now: int) -> None:
    play.show(now, reading=scene_of(play).reading)
