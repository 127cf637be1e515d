"""Opens a play: the attempt that waits, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.play import Play

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, PlayRequest


def open_play(context: AppContext, request: PlayRequest) -> tuple[Play, bool]:
    """A play of the attempt that waits, on its own edition; else of a new attempt.

    Args:
        context: The program.
        request: What is to be played; its edition has been picked. A new attempt is played on
            that edition.

    Returns:
        The play, and whether it resumes an attempt that waited.

    Raises:
        LogError: The attempt that waits has a log that does not fit its edition.
        HeaderError: The header of the attempt that waits is not as it was written.
        EditionError: The edition of the attempt that waits cannot be read.
        StoreError: Nothing can be read or saved.
        ValueError: The request names no edition.
    """
    edition = request.edition
    if edition is None:
        raise ValueError("no edition was picked")
    store, clock = context.store(), context.clock
    scenario = edition.program.scenario.id
    waiting = None if request.fresh else store.waiting(request.trainee, scenario)
    if waiting is not None:
        play = Play.resume(edition, waiting, store=store, clock=clock, factor=request.factor)
        return play, True
    play = Play.begin(
        edition,
        request,
        id_=context.new_id(),
        seed=context.new_seed() if request.seed is None else request.seed,
        store=store,
        clock=clock,
    )
    return play, False
