"""What the play screen says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.presentation.library import CHANNEL_ICONS, initials

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.errors import StoreError
    from simulator.presentation.scene import Reply, Scene
    from simulator.scenario.model import ChoiceKind

PassageKind: TypeAlias = Literal["before", "answer", "narration", "line", "signal", "closing"]

KIND_ICONS: dict[ChoiceKind, str | None] = {
    "say": None,
    "do": "spark",
    "send": "mail",
    "look": "search",
}


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of the story; `who` stands before it."""

    kind: PassageKind
    words: str
    who: str | None = None


class ChoiceRow(Struct, frozen=True, kw_only=True):
    """A choice or a look-up as shown."""

    id: str
    number: str
    words: str
    icon: str | None


class Meter(Struct, frozen=True, kw_only=True):
    """A meter with its label; `value` from 0 to 1."""

    id: str
    label: str
    value: float


class Desk(Struct, frozen=True, kw_only=True):
    """What lies on the desk.

    Attributes:
        signals: The newest first.
        pages: Open records: title and words.
    """

    title: str
    signals_title: str
    signals: tuple[str, ...]
    lookups: tuple[ChoiceRow, ...]
    pages: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not (self.signals or self.lookups or self.pages)


class PlayModel(Struct, frozen=True, kw_only=True):
    """One moment of a play.

    Attributes:
        mood: The picture's name; mood_words is None with nobody there.
        prompt: What stands above the choices.
        action: The label of the one button where there are no choices; None with choices.
        banner: A warning over everything, or None.
    """

    title: str
    setting: str
    speaker: str | None
    portrait: str | None
    initials: str
    here: bool
    mood: str
    mood_words: str | None
    channel: str
    channel_icon: str
    clock: str | None
    gauges: tuple[Meter, ...]
    passages: tuple[Passage, ...]
    prompt: str | None
    choices: tuple[ChoiceRow, ...]
    desk: Desk
    time_label: str
    limited: bool
    action: str | None
    ended: bool
    stuck: str | None
    pause: str
    leave: str
    banner: str | None


def play_model(
    scene: Scene, messages: Messages, *, unsaved: StoreError | None = None, last: str | None = None
) -> PlayModel:
    """One moment of a play in the present language.

    Args:
        scene: What there is to show.
        messages: The interface.
        unsaved: Why the last events could not be kept, if so.
        last: The kind of the trainee's last event, such as `timed-out`.
    """
    ended = scene.ending is not None
    action = None
    if ended:
        action = messages("play.debrief")
    elif scene.goes_on:
        action = messages("play.continue")
    name = scene.speaker or ""
    return PlayModel(
        title=scene.title,
        setting=scene.setting,
        speaker=scene.speaker,
        portrait=scene.portrait,
        initials=initials(name),
        here=scene.here,
        mood=scene.mood or "calm",
        mood_words=messages(f"mood.{scene.mood}") if scene.mood else None,
        channel=messages(f"channel.{scene.channel}"),
        channel_icon=CHANNEL_ICONS[scene.channel],
        clock=None if scene.clock is None else messages.clock(scene.clock),
        gauges=_gauges(scene, messages),
        passages=_passages(scene, messages, last=last),
        prompt=messages("play.your-turn") if scene.replies else None,
        choices=tuple(_offer(x, messages) for x in scene.replies),
        desk=_desk(scene, messages),
        time_label=messages("play.time-limited" if scene.limited else "play.time"),
        limited=scene.limited,
        action=action,
        ended=ended,
        stuck=messages("play.stuck") if scene.stuck else None,
        pause=messages("play.pause"),
        leave=messages("play.leave"),
        banner=None if unsaved is None else messages("store.unsaved", place=unsaved.place),
    )


def _gauges(scene: Scene, messages: Messages) -> tuple[Meter, ...]:
    found = (("patience", scene.patience), ("trust", scene.trust))
    return tuple(
        Meter(id=id_, label=messages(f"play.{id_}"), value=value / 1000)
        for id_, value in found
        if value is not None
    )


def _passages(scene: Scene, messages: Messages, *, last: str | None) -> tuple[Passage, ...]:
    found: list[Passage] = []
    if last == "timed-out":
        found.append(Passage(kind="before", words=messages("play.timed-out")))
    elif scene.before and last != "looked":
        found.append(Passage(kind="before", words=scene.before, who=messages("play.you")))
    parts: tuple[tuple[PassageKind, str | None], ...] = (
        ("answer", scene.answer),
        ("narration", scene.narration),
        ("line", scene.line),
        ("signal", scene.signal),
    )
    found += [Passage(kind=kind, words=text) for kind, text in parts if text]
    if scene.ending is not None:
        found.append(Passage(kind="closing", words=messages(f"outcome.{scene.ending}")))
    return tuple(found)


def _offer(reply: Reply, messages: Messages) -> ChoiceRow:
    icon = "clock" if reply.waits else KIND_ICONS[reply.kind]
    return ChoiceRow(
        id=reply.id, number=messages.number(reply.number), words=reply.words, icon=icon
    )


def _desk(scene: Scene, messages: Messages) -> Desk:
    return Desk(
        title=messages("play.desk"),
        signals_title=messages("play.signals"),
        signals=tuple(reversed(scene.desk)),
        lookups=tuple(_offer(x, messages) for x in scene.lookups),
        pages=tuple((x.title, x.words) for x in scene.pages),
    )
