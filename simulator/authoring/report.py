"""Where findings are collected, and where they are cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring.finding import TOO_MANY, Argument, Code, Finding

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import Source, YamlValue

SHOWN = 100
KEPT = 1000


class Report:
    """The findings of one load, over all its files.

    Attributes:
        errors: How many of them forbid the use of the file.
    """

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._seen: set[tuple[str, str, int, int, tuple[Argument, ...]]] = set()
        self._count = 0
        self.errors = 0

    @property
    def full(self) -> bool:
        """Whether it is pointless to look for more."""
        return self._count >= KEPT

    @property
    def many(self) -> bool:
        """Whether more was found than will be shown."""
        return self._count > SHOWN

    def add(self, code: Code, source: Source, where: YamlValue, /, **args: Argument) -> None:
        """Adds a finding about a value."""
        self.at(code, source, where.line, where.column, where.length, **args)

    def at(
        self,
        code: Code,
        source: Source,
        line: int,
        column: int,
        length: int,
        /,
        **args: Argument,
    ) -> None:
        """Adds a finding about a place; line and column count from 0.

        Args:
            code: What was found.
            source: The file.
            line: From 0.
            column: From 0.
            length: 0 marks all up to the line's end.
            **args: What `code` names.
        """
        self._count += 1
        self.errors += code.severity == "error"
        seen = (code.id, source.file, line, column, tuple(args.values()))
        if self.full or seen in self._seen:
            return
        self._seen.add(seen)
        text = source.line(line)
        length = max(1, min(length or len(text), len(text) - column))
        self._findings.append(
            Finding(
                code.id, code.severity, source.file, line + 1, column + 1, length, text, dict(args)
            )
        )

    def findings(self) -> tuple[Finding, ...]:
        """All in the order of the files; beyond a hundred, the errors first and a last word."""
        files: dict[str, int] = {}
        for one in self._findings:
            files.setdefault(one.file, len(files))
        ordered = sorted(self._findings, key=lambda one: (files[one.file], one.line, one.column))
        if len(ordered) <= SHOWN:
            return tuple(ordered)
        shown = set(
            sorted(range(len(ordered)), key=lambda at: (ordered[at].severity == "warning", at))[
                :SHOWN
            ]
        )
        kept = [one for at, one in enumerate(ordered) if at in shown]
        last = kept[-1]
        kept.append(
            Finding(
                TOO_MANY.id,
                TOO_MANY.severity,
                last.file,
                last.line,
                last.column,
                last.length,
                last.source,
                {"count": max(self._count, len(ordered)) - SHOWN},
            )
        )
        return tuple(kept)
