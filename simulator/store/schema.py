"""The tables. A change here needs a migration and a new `HEAD`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD: Final = "0003"
"""The newest migration."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

trainees = Table(
    "trainees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

# `ScoreSheet.summary()`; figures are in milli-points.
SUMMARY: Final[tuple[Column[int] | Column[bool] | Column[str], ...]] = (
    Column("empathy", Integer),
    Column("proactivity", Integer),
    Column("response", Integer),
    Column("recovery", Integer),
    Column("outcome", Integer),
    Column("total", Integer),
    Column("passed", Boolean),
    Column("interpretable", Boolean),
    Column("criticals", Text),
    Column("stage", Integer),
    Column("harassment", Integer),
    Column("experience", Integer),
    Column("expectation", Integer),
    Column("ending_outcome", Text),
    Column("ending", Text),
    Column("abandoned", Boolean),
    Column("turns", Integer),
    Column("timed_out", Integer),
    Column("kept", Integer),
    Column("broken", Integer),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("trainee_id", Integer, ForeignKey("trainees.id"), nullable=False),
    Column("scenario", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("rubric", Text, nullable=False),
    Column("rubric_edition", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("started", String(20), nullable=False),
    Column("ended", String(20)),
    *SUMMARY,
    # Of the log, as it is now: without them nobody would miss its tail.
    Column("length", Integer),
    Column("seal", String(64)),
    # See `header`.
    Column("header", Text),
    Index(None, "started", "id"),
    Index(None, "trainee_id", "scenario"),
)

editions = Table(
    "editions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("attempt_id", String(32), ForeignKey("attempts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("chain", String(64), nullable=False),
    sqlite_with_rowid=False,
)
