"""Where a play comes from: an attempt that waits, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.play import Play

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext
    from simulator.attempt.edition import Edition


def open_play(
    context: AppContext,
    edition: Edition,
    *,
    trainee: str,
    language: str,
    fresh: bool = False,
    seed: int | None = None,
    factor: int | None = 100,
) -> tuple[Play, bool]:
    """Goes on with the attempt that waits, on its own edition; else begins anew.

    Args:
        context: The world.
        edition: Of the file as it is now; new attempts are played on it.
        trainee: Whose attempt.
        language: To play in.
        fresh: Begin anew even if an attempt waits.
        seed: For the order of choices in a new attempt; None: a fresh one.
        factor: More time to reply, in per cent; None: no clock.

    Returns:
        The play, and whether it goes on with an attempt that waited.

    Raises:
        LogError: The attempt that waits has a log that does not fit its edition.
        EditionError: The edition of the attempt that waits cannot be read.
        StoreError: Nothing can be read or kept.
    """
    store = context.store()
    waiting = None if fresh else store.waiting(trainee, edition.program.scenario.id)
    if waiting is None:
        play = Play.begin(
            edition,
            id_=context.new_id(),
            trainee=trainee,
            seed=context.new_seed() if seed is None else seed,
            store=store,
            clock=context.clock,
            language=language,
        )
    else:
        play = Play.resume(edition, waiting, store=store, clock=context.clock)
    play.factor = factor
    return play, waiting is not None
