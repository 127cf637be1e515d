"""A context for the window: shipped scenarios, a store in memory, a clock set by the test."""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.attempt.clock import ManualClock
from simulator.attempt.context import AppContext, ScenarioEntry
from simulator.attempt.edition import Edition
from simulator.attempt.settings import Preferences, Settings
from simulator.files.sealed import SealedFolder
from simulator.i18n.catalogs import Catalogs
from simulator.i18n.domains import domain_of
from simulator.store.memory import MemoryStore
from tests.shipped import ROOT, SHIPPED, references, shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.attempt.settings import ThemeName
    from simulator.scenario.text import Text

ASSETS = ROOT / "assets"
LANGUAGES = (("en", "English"), ("zh_Hans", "简体中文"), ("el", "Ελληνικά"))
_CHINESE = "非常抱歉让您久等了，我们马上为您查询进度；请问您的订单号码（No.）是多少？“今晚八点”以前一定给您回话。"
_GREEK = (
    "Λυπάμαι πολύ για την αναμονή, θα ελέγξω αμέσως την παραγγελία σας· "
    "μπορείτε παρακαλώ να μου πείτε τον αριθμό της; Θα σας καλέσω πριν από τις οκτώ. "
)


@cache
def catalogs() -> Catalogs:
    folder = Path(tempfile.gettempdir()) / "simulator-test-catalogs"
    kept = SealedFolder(folder, folder.with_suffix(".key"))
    return Catalogs((ROOT / "locales",), kept, zone=UTC)


def sample(source: str, language: str) -> str:
    """A text of the length of a typical translation; equal sources have equal samples."""
    if language == "zh_Hans":
        length, text = max(2, round(len(source) * 0.36)), _CHINESE
    else:
        length, text = max(4, round(len(source) * 1.2)), _GREEK
    start = int(hashlib.md5(source.encode(), usedforsecurity=False).hexdigest(), 16)
    start %= 8 if length > 30 else len(text) - 30
    whole = text[start:].lstrip("，；？。”、） ") + text * (length // len(text) + 1)
    return whole[:length].strip()


class SampleWords:
    """Messages of a language; a message without a translation is a sample of its length."""

    def __init__(self, language: str, english: Messages) -> None:
        self.language = language
        self._english = english
        self._own = catalogs().messages(language)
        self._there = catalogs().catalog(language, "ui")

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        n = fields.get("n")
        if self._there.find(id_, n if isinstance(n, int) else None):
            return self._own(id_, **fields)
        found = self._english(id_, **fields)
        if found == id_ or not any(x.isalpha() for x in found):
            return found
        return sample(found, self.language)

    def figure(self, milli: int | None) -> str:
        return self("figure.not-observed") if milli is None else self._own.figure(milli)

    def points(self, milli: int) -> str:
        return self._own.points(milli)

    def number(self, value: int) -> str:
        return self._own.number(value)

    def clock(self, seconds: int) -> str:
        return self._own.clock(seconds)

    def duration(self, seconds: int) -> str:
        return self._own.duration(seconds)

    def date(self, iso: str) -> str:
        return self._own.date(iso)

    def joined(self, items: Iterable[str]) -> str:
        return self._own.joined(items)


class SampleTranslator:
    """Authored text; a text without a translation is a sample of its length."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, text: Text) -> str:
        if self.language in ("", "en"):
            return text.source
        there = catalogs().catalog(self.language, domain_of(text.id))
        return there.find(text.id) or sample(text.source, self.language)


def english() -> Messages:
    return catalogs().messages("en")


def words_of(language: str) -> Messages:
    return english() if language in ("", "en") else SampleWords(language, english())


def translator_of(language: str) -> Translator:
    return SampleTranslator(language)


def library() -> tuple[ScenarioEntry, ...]:
    found = [ScenarioEntry(id=x, edition=Edition(shipped(x))) for x in SHIPPED]
    return (*found, ScenarioEntry(id="half-written", edition=None, findings=3))


def context(
    *,
    language: str = "en",
    text_size: int = 100,
    in_library: Callable[[], tuple[ScenarioEntry, ...]] = library,
    trainee: str = "Eleni",
    factor: int | None = 100,
    theme: ThemeName = "light",
    motion: bool = False,
    rhythm: bool = False,
) -> AppContext:
    store = MemoryStore()
    ids = (f"{x:032x}" for x in itertools.count(1))
    return AppContext(
        languages=LANGUAGES,
        messages=words_of,
        translator=translator_of,
        covers=lambda lang, scenario: lang == "en" or scenario.id == "wrong-dish",
        library=in_library,
        concepts=lambda: references().concepts or {},
        store=lambda: store,
        clock=ManualClock(),
        new_id=lambda: next(ids),
        new_seed=lambda: 1,
        preferences=Preferences(
            Settings(
                trainee=trainee,
                language=language,
                text_size=text_size,
                factor=factor,
                theme=theme,
                motion=motion,
                rhythm=rhythm,
            ),
            save=lambda _: None,
        ),
    )
