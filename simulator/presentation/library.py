"""The library and a briefing in the words of one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.presentation.own_view import plan_words
from simulator.presentation.sheet import BESIDE, FRONT, score_name

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, ScenarioEntry
    from simulator.attempt.ports import Translator
    from simulator.attempt.reflection import Plan
    from simulator.scenario.model import Scenario
    from simulator.scenario.vocabulary import Channel

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
        id: The id of the entry.
        title: The title of the scenario; of one that cannot be played, the id.
        summary: The summary of the scenario, or the reason why it cannot be played.
        setting: The setting in words.
        setting_id: The setting, which names its picture; None: the scenario cannot be played.
        playable: Whether the scenario can be played.
        portrait: The portrait of the main customer; None: there is no portrait.
        initials: The initials that are shown if there is no portrait.
        waits: The message that an unfinished attempt can be continued; None: there is none.
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


class LibraryModel(Struct, frozen=True, kw_only=True):
    """The library.

    Attributes:
        empty: The message that there is no scenario; None: there is at least one.
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
        clock: The time of the story at its start; None: the scenario has no clock.
        counts: The dimensions that are scored: the name of each and a sentence about it; none of
            a tutorial.
        start: The label of the button that begins an attempt.
        go_on: The label of the button that continues the unfinished attempt; None: there is no
            unfinished attempt.
        afresh: The label of the button that begins a new attempt although there is an unfinished
            one; None: there is no unfinished attempt.
        note: The message that the text is in another language; None: it is in this language.
        plan: The plan that the trainee made after an earlier play; None: there is none.
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
    plan_label: str
    plan: str | None


def initials(name: str) -> str:
    """The one or two letters that are shown instead of a missing portrait.

    >>> initials("Mr Lin"), initials("林先生"), initials("Ravi, network control")
    ('ML', '林', 'R')
    """
    words = [x for x in re.split("[,，]", name)[0].split() if x[0].isalnum()]
    if words and not words[0][0].isascii() and len(words) == 1:
        return words[0][0]
    return "".join(x[0].upper() for x in words[:2])


def difficulty(level: int, messages: Messages) -> str:
    """A difficulty from 1 to 5 in words."""
    return messages("library.difficulty", level=messages.number(level))


def library_model(
    context: AppContext, messages: Messages, translator: Translator, waiting: frozenset[str]
) -> LibraryModel:
    """The library in one language.

    Args:
        context: The library, the settings and the languages.
        messages: The interface.
        translator: The authored text.
        waiting: The ids of the entries that have an unfinished attempt.
    """
    cards = tuple(
        _card(context, item, messages, translator, waits=item.id in waiting)
        for item in context.library()
    )
    return LibraryModel(
        title=messages("library.title"),
        greeting=messages("library.greeting", name=context.settings.trainee),
        back=messages("common.back"),
        empty=None if cards else messages("library.empty"),
        cards=cards,
    )


def language_note(context: AppContext, scenario: Scenario, messages: Messages) -> str | None:
    """The message in which language a scenario is written; None: in that of the interface."""
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
    """The reason why an entry cannot be played, and a hint to a command; None: there is no hint."""
    if entry.taken is not None:
        return messages("library.taken", name=entry.taken), None
    return messages("library.broken", n=entry.findings), messages("library.not-playable")


def setting_name(setting: str, messages: Messages) -> str:
    """A setting in words; a setting without a message is returned unchanged."""
    id_ = f"setting.{setting}"
    words = messages(id_)
    return setting if words == id_ else words


def briefing_model(
    context: AppContext,
    scenario: Scenario,
    messages: Messages,
    translator: Translator,
    *,
    waits: bool,
    plan: Plan | None,
) -> BriefingModel:
    """The briefing in one language.

    Args:
        context: The library, the settings and the languages.
        scenario: The scenario.
        messages: The interface.
        translator: The authored text.
        waits: Whether an unfinished attempt can be continued.
        plan: The newest plan of the trainee; None without any.
    """
    main = scenario.customers[scenario.main]
    name = translator.text(main.name)
    counts = [] if scenario.tutorial else [*FRONT, *BESIDE]
    if scenario.failure is None and counts:
        counts.remove("recovery")
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
        plan_label=messages("plan.yours"),
        plan=None if plan is None or scenario.tutorial else plan_words(plan, messages),
    )
