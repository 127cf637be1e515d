"""What the program remembers between two starts."""

from __future__ import annotations

from msgspec import Struct


class Settings(Struct, kw_only=True):
    """What a trainee has set.

    Attributes:
        trainee: The name last given.
        language: A folder name such as `zh_Hans`; empty: that of the system.
        text_size: Per cent, 100 to 200.
        factor: More time to reply, in per cent; 0: no clock.
    """

    trainee: str = ""
    language: str = ""
    text_size: int = 100
    factor: int = 100


def settings_from(plain: dict[str, object]) -> Settings:
    """The settings of plain data; what is not of its kind counts as never set.

    >>> settings_from({"trainee": "Ana", "text_size": 900, "factor": "much", "colour": 1})
    Settings(trainee='Ana', language='', text_size=200, factor=100)
    """
    settings = Settings()
    for name in Settings.__struct_fields__:
        value = plain.get(name)
        if type(value) is type(getattr(settings, name)):
            setattr(settings, name, value)
    settings.text_size = min(200, max(100, settings.text_size))
    return settings
