"""Each code has a message and a page, and the bad example of the page causes this code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.authoring.load import load_concepts, load_scenario
from simulator.authoring.references import References
from simulator.findings.code import BY_ID, CODES, Code
from tests.authoring.cases import ROOT, SMALLEST, codes, load, whole

PAGES = ROOT / "docs" / "findings"
CATALOGS = ROOT / "locales" / "en" / "LC_MESSAGES"
EXAMPLE = re.compile(r"```yaml\n(.*?)\n```", re.DOTALL)

# Examples that do not fit on a page.
TOO_LARGE: dict[str, str | bytes] = {
    "too-big": b"#" * (10 * 1024 * 1024 + 1),
    "not-utf8": b"title: Caf\xe9\n",
    "not-text": b"title: The wrong\0 dish\n",
    "too-many-lines": "title: A\n" + "\n" * 300_000,
    "too-many-values": "concepts:\n" + "- [a, b]\n" * 40_000,
    "too-many-items": whole("concepts: [" + "a, " * 1000 + "a]"),
    "guards-too-long": whole(
        "nodes:\n"
        + "".join(
            f"  n{at}: {{to: [{{when: '{at}{' < 1' * 450}', node: b}}, {{node: b}}]}}\n"
            for at in range(200)
        )
        + "  b: {ending: lost}"
    ),
    "too-deep": "concepts: " + "[" * 60 + "]" * 60,
    "text-too-long": f'briefing: "{"dark and stormy " * 5000}"',
    "too-many-findings": "\n".join(f"key-{number}: x" for number in range(200)),
    "guard-too-long": whole(
        "nodes:\n  a:\n    to:\n    - {when: '" + " or ".join(["true"] * 500) + "', node: b}\n"
        "    - node: b\n  b: {ending: lost}"
    ),
    "guard-too-deep": whole(
        "nodes:\n  a:\n    to:\n    - {when: '" + "(" * 60 + "true" + ")" * 60 + "', node: b}\n"
        "    - node: b\n  b: {ending: lost}"
    ),
}
ON_DISK = {
    "file-not-found",
    "not-a-file",
    "cannot-read",
    "part-outside",
    "bad-row",
    "last-mood-bound",
    "rubric-sum",
}


def example(code: Code) -> str | bytes | None:
    page = (PAGES / f"{code.id}-{code.name}.md").read_text(encoding="utf-8")
    found = EXAMPLE.search(page)
    if found is None:
        return TOO_LARGE.get(code.name)
    return whole(found[1]) if code.name != "empty-file" else found[1]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_the_example_of_a_page_raises_its_code(code: Code) -> None:
    text = example(code)
    if code.name in ON_DISK:
        assert text is None
        return
    assert text is not None
    assert code.name in codes(load(text))


def test_there_is_a_page_for_each_code_and_no_other() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")}
    assert pages == {f"{code.id}-{code.name}" for code in CODES}
    assert len(BY_ID) == len(CODES)


def test_each_page_is_short_and_has_title_meaning_example_and_cure() -> None:
    for page in PAGES.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.stem.replace('-', ' ', 1)}: ")
        assert text.count("```") == 2
        assert len(text.split("\n\n")) >= 4
        assert len(text.splitlines()) < 30


def test_each_code_is_worded() -> None:
    catalog = "".join(
        path.read_text(encoding="utf-8")
        for path in (CATALOGS / "ui.po", CATALOGS / "findings.po.part")
        if path.exists()
    )
    for code in CODES:
        for part in ("title", "cause", "cure"):
            entry = re.search(
                rf'msgctxt "finding\.{code.id}\.{part}"\nmsgid ((?:".*"\n)+)', catalog
            )
            assert entry, f"{code.id}.{part}"
            assert set(re.findall(r"\{(\w+)\}", entry[1])) <= set(code.args)


def test_a_missing_file(tmp_path: Path) -> None:
    loaded = load_scenario(tmp_path / "nothing.yaml", references=References())
    assert codes(loaded) == ["file-not-found"]


def test_a_folder(tmp_path: Path) -> None:
    assert codes(load_scenario(tmp_path, references=References())) == ["not-a-file"]


@pytest.mark.parametrize("name", ["wrong\0name.yaml", "x" * 300])
def test_a_file_name_that_no_system_accepts(name: str) -> None:
    assert codes(load_scenario(Path(name), references=References())) == ["cannot-read"]


def test_a_part_behind_a_link(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("part: secret\n", encoding="utf-8")
    (inside / "closing.yaml").symlink_to(outside / "secret.yaml")
    (inside / "loop.yaml").symlink_to(inside / "loop.yaml")
    story = inside / "story.yaml"
    story.write_text(f"{SMALLEST}use:\n  - {{part: closing, as: c}}\n", encoding="utf-8")
    assert codes(load_scenario(story, references=References())) == ["part-outside"]
    story.write_text(f"{SMALLEST}use:\n  - {{part: loop, as: c}}\n", encoding="utf-8")
    assert codes(load_scenario(story, references=References())) == ["part-not-found"]


def test_the_number_of_an_objective(tmp_path: Path) -> None:
    cards = tmp_path / "concepts.yaml"
    cards.write_text("five-steps: {title: Five, text: Receive., rows: [16]}\n", encoding="utf-8")
    assert [finding.name for finding in load_concepts(cards).findings] == ["bad-row"]
