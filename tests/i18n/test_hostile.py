"""PO files that are spoilt, hostile or huge: each costs itself and little time."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from simulator.errors import CatalogError
from simulator.i18n import po
from simulator.i18n.compiled import CompiledCatalog, compile_po
from simulator.i18n.messages import CatalogMessages, fill
from simulator.i18n.placeholders import wrong_placeholders
from simulator.i18n.plural_forms import plural_rule
from tests.chance import chance as seeded
from tests.shipped import ROOT

FILES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))
HEADER = 'msgid ""\nmsgstr "Plural-Forms: {}\\n"\n'
ENTRY = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
BIG = 8 * 1024 * 1024 - 1000


def fault(content: str | bytes) -> tuple[str, int]:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(CatalogError) as raised:
        po.read(data, "el.po")
    assert raised.value.file == "el.po"
    return raised.value.fault, raised.value.line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("rubbish", 1),
        ('\n\n"adrift"', 3),
        ('msgid "b"', 1),
        ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"', 1),
        ('msgstr "b"', 1),
        ('msgid_plural "b"', 1),
        ('msgid "a"\nmsgid_plural "b"\nmsgid_plural "c"\nmsgstr[0] "d"', 3),
        (ENTRY + 'msgstr "again"', 4),
        ('msgid "a"\nmsgstr[9] "b"\n', 2),
        ('msgid "a"\nmsgstr[99999999999] "b"\n', 2),
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\nmsgstr "\n', 2),
        ('msgid "a"\nmsgstr "b\\"\n', 2),
        ('msgid "a"\nmsgstr "b"c"\n', 2),
        ('msgid "a"\nmsgstr "b\0c"\n', 2),
        (ENTRY + '\nmsgctxt "z"\n# a comment\nmsgid "b"\nmsgstr "c"', 5),
        ('#~ msgid "b"', 1),
    ],
)
def test_a_wrong_line_is_named(content: str, line: int) -> None:
    found = fault(content)
    assert found[0] == "syntax"
    assert found[1] in (line, line - 1)  # a message ends at the line before the next one


def test_bytes_that_are_not_utf8_are_named() -> None:
    assert fault(ENTRY.encode() + b"# \xff\n") == ("not-utf8", 4)


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=99999999999; plural=0;",
        "nplurals=0; plural=0;",
        "nplurals=7; plural=0;",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=n%0;",
        "nplurals=2; plural=n/(n-7);",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=0-1;",
        "nplurals=2; plural=__import__;",
        "nplurals=2; plural=().__class__;",
        "nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";",
        "nplurals=2; plural=" + "n*" * 200 + "n;",
        "nplurals=2; plural=" + "0" * 100_000 + ";",
        "nplurals=2",
        "plural=0",
        "rubbish",
    ],
)
def test_a_plural_rule_that_cannot_be_used_is_named(rule: str) -> None:
    assert plural_rule(rule) is None
    assert fault(ENTRY + HEADER.format(rule)) == ("plural", 4)


def test_a_rule_that_fails_for_a_rare_number_falls_back() -> None:
    many = 'msgctxt "a"\nmsgid "b"\nmsgid_plural "bb"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    rule = "nplurals=2; plural=(n != 1) + 0/(n - 777777);"
    found = po.read((HEADER.format(rule) + many).encode(), "el.po")
    catalog = CompiledCatalog(compile_po([found], "el"))
    assert [catalog.find("a", n) for n in (1, 2, 777_777)] == ["c", "d", "c"]


@pytest.mark.parametrize(
    "content",
    [
        ENTRY + '"xxxxxxxxxxxxxxxxxxxxxxxx"\n' * 190_000,
        "".join(ENTRY.replace('"a"', f'"a{x}"') for x in range(60_000)),
        "#~ " + ENTRY.replace("\n", "\n#~ ").strip("#~ ") + "#. a\n" * 190_000,
        '#| msgid "a"\n' + '#| "bbbbbbbbbbbbbbbbbbbbb"\n' * 190_000 + ENTRY,
        ENTRY.replace('"c"', '"' + "\\\\" * (BIG // 2) + '"'),
        ENTRY.replace('"c"', '"' + '\\"' * (BIG // 2) + '"'),
        ENTRY.replace('"c"', '"' + "\\n" * (BIG // 2) + '"'),
        "#, " + "," * BIG + "\n" + ENTRY,
        "#," + " fuzzy" * (BIG // 6) + "\n" + ENTRY,
        'msgid ""\nmsgstr "' + "a\\n" * (BIG // 3) + '"\n' + ENTRY,
        " " * BIG,
        "msgid " * (BIG // 6),
        "msgstr[" * (BIG // 7),
        "#" * 30_000_000,
        "\n" * 5_000_000,
    ],
    ids=range(15),
)
def test_a_huge_file_takes_little_time(content: str) -> None:
    data = content.encode()
    start = time.process_time()
    try:
        found = po.read(data, "el.po")
    except CatalogError:
        pass
    else:
        CompiledCatalog(compile_po([found], "el"))
    assert time.process_time() - start < 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_largest_file_takes_little_memory() -> None:
    resource = pytest.importorskip("resource")
    content = "".join(ENTRY.replace('"a"', f'"a{x}"') for x in range(60_000)).encode()
    child = os.fork()
    if not child:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        CompiledCatalog(compile_po([po.read(content, "el.po")], "el"))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        os._exit(grown > min(40 * len(content), 300_000_000))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The content of a PO file with some bytes or lines changed."""
    lines = content.split(b"\n")
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 3:
                lines[at] = lines[at].replace(b'"', b'\\"', 1)
            case 4:
                lines[at] = lines[at].replace(b"{", chance.choice([b"{{", b"{x.__class__}", b"%s"]))
            case _:
                line = bytearray(lines[at] or b"x")
                line[chance.randrange(len(line))] = chance.randrange(256)
                lines[at] = bytes(line)
        lines = lines or [b""]
    return b"\n".join(lines)


