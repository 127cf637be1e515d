"""`simulator check`: checks files and prints their findings, as text or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import click

from simulator.authoring.load import kind_of, load_any
from simulator.cli.options import own_scenarios
from simulator.console.streams import say, say_json, say_line
from simulator.presentation.finding import cause_text, cure_text, finding_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.findings.finding import Finding

_Checked: TypeAlias = "tuple[Path, tuple[Finding, ...] | None]"
"""A file and its findings; None for a part, which is checked with the scenario that uses it."""


def build(application: Application, messages: Messages) -> click.Command:
    """The command `check`."""

    @click.command(name="check", help=messages("cli.check"), epilog=messages("cli.check.example"))
    @click.argument("files", nargs=-1, required=True, metavar="FILE...")
    @click.option("--write-ids", is_flag=True, help=messages("cli.check.write-ids"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    @own_scenarios(messages)
    def check(files: tuple[str, ...], *, write_ids: bool, as_json: bool, own: Path | None) -> None:
        library = application.library(own)
        paths = [*dict.fromkeys(library.find(file) for file in files)]
        if write_ids:
            for path in paths:
                _write_ids(path, messages)
        failed = False

        def checked() -> Iterator[_Checked]:
            nonlocal failed
            for path in paths:
                if kind_of(path) == "part":
                    yield path, None
                    continue
                findings = load_any(path, references=library.references).findings
                failed = failed or any(x.severity == "error" for x in findings)
                yield path, findings

        if as_json:
            say_json([_encode(x, messages) for _, findings in checked() for x in findings or ()])
        else:
            _print(checked(), messages)
        if failed:
            raise click.exceptions.Exit(1)

    return check


def _print(checked: Iterable[_Checked], messages: Messages) -> None:
    """Prints the findings of each file, and a line that counts them, as soon as it is checked."""
    for path, findings in checked:
        if findings is None:
            say_line(messages("cli.check.part", file=str(path)))
            continue
        for finding in findings:
            say(finding_text(finding, messages) + "\n")
        say_line(_summary(str(path), findings, messages))


def _summary(file: str, findings: Iterable[Finding], messages: Messages) -> str:
    errors = sum(x.severity == "error" for x in findings)
    warnings = sum(x.severity == "warning" for x in findings)
    if not errors and not warnings:
        return messages("cli.check.clean", file=file)
    return messages(
        "cli.check.count",
        file=file,
        errors=messages("cli.check.errors", n=errors),
        warnings=messages("cli.check.warnings", n=warnings),
    )


def _encode(finding: Finding, messages: Messages) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "length": place.length if place else None,
        "element": finding.element,
        "arguments": dict(finding.args),
        "cause": cause_text(finding, messages),
        "cure": cure_text(finding, messages),
    }


def _write_ids(file: Path, messages: Messages) -> None:
    from simulator.authoring.write_ids import write_missing_ids  # noqa: PLC0415 - it imports PyYAML

    count = write_missing_ids(file)
    if count:
        say_line(messages("cli.check.wrote", n=count, file=str(file)))
