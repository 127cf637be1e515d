"""The library and a briefing in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.presentation.sheet import BESIDE, FRONT, score_name

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
    """A scenario of the library.

    Attributes:
        summary: What the scenario is about, or why it cannot be played.
        setting: The setting in words; `setting_id` names its picture.
        playable: Whether it can be played.
        waits: Says that an attempt waits; None: none does.
        note: A remark, such as that the text is in English only; None: no remark.
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
    """The library.

    Attributes:
        empty: Says that there is no scenario; None: there is one.
        cards: All scenarios, in the order of the library.
    """

    title: str
    greeting: str
    back: str
    empty: str | None
    cards: tuple[Card, ...]


class BriefingModel(Struct, frozen=True, kw_only=True):
    """The briefing before a play.

    Attributes:
        counts: The dimensions that are scored: the name of each and a sentence on it.
        go_on: The button that resumes the attempt that waits; None: none waits. So for `afresh`.
        note: Says that the text is in another language; None: it is in the present one.
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
    return messages("library.difficulty", level=messages.number(level))


def shelf_model(
    context: AppContext, messages: Messages, translator: Translator, waiting: frozenset[str]
) -> ShelfModel:
    """The library in one language.

    Args:
        context: The program.
        messages: The interface.
        translator: The authored text.
        waiting: The ids of the entries with an attempt that waits.
    """
    cards = tuple(
        _card(context, item, messages, translator, waits=item.id in waiting)
        for item in context.library()
    )
    return ShelfModel(
        title=messages("library.title"),
        greeting=messages("library.greeting", name=context.settings.trainee),
        back=messages("common.back"),
        empty=None if cards else messages("library.empty"),
        cards=cards,
    )


def language_note(context: AppContext, scenario: Scenario, messages: Messages) -> str | None:
    """Says in which language the text of a scenario is; None: in that of the interface."""
    if context.covers(messages.language, scenario):
        return None
    names = dict(context.languages)
    source = scenario.language.replace("-", "_")
    return messages("library.only-in", language=names.get(source, names.get(source[:2], source)))


def _card(
    context: AppContext,
    item: ScenarioEntry,
    messages: Messages,
    translator: Translator,
    *,
    waits: bool,
) -> Card:
    if item.edition is None:
        summary, note = problem_texts(item, messages)
        return Card(
            id=item.id,
            title=item.id,
            summary=summary,
            setting="",
            setting_id=None,
            channel="",
            channel_icon="warning",
            difficulty="",
            playable=False,
            note=note,
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
        waits=messages("library.waits") if waits else None,
        note=language_note(context, scenario, messages),
    )


def problem_texts(entry: ScenarioEntry, messages: Messages) -> tuple[str, str | None]:
    """Why an entry of the library cannot be played, and the command that says more, if any."""
    if entry.taken is not None:
        return messages("library.taken", name=entry.taken), None
    return messages("library.broken", n=entry.findings), messages("library.not-playable")


def setting_name(setting: str, messages: Messages) -> str:
    """A setting in words; one that only its author knows is shown as it is written."""
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
    """The briefing in one language; `waits`: an attempt can be resumed."""
    main = scenario.customers[scenario.main]
    name = translator.text(main.name)
    counts = [*FRONT, *(x for x in BESIDE if x != "recovery" or scenario.failure is not None)]
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
        counts=tuple((score_name(x, messages), messages(f"briefing.counts-{x}")) for x in counts),
        start=start,
        go_on=messages("briefing.go-on") if waits else None,
        afresh=messages("briefing.afresh") if waits else None,
        back=messages("common.back"),
        note=language_note(context, scenario, messages),
    )
