"""The fixed words of the scenario format: channels, moods, outcomes, steps, dimensions."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Channel: TypeAlias = Literal[
    "face-to-face", "phone", "live-chat", "email", "social", "app", "service-desk"
]
Mood: TypeAlias = Literal[
    "calm", "happy", "relieved", "surprised", "worried", "annoyed", "angry", "furious", "sad"
]
Outcome: TypeAlias = Literal["resolved", "partly-resolved", "escalated", "lost"]
Step: TypeAlias = Literal["receive", "gather", "confirm", "propose", "follow-up"]
Dimension: TypeAlias = Literal["empathy", "proactivity", "response", "recovery", "outcome"]
Critical: TypeAlias = Literal["safety", "privacy", "false-promise", "denial"]
HarmKind: TypeAlias = Literal["safety", "privacy", "money"]
ChoiceKind: TypeAlias = Literal["say", "do", "send", "look"]
ScreenPart: TypeAlias = Literal["customer", "replies", "desk", "clock", "pause"]

CHANNELS: tuple[Channel, ...] = get_args(Channel)
MOODS: tuple[Mood, ...] = get_args(Mood)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STEPS: tuple[Step, ...] = get_args(Step)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
EVERY_DIMENSION: tuple[Dimension, ...] = tuple(sorted(DIMENSIONS))
CRITICALS: tuple[Critical, ...] = get_args(Critical)
HARM_KINDS: tuple[HarmKind, ...] = get_args(HarmKind)
SCREEN_PARTS: tuple[ScreenPart, ...] = get_args(ScreenPart)
CHOICE_KINDS: tuple[ChoiceKind, ...] = get_args(ChoiceKind)

NOBODY = "nobody"
"""The value of `Node.with_` at a node where no person is present."""
SERVICE = "service"
"""The id of the default rubric, for scenarios that name no rubric."""
