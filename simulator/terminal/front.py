"""From a command to a play: which scenario, whose name, and then the player."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.presentation.errors import error_text
from simulator.terminal.player import TextPlayer

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.edition import Edition


def run(context: AppContext, request: PlayRequest, lines: TextIO, out: TextIO) -> None:
    """Plays one scenario; asks only for what the request leaves open."""
    messages = context.messages(request.language)
    edition = request.edition or _pick(context, request.language, messages, lines, out)
    if edition is None:
        return
    typed = lines.isatty()
    trainee = request.trainee or _name(messages, lines, out, typed=typed)
    if request.trainee and request.trainee != context.settings.trainee:
        context.update_settings(trainee=request.trainee)
    request = replace(request, edition=edition, trainee=trainee)
    TextPlayer(context, request, lines, out, measured=typed).run()


def _pick(
    context: AppContext, language: str, messages: Messages, lines: TextIO, out: TextIO
) -> Edition | None:
    """The scenario that the trainee names on the shelf; None at the end of the input."""
    text = context.translator(language).text
    editions = [x.edition for x in context.library() if x.edition is not None]
    for number, edition in enumerate(editions, start=1):
        scenario = edition.program.scenario
        out.write(f"  {number}. {text(scenario.title)}: {text(scenario.summary)}\n")
    out.write(messages("text.pick") + "\n")
    out.flush()
    while line := lines.readline():
        asked = line.strip()
        for number, edition in enumerate(editions, start=1):
            if asked in {str(number), edition.program.scenario.id}:
                return edition
        if asked == "q":
            return None
        out.write(messages("text.unknown", line=asked[:40]) + "\n")
        out.flush()
    return None


def _name(messages: Messages, lines: TextIO, out: TextIO, *, typed: bool) -> str:
    """The trainee's name; a script that gives none plays as a guest."""
    guest = messages("text.guest")
    if not typed:
        return guest
    out.write(messages("text.name") + "\n")
    out.flush()
    while line := lines.readline().strip():
        try:
            return trainee_name(line)
        except TraineeNameError as error:
            out.write(error_text(error, messages) + "\n")
            out.flush()
    return guest
