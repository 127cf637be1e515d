"""What the shelf and the briefing say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, ScenarioEntry
    from simulator.attempt.ports import Translator
    from simulator.scenario.model import Channel, Scenario

CHANNEL_ICONS: dict[Channel, str] = {
    "face-to-face": "user",
    "phone": "phone",
    "live-chat": "chat",
    "email": "mail",
    "social": "heart",
    "app": "app",
    "service-desk": "desk",
}


class Card(Struct, frozen=True, kw_only=True):
    """A scenario on the shelf.

    Attributes:
        playable: False for a broken file, and `note` tells so.
        waits: What says that an attempt waits, or None.
        note: A remark, such as that it is there in English only.
    """

    id: str
    title: str
    summary: str
    setting: str
    setting_id: str | None
    channel: str
    channel_icon: str
    difficulty: str
    playable: bool
    portrait: str | None = None
    initials: str = ""
    waits: str | None = None
    note: str | None = None


class ShelfModel(Struct, frozen=True, kw_only=True):
    """The shelf."""

    title: str
    greeting: str
    back: str
    empty: str | None
    cards: tuple[Card, ...]


class BriefingModel(Struct, frozen=True, kw_only=True):
    """What is read before a play.

    Attributes:
        counts: What counts: a short name and a sentence on each.
    """

    title: str
    text: str
    customer: str
    customer_label: str
    portrait: str | None
    initials: str
    setting: str
    setting_id: str
    channel: str
    channel_icon: str
    difficulty: str
    clock: str | None
    counts_title: str
    counts: tuple[tuple[str, str], ...]
    start: str
    go_on: str | None
    afresh: str | None
    back: str
    note: str | None


def initials(name: str) -> str:
    """Up to two letters for a portrait that is missing.

    >>> initials("Mr Lin"), initials("林先生"), initials("Ravi, network control")
    ('ML', '林', 'R')
    """
    words = [x for x in re.split("[,，]", name)[0].split() if x[0].isalnum()]
    if words and not words[0][0].isascii() and len(words) == 1:
        return words[0][0]
    return "".join(x[0].upper() for x in words[:2])


def difficulty(level: int, messages: Messages) -> str:
    """A difficulty in words."""
    return messages("shelf.difficulty", level=messages.number(level))


def shelf_model(
    context: AppContext, messages: Messages, translator: Translator, waiting: frozenset[str]
) -> ShelfModel:
    """The shelf in a language; `waiting` are scenarios with an attempt to go on with."""
    cards = tuple(
        _card(context, item, messages, translator, waits=item.id in waiting)
        for item in context.library()
    )
    return ShelfModel(
        title=messages("shelf.title"),
        greeting=messages("shelf.greeting", name=context.settings.trainee),
        back=messages("common.back"),
        empty=None if cards else messages("shelf.empty"),
        cards=cards,
    )


def language_note(context: AppContext, scenario: Scenario, messages: Messages) -> str | None:
    """What says that a scenario is not there in the present language, or None."""
    if context.covers(messages.language, scenario):
        return None
    names = dict(context.languages)
    source = scenario.language.replace("-", "_")
    return messages("shelf.only-in", language=names.get(source, names.get(source[:2], source)))


def _card(
    context: AppContext,
    item: ScenarioEntry,
    messages: Messages,
    translator: Translator,
    *,
    waits: bool,
) -> Card:
    if item.edition is None:
        return Card(
            id=item.id,
            title=item.id,
            summary=messages("shelf.broken", n=item.findings),
            setting="",
            setting_id=None,
            channel="",
            channel_icon="warning",
            difficulty="",
            playable=False,
            note=messages("shelf.not-playable"),
        )
    scenario = item.edition.program.scenario
    return Card(
        id=item.id,
        title=translator.text(scenario.title),
        summary=translator.text(scenario.summary),
        setting=setting_name(scenario.setting, messages),
        setting_id=scenario.setting,
        channel=messages(f"channel.{scenario.channel}"),
        channel_icon=CHANNEL_ICONS[scenario.channel],
        difficulty=difficulty(scenario.difficulty, messages),
        playable=True,
        portrait=scenario.customers[scenario.main].portrait,
        initials=initials(translator.text(scenario.customers[scenario.main].name)),
        waits=messages("shelf.waits") if waits else None,
        note=language_note(context, scenario, messages),
    )


def setting_name(setting: str, messages: Messages) -> str:
    """A setting in words; authors may name one that has none, and it is shown as written."""
    found = messages(f"setting.{setting}")
    return setting if found == f"setting.{setting}" else found


def briefing_model(
    context: AppContext,
    scenario: Scenario,
    messages: Messages,
    translator: Translator,
    *,
    waits: bool,
) -> BriefingModel:
    """The briefing in a language."""
    main = scenario.customers[scenario.main]
    name = translator.text(main.name)
    counts = ["empathy", "response", "proactivity"]
    if scenario.failure is not None:
        counts.append("recovery")
    counts.append("outcome")
    start = messages("briefing.start")
    return BriefingModel(
        title=translator.text(scenario.title),
        text=translator.text(scenario.briefing),
        customer=name,
        customer_label=messages("briefing.customer"),
        portrait=main.portrait,
        initials=initials(name),
        setting=setting_name(scenario.setting, messages),
        setting_id=scenario.setting,
        channel=messages(f"channel.{scenario.channel}"),
        channel_icon=CHANNEL_ICONS[scenario.channel],
        difficulty=difficulty(scenario.difficulty, messages),
        clock=None if scenario.clock is None else messages.clock(scenario.clock),
        counts_title=messages("briefing.counts"),
        counts=tuple((messages(f"figure.{x}"), messages(f"briefing.counts-{x}")) for x in counts),
        start=start,
        go_on=messages("briefing.go-on") if waits else None,
        afresh=messages("briefing.afresh") if waits else None,
        back=messages("common.back"),
        note=language_note(context, scenario, messages),
    )
