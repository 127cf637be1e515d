"""From a command to a play: which scenario, whose name, and then the player."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from simulator.terminal.player import Request, TextPlayer

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.house import House, PlayOptions, Words


def run(house: House, options: PlayOptions, lines: TextIO, out: TextIO) -> None:
    """Plays one scenario; asks only for what the command did not say."""
    words = house.words(options.language)
    edition = options.edition or _pick(house, options.language, words, lines, out)
    if edition is None:
        return
    typed = lines.isatty()
    trainee = options.trainee or _name(words, lines, out, typed=typed)
    if options.trainee != house.settings.trainee and options.trainee:
        house.settings.trainee = options.trainee
        house.remember(house.settings)
    request = Request(
        edition=edition,
        trainee=trainee,
        language=options.language,
        measured=typed,
        fresh=options.fresh,
        factor=options.factor,
        seed=options.seed,
    )
    TextPlayer(house, request, lines, out).run()


def _pick(house: House, language: str, words: Words, lines: TextIO, out: TextIO) -> Edition | None:
    """The scenario that the trainee names on the shelf; None at the end of the input."""
    text = house.translator(language).text
    editions = [x.edition for x in house.shelf() if x.edition is not None]
    for number, edition in enumerate(editions, start=1):
        scenario = edition.program.scenario
        out.write(f"  {number}. {text(scenario.title)}: {text(scenario.summary)}\n")
    out.write(words("text.pick") + "\n")
    out.flush()
    while line := lines.readline():
        asked = line.strip()
        for number, edition in enumerate(editions, start=1):
            if asked in {str(number), edition.program.scenario.id}:
                return edition
        if asked == "q":
            return None
        out.write(words("text.unknown", line=asked[:40]) + "\n")
        out.flush()
    return None


def _name(words: Words, lines: TextIO, out: TextIO, *, typed: bool) -> str:
    """The trainee's name; a script that gives none plays as a guest."""
    guest = words("text.guest")
    if not typed:
        return guest
    out.write(words("text.name") + "\n")
    out.flush()
    return " ".join(lines.readline().split())[:80] or guest
