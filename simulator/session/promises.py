"""Makes, keeps, moves and breaks promises in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.session.event import PromiseBroken, PromiseKept, PromiseMade, PromiseMoved
from simulator.session.feelings import shift
from simulator.session.state import BROKEN, KEPT, NOT_MADE, OPEN, PATIENCE_UNITS, replaced

if TYPE_CHECKING:
    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program
    from simulator.session.state import Draft


def break_promises(program: Program, draft: Draft) -> None:
    """Breaks the open promises whose due time has passed.

    Each broken promise costs trust and patience of every customer who was promised it. If the
    promise leads to a node when it is missed, its bit in `draft.missed` is set.

    Args:
        program: The program that is played.
        draft: The draft that is changed; a `PromiseBroken` event is added to it for each promise.
    """
    for place, (status, due, customers) in enumerate(draft.promises):
        if status != OPEN or due is None or due >= draft.elapsed:
            continue
        promise = program.promises[place]
        draft.promises = replaced(draft.promises, place, (BROKEN, due, customers))
        if promise.missed is not None:
            draft.missed |= 1 << place
        rubric = program.rubric
        for customer in customers:
            shift(draft, customer, rubric.broken_trust, rubric.broken_patience * PATIENCE_UNITS)
        draft.events.append(PromiseBroken(promise=promise.id))


def commit(program: Program, draft: Draft, choice: CompiledChoice) -> None:
    """Keeps, makes and moves the promises of a choice, in this order.

    A promise is kept or moved only while it is open, and made only if it was never made before. It
    is made to every customer whom the choice addresses; to the main customer if it addresses none.

    Args:
        program: The program that is played.
        draft: The draft that is changed; an event is added to it for each promise that changes.
        choice: The choice that was made.
    """
    for place in choice.keeps:
        status, due, customers = draft.promises[place]
        if status == OPEN:
            draft.promises = replaced(draft.promises, place, (KEPT, due, customers))
            draft.events.append(PromiseKept(promise=program.promises[place].id))
    for place in choice.promises:
        if draft.promises[place][0] == NOT_MADE:
            promise = program.promises[place]
            due = promise.due if promise.within is None else draft.elapsed + promise.within
            to = choice.addressed or (program.index.main,)
            draft.promises = replaced(draft.promises, place, (OPEN, due, to))
            draft.events.append(PromiseMade(promise=promise.id, due=due))
    for place, moved_to in choice.moves:
        status, _, customers = draft.promises[place]
        if status == OPEN:
            draft.promises = replaced(draft.promises, place, (OPEN, moved_to, customers))
            draft.events.append(PromiseMoved(promise=program.promises[place].id, due=moved_to))
