"""What a choice does, in the order that `docs/scenario-format.md` gives.

A step changes a draft of the next state and adds its events to the draft. The session fires the
state machine between `apply` and `enter`; `successor` does the same without the machine.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final, NamedTuple

from simulator.session.event import (
    Ended,
    Entered,
    EventHappened,
    ExtraOffered,
    FeelingsChanged,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseMoved,
    WalkedOut,
)
from simulator.session.program.index import COUNT_BITS
from simulator.session.sparse import read, written
from simulator.session.state import (
    BROKEN,
    KEPT,
    NOT_MADE,
    OPEN,
    PATIENCE_UNITS,
    Draft,
    points,
    replaced,
)

if TYPE_CHECKING:
    from simulator.scenario.model import Choice
    from simulator.scenario.vocabulary import Mood
    from simulator.session.program.available import Available, GuardedChoice
    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program
    from simulator.session.sparse import Spot
    from simulator.session.state import ReadableState, State

_FULL: Final = 1000
"""The most points of trust."""
_FULL_PATIENCE: Final = _FULL * PATIENCE_UNITS
_COUNT: Final = (1 << COUNT_BITS) - 1


class Move(NamedTuple):
    """How the story leaves a node: a trigger of the machine, and the node that it leads to."""

    trigger: str
    node: str


def available(program: Program, state: State) -> Available:
    """The choices that can be made in a state, those that open a record too."""
    node = program.choices[state.node]
    marks = read(state.marks, node.branch, node.page)
    found = node.ever | node.once & ~marks
    for limited in node.limited if marks else ():
        if marks & limited.mark and _repeated(state, limited.repeats) < limited.again:
            found |= limited.mark
    for guarded in node.guarded:
        if found & guarded.mark and not _holds(program, state, guarded):
            found ^= guarded.mark
    return node.available(found)


def _holds(program: Program, state: State, guarded: GuardedChoice) -> bool:
    """Whether the guards of a choice hold."""
    if guarded.test is not None and not guarded.test(state):
        return False
    if guarded.texts and not any(test(state) for test in guarded.texts):
        return False
    return not guarded.waits or waits_until(program, state) is not None


def _repeated(state: State, at: Spot) -> int:
    """How often a choice was made after the first time."""
    return read(state.repeats, at.branch, at.page) >> at.shift & _COUNT


def replied(program: Program, state: State) -> bool:
    """Whether there was a reply or silence at the present node, now or at an earlier visit."""
    node = program.nodes[state.node]
    return bool(read(state.marks, node.marks.branch, node.marks.page) & node.replies)


def goes_on(program: Program, state: State) -> bool:
    """Whether the story goes on by itself: the node has targets, and there is no reply to make."""
    return bool(program.nodes[state.node].targets) and not available(program, state).replies


def waits_until(program: Program, state: State) -> int | None:
    """The story seconds at which the next event happens; None if none can.

    Events whose guard holds already come before those that are only due later.
    """
    sure, unsure = [], []
    for event, test in zip(program.timeline, program.timeline_tests, strict=True):
        if state.happened >> event.place & 1:
            continue
        if test is None or test(state):
            sure.append(max(event.due, state.elapsed))
        elif event.due > state.elapsed:
            unsure.append(event.due)
    for place, promise in enumerate(program.promises):
        status, due, _ = state.promises[place]
        if promise.missed is not None and status == OPEN and due is not None:
            sure.append(max(due + 1, state.elapsed))
        if state.missed >> place & 1:
            sure.append(state.elapsed)
    return min(sure or unsure, default=None)


def mood(program: Program, state: ReadableState) -> Mood | None:
    """The face shown: the node's own, else the first of the rubric whose bounds are not reached.

    None with nobody or a colleague there.
    """
    node = program.nodes[state.node]
    if node.mood is not None or node.customer is None:
        return node.mood
    moods, customer = program.moods, node.customer
    row = moods.faces[bisect(moods.patience, points(state.patience[customer]))]
    return row[bisect(moods.trust, state.trust[customer])]


def apply(program: Program, state: State, draft: Draft, choice: CompiledChoice) -> Move | None:
    """Changes a draft by the effects of a choice, up to the point where the story moves on.

    Args:
        program: The program that is played.
        state: The state before.
        draft: A draft of it; its node stays the same.
        choice: The choice.

    Returns:
        The move that used-up patience or an event forces; None where the choice decides.
    """
    at = program.nodes[state.node].marks
    marks = read(state.marks, at.branch, at.page)
    made_before = marks & choice.mark
    if not made_before:
        draft.marks = written(state.marks, at.branch, at.page, marks | choice.mark)
    elif choice.repeats is not None:
        _count_repeat(draft, choice.repeats)
    draft.read |= choice.reads
    if choice.takes or choice.until_event:
        _pass_time(program, draft, state, choice)
        if draft.promises:
            _break_promises(program, draft)
    if choice.keeps or choice.promises or choice.moves:
        _promises(program, draft, choice)
        _break_promises(program, draft)
    draft.met |= choice.meets
    if choice.pushes:
        _push(program, draft, choice)
    trust, patience = choice.losses if made_before else choice.gains
    if trust or patience:
        for customer in choice.addressed:
            _shift(draft, customer, trust, patience)
    if choice.sets or choice.adds:
        _set_variables(draft, choice)
    _note_feelings(program, state, draft)
    return _forced(program, draft)


def _count_repeat(draft: Draft, at: Spot) -> None:
    counts = read(draft.repeats, at.branch, at.page) + (1 << at.shift)
    draft.repeats = written(draft.repeats, at.branch, at.page, counts)


def _set_variables(draft: Draft, choice: CompiledChoice) -> None:
    variables = list(draft.variables)
    for place, value in choice.sets:
        variables[place] = value
    for place, amount, minimum, maximum in choice.adds:
        variables[place] = _within(minimum, int(variables[place]) + amount, maximum)
    draft.variables = tuple(variables)


def enter(program: Program, draft: Draft, to: str) -> None:
    """Enters a node: story time moves on, refusals are noted, an ending ends."""
    node = program.nodes[to]
    at = node.marks
    draft.node = to
    marks = read(draft.marks, at.branch, at.page)
    if not marks & node.mark:
        draft.marks = written(draft.marks, at.branch, at.page, marks | node.mark)
    if node.refuses:
        draft.refused |= node.refuses
    moves_on = node.at > draft.elapsed
    if moves_on:
        draft.elapsed = node.at
    draft.events.append(Entered(node=to, elapsed=draft.elapsed))
    if moves_on:
        before = draft.freeze()
        _break_promises(program, draft)
        _note_feelings(program, before, draft)
    if node.ending is not None:
        draft.events.append(Ended(node=to, outcome=node.ending))


def own_target(program: Program, draft: Draft, choice: CompiledChoice) -> str | None:
    """The node of the first target of a choice whose guard holds; None where it stays."""
    for target in choice.targets:
        if target.when is None or program.guards.test(target.when)(draft):
            return target.node
    return None


def successor(program: Program, state: State, choice: Choice) -> State:
    """The next state after a choice or silence: the story without machine, log or clock."""
    compiled = program.compiled_choice(choice.key)
    draft = Draft(state)
    move = apply(program, state, draft, compiled)
    node = own_target(program, draft, compiled) if move is None else move.node
    if node is not None:
        enter(program, draft, node)
    return draft.freeze()


def _pass_time(program: Program, draft: Draft, state: State, choice: CompiledChoice) -> None:
    seconds = choice.takes
    if choice.until_event:
        due = waits_until(program, state)
        seconds = 0 if due is None else due - state.elapsed
    draft.elapsed += seconds
    at = choice.customer
    if at is None or not seconds:
        return
    drained = seconds * choice.drain
    if state.promises and any(
        status == OPEN and due is not None for status, due, _ in state.promises
    ):
        drained //= 2
    left = draft.patience[at] - drained
    draft.patience = replaced(draft.patience, at, max(left, 0))


def _break_promises(program: Program, draft: Draft) -> None:
    for place, (status, due, customer) in enumerate(draft.promises):
        if status != OPEN or due is None or due >= draft.elapsed:
            continue
        promise = program.promises[place]
        draft.promises = replaced(draft.promises, place, (BROKEN, due, customer))
        if promise.missed is not None:
            draft.missed |= 1 << place
        rubric = program.rubric
        _shift(draft, customer, rubric.broken_trust, rubric.broken_patience * PATIENCE_UNITS)
        draft.events.append(PromiseBroken(promise=promise.id))


def _promises(program: Program, draft: Draft, choice: CompiledChoice) -> None:
    for place in choice.keeps:
        status, due, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = replaced(draft.promises, place, (KEPT, due, customer))
            draft.events.append(PromiseKept(promise=program.promises[place].id))
    for place in choice.promises:
        if draft.promises[place][0] == NOT_MADE:
            promise = program.promises[place]
            due = promise.due if promise.within is None else draft.elapsed + promise.within
            to = (*choice.addressed, program.index.main)[0]
            draft.promises = replaced(draft.promises, place, (OPEN, due, to))
            draft.events.append(PromiseMade(promise=promise.id, due=due))
    for place, moved_to in choice.moves:
        status, _, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = replaced(draft.promises, place, (OPEN, moved_to, customer))
            draft.events.append(PromiseMoved(promise=program.promises[place].id, due=moved_to))


def _push(program: Program, draft: Draft, choice: CompiledChoice) -> None:
    rubric = program.rubric
    for extra in choice.pushes:
        fits = not draft.refused & program.index.extras[extra]
        test = program.fits.get(extra)
        fits = fits and test is not None and test(draft)
        draft.events.append(ExtraOffered(extra=extra, fits=fits))
        if not fits:
            patience = rubric.intrusion_patience * PATIENCE_UNITS
            for customer in choice.addressed or (program.index.main,):
                _shift(draft, customer, rubric.intrusion_trust, patience)


def _within(minimum: int, value: int, maximum: int) -> int:
    if value < minimum:
        return minimum
    return min(value, maximum)


def _shift(draft: Draft, customer: int, trust: int, patience: int) -> None:
    """Adds points of trust and units of patience to a customer's, within their bounds."""
    if trust:
        value = _within(0, draft.trust[customer] + trust, _FULL)
        draft.trust = replaced(draft.trust, customer, value)
    if patience:
        value = _within(0, draft.patience[customer] + patience, _FULL_PATIENCE)
        draft.patience = replaced(draft.patience, customer, value)


