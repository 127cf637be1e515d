"""Starts the text player; asks for the scenario and the name if the request has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.tour import tutorial_for
from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.presentation.errors import error_text
from simulator.presentation.library import problem_texts
from simulator.terminal.command import ECHOED
from simulator.terminal.player import TextPlayer

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.edition import Edition


def run(context: AppContext, request: PlayRequest, lines: TextIO, out: TextIO) -> None:
    """Plays one scenario.

    Args:
        context: The library, the store, the settings and the languages.
        request: The scenario and the options of the play. A name in it is saved in the settings.
        lines: The input. If it is a terminal, replies are timed and choices are shuffled.
        out: The output.

    Raises:
        StoreError: The attempt cannot be read, begun or completely saved.
        LogError: The log of the unfinished attempt does not fit its edition.
        HeaderError: The header of the unfinished attempt was changed.
        EditionError: The edition of the unfinished attempt is missing, changed or unreadable.
    """
    messages = context.messages(request.language)
    edition = request.edition or _ask_scenario(context, request.language, messages, lines, out)
    if edition is None:
        return
    typed = lines.isatty()
    trainee = request.trainee or _ask_name(messages, lines, out, typed=typed)
    if request.trainee and request.trainee != context.settings.trainee:
        context.update_settings(trainee=request.trainee)
    request = replace(request, edition=edition, trainee=trainee, measured=typed)
    TextPlayer(context, request, lines, out, measured=typed).run()


def _ask_scenario(
    context: AppContext, language: str, messages: Messages, lines: TextIO, out: TextIO
) -> Edition | None:
    """The scenario that the trainee picks; None: the input ended, or the trainee quit."""
    text = context.translator(language).text
    entries = context.library()
    editions = [x.edition for x in entries if x.edition is not None]
    for number, edition in enumerate(editions, start=1):
        scenario = edition.program.scenario
        _print(out, f"  {number}. {text(scenario.title)}: {text(scenario.summary)}")
    for entry in entries:
        if entry.edition is None:
            _print(out, f"  ! {entry.id}: {problem_texts(entry, messages)[0]}")
    tutorial = tutorial_for(context, context.settings.trainee)
    if tutorial in editions:
        _print(out, messages("text.tour", number=editions.index(tutorial) + 1))
    _print(out, messages("text.pick"))
    while line := lines.readline():
        asked = line.strip()
        for number, edition in enumerate(editions, start=1):
            if asked in {str(number), edition.program.scenario.id}:
                return edition
        if asked == "q":
            return None
        _print(out, messages("text.unknown", line=asked[:ECHOED]))
    return None


def _ask_name(messages: Messages, lines: TextIO, out: TextIO, *, typed: bool) -> str:
    """The name that the trainee types; the name of a guest for a script or an empty line."""
    guest = messages("text.guest")
    if not typed:
        return guest
    _print(out, messages("text.name"))
    while (line := lines.readline()).strip(" \t\r\n"):
        try:
            return trainee_name(line)
        except TraineeNameError as error:
            _print(out, error_text(error, messages))
    return guest


def _print(out: TextIO, line: str) -> None:
    out.write(line + "\n")
    out.flush()
