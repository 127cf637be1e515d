"""`simulator translate`: brings the catalogs up to date with the texts, by id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.i18n.po import PoFile

_SOURCE = "en"


def build(application: Application, messages: Messages) -> click.Group:
    """The group `translate`."""

    @click.group(name="translate", help=messages("cli.translate"))
    def translate() -> None:
        pass

    folder = click.option(
        "--locales",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=None,
        help=messages("cli.translate.locales"),
    )

    @translate.command(
        name="update",
        help=messages("cli.translate.update"),
        epilog=messages("cli.translate.update.example"),
    )
    @folder
    @click.argument("languages", nargs=-1)
    def update(locales: Path | None, languages: tuple[str, ...]) -> None:
        from simulator.i18n import merge, po  # noqa: PLC0415 - costs Babel

        root = locales or application.locales
        for language, domain, template in _work(application, root, languages):
            path = _path(root, language, domain)
            try:
                po.save(merge.merge(template, po.load(path), language), path)
            except OSError as error:
                message = messages("cli.cannot-write", file=str(path), reason=str(error.strerror))
                raise click.ClickException(message) from error
        _tell(application, root, languages, messages)

    @translate.command(
        name="status",
        help=messages("cli.translate.status"),
        epilog=messages("cli.translate.status.example"),
    )
    @folder
    @click.argument("languages", nargs=-1)
    def status(locales: Path | None, languages: tuple[str, ...]) -> None:
        if not _tell(application, locales or application.locales, languages, messages):
            raise click.exceptions.Exit(1)

    return translate


def _tell(
    application: Application, root: Path, languages: tuple[str, ...], messages: Messages
) -> bool:
    """Prints how far each language is; whether all of them are complete."""
    from simulator.i18n import merge, po  # noqa: PLC0415 - costs Babel

    complete = True
    for language, domain, template in _work(application, root, languages):
        found = merge.status(template, po.load(_path(root, language, domain)), language, domain)
        complete = complete and found.complete
        click.echo(
            messages(
                "cli.translate.line",
                language=language,
                domain=domain,
                translated=found.translated,
                stale=found.stale,
                missing=found.missing,
            )
        )
    return complete


def _work(
    application: Application, root: Path, languages: tuple[str, ...]
) -> Iterator[tuple[str, str, PoFile]]:
    from simulator.errors import DataError  # noqa: PLC0415 - only here
    from simulator.i18n import po  # noqa: PLC0415 - costs Babel
    from simulator.i18n.extract import template  # noqa: PLC0415 - as above

    there = sorted(x.parent.name for x in root.glob("*/LC_MESSAGES") if x.parent.name != _SOURCE)
    ui = po.load(_path(root, _SOURCE, "ui"))
    if ui is None:
        raise DataError(str(_path(root, _SOURCE, "ui")))
    shelf = application.library(None)
    scenarios = [x.edition.program.scenario for x in shelf.entries if x.edition]
    library = shelf.references
    authored = template(scenarios, (library.rubrics or {}).values(), library.concepts)
    for language in languages or there:
        yield language, "ui", ui
        yield language, "scenarios", authored


def _path(root: Path, language: str, domain: str) -> Path:
    return root / language / "LC_MESSAGES" / f"{domain}.po"
