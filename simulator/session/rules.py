"""What a choice does, in the order that `docs/scenario-format.md` gives.

Pure functions from a state to the next one and the events on the way. The session fires the
state machine between `apply` and `enter`; `successor` goes the same way without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.session.event import (
    Broken,
    Ended,
    Entered,
    Event,
    Felt,
    Happened,
    Kept,
    Moved,
    Promised,
    Pushed,
    WalkedOut,
)
from simulator.session.state import (
    BROKEN,
    FINE,
    KEPT,
    NOT_MADE,
    OPEN,
    Draft,
    State,
    placed,
    points,
)

if TYPE_CHECKING:
    from simulator.scenario.model import Choice, Mood
    from simulator.session.plan import ChoicePlan
    from simulator.session.program import Program
    from simulator.session.state import Standing

_FULL = 1000


class Move(NamedTuple):
    """How the story leaves a node: a trigger of the machine, and the node that it leads to."""

    trigger: str
    node: str


def available(program: Program, state: State) -> tuple[Choice, ...]:
    """The choices on offer, look-ups too, in the order of the file."""
    return tuple([x.choice for x in offers(program, state)])


def offers(program: Program, state: State) -> tuple[ChoicePlan, ...]:
    """The choices on offer, look-ups too, in the order of the file."""
    chosen = state.chosen
    return tuple(
        [
            plan
            for plan in program.plan(state.node).choices.values()
            if (not chosen & plan.bit if plan.simple else on_offer(program, state, plan))
        ]
    )


def on_offer(program: Program, state: State, plan: ChoicePlan) -> bool:
    """Whether the guard of a choice holds and it is not used up."""
    if plan.test is not None and not plan.test(state):
        return False
    choice = plan.choice
    at = plan.repeat_at
    used = state.chosen & plan.bit and choice.again is not None
    if used and (at is None or state.repeats[at] >= (choice.again or 0)):
        return False
    if plan.words is not None and program.says(plan.words, state) is None:
        return False
    return not choice.until_event or waits_until(program, state) is not None


def goes_on(program: Program, state: State) -> bool:
    """Whether the story goes on by itself: a way, and no reply to choose."""
    plan = program.plan(state.node)
    return bool(plan.routes) and not any(
        x.scored and on_offer(program, state, x) for x in plan.choices.values()
    )


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
    plan = program.plan(state.node)
    if plan.node.mood is not None or plan.at_hand is None:
        return plan.node.mood
    patience, trust = points(state.patience[plan.at_hand]), state.trust[plan.at_hand]
    for face, patience_under, trust_under in program.bands:
        if patience < patience_under and trust < trust_under:
            return face
    return None


def apply(
    program: Program, state: State, plan: ChoicePlan
) -> tuple[Draft, list[Event], Move | None]:
    """What a choice does, up to the way on.

    Returns:
        The state as it then is, still at the node; the events; and the way that patience or
        the story force, or None where the choice's own way is open.
    """
    draft, choice = Draft(state), plan.choice
    events: list[Event] = []
    made_before = bool(state.chosen & plan.bit)
    if made_before and plan.repeat_at is not None:
        at = plan.repeat_at
        draft.repeats = placed(draft.repeats, at, draft.repeats[at] + 1)
    draft.chosen |= plan.bit
    draft.read |= plan.reads
    if choice.takes or choice.until_event:
        _pass_time(program, draft, state, plan)
        events += _break_promises(program, draft)
    if choice.keeps or choice.promises or choice.moves:
        events += _promises(program, draft, plan)
    draft.met |= plan.meets
    if choice.pushes:
        events += _push(program, draft, plan)
    trust, patience = plan.losses if made_before else plan.gains
    if trust or patience:
        for at in plan.addressed:
            _shift(draft, at, trust, patience)
    _set_variables(draft, plan)
    if draft.trust != state.trust or draft.patience != state.patience:
        events += _felt(program, state, draft)
    move, forced = _forced(program, draft)
    return draft, events + forced if forced else events, move


def enter(program: Program, draft: Draft, to: str) -> list[Event]:
    """Enters a node: the clock moves on, refusals are noted, an ending ends."""
    plan = program.plan(to)
    node = plan.node
    draft.node = to
    draft.visited |= plan.bit
    later: list[Event] = []
    if node.at is not None and node.at > draft.elapsed:
        before = draft.freeze()
        draft.elapsed = node.at
        later = [*_break_promises(program, draft), *_felt(program, before, draft)]
    for extra in node.no_thanks:
        draft.refused |= program.extra_bit[extra]
    if node.ending is not None:
        later.append(Ended(node=to, outcome=node.ending))
    return [Entered(node=to, elapsed=draft.elapsed), *later]


def gives_up(program: Program) -> str | None:
    """Where abandoning leads: the walk-out, else the first lost ending, else nowhere."""
    scenario = program.scenario
    if scenario.walk_out is not None:
        return scenario.walk_out
    return next((node.id for node in scenario.nodes.values() if node.ending == "lost"), None)


def own_way(draft: Draft, plan: ChoicePlan) -> str | None:
    """The first open arm of a choice; None where it stays at the node."""
    return next((r.node for r in plan.routes if r.test is None or r.test(draft)), None)


def successor(program: Program, state: State, choice: Choice) -> State:
    """The next state after a choice or silence: the story without machine, log or clock."""
    plan = program.choice_plan(choice.key)
    draft, _, move = apply(program, state, plan)
    node = own_way(draft, plan) if move is None else move.node
    if node is not None:
        enter(program, draft, node)
    return draft.freeze()


def _pass_time(program: Program, draft: Draft, state: State, plan: ChoicePlan) -> None:
    seconds = plan.choice.takes
    if plan.choice.until_event:
        due = waits_until(program, state)
        seconds = 0 if due is None else due - state.elapsed
    draft.elapsed += seconds
    if plan.at_hand is None or not seconds:
        return
    waiting = state.promises and any(
        status == OPEN and due is not None for status, due, _ in state.promises
    )
    drained = seconds * plan.drain // 2 if waiting else seconds * plan.drain
    left = max(0, draft.patience[plan.at_hand] - drained)
    draft.patience = placed(draft.patience, plan.at_hand, left)


def _break_promises(program: Program, draft: Draft) -> list[Event]:
    events: list[Event] = []
    for place, (status, due, customer) in enumerate(draft.promises):
        if status != OPEN or due is None or due >= draft.elapsed:
            continue
        promise = program.promises[place]
        draft.promises = placed(draft.promises, place, (BROKEN, due, customer))
        if promise.missed is not None:
            draft.missed |= 1 << place
        rubric = program.rubric
        _shift(draft, customer, rubric.broken_trust, rubric.broken_patience * FINE)
        events.append(Broken(promise=promise.id))
    return events


def _promises(program: Program, draft: Draft, plan: ChoicePlan) -> list[Event]:
    events: list[Event] = []
    choice = plan.choice
    for id_ in choice.keeps:
        place = program.promise_at[id_]
        status, due, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = placed(draft.promises, place, (KEPT, due, customer))
            events.append(Kept(promise=id_))
    for id_ in choice.promises:
        place = program.promise_at[id_]
        if draft.promises[place][0] == NOT_MADE:
            promise = program.promises[place]
            due = promise.due if promise.within is None else draft.elapsed + promise.within
            to = (*plan.addressed, program.main_at)[0]
            draft.promises = placed(draft.promises, place, (OPEN, due, to))
            events.append(Promised(promise=id_, due=due))
    for id_, at in choice.moves:
        place = program.promise_at[id_]
        status, _, customer = draft.promises[place]
        if status == OPEN:
            draft.promises = placed(draft.promises, place, (OPEN, at, customer))
            events.append(Moved(promise=id_, due=at))
    return events + _break_promises(program, draft)


def _push(program: Program, draft: Draft, plan: ChoicePlan) -> list[Event]:
    events: list[Event] = []
    rubric = program.rubric
    hurt = plan.addressed or (program.main_at,)
    for extra in plan.choice.pushes:
        fits = not draft.refused & program.extra_bit[extra]
        test = program.fits.get(extra)
        fits = fits and test is not None and test(draft)
        events.append(Pushed(extra=extra, fits=fits))
        if not fits:
            for at in hurt:
                _shift(draft, at, rubric.intrusion_trust, rubric.intrusion_patience * FINE)
    return events


def _shift(draft: Draft, at: int, trust: int, patience: int) -> None:
    """Moves trust by points and patience by parts of a point, within their bounds."""
    draft.trust = placed(draft.trust, at, min(_FULL, max(0, draft.trust[at] + trust)))
    fine = min(_FULL * FINE, max(0, draft.patience[at] + patience))
    draft.patience = placed(draft.patience, at, fine)


def _set_variables(draft: Draft, plan: ChoicePlan) -> None:
    for place, value in plan.sets:
        draft.variables = placed(draft.variables, place, value)
    for place, amount, least, most in plan.adds:
        total = min(most, max(least, int(draft.variables[place]) + amount))
        draft.variables = placed(draft.variables, place, total)


def _felt(program: Program, before: State, draft: Draft) -> list[Event]:
    events: list[Event] = []
    for id_, at in program.customer_at.items():
        trust, fine, was = draft.trust[at], draft.patience[at], before.patience[at]
        if trust != before.trust[at] or (fine != was and points(fine) != points(was)):
            events.append(Felt(customer=id_, patience=points(fine), trust=trust))
    return events


def _forced(program: Program, draft: Draft) -> tuple[Move | None, list[Event]]:
    out = program.scenario.walk_out
    if out is not None and 0 in draft.patience and not draft.visited & program.plan(out).bit:
        at = draft.patience.index(0)
        customer = next(id_ for id_, place in program.customer_at.items() if place == at)
        return Move("walk_out", out), [WalkedOut(customer=customer)]
    return _story(program, draft)


def _story(program: Program, draft: Draft) -> tuple[Move | None, list[Event]]:
    """The events that fell due; the first that leads somewhere decides the way."""
    calls = _calls(program, draft)
    if not calls:
        return None, []
    move: Move | None = None
    events: list[Event] = []
    for _, rank, place, id_, to in sorted(calls):
        if to and move is not None:
            continue
        if to:
            move = Move(f"happen:{to}", to)
        if rank == 0:
            draft.missed &= ~(1 << place)
        else:
            draft.happened |= 1 << place
            events.append(Happened(event=id_, led=bool(to)))
    return move, events


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
