"""The filters and orders of a list of attempts, in SQL and for attempts in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import case, false, func, not_, or_

from simulator.attempt.published import PUBLISHED
from simulator.store import period
from simulator.store.cells import IS_FIRST, IS_SET_ASIDE
from simulator.store.schema import attempts, trainees

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from sqlalchemy import ColumnElement

    from simulator.attempt.ports import AttemptFilter, Order
    from simulator.attempt.record import Attempt, Flag

_a = attempts.c
_EQUAL: Final[dict[str, ColumnElement[Any]]] = {
    "scenario": _a.scenario,
    "edition": _a.edition,
    "language": _a.language,
    "cohort": _a.cohort,
    "team": _a.team,
    "site": _a.site,
    "trainee": trainees.c.name,
}
_FLAGS: Final[dict[Flag, ColumnElement[bool]]] = {
    "waiting": _a.ended.is_(None),
    "left": _a.abandoned.is_(True),
    "retake": _a.branch_of.is_not(None),
    "unmeasured": _a.measured.is_(False),
    "unpublished": _a.digest.not_in(sorted(PUBLISHED)),
    "uninterpretable": _a.interpretable.is_(False),
    "critical": _a.criticals != "",
    "set-aside": IS_SET_ASIDE,
}
_HAS: Final[dict[Flag, Callable[[Attempt], bool]]] = {
    "waiting": lambda x: x.ended is None,
    "left": lambda x: x.summary is not None and x.summary.abandoned,
    "retake": lambda x: x.branch_of is not None,
    "unmeasured": lambda x: not x.measured,
    "unpublished": lambda x: x.digest not in PUBLISHED,
    "uninterpretable": lambda x: x.summary is not None and not x.summary.interpretable,
    "critical": lambda x: x.summary is not None and bool(x.summary.criticals),
    "set-aside": lambda x: x.set_aside,
}
_NO_RESULT: Final = or_(_a.ended.is_(None), _a.abandoned.is_(True))


def conditions(**wanted: Unpack[AttemptFilter]) -> list[ColumnElement[bool]]:
    """The conditions of a query, all of which must hold.

    Args:
        **wanted: The filters.

    Raises:
        ValueError: `since` or `until` is not a date.
    """
    found = [
        column.in_(value) if isinstance(value, tuple) else column == value
        for name, column in _EQUAL.items()
        if (value := wanted.get(name)) is not None
    ]
    if (since := wanted.get("since")) is not None:
        found.append(_a.started >= period.since(since))
    if (until := wanted.get("until")) is not None:
        found.append(_a.started <= period.until(until))
    if (mode := wanted.get("mode")) is not None:
        found.append(_a.mode.is_(None) if mode == "practice" else _a.mode == mode)
    if wanted.get("tutorials") is False:
        found.append(_a.mode.is_distinct_from("tutorial"))
    if (first := wanted.get("first")) is not None:
        found.append(IS_FIRST if first else not_(IS_FIRST))
    if (passed := wanted.get("passed")) is not None:
        found.append(_a.passed.is_(passed))
    found += [_FLAGS[x] for x in wanted.get("flags") or ()]
    found += [not_(func.coalesce(_FLAGS[x], false())) for x in wanted.get("without") or ()]
    return found


def order_by(order: Order, *, reverse: bool) -> list[ColumnElement[Any]]:
    """The terms of an order; attempts that are equal in it stand by start and id.

    Args:
        order: The order.
        reverse: Whether the order is reversed.
    """
    last: list[ColumnElement[Any]] = [_a.started, _a.id]
    if order == "total":
        result = case((_NO_RESULT, None), else_=_a.total)
        ranked = result.asc() if reverse else result.desc()
        return [case((_NO_RESULT, 1), else_=0), ranked, *last]
    columns: dict[str, ColumnElement[Any]] = {
        "trainee": trainees.c.name,
        "scenario": _a.scenario,
    }
    terms = [columns[order], *last] if order in columns else last
    return [x.desc() for x in terms] if reverse else terms


def matcher(**wanted: Unpack[AttemptFilter]) -> Callable[[Attempt], bool]:
    """A function that says whether an attempt matches every filter, as `conditions` does in SQL.

    Args:
        **wanted: The filters.

    Raises:
        ValueError: `since` or `until` is not a date.
    """
    given = cast("dict[str, object]", wanted)
    alike = {x: given[x] for x in (*_EQUAL, "mode", "first") if given.get(x) is not None}
    since, until, passed = (given.get(x) for x in ("since", "until", "passed"))
    earliest = period.since(str(since)) if since is not None else ""
    latest = period.until(str(until)) if until is not None else "~"  # After every digit.

    def matches(attempt: Attempt) -> bool:
        own = ((getattr(attempt, x), y) for x, y in alike.items())
        result = None if attempt.summary is None else attempt.summary.passed
        return (
            all(x in (y if isinstance(y, tuple) else (y,)) for x, y in own)
            and earliest <= attempt.started <= latest
            and (given.get("tutorials") is not False or attempt.mode != "tutorial")
            and passed in (None, result)
            and all(_HAS[x](attempt) for x in wanted.get("flags") or ())
            and not any(_HAS[x](attempt) for x in wanted.get("without") or ())
        )

    return matches


def sort_key(attempt: Attempt, order: Order) -> tuple[Any, ...]:
    """The key by which an order without `reverse` sorts attempts in memory."""
    last = (attempt.started, attempt.id)
    if order in ("trainee", "scenario"):
        return (getattr(attempt, order), *last)
    return last
