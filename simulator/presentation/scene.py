"""A view in the words of one language: everything that a window draws or a terminal prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.presentation.library import CHANNEL_ICONS, initials
from simulator.session.timing import reading_time

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.scenario.model import ChoiceKind
    from simulator.scenario.text import Text
    from simulator.session.program import OfferedChoice
    from simulator.session.session import Session
    from simulator.session.view import View

PassageKind: TypeAlias = Literal["before", "answer", "narration", "line", "signal", "closing"]

_ICONS: dict[ChoiceKind, str | None] = {
    "say": None,
    "do": "spark",
    "send": "mail",
    "look": "search",
}
_REPLIES = ("chosen", "timed-out", "looked")


class Reply(Struct, frozen=True, kw_only=True):
    """A choice in words.

    Attributes:
        number: The number that picks the choice, from 1.
        digits: The number as this language writes it.
        id: The id of the choice.
        kind: Whether the choice is said, done, sent or looked up.
        words: The text of the choice.
        icon: The name of the picture for the kind; None: the choice is said.
    """

    number: int
    digits: str
    id: str
    kind: ChoiceKind
    words: str
    icon: str | None


class Page(Struct, frozen=True, kw_only=True):
    """A record that the trainee has opened.

    Attributes:
        id: The id of the record.
        title: The title of the record.
        words: The text of the record.
        new: Whether the record was opened since the present node was entered.
    """

    id: str
    title: str
    words: str
    new: bool


class Passage(Struct, frozen=True, kw_only=True):
    """One piece of the story, such as a line.

    Attributes:
        kind: What the piece is.
        words: Its text.
        who: The speaker, who is named before the words; None: no name is shown.
    """

    kind: PassageKind
    words: str
    who: str | None = None


class Meter(Struct, frozen=True, kw_only=True):
    """The patience or the trust of the customer, with a label; the value is from 0 to 1."""

    id: str
    label: str
    value: float


class Scene(Struct, frozen=True, kw_only=True):
    """One moment of a play in words.

    Attributes:
        view: The facts of the moment.
        title: The title of the scenario.
        setting: The id of the setting, which names its picture.
        speaker: The name of the speaker; None: nobody speaks.
        portrait: The id of the portrait; None: there is nobody, or there is no portrait.
        initials: The initials of the speaker, shown if there is no portrait.
        mood: The name of the picture of the mood; `calm` if there is nobody.
        mood_words: The mood in words; None: there is nobody.
        channel: The channel in words.
        channel_icon: The name of the picture of the channel.
        seconds: The time of the story in seconds since midnight of the first day; None: the
            scenario has no clock.
        clock: The time of the story in words; None: the scenario has no clock.
        meters: The patience and the trust of the present customer.
        before: The last words or action of the trainee; None: there is none yet.
        answer: What the customer answered to the last reply; None: nothing.
        narration: What happens now; None: nothing is narrated.
        line: The line that is spoken now; None: nobody speaks.
        passages: The pieces of the story that are shown now, in order.
        prompt: The heading of the replies; None: there are no replies.
        replies: The replies, numbered from 1.
        lookups: The look-ups; their numbers continue after those of the replies.
        signals: All signals up to now, the newest last.
        pages: The records that were opened.
        time_label: The label of the remaining time.
        action: The label of the only button; None: there are replies.
        stuck: The message that the trainee can only give up; None: the story can continue.
    """

    view: View
    title: str
    setting: str
    speaker: str | None
    portrait: str | None
    initials: str
    mood: str
    mood_words: str | None
    channel: str
    channel_icon: str
    seconds: int | None
    clock: str | None
    meters: tuple[Meter, ...]
    before: str | None
    answer: str | None
    narration: str | None
    line: str | None
    passages: tuple[Passage, ...]
    prompt: str | None
    replies: tuple[Reply, ...]
    lookups: tuple[Reply, ...]
    signals: tuple[str, ...]
    pages: tuple[Page, ...]
    time_label: str
    action: str | None
    stuck: str | None

    @property
    def reading(self) -> int:
        """The milliseconds that it takes to read all new texts of the scene."""
        new_kinds = ("answer", "narration", "line", "signal")
        passages = (x.words for x in self.passages if x.kind in new_kinds)
        replies = (x.words for x in self.replies)
        pages = (x.words for x in self.pages if x.new)
        return reading_time(x for x in (*passages, *replies, *pages) if x)


def build_scene(session: Session, translator: Translator, messages: Messages) -> Scene:
    """The scene of the present moment of a session.

    Args:
        session: The session; it is not changed.
        translator: The authored text in one language.
        messages: The interface in the same language.
    """
    scenario, view = session.program.scenario, session.view()

    def say(text: Text | None) -> str | None:
        return None if text is None else translator.text(text)

    speaker = say(view.speaker)
    before = say(session.exchange.said if session.exchange else None)
    answer, narration, line = say(view.answer), say(view.narration), say(view.line)
    texts: tuple[tuple[PassageKind, str | None], ...] = (
        ("answer", answer),
        ("narration", narration),
        ("line", line),
        ("signal", say(view.signal)),
    )
    seconds = None if scenario.clock is None else scenario.clock + view.elapsed
    return Scene(
        view=view,
        title=translator.text(scenario.title),
        setting=scenario.setting,
        speaker=speaker,
        portrait=view.portrait,
        initials=initials(speaker or ""),
        mood=view.mood or "calm",
        mood_words=messages(f"mood.{view.mood}") if view.mood else None,
        channel=messages(f"channel.{view.channel}"),
        channel_icon=CHANNEL_ICONS[view.channel],
        seconds=seconds,
        clock=None if seconds is None else messages.clock(seconds),
        meters=_meters(view, messages),
        before=before,
        answer=answer,
        narration=narration,
        line=line,
        passages=(
            *_last_reply(session, before, messages),
            *(Passage(kind=kind, words=words) for kind, words in texts if words),
            *_closing(view, messages),
        ),
        prompt=messages("play.your-turn") if view.choices else None,
        replies=_replies(view.choices, 1, translator, messages),
        lookups=_replies(view.lookups, len(view.choices) + 1, translator, messages),
        signals=tuple(translator.text(x) for x in view.desk),
        pages=_pages(view, translator),
        time_label=messages("play.time-limited" if view.limited else "play.time"),
        action=_action(view, messages),
        stuck=messages("play.stuck") if view.stuck else None,
    )


def _replies(
    offers: tuple[OfferedChoice, ...], first: int, translator: Translator, messages: Messages
) -> tuple[Reply, ...]:
    return tuple(
        Reply(
            number=number,
            digits=messages.number(number),
            id=offer.id,
            kind=offer.kind,
            words=translator.text(offer.text),
            icon="clock" if offer.waits else _ICONS[offer.kind],
        )
        for number, offer in enumerate(offers, start=first)
    )


def _meters(view: View, messages: Messages) -> tuple[Meter, ...]:
    found = (("patience", view.patience), ("trust", view.trust))
    return tuple(
        Meter(id=id_, label=messages(f"play.{id_}"), value=value / 1000)
        for id_, value in found
        if value is not None
    )


def _last_reply(session: Session, before: str | None, messages: Messages) -> tuple[Passage, ...]:
    """The last reply as a passage; empty after a look-up and at the start."""
    kinds = (x.kind for x in reversed(session.log))
    last = next((x for x in kinds if x in _REPLIES), None)
    if last == "timed-out":
        return (Passage(kind="before", words=messages("play.timed-out")),)
    if before and last != "looked":
        return (Passage(kind="before", words=before, who=messages("play.you")),)
    return ()


def _closing(view: View, messages: Messages) -> tuple[Passage, ...]:
    if view.ending is None:
        return ()
    return (Passage(kind="closing", words=messages(f"outcome.{view.ending}")),)


def _action(view: View, messages: Messages) -> str | None:
    if view.ending is not None:
        return messages("play.debrief")
    return messages("play.continue") if view.goes_on else None


def _pages(view: View, translator: Translator) -> tuple[Page, ...]:
    return tuple(
        Page(
            id=x.id,
            title=translator.text(x.title),
            words=translator.text(x.text),
            new=x.new,
        )
        for x in view.open_records
    )