def read_or_none(content: bytes) -> po.PoFile | None:
    """The PO file; None if its error names a line of it."""
    try:
        return po.read(content, "x.po")
    except CatalogError as error:
        if error.fault in ("syntax", "not-utf8", "plural") and (
            1 <= error.line <= content.count(b"\n") + 1
        ):
            return None
        raise


def test_a_spoilt_file_is_read_or_named() -> None:
    chance = seeded()
    contents = [x.read_bytes() for x in FILES if x.stat().st_size < 100_000]
    end = time.monotonic() + 3
    named = 0
    while time.monotonic() < end:
        content = spoilt(chance.choice(contents), chance)
        found = read_or_none(content)
        if found is None:
            named += 1
            continue
        catalog = CompiledCatalog(compile_po([found], "el"))
        words = CatalogMessages("el", [catalog.find], None)
        for id_ in list(found.entries)[:50]:
            assert isinstance(words(id_, n=3, file="f", name="x"), str)
        assert po.read(po.write(found).encode(), "x.po").entries.keys() == found.entries.keys()
        list(wrong_placeholders(content, "x.po", found))
    assert named


@pytest.mark.parametrize(
    "words",
    [
        "{x.__class__}",
        "{x[0]}",
        "{x!r}",
        "{x:>99999999}",
        "{0}",
        "{}",
        "%s %(x)s",
        "{x",
        "x}",
        "{{x}}",
    ],
)
def test_a_strange_placeholder_is_shown_as_it_is_and_found(words: str) -> None:
    shown = fill(words, {"x": "1"})
    assert shown == ("{1}" if words == "{{x}}" else words)
    source = po.read(b'msgctxt "a"\nmsgid "b {y}"\nmsgstr ""\n', "en.po")
    content = f'\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "{words} {{y}}"\n'.encode()
    found = list(wrong_placeholders(content, "el.po", source))
    assert found
    assert {(x.id, x.line) for x in found} == {("a", 3)}
    fine = b'msgctxt "a"\nmsgid "b"\nmsgstr "100% sicher {y}"\n'
    assert not list(wrong_placeholders(fine, "el.po", source))


@pytest.mark.parametrize("file", [x for x in FILES if x.stem == "ui"], ids=lambda x: x.parts[-3])
def test_shipped_translations_have_no_strange_placeholder(file: Path) -> None:
    content = file.read_bytes()
    assert not list(wrong_placeholders(content, file.name, po.read(content, file.name)))
