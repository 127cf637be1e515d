"""`simulator translate`: updates PO files when texts change, and shows how complete they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from msgspec import Struct, field

from simulator.cli.opening import playable_edition
from simulator.cli.options import own_scenarios, write_error
from simulator.console.streams import say_line
from simulator.errors import CatalogError, DataError
from simulator.i18n.domains import INTERFACE, languages_in, po_content, po_path
from simulator.i18n.language import SOURCE, folder_name, nearest, same_language
from simulator.presentation.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.i18n.merge import TranslationStatus
    from simulator.i18n.po import PoFile
    from simulator.library import Library
    from simulator.scenario.model import Scenario

_ALL: Final = "all"

# ruff: noqa: PLC0415 - Babel is slow to import; the help of the commands does not need it


def build(application: Application, messages: Messages) -> click.Group:
    """The group `translate`."""

    @click.group(name="translate", help=messages("cli.translate"))
    def translate() -> None:
        pass

    @translate.command(
        name="update",
        help=messages("cli.translate.update"),
        epilog=messages("cli.translate.update.example"),
    )
    @_arguments(messages)
    def update(
        locales: Path | None, own: Path | None, language: str, names: tuple[str, ...]
    ) -> None:
        from simulator.i18n import po

        root, library = locales or application.locales, application.library(own)
        broken = False
        for code, merged in _merged(library, root, language, names, messages):
            for domain, file in merged.files.items():
                path = po_path(root, code, domain)
                try:
                    po.save(file, path)
                except OSError as error:
                    raise write_error(path, error, messages) from error
            _print_status(code, merged.files, messages)
            broken = broken or merged.broken
        if broken:
            raise click.exceptions.Exit(1)

    @translate.command(
        name="status",
        help=messages("cli.translate.status"),
        epilog=messages("cli.translate.status.example"),
    )
    @_arguments(messages)
    def status(
        locales: Path | None, own: Path | None, language: str, names: tuple[str, ...]
    ) -> None:
        root, library = locales or application.locales, application.library(own)
        complete = True
        for code, merged in _merged(library, root, language, names, messages):
            wrong = _print_wrong_placeholders(root, code, merged.files, messages)
            translated = _print_status(code, merged.files, messages)
            complete = complete and translated and not wrong and not merged.broken
        if not complete:
            raise click.exceptions.Exit(1)

    return translate


def _arguments(messages: Messages) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds the options and the arguments that both commands have."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.argument("names", nargs=-1, metavar="[SCENARIO]...")(command)
        command = click.argument("language", default=_ALL)(command)
        folder = click.Path(exists=True, file_okay=False, path_type=Path)
        help_ = messages("cli.translate.locales")
        command = own_scenarios(messages)(command)
        return click.option("--locales", type=folder, default=None, help=help_)(command)

    return add


class _Sources(Struct, frozen=True, kw_only=True):
    """The current texts that translators translate.

    Attributes:
        interface: The messages of the interface; None: the names exclude the interface.
        scenarios: The scenarios.
        shared: The rubrics and the concept cards by domain.
    """

    interface: PoFile | None = None
    scenarios: tuple[Scenario, ...] = ()
    shared: Mapping[str, PoFile] = field(default_factory=dict)

    def templates(self, language: str) -> dict[str, PoFile]:
        """The texts by domain; the texts that are written in this language are left out."""
        from simulator.i18n.extract import templates

        interface = {} if self.interface is None else {INTERFACE: self.interface}
        foreign = [x for x in self.scenarios if nearest((x.language,), (language,)) != language]
        return {
            **({} if language == SOURCE else interface),
            **templates(foreign),
            **self.shared,
        }


class _Merged(Struct, frozen=True, kw_only=True):
    """The PO files of one language: the current texts with their translations.

    Attributes:
        files: By domain.
        broken: Whether a file of another domain cannot be used. Such a file is left as it is.
    """

    files: dict[str, PoFile]
    broken: bool


def _merged(
    library: Library, root: Path, language: str, names: Sequence[str], messages: Messages
) -> Iterator[tuple[str, _Merged]]:
    """Each language with its PO files; a file that cannot be used is named on standard error."""
    from simulator.i18n import po
    from simulator.i18n.merge import merge_entries

    languages = _languages(root, language, messages)
    sources = _sources(library, root, names, messages)
    for code in languages:
        files: dict[str, PoFile] = {}
        broken = False
        for domain, template in sources.templates(code).items():
            try:
                old = po.load(po_path(root, code, domain))
            except CatalogError as error:
                say_line(error_text(error, messages), error=True)
                broken = True
            else:
                files[domain] = merge_entries(template, old, code)
        yield code, _Merged(files=files, broken=broken)


def _languages(root: Path, language: str, messages: Messages) -> Sequence[str]:
    """The languages that an argument names: one, or all; Babel must know a new language.

    Raises:
        click.UsageError: The text names no language that Babel knows.
    """
    from simulator.i18n.formats import is_known, near_languages

    available = languages_in(root)
    if language == _ALL:
        return sorted(available - {SOURCE})
    if language in available:
        return (language,)
    folder = folder_name(language)
    if folder is not None:
        known = same_language(folder, sorted(available))
        if known is not None or is_known(folder):
            return (known or folder,)
    text = messages("cli.translate.unknown-language", value=language)
    near = near_languages(language)
    if near:
        text += " " + messages("cli.near", word=near[0])
    raise click.UsageError(text)


def _sources(library: Library, root: Path, names: Sequence[str], messages: Messages) -> _Sources:
    """The texts of the named domains and scenarios.

    Args:
        library: Opens the scenarios.
        root: The folder of languages.
        names: Domains, names of scenarios or scenario files; none: everything.
        messages: The interface, for error messages.
    """
    from simulator.i18n.extract import templates

    references = library.references
    shared = templates((), (references.rubrics or {}).values(), references.concepts)
    if not names:
        entries = library.entries
        scenarios = tuple(x.edition.program.scenario for x in entries if x.edition)
        return _Sources(interface=_interface(root), scenarios=scenarios, shared=shared)
    others = [x for x in names if x != INTERFACE and x not in shared]
    return _Sources(
        interface=_interface(root) if INTERFACE in names else None,
        scenarios=tuple(_scenario(library, x, messages) for x in others),
        shared={x: y for x, y in shared.items() if x in names},
    )


def _interface(root: Path) -> PoFile:
    """The texts of the interface.

    Raises:
        DataError: The English PO file is missing or damaged.
    """
    from simulator.i18n import po

    path = po_path(root, SOURCE, INTERFACE)
    found = po.load(path)
    if found is None:
        raise DataError(str(path))
    return found


def _scenario(library: Library, name: str, messages: Messages) -> Scenario:
    """The scenario of a name or a file; if it cannot be played, its errors are printed."""
    return playable_edition(library, name, messages).program.scenario


def _print_wrong_placeholders(
    root: Path, language: str, merged: Mapping[str, PoFile], messages: Messages
) -> bool:
    """Prints each placeholder of the interface that its source text does not have.

    Returns:
        Whether there is one. Only the interface has placeholders; braces in other texts are text.
    """
    from simulator.i18n.placeholders import wrong_placeholders

    if INTERFACE not in merged:
        return False
    path = po_path(root, language, INTERFACE)
    try:
        found = list(wrong_placeholders(po_content(path), str(path), merged[INTERFACE]))
    except FileNotFoundError:
        return False
    for one in found:
        place = {"file": str(path), "line": str(one.line)}
        words = {"id": one.id, "placeholder": one.placeholder}
        say_line(messages("cli.translate.placeholder", **place, **words))
    return bool(found)


def _print_status(language: str, merged: Mapping[str, PoFile], messages: Messages) -> bool:
    """Prints a line for each domain of a language and one for all of them.

    Returns:
        Whether the translation is complete.
    """
    from simulator.i18n.merge import TranslationStatus, status

    total = TranslationStatus()
    for domain, file in merged.items():
        found = status(file)
        total += found
        say_line(_line("cli.translate.line", found, messages, language=language, domain=domain))
    say_line(_line("cli.translate.total", total, messages, language=language))
    return total.complete


def _line(id_: str, found: TranslationStatus, messages: Messages, **fields: str) -> str:
    """A line with the three numbers; scripts read them, so their digits are not grouped."""
    numbers = {"translated": found.translated, "stale": found.stale, "missing": found.missing}
    return messages(id_, **fields, **{name: str(number) for name, number in numbers.items()})
