"""What a choice does, in the order that `docs/scenario-format.md` gives.

A step changes a draft of the next state and notes the events on the way in it. The session fires
the state machine between `apply` and `enter`; `successor` goes the same way without it.
"""

from __future__ import annotations

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
from simulator.session.state import (
    BROKEN,
    FINE,
    KEPT,
    NOT_MADE,
    OPEN,
    Draft,
    placed,
    points,
)

if TYPE_CHECKING:
    from simulator.scenario.model import Choice, Mood
    from simulator.session.plan import ChoicePlan, Offers
    from simulator.session.program import Program
    from simulator.session.state import Standing, State

_FULL: Final = 1000
_MOST: Final = _FULL * FINE


class Move(NamedTuple):
    """How the story leaves a node: a trigger of the machine, and the node that it leads to."""

    trigger: str
    node: str


def available(program: Program, state: State) -> tuple[Choice, ...]:
    """The choices on offer, look-ups too, in the order of the file."""
    return offers(program, state).choices


def offers(program: Program, state: State) -> Offers:
    """What is on offer."""
    node = program.plans[state.node]
    used = state.chosen >> node.first
    marks = node.plain ^ (node.plain & used)
    for plan in node.asked:
        if _on_offer(program, state, plan, used & plan.mark):
            marks |= plan.mark
    return node.offers(marks)


def _on_offer(program: Program, state: State, plan: ChoicePlan, used: int) -> bool:
    """Whether the guard of a choice holds and it is not used up."""
    if used and not _may_be_repeated(state, plan):
        return False
    if plan.test is not None and not plan.test(state):
        return False
    if plan.words is not None and program.says(plan.words, state) is None:
        return False
    return not plan.choice.until_event or waits_until(program, state) is not None


def _may_be_repeated(state: State, plan: ChoicePlan) -> bool:
    again, at = plan.choice.again, plan.repeat_at
    return again is None or (at is not None and state.repeats[at] < again)


def goes_on(program: Program, state: State) -> bool:
    """Whether the story goes on by itself: a way, and no reply to choose."""
    return bool(program.plans[state.node].routes) and not offers(program, state).replies


def waits_until(program: Program, state: State) -> int | None:
    """Story seconds at which the next event falls due; None if none is to come.

    Events whose guard holds already come before those that are only due some time.
    """
    sure, unsure = [], []
    for at, _, place, _, test in program.story:
        if state.happened >> place & 1:
            continue
        if test is None or test(state):
            sure.append(max(at, state.elapsed))
        elif at > state.elapsed:
            unsure.append(at)
    for place, promise in enumerate(program.promises):
        status, due, _ = state.promises[place]
        if promise.missed is not None and status == OPEN and due is not None:
            sure.append(max(due + 1, state.elapsed))
        if state.missed >> place & 1:
            sure.append(state.elapsed)
    return min(sure or unsure, default=None)


def mood(program: Program, state: Standing) -> Mood | None:
    """The face shown: the node's word, else the first band of the rubric that fits."""
    plan = program.plans[state.node]
    if plan.mood is not None or plan.at_hand is None:
        return plan.mood
    patience, trust = points(state.patience[plan.at_hand]), state.trust[plan.at_hand]
    for face, patience_under, trust_under in program.bands:
        if patience < patience_under and trust < trust_under:
            return face
    return None


def apply(program: Program, state: State, draft: Draft, plan: ChoicePlan) -> Move | None:
    """What a choice does, up to the way on.

    Args:
        program: What is played.
        state: The state before.
        draft: A draft of it; it is left still at the node.
        plan: The choice.

    Returns:
        The way that patience or the story force, or None where the choice's own way is open.
    """
    made_before = state.chosen >> plan.place & 1
    if made_before and plan.repeat_at is not None:
        at = plan.repeat_at
        draft.repeats = placed(draft.repeats, at, draft.repeats[at] + 1)
    draft.chosen |= 1 << plan.place
    draft.read |= plan.reads
    if plan.takes_time:
        _pass_time(program, draft, state, plan)
        if draft.promises:
            _break_promises(program, draft)
    if plan.binds:
        _promises(program, draft, plan)
        _break_promises(program, draft)
    draft.met |= plan.meets
    if plan.pushes:
        _push(program, draft, plan)
    trust, patience = plan.losses if made_before else plan.gains
    if trust or patience:
        for at in plan.addressed:
            _shift(draft, at, trust, patience)
    for place, value in plan.sets:
        draft.variables = placed(draft.variables, place, value)
    for place, amount, least, most in plan.adds:
        total = _within(least, int(draft.variables[place]) + amount, most)
        draft.variables = placed(draft.variables, place, total)
    _note_feelings(program, state, draft)
    return _forced(program, draft)


def enter(program: Program, draft: Draft, to: str) -> None:
    """Enters a node: the clock moves on, refusals are noted, an ending ends."""
    plan = program.plans[to]
    draft.node = to
    draft.visited |= 1 << plan.place
    draft.refused |= plan.refuses
    moves_on = plan.at > draft.elapsed
    if moves_on:
        draft.elapsed = plan.at
    draft.events.append(Entered(node=to, elapsed=draft.elapsed))
    if moves_on:
        before = draft.freeze()
        _break_promises(program, draft)
        _note_feelings(program, before, draft)
    if plan.ending is not None:
        draft.events.append(Ended(node=to, outcome=plan.ending))


def gives_up(program: Program) -> str | None:
    """Where abandoning leads: the walk-out, else the first lost ending, else nowhere."""
    scenario = program.scenario
    if scenario.walk_out is not None:
        return scenario.walk_out
    return next((id_ for id_, ending in program.outline.endings.items() if ending == "lost"), None)