def _note_feelings(program: Program, before: State, draft: Draft) -> None:
    """Adds an event for each customer whose points have changed since a state."""
    if draft.trust is before.trust and draft.patience is before.patience:
        return
    for place, id_ in enumerate(program.customers):
        trust, units, old = draft.trust[place], draft.patience[place], before.patience[place]
        patience = points(units)
        if trust != before.trust[place] or (units != old and patience != points(old)):
            draft.events.append(FeelingsChanged(customer=id_, patience=patience, trust=trust))


def _forced(program: Program, draft: Draft) -> Move | None:
    """The move that used-up patience or an event forces."""
    out = program.walk_out
    if out is not None and 0 in draft.patience and not program.index.visited(draft, out):
        customer = draft.patience.index(0)
        draft.events.append(WalkedOut(customer=program.customers[customer]))
        return Move("walk_out", out)
    return _happen(program, draft) if program.timeline or draft.missed else None


def _happen(program: Program, draft: Draft) -> Move | None:
    """Lets all that is due happen; the first event that leads somewhere decides the move."""
    move: Move | None = None
    for _, rank, place, id_, to in sorted(_due(program, draft)):
        if to and move is not None:
            continue
        if to:
            move = Move(f"happen:{to}", to)
        if rank == 0:
            draft.missed &= ~(1 << place)
        else:
            draft.happened |= 1 << place
            draft.events.append(EventHappened(event=id_, led=bool(to)))
    return move


def _due(program: Program, draft: Draft) -> list[tuple[int, int, int, str, str]]:
    """All that is due and has not happened yet.

    Returns:
        Due time, rank (0: a broken promise, 1: an event), place, id, and the node that it leads to
        or an empty text.
    """
    due: list[tuple[int, int, int, str, str]] = []
    for event, test in zip(program.timeline, program.timeline_tests, strict=True):
        if event.due > draft.elapsed:
            break
        if not draft.happened >> event.place & 1 and (test is None or test(draft)):
            due.append((event.due, 1, event.place, event.id, event.to or ""))
    if draft.missed:
        for place, promise in enumerate(program.promises):
            promised = draft.promises[place][1]
            if draft.missed >> place & 1 and promised is not None:
                due.append((promised, 0, place, promise.id, promise.missed or ""))
    return due
