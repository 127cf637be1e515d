"""A view in the words of one language: all that a front end draws or reads out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.session.timing import reading_time

if TYPE_CHECKING:
    from simulator.attempt.ports import Translator
    from simulator.scenario.model import Channel, ChoiceKind, Mood, Outcome
    from simulator.scenario.text import Text
    from simulator.session.program import OfferedChoice
    from simulator.session.session import Session


class Reply(Struct, frozen=True, kw_only=True):
    """A choice as shown; `number` is the key that picks it, from 1."""

    number: int
    id: str
    kind: ChoiceKind
    words: str
    waits: bool


class Page(Struct, frozen=True, kw_only=True):
    """A record that was opened; `new`: since the present node was entered."""

    id: str
    title: str
    words: str
    new: bool


class Scene(Struct, frozen=True, kw_only=True):
    """One moment of a play, in words. The meanings are those of `session.view.View`.

    Attributes:
        clock: Story time now, in seconds since midnight of the first day; None without a clock.
        replies: Numbered from 1; `lookups` go on from there.
        before: What was just said or done by the trainee; None at the start.
        turn: Replies made so far.
    """

    scenario: str
    title: str
    setting: str
    node: str
    turn: int
    speaker: str | None
    portrait: str | None
    here: bool
    channel: Channel
    mood: Mood | None
    patience: int | None
    trust: int | None
    clock: int | None
    before: str | None
    answer: str | None
    narration: str | None
    line: str | None
    signal: str | None
    replies: tuple[Reply, ...]
    lookups: tuple[Reply, ...]
    desk: tuple[str, ...]
    pages: tuple[Page, ...]
    limited: bool
    goes_on: bool
    stuck: bool
    ending: Outcome | None
    debrief: str | None

    @property
    def reading(self) -> int:
        """The milliseconds that reading all that is new takes."""
        found = (self.answer, self.narration, self.line, self.signal)
        replies = (x.words for x in self.replies)
        pages = (x.words for x in self.pages if x.new)
        return reading_time(x for x in (*found, *replies, *pages) if x)


def build_scene(session: Session, translator: Translator) -> Scene:
    """Puts what there is to show now into the words of one language."""
    scenario, view = session.program.scenario, session.view()
    before = session.exchange.said if session.exchange else None

    def say(text: Text | None) -> str | None:
        return None if text is None else translator.text(text)

    def replies(offers: tuple[OfferedChoice, ...], first: int) -> tuple[Reply, ...]:
        return tuple(
            Reply(
                number=number,
                id=offer.id,
                kind=offer.kind,
                words=translator.text(offer.text),
                waits=offer.waits,
            )
            for number, offer in enumerate(offers, start=first)
        )

    return Scene(
        scenario=scenario.id,
        title=translator.text(scenario.title),
        setting=scenario.setting,
        node=view.node,
        turn=view.turn,
        speaker=say(view.speaker),
        portrait=view.portrait,
        here=view.here,
        channel=view.channel,
        mood=view.mood,
        patience=view.patience,
        trust=view.trust,
        clock=None if scenario.clock is None else scenario.clock + view.elapsed,
        before=say(before),
        answer=say(view.answer),
        narration=say(view.narration),
        line=say(view.line),
        signal=say(view.signal),
        replies=replies(view.choices, 1),
        lookups=replies(view.lookups, len(view.choices) + 1),
        desk=tuple(translator.text(x) for x in view.desk),
        pages=tuple(
            Page(
                id=x.id,
                title=translator.text(x.title),
                words=translator.text(x.text),
                new=x.new,
            )
            for x in view.open_records
        ),
        limited=view.limited,
        goes_on=view.goes_on,
        stuck=view.stuck,
        ending=view.ending,
        debrief=say(view.debrief),
    )
