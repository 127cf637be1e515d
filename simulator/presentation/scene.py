"""The scene: a moment of a play in words, as the window draws it and the terminal prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from simulator.presentation.library import CHANNEL_ICONS, initials
from simulator.session.reaction import reaction_of
from simulator.session.timing import reading_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.lesson import Lesson
    from simulator.scenario.text import Text
    from simulator.scenario.vocabulary import ChoiceKind
    from simulator.session.program import OfferedChoice
    from simulator.session.reaction import Reaction
    from simulator.session.session import Session
    from simulator.session.view import View

PassageKind: TypeAlias = Literal[
    "before", "answer", "feedback", "better", "narration", "line", "signal", "closing"
]

_ICONS: dict[ChoiceKind, str | None] = {
    "say": None,
    "do": "spark",
    "send": "mail",
    "look": "search",
}
VISIBLE: Final = 25
"""The smallest change of patience or trust, in points, that a meter shows clearly."""
_READ: tuple[PassageKind, ...] = ("answer", "feedback", "better", "narration", "line", "signal")
"""The kinds of passage that are new to the trainee."""


class Reply(Struct, frozen=True, kw_only=True):
    """A choice as it is shown.

    Attributes:
        number: The number key that picks the choice, from 1.
        digits: `number` as the language writes it.
        id: The id of the choice.
        kind: Whether the choice is something to say, to do, to send or to look up.
        words: The text of the choice.
        icon: The name of the icon for `kind`; None for something to say.
    """

    number: int
    digits: str
    id: str
    kind: ChoiceKind
    words: str
    icon: str | None


class Page(Struct, frozen=True, kw_only=True):
    """A record that was opened; `new`: opened since the present node was entered."""

    id: str
    title: str
    words: str
    new: bool


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of the story; `who`, unless None, is shown before `words`."""

    kind: PassageKind
    words: str
    who: str | None = None


class Meter(Struct, frozen=True, kw_only=True):
    """A meter with its label.

    Attributes:
        id: `patience` or `trust`.
        label: Its name, with an arrow if the last reply changed it.
        value: The value, 0 to 1.
        before: The value before the last reply, 0 to 1.
    """

    id: str
    label: str
    value: float
    before: float


class Scene(Struct, frozen=True, kw_only=True):
    """One moment of a play in the words of one language.

    Attributes:
        view: The facts and text ids behind the words.
        title: The title of the scenario.
        setting: The id of the setting, which names its picture.
        speaker: The name of the person who speaks; None if nobody does.
        portrait: The id of the cast member to show; None if nobody is there, or if there is no
            portrait of the person.
        initials: The initials of the speaker; shown if there is no portrait.
        mood: The mood to draw; `calm` if nobody is there.
        mood_words: The mood in words; None if nobody is there.
        channel: The channel in words.
        channel_icon: The name of the icon of the channel.
        clock: The time of the story clock in words; None if the scenario has no clock.
        meters: Patience and trust of the present customer.
        felt: What the customer felt at the last reply, or why patience or trust changed; None:
            nothing changed, or no customer is there.
        passages: The last reply and all that follows it, in the order in which it is told.
        hint: The note of a coach; None without one. `view.points_at` says what it explains.
        prompt: The line above the replies; None without replies.
        replies: The choices on offer, numbered from 1.
        lookups: The look-ups on offer; their numbers follow those of `replies`.
        signals: All signals so far, the newest last.
        pages: The records that were opened.
        time_label: The label of the time that is left.
        action: The label of the button to go on; None if the trainee must choose.
        stuck: The message that the play can only be abandoned; None if it can go on.
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
    clock: str | None
    meters: tuple[Meter, ...]
    felt: str | None
    passages: tuple[Passage, ...]
    hint: str | None
    prompt: str | None
    replies: tuple[Reply, ...]
    lookups: tuple[Reply, ...]
    signals: tuple[str, ...]
    pages: tuple[Page, ...]
    time_label: str
    action: str | None
    stuck: str | None

    @property
    def moved(self) -> str | None:
        """What the customer felt, and both meters, in one line; None if no meter moved visibly."""
        if all(abs(x.value - x.before) * 1000 < VISIBLE for x in self.meters):
            return None
        meters = " · ".join(f"{x.label} {round(x.value * 100)}" for x in self.meters)
        return f"{self.felt} {meters}" if self.felt else meters

    @property
    def answer(self) -> str | None:
        """The customer's answer to the last reply; None without one."""
        return self._words("answer")

    @property
    def narration(self) -> str | None:
        """The narration of the present node; None without one."""
        return self._words("narration")

    @property
    def line(self) -> str | None:
        """The line of the present node; None without one."""
        return self._words("line")

    @property
    def reading(self) -> int:
        """How long it takes to read all that is new, in milliseconds."""
        passages = (x.words for x in self.passages if x.kind in _READ)
        replies = (x.words for x in self.replies)
        pages = (x.words for x in self.pages if x.new)
        return reading_time(x for x in (*passages, *replies, *pages, self.hint) if x)

    def _words(self, kind: PassageKind) -> str | None:
        return next((x.words for x in self.passages if x.kind == kind), None)


