"""Finds the choices of a node that can be made, with the guards of the choices as functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from simulator.scenario.text import Text  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import ChoiceKind  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.scenario.declarations import Record
    from simulator.scenario.model import Choice, Node
    from simulator.session.program.compiled import CompiledChoice, CompiledNode
    from simulator.session.program.guards import Guard, Guards
    from simulator.session.sparse import Spot


class OfferedChoice(Struct, frozen=True, kw_only=True):
    """A choice as a front end shows it.

    Attributes:
        id: The id of the choice at its node.
        kind: The kind of the choice, such as said, done or sent.
        text: The words of the choice; for a look-up without words, the title of its record.
        waits: Whether the choice waits for the next event of the story.
    """

    id: str
    kind: ChoiceKind
    text: Text
    waits: bool = False


class Available:
    """The choices that can be made at a moment, in the order of the file.

    Attributes:
        by_id: The compiled choices by their ids.
        choices: These choices as the author wrote them.
        replies: The ids of the choices that are replies.
        leads: Whether at least one choice is a reply or has a target.
        offered: Each choice as it is shown; None if the words of a choice depend on the state.
    """

    __slots__ = ("by_id", "choices", "leads", "offered", "replies")

    def __init__(
        self,
        available: Iterable[tuple[CompiledChoice, Choice]] = (),
        records: Mapping[str, Record] | None = None,
    ) -> None:
        pairs = tuple(available)
        self.by_id = {compiled.id: compiled for compiled, _ in pairs}
        self.choices = tuple([choice for _, choice in pairs])
        self.replies = tuple([compiled.id for compiled, _ in pairs if compiled.opens is None])
        self.leads = any(compiled.opens is None or compiled.targets for compiled, _ in pairs)
        offered = [_offered(choice, records or {}) for choice in self.choices]
        shown = tuple([x for x in offered if x is not None])
        self.offered = shown if len(shown) == len(offered) else None


class GuardedChoice:
    """A choice that can be made only in some states, so that each state must be tested.

    Attributes:
        mark: The mark of the choice; see `CompiledChoice`.
        test: The guard of the choice; None if it has no guard.
        texts: The guards of its texts, of which one must hold; empty if a text is always visible.
        waits: The choice itself if it waits for the next event of the story, and so needs an event
            to come; None if it does not wait.
    """

    __slots__ = ("mark", "test", "texts", "waits")

    def __init__(self, compiled: CompiledChoice, guards: Guards) -> None:
        self.mark = compiled.mark
        self.test: Guard | None = None if compiled.when is None else guards.test(compiled.when)
        self.texts = tuple([guards.test(x) for x in compiled.texts])
        self.waits = compiled if compiled.until_event else None


class LimitedChoice(NamedTuple):
    """A choice that can be made again a limited number of times.

    Attributes:
        mark: The mark of the choice; see `CompiledChoice`.
        repeats: The place of its count in `State.repeats`.
        again: How often the choice can be made after the first time.
    """

    mark: int
    repeats: Spot
    again: int


class NodeChoices:
    """The choices of one node, grouped by the tests that show whether a choice can be made.

    Each choice is either in `ever` or in `once`. A choice that can be repeated a limited number of
    times is also in `limited`. A choice that can be made only in some states is also in `guarded`.

    Attributes:
        branch: The number of the branch in `State.marks` that has the marks of the node.
        page: The number of the page in this branch.
        ever: The marks of the choices that can be made any number of times, joined by "or".
        once: The marks of all other choices, joined by "or".
        limited: The choices of `once` that can be repeated a limited number of times.
        guarded: The choices that can be made only in some states.
    """

    __slots__ = (
        "_authored",
        "_available",
        "_compiled",
        "_records",
        "branch",
        "ever",
        "guarded",
        "limited",
        "once",
        "page",
    )

    def __init__(
        self, compiled: CompiledNode, node: Node, guards: Guards, records: Mapping[str, Record]
    ) -> None:
        self.branch = compiled.marks.branch
        self.page = compiled.marks.page
        self.once = self.ever = 0
        self._compiled = compiled.choices
        self._authored = node.choices
        self._records = records
        self._available: dict[int, Available] = {}
        limited: list[LimitedChoice] = []
        guarded: list[GuardedChoice] = []
        for choice in compiled.choices:
            if choice.again is None:
                self.ever |= choice.mark
            else:
                self.once |= choice.mark
                if choice.repeats is not None:
                    limited.append(LimitedChoice(choice.mark, choice.repeats, choice.again))
            if choice.when is not None or choice.texts or choice.until_event:
                guarded.append(GuardedChoice(choice, guards))
        self.limited = tuple(limited)
        self.guarded = tuple(guarded)

    def available(self, marks: int) -> Available:
        """The choices that have some marks.

        Args:
            marks: The marks of the choices, joined by "or".

        Returns:
            The choices; every call with equal marks returns one and the same object.
        """
        found = self._available.get(marks)
        if found is None:
            pairs = zip(self._compiled, self._authored, strict=True)
            found = Available([x for x in pairs if x[0].mark & marks], self._records)
            self._available[marks] = found
        return found


def _offered(choice: Choice, records: Mapping[str, Record]) -> OfferedChoice | None:
    """A choice as it is shown in every state; None if its words depend on the state."""
    if choice.text is None and choice.look is not None:
        text = records[choice.look].title
    elif choice.text is not None and choice.text.arms[0].when is None:
        text = choice.text.arms[0].text
    else:
        return None
    return OfferedChoice(id=choice.id, kind=choice.kind, text=text, waits=choice.until_event)