def own_way(draft: Draft, plan: ChoicePlan) -> str | None:
    """The first open arm of a choice; None where it stays at the node."""
    return next((r.node for r in plan.routes if r.test is None or r.test(draft)), None)


def successor(program: Program, state: State, choice: Choice) -> State:
    """The next state after a choice or silence: the story without machine, log or clock."""
    plan = program.choice_plan(choice.key)
    draft = Draft(state)
    move = apply(program, state, draft, plan)
    node = own_way(draft, plan) if move is None else move.node
    if node is not None:
        enter(program, draft, node)
    return draft.freeze()


def _pass_time(program: Program, draft: Draft, state: State, plan: ChoicePlan) -> None:
    seconds = plan.takes
    if plan.choice.until_event:
        due = waits_until(program, state)
        seconds = 0 if due is None else due - state.elapsed
    draft.elapsed += seconds
    at = plan.at_hand
    if at is None or not seconds:
        return
    drained = seconds * plan.drain
    if state.promises and any(
        status == OPEN and due is not None for status, due, _ in state.promises
    ):
        drained //= 2
    draft.patience = placed(draft.patience, at, _within(0, draft.patience[at] - drained, _MOST))


def _break_promises(program: Program, draft: Draft) -> None:
    for place, (status, due, customer) in enumerate(draft.promises):
        if status != OPEN or due is None or due >= draft.elapsed:
            continue
        promise = program.promises[place]
        draft.promises = placed(draft.promises, place, (BROKEN, due, customer))
        if promise.missed is not None:
            draft.missed |= 1 << place
        rubric = program.rubric
        _shift(draft, customer, rubric.broken_trust, rubric.broken_patience * FINE)
        draft.events.append(PromiseBroken(promise=promise.id))


def _promises(program: Program, draft: Draft, plan: ChoicePlan) -> None:
    choice = plan.choice
    for id_ in choice.keeps:
        place = program.promise_at[id_]
        status, due, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = placed(draft.promises, place, (KEPT, due, customer))
            draft.events.append(PromiseKept(promise=id_))
    for id_ in choice.promises:
        place = program.promise_at[id_]
        if draft.promises[place][0] == NOT_MADE:
            promise = program.promises[place]
            due = promise.due if promise.within is None else draft.elapsed + promise.within
            to = (*plan.addressed, program.main_at)[0]
            draft.promises = placed(draft.promises, place, (OPEN, due, to))
            draft.events.append(PromiseMade(promise=id_, due=due))
    for id_, at in choice.moves:
        place = program.promise_at[id_]
        status, _, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = placed(draft.promises, place, (OPEN, at, customer))
            draft.events.append(PromiseMoved(promise=id_, due=at))


def _push(program: Program, draft: Draft, plan: ChoicePlan) -> None:
    rubric = program.rubric
    hurt = plan.addressed or (program.main_at,)
    for extra in plan.choice.pushes:
        fits = not draft.refused & program.extra_bit[extra]
        test = program.fits.get(extra)
        fits = fits and test is not None and test(draft)
        draft.events.append(ExtraOffered(extra=extra, fits=fits))
        if not fits:
            for at in hurt:
                _shift(draft, at, rubric.intrusion_trust, rubric.intrusion_patience * FINE)


def _within(least: int, value: int, most: int) -> int:
    if value < least:
        return least
    if value > most:
        return most
    return value


def _shift(draft: Draft, at: int, trust: int, patience: int) -> None:
    """Moves trust by points and patience by parts of a point, within their bounds."""
    draft.trust = placed(draft.trust, at, _within(0, draft.trust[at] + trust, _FULL))
    draft.patience = placed(draft.patience, at, _within(0, draft.patience[at] + patience, _MOST))


def _note_feelings(program: Program, before: State, draft: Draft) -> None:
    """Notes how those stand now who were moved."""
    if draft.trust == before.trust and draft.patience == before.patience:
        return
    for at, id_ in enumerate(program.customers):
        trust, patience = draft.trust[at], points(draft.patience[at])
        if trust != before.trust[at] or patience != points(before.patience[at]):
            draft.events.append(FeelingsChanged(customer=id_, patience=patience, trust=trust))


def _forced(program: Program, draft: Draft) -> Move | None:
    out = program.scenario.walk_out
    if (
        out is not None
        and 0 in draft.patience
        and not draft.visited >> program.outline.places[out] & 1
    ):
        at = draft.patience.index(0)
        draft.events.append(WalkedOut(customer=program.customers[at]))
        return Move("walk_out", out)
    return _story(program, draft) if program.story or draft.missed else None


def _story(program: Program, draft: Draft) -> Move | None:
    """The events that fell due; the first that leads somewhere decides the way."""
    move: Move | None = None
    for _, rank, place, id_, to in sorted(_calls(program, draft)):
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


def _calls(program: Program, draft: Draft) -> list[tuple[int, int, int, str, str]]:
    """What has fallen due and not happened yet: due time, rank, place, id, where it leads."""
    calls: list[tuple[int, int, int, str, str]] = []
    for at, rank, place, event, test in program.story:
        if at > draft.elapsed:
            break
        if not draft.happened >> place & 1 and (test is None or test(draft)):
            calls.append((at, rank, place, event.id, event.to or ""))
    if draft.missed:
        for place, promise in enumerate(program.promises):
            due = draft.promises[place][1]
            if draft.missed >> place & 1 and due is not None:
                calls.append((due, 0, place, promise.id, promise.missed or ""))
    return calls