def build_scene(
    session: Session,
    translator: Translator,
    messages: Messages,
    lesson: Lesson | None = None,
) -> Scene:
    """The scene of the present moment of a play.

    Args:
        session: The play.
        translator: Gives authored text in one language.
        messages: The words of the interface in the same language.
        lesson: What to show about the last reply; None: nothing.
    """
    scenario, view = session.program.scenario, session.view()
    taken = _reaction(session)
    speaker = None if view.speaker is None else translator.text(view.speaker)
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
        clock=None if seconds is None else messages.clock(seconds),
        meters=_meters(view, taken, messages),
        felt=_felt(session, taken, translator, messages),
        passages=(
            *_last_reply(session, translator, messages),
            *_told(view, lesson, translator, messages),
            *_closing(view, messages),
        ),
        hint=None if view.hint is None else translator.text(view.hint) or None,
        prompt=messages("play.your-turn") if view.choices else None,
        replies=_replies(view.choices, 1, translator, messages),
        lookups=_replies(view.lookups, len(view.choices) + 1, translator, messages),
        signals=tuple(translator.text(x) for x in view.desk),
        pages=_pages(view, translator),
        time_label=messages("play.time-limited" if view.limited else "play.time"),
        action=_action(view, messages, tutorial=scenario.tutorial),
        stuck=messages("play.stuck") if view.stuck else None,
    )


def _told(
    view: View, lesson: Lesson | None, translator: Translator, messages: Messages
) -> tuple[Passage, ...]:
    """The passages that are new at this moment, in the order in which they are told."""
    before: tuple[tuple[PassageKind, Text | None], ...] = (("answer", view.answer),)
    after: tuple[tuple[PassageKind, Text | None], ...] = (
        ("narration", view.narration),
        ("line", view.line),
        ("signal", view.signal),
    )
    found = (
        *_passages(before, translator),
        *_learned(lesson, translator, messages),
        *_passages(after, translator),
    )
    return tuple(x for x in found if x.words)


def _passages(
    told: tuple[tuple[PassageKind, Text | None], ...], translator: Translator
) -> Iterator[Passage]:
    for kind, text in told:
        if text is not None:
            yield Passage(kind=kind, words=translator.text(text))


def _learned(
    lesson: Lesson | None, translator: Translator, messages: Messages
) -> Iterator[Passage]:
    """The feedback on the last reply, and a better reply that was on offer."""
    if lesson is None:
        return
    behaviours = [translator.text(x) for x in lesson.behaviours]
    words = messages.joined(behaviours) if behaviours else ""
    if lesson.feedback is not None:
        words = translator.text(lesson.feedback)
    yield Passage(kind="feedback", words=words, who=messages("play.feedback"))
    if lesson.better is not None:
        better = messages("play.quoted", words=translator.text(lesson.better))
        yield Passage(kind="better", words=better, who=messages("play.better"))


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


def _reaction(session: Session) -> Reaction | None:
    """How the customer who is there took the last reply."""
    with_ = session.program.scenario.nodes[session.view().node].with_
    if with_ not in session.program.scenario.customers:
        return None
    return reaction_of(session.program, session.state, session.log, with_)


def _meters(view: View, taken: Reaction | None, messages: Messages) -> tuple[Meter, ...]:
    found = (
        ("patience", view.patience, taken.patience if taken else 0),
        ("trust", view.trust, taken.trust if taken else 0),
    )
    return tuple(
        Meter(
            id=id_,
            label=_meter_label(id_, change, messages),
            value=value / 1000,
            before=(value - change) / 1000,
        )
        for id_, value, change in found
        if value is not None
    )


def _meter_label(id_: str, change: int, messages: Messages) -> str:
    """The name of a meter; behind it an arrow if the meter moved visibly."""
    name = messages(f"play.{id_}")
    if abs(change) < VISIBLE:
        return name
    return messages("play.rises" if change > 0 else "play.falls", name=name)


def _felt(
    session: Session, taken: Reaction | None, translator: Translator, messages: Messages
) -> str | None:
    """The cause of a visible change in words; None without a visible change or a cause."""
    if taken is None or max(abs(taken.patience), abs(taken.trust)) < VISIBLE:
        return None
    if taken.cause == "behaviour":
        felt = session.program.rubric.behaviours[taken.behaviour].felt
        return None if felt is None else translator.text(felt)
    return None if taken.cause is None else messages(f"felt.{taken.cause}")


def _last_reply(
    session: Session, translator: Translator, messages: Messages
) -> tuple[Passage, ...]:
    """The last reply of the trainee, or that none came in time; empty after a look-up."""
    if session.last_turn == "timed-out":
        return (Passage(kind="before", words=messages("play.timed-out")),)
    said = session.exchange.said if session.exchange else None
    words = translator.text(said) if said is not None else ""
    if words and session.last_turn != "looked":
        return (Passage(kind="before", words=words, who=messages("play.you")),)
    return ()


def _closing(view: View, messages: Messages) -> tuple[Passage, ...]:
    if view.ending is None:
        return ()
    return (Passage(kind="closing", words=messages(f"outcome.{view.ending}")),)


def _action(view: View, messages: Messages, *, tutorial: bool) -> str | None:
    if view.ending is not None:
        return messages("tour.end" if tutorial else "play.debrief")
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
