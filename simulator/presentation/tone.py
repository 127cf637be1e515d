"""Tones: how good or bad a shown fact is."""

from __future__ import annotations

from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["plain", "good", "warn", "bad", "accent"]
"""How good or bad a fact is. A front end shows it by a colour, and never by colour alone."""
