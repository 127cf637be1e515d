"""From a request to a play in text: asks for the scenario and the name that it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.presentation.errors import error_text
from simulator.presentation.library import problem_texts
from simulator.terminal.player import TextPlayer

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.edition import Edition

_ECHOED = 40
"""Characters of an unknown line that are printed back."""


def run(context: AppContext, request: PlayRequest, lines: TextIO, out: TextIO) -> None:
    """Plays one scenario.

    Args:
        context: The program.
        request: What is to be played. A name in it is kept for the next start.
        lines: The input. If a person types it, replies are timed and choices shuffled.
        out: The output.

    Raises:
        StoreError: The attempt cannot be read, begun or saved to its end.
        LogError: The attempt that waits does not fit its edition; or HeaderError, EditionError.
    """
    messages = context.messages(request.language)
    edition = request.edition or _ask_scenario(context, request.language, messages, lines, out)
    if edition is None:
        return
    typed = lines.isatty()
    trainee = request.trainee or _ask_name(messages, lines, out, typed=typed)
    if request.trainee and request.trainee != context.settings.trainee:
        context.update_settings(trainee=request.trainee)
    request = replace(request, edition=edition, trainee=trainee)
    TextPlayer(context, request, lines, out, measured=typed).run()


def _ask_scenario(
    context: AppContext, language: str, messages: Messages, lines: TextIO, out: TextIO
) -> Edition | None:
    """The scenario that the trainee picks; None: the input ended, or the trainee left."""
    text = context.translator(language).text
    entries = context.library()
    editions = [x.edition for x in entries if x.edition is not None]
    for number, edition in enumerate(editions, start=1):
        scenario = edition.program.scenario
        _print(out, f"  {number}. {text(scenario.title)}: {text(scenario.summary)}")
    for entry in entries:
        if entry.edition is None:
            _print(out, f"  ! {entry.id}: {problem_texts(entry, messages)[0]}")
    _print(out, messages("text.pick"))
    while line := lines.readline():
        asked = line.strip()
        for number, edition in enumerate(editions, start=1):
            if asked in {str(number), edition.program.scenario.id}:
                return edition
        if asked == "q":
            return None
        _print(out, messages("text.unknown", line=asked[:_ECHOED]))
    return None


def _ask_name(messages: Messages, lines: TextIO, out: TextIO, *, typed: bool) -> str:
    """The name of the trainee; a guest's, if a script or an empty line gives none."""
    guest = messages("text.guest")
    if not typed:
        return guest
    _print(out, messages("text.name"))
    while line := lines.readline().strip():
        try:
            return trainee_name(line)
        except TraineeNameError as error:
            _print(out, error_text(error, messages))
    return guest


def _print(out: TextIO, line: str) -> None:
    out.write(line + "\n")
    out.flush()
