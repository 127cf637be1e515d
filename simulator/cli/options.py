"""Options, values and errors that several commands share."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import click

from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.files.fault import UnusableFileError
from simulator.i18n.language import folder_name, nearest
from simulator.presentation.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.attempt.context import Messages

    OptionReader: TypeAlias = Callable[[click.Context, click.Parameter, Any], Any]

_SMALLEST: Final = (640, 480)
_LARGEST: Final = (7680, 4320)
_SIZE: Final = re.compile(r"(\d{1,9})[xX](\d{1,9})")  # Python reads no number of 5000 digits.
DATABASE_VARIABLE: Final = "SIMULATOR_DATABASE"
SCENARIOS_VARIABLE: Final = "SIMULATOR_SCENARIOS"


def database(messages: Messages) -> Callable[[Any], Any]:
    """The option `--database`: the URL of the database of attempts."""
    return click.option(
        "--database", envvar=DATABASE_VARIABLE, metavar="URL", help=messages("cli.database-url")
    )


def own_scenarios(messages: Messages) -> Callable[[Any], Any]:
    """The option `--scenarios`: a folder with more scenarios; the parameter is named `own`."""
    return click.option(
        "--scenarios",
        "own",
        envvar=SCENARIOS_VARIABLE,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help=messages("cli.scenarios"),
    )


def trainee_option(messages: Messages) -> Callable[[Any], Any]:
    """The option `--trainee`: a name, which must follow the rule of `attempt.trainee`."""
    return click.option(
        "--trainee",
        callback=_read_name(messages, "--trainee"),
        metavar="NAME",
        help=messages("cli.play.trainee"),
    )


def label_option(name: str, messages: Messages) -> Callable[[Any], Any]:
    """An option for a team, a site or a cohort, which is a label by the rule for names.

    Args:
        name: The name of the option, which is also in the name of its environment variable.
        messages: The interface.
    """
    return click.option(
        f"--{name}",
        envvar=f"SIMULATOR_{name.upper()}",
        callback=_read_name(messages, f"--{name}"),
        metavar="LABEL",
        help=messages(f"cli.play.{name}"),
    )


def argument_text(argument: str) -> str:
    """The text of an argument; Python cannot decode it in a locale that is not the terminal's.

    >>> argument_text("Jos" + chr(0xDCC3) + chr(0xDCA9))
    'José'
    """
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return argument


def language_in(languages: Iterable[tuple[str, str]], wanted: str, messages: Messages) -> str:
    """The folder name of the wanted language.

    Args:
        languages: Folder name and own name of each language.
        wanted: A BCP 47 tag such as `zh-CN`, or a folder name. If no language fits, the first
            folder of the same language is returned, whatever its script or region.
        messages: The interface.

    Raises:
        click.UsageError: There is no such language.
    """
    folders = [folder for folder, _ in languages]
    tag = folder_name(wanted)
    if tag is not None:
        found = nearest((tag,), folders)
        if found is not None:
            return found
        for folder in folders:
            if folder.partition("_")[0].lower() == tag.partition("_")[0]:
                return folder
    there = messages.joined(folders)
    raise click.UsageError(messages("cli.bad-language", value=wanted, languages=there))


def write_error(file: Path, error: OSError, messages: Messages) -> click.ClickException:
    """The error to raise when a command cannot write a file."""
    if isinstance(error, UnusableFileError):
        reason = messages(f"file.{error.fault}")
    else:
        reason = str(error.strerror)
    return click.ClickException(messages("cli.cannot-write", file=str(file), reason=reason))


def _read_name(messages: Messages, option: str) -> OptionReader:

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        with name_errors(messages, option):
            return None if value is None else trainee_name(argument_text(value))

    return read


@contextmanager
def name_errors(messages: Messages, option: str = "--trainee") -> Iterator[None]:
    """Raises a `click.UsageError` where the text of an option cannot be a name."""
    try:
        yield
    except TraineeNameError as error:
        raise click.BadParameter(error_text(error, messages), param_hint=option) from error


def day(messages: Messages) -> OptionReader:
    """A callback that reads a date such as `2026-03-31`; a bad date raises `click.BadParameter`."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        try:
            return None if value is None else dt.date.fromisoformat(value).isoformat()
        except ValueError:
            raise click.BadParameter(messages("cli.bad-date", value=value or "")) from None

    return read


def size(messages: Messages) -> OptionReader:
    """A callback that reads the size of a picture in pixels, such as `1920x1080`.

    A bad or unsupported size raises `click.BadParameter`.
    """

    def read(_: click.Context, __: click.Parameter, value: str) -> tuple[int, int]:
        typed = _SIZE.fullmatch(value)
        if typed is not None:
            found = (int(typed[1]), int(typed[2]))
            if _SMALLEST[0] <= found[0] <= _LARGEST[0] and _SMALLEST[1] <= found[1] <= _LARGEST[1]:
                return found
        raise click.BadParameter(messages("cli.bad-size", value=value))

    return read
