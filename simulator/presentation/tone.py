"""What a colour means."""

from __future__ import annotations

from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["plain", "good", "warn", "bad", "accent"]
"""How something shown is meant: the front ends give each its colour, and never colour alone."""
