"""Which choices of a node can be made: compiled choices with their guards as functions."""

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
        id: Its id at its node.
        kind: How it is done.
        text: Its words; for a record the title of the record.
        waits: Whether it waits for the next event of the story.
    """

    id: str
    kind: ChoiceKind
    text: Text
    waits: bool = False


class Available:
    """The choices that can be made at a moment, in the order of the file.

    Attributes:
        by_id: The compiled choices by their ids.
        choices: The same choices as the author wrote them.
        replies: The ids of those that are replies.
        leads: Whether one of them is a reply or leads to another node.
        offered: Each choice as it is shown; None if the words of one depend on the state.
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
    """A choice that has to be asked about in each state.

    Attributes:
        mark: The mark of the choice; see `CompiledChoice`.
        test: Its guard; None: it has none.
        texts: The guards of its texts, if one of them must hold; else empty.
        waits: Whether it waits for the next event of the story, and needs one.
    """

    __slots__ = ("mark", "test", "texts", "waits")

    def __init__(self, compiled: CompiledChoice, guards: Guards) -> None:
        self.mark = compiled.mark
        self.test: Guard | None = None if compiled.when is None else guards.test(compiled.when)
        self.texts = tuple([guards.test(x) for x in compiled.texts])
        self.waits = compiled.until_event


class LimitedChoice(NamedTuple):
    """A choice that can be made again a limited number of times.

    Attributes:
        mark: The mark of the choice; see `CompiledChoice`.
        repeats: Its count in `State.repeats`.
        again: How often it can be made after the first time.
    """

    mark: int
    repeats: Spot
    again: int


class NodeChoices:
    """The choices of one node, sorted by what has to be asked before they can be made.

    A choice is in `ever` or `once`. It is in `limited` too if it can be made again a number of
    times, and in `guarded` if it has a guard.

    Attributes:
        branch: The branch of the node's page in `State.marks`.
        page: The page of the node in that branch.
        ever: The marks of the choices that can be made again any number of times.
        once: The marks of the other choices.
        limited: The choices of `once` that can be made again a number of times.
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
        """The choices with these marks; the same object for all who ask for the same marks."""
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
