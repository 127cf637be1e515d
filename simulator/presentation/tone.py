"""The meaning of a colour."""

from __future__ import annotations

from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["plain", "good", "warn", "bad", "accent"]
"""How something is meant. A front end gives each meaning a colour, and never uses colour alone."""
