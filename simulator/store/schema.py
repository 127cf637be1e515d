"""The tables of the database. Every change of a table needs a new migration and a new `HEAD`."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import fields
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

from simulator.scoring.summary import Summary

HEAD: Final = "0008"
"""The revision of the newest migration."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# The column type for each type of a `Summary` field; `criticals` is words separated by commas.
_TYPES: Final = {
    int: Integer,
    int | None: Integer,
    bool: Boolean,
    bool | None: Boolean,
    str | None: Text,
    tuple[str, ...]: Text,
}

# PostgreSQL orders texts by the rules of a language, unless it is told to order by characters.
_ID: Final = String(32).with_variant(String(32, collation="C"), "postgresql")
_DATE: Final = String(20).with_variant(String(20, collation="C"), "postgresql")

LABELS: Final = ("cohort", "team", "site")
"""The columns of `attempts` that say with whom and where a trainee played."""

trainees = Table(
    "trainees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    # The key of the hashes of the name; NULL until a trainee of an older version plays again.
    Column("key", Text),
)

SUMMARY: Final[tuple[Column[Any], ...]] = tuple(
    Column(field.name, _TYPES[field.type]) for field in fields(Summary)
)
"""A column for each field of `Summary`, with the name of the field; NULL until the attempt ends."""

attempts = Table(
    "attempts",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("trainee_id", Integer, ForeignKey("trainees.id"), nullable=False),
    Column("scenario", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("rubric", Text, nullable=False),
    Column("rubric_edition", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("started", _DATE, nullable=False),
    Column("ended", String(20)),
    *SUMMARY,
    # The number of events and the hash of the last event show whether the end of a log was deleted.
    Column("length", Integer),
    Column("seal", String(64), key="head_hash"),
    Column("header", Text, key="fingerprint"),
    # NULL means measured, so that the rows of measured attempts are those of older versions.
    Column("measured", Boolean),
    # NULL means practice, as in older versions.
    Column("mode", Text),
    Column("number", Integer),
    Column("branch_of", String(32)),
    Column("branch_turn", Integer),
    *(Column(x, Text) for x in LABELS),
    Index(None, "started", "id"),
    Index(None, "trainee_id", "scenario", "started", "id"),
    *(Index(None, x, "started", "id") for x in ("scenario", *LABELS)),
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
    Column("attempt_id", _ID, ForeignKey("attempts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("chain", String(64), nullable=False),
    sqlite_with_rowid=False,
)

# What trainees think of their own attempts; private, so no fingerprint and no export includes it.
reflections = Table(
    "reflections",
    metadata,
    Column("attempt_id", _ID, ForeignKey("attempts.id"), primary_key=True),
    # Such as `2:good,5:bad`: the number of the turn and the judgement.
    Column("judged", Text),
    Column("plan_when", Text),
    Column("plan_then", Text),
)

signatures = Table(
    "signatures",
    metadata,
    Column("attempt_id", _ID, ForeignKey("attempts.id"), primary_key=True),
    Column("signer", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attempt_id", _ID, ForeignKey("attempts.id"), nullable=False),
    Column("at", String(20), nullable=False),
    Column("reviewer", Text, nullable=False),
    # `note`, `set-aside` or `restored`; the newest of the last two says whether it counts.
    Column("decision", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "attempt_id"),
)
