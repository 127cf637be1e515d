"""Golden plays: a scenario and typed lines, with the transcript, log and sheet that must result.

Each runs straight, through save and restore after every step, and under every language, with
the identical log.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import to_builtins

from simulator.attempt.context import AppContext, PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.settings import Preferences, Settings
from simulator.audit import chain
from simulator.session.event import Abandoned, Chosen, Looked, TimedOut, WentOn
from simulator.session.session import Session
from simulator.store.memory import MemoryStore
from simulator.terminal.front import run
from tests.fakes.clock import FrozenClock
from tests.shipped import catalogs, program, references, shipped

if TYPE_CHECKING:
    from simulator.session.event import Event
    from simulator.session.program import Program

HERE = Path(__file__).parent
CASES = tuple(sorted(x.name for x in HERE.iterdir() if (x / "input.txt").is_file()))


LANGUAGES = [code for code, _ in catalogs().languages]


def program_of(case: str) -> Program:
    """The scenario that a golden play is named after: a small one in this folder, or a shipped one."""
    name = case.partition("--")[0]
    own = HERE / f"{name}.yaml"
    return program(own.read_text("utf-8")) if own.is_file() else shipped(name)


def played(case: str, language: str) -> tuple[str, MemoryStore]:
    """The transcript of a golden play, and the store with its attempt."""
    store, out = MemoryStore(), io.StringIO()
    context = AppContext(
        languages=catalogs().languages,
        messages=catalogs().messages,
        translator=catalogs().translator,
        covers=lambda _language, _scenario: True,
        library=lambda: (),
        concepts=lambda: references().concepts or {},
        store=lambda: store,
        clock=FrozenClock(),
        new_id=lambda: "0" * 32,
        new_seed=lambda: 1,
        preferences=Preferences(Settings(), save=lambda _: None),
    )
    options = PlayRequest(
        edition=Edition(program_of(case)),
        trainee="Ana",
        language=language,
        fresh=False,
        factor=100,
        seed=None,
    )
    run(context, options, io.StringIO((HERE / case / "input.txt").read_text()), out)
    return out.getvalue(), store


def log_of(store: MemoryStore) -> tuple[Event, ...]:
    return store.events("0" * 32)


def lines_of(store: MemoryStore) -> str:
    """The events of a play as the store writes them, one per line."""
    return "".join(f"{chain.body(x)}\n" for x in log_of(store))


@pytest.mark.parametrize("case", CASES)
def test_the_transcript_the_log_and_the_sheet(case: str, request: pytest.FixtureRequest) -> None:
    transcript, store = played(case, "en")
    attempt = next(iter(store.attempts()))
    sheet = json.dumps(to_builtins(attempt.summary), indent=2) + "\n"
    if request.config.getoption("--refresh-golden"):
        (HERE / case / "transcript.txt").write_text(transcript, encoding="utf-8")
        (HERE / case / "sheet.json").write_text(sheet, encoding="utf-8")
        (HERE / case / "log.jsonl").write_text(lines_of(store), encoding="utf-8")
    assert transcript == (HERE / case / "transcript.txt").read_text(encoding="utf-8")
    assert sheet == (HERE / case / "sheet.json").read_text(encoding="utf-8")
    assert lines_of(store) == (HERE / case / "log.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_gives_the_same_log(case: str, language: str) -> None:
    assert log_of(played(case, language)[1]) == log_of(played(case, "en")[1])


@pytest.mark.parametrize("case", CASES)
def test_save_and_restore_after_every_step_gives_the_same_log(case: str) -> None:
    wanted = log_of(played(case, "en")[1])
    compiled = program_of(case)
    playing = Session(compiled)
    playing.start()
    for event in wanted:
        playing = Session.restore(compiled, playing.save(), playing.log)
        match event:
            case Chosen(choice=choice, share=share, rapid=rapid):
                playing.show(0, reading=1000)
                allowance = playing.allowance
                assert allowance is not None
                reply = 0 if rapid else -(-allowance.base * (share or 0) // 1000)
                playing.choose(choice, reply)
            case Looked(choice=choice):
                playing.choose(choice)
            case TimedOut():
                playing.time_out()
            case WentOn():
                playing.go_on()
            case Abandoned():
                playing.abandon()
            case _:
                pass
    assert tuple(playing.log) == wanted
