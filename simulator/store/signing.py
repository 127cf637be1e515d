"""Signs attempts when they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.audit.signed import signed_text
from simulator.store.cells import attempt_from

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.store.statements import Statements


class Signer(Protocol):
    """Signs texts."""

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits."""

    def sign(self, text: bytes) -> str:
        """The signature of a text, 128 hexadecimal digits."""


def sign(statements: Statements, cursor: DBAPICursor, attempt: str, signer: Signer) -> None:
    """Signs an attempt that has just ended, in the same transaction.

    Args:
        statements: The statements of the database.
        cursor: The cursor of the writing transaction.
        attempt: The id of the attempt.
        signer: Signs it.
    """
    statements.whole.run(cursor, attempt=attempt)
    for row in cursor.fetchall():
        *cells, length, head_hash = row
        text = signed_text(attempt_from(cells), length, head_hash)
        statements.add_signature.run(
            cursor, attempt_id=attempt, signer=signer.public, signature=signer.sign(text)
        )
