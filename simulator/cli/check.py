"""`simulator check`: prints findings as a good compiler does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.attempt.context import Messages
    from simulator.cli.tools import Tools
    from simulator.findings.finding import Finding, Place

_WIDEST = 120


def build(tools: Tools, messages: Messages) -> click.Command:
    """The command `check`."""

    @click.command(name="check", help=messages("cli.check"), epilog=messages("cli.check.example"))
    @click.argument("files", nargs=-1, required=True, metavar="FILE...")
    @click.option("--write-ids", is_flag=True, help=messages("cli.check.write-ids"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def check(files: tuple[str, ...], *, write_ids: bool, as_json: bool) -> None:
        from simulator.authoring.load import kind_of, load_any  # noqa: PLC0415 - costs YAML

        library = tools.references()
        paths = [Path(file) for file in files]
        if write_ids:
            for path in paths:
                _write_ids(path, messages)
        found = [
            (path, load_any(path, library=library).findings)
            for path in paths
            if kind_of(path) != "part"
        ]
        if as_json:
            import json  # noqa: PLC0415 - only here

            click.echo(json.dumps([_plain(x, messages) for _, one in found for x in one], indent=2))
        else:
            _print(paths, dict(found), messages)
        if any(x.severity == "error" for _, findings in found for x in findings):
            raise click.exceptions.Exit(1)

    return check


def _print(
    paths: list[Path], found: Mapping[Path, tuple[Finding, ...]], messages: Messages
) -> None:
    for path in paths:
        if path not in found:
            click.echo(messages("cli.check.part", file=str(path)))
            continue
        for finding in found[path]:
            click.echo(render(finding, messages) + "\n")
        click.echo(_summary(str(path), found[path], messages))


def render(finding: Finding, messages: Messages) -> str:
    """A finding as lines: place, cause, the line with a caret, and the cure.

    A finding without a place is headed by its element, and has no line.
    """
    severity = messages(f"cli.{finding.severity}")
    place = finding.place
    where = finding.element if place is None else f"{place.file}:{place.line}:{place.column}"
    head = f"{severity} {finding.code} {finding.name}"
    return "\n".join(
        [
            f"{where}: {head}" if where else head,
            f"  {messages(f'finding.{finding.code}.cause', **_fields(finding))}",
            *([] if place is None else _marked_line(place)),
            (
                f"  {messages('cli.cure')} "
                f"{messages(f'finding.{finding.code}.cure', **_fields(finding))}"
                f"{_suggestion(finding, messages)}"
            ),
        ]
    )


def _marked_line(place: Place) -> list[str]:
    """The line of a place, and a caret below; a long line is cut around the caret."""
    start = max(0, place.column - 1 - _WIDEST // 2) if len(place.text) > _WIDEST else 0
    text = place.text[start : start + _WIDEST].replace("\t", " ")
    at = place.column - 1 - start
    gap = " " * _columns(text[:at])
    caret = "^" * max(1, _columns(text[at : at + place.length]))
    number = str(place.line)
    return [f"  {number} | {text}", f"  {' ' * len(number)} | {gap}{caret}"]


def _suggestion(finding: Finding, messages: Messages) -> str:
    suggestion = finding.args.get("suggestion")
    return f" {messages('cli.near', word=suggestion)}" if suggestion else ""


def _fields(finding: Finding) -> dict[str, str | int]:
    return dict(finding.args)


def _columns(text: str) -> int:
    """How wide a terminal shows it: East Asian wide signs take two columns."""
    from unicodedata import east_asian_width  # noqa: PLC0415 - only beside a finding

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


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


def _plain(finding: Finding, messages: Messages) -> dict[str, Any]:
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
        "cause": messages(f"finding.{finding.code}.cause", **_fields(finding)),
        "cure": messages(f"finding.{finding.code}.cure", **_fields(finding)),
    }


def _write_ids(file: Path, messages: Messages) -> None:
    from simulator.authoring.write_ids import write_ids  # noqa: PLC0415 - costs YAML

    count = write_ids(file)
    if count:
        click.echo(messages("cli.check.wrote", n=count, file=str(file)))
