"""`simulator translate`: whole processes, on copies of the catalogs."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path

import pytest

from simulator.i18n import po
from tests.cli.test_commands import Desk
from tests.shipped import EVERY_SHIPPED, ROOT

ALL = ("ui", *EVERY_SHIPPED, "rubric-service", "concepts")
OWN = """
format: 1
language: en
title: Cold tea
summary: A cold cup.
briefing: A guest looks at you.
setting: restaurant
channel: face-to-face
difficulty: 1
customers:
  guest: {name: Ms Wei}
start: hello
nodes:
  hello:
    line: It is cold.
    choices:
      - {id: sorry, say: I am sorry., to: bye}
      - {id: so, say: So what?, to: bye}
  bye: {line: Thank you., ending: resolved}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    return Desk(tmp_path)


def files(desk: Desk, language: str) -> dict[str, bytes]:
    folder = desk.home / "locales" / language / "LC_MESSAGES"
    return {x.stem: x.read_bytes() for x in folder.iterdir()}


def translate(desk: Desk, *arguments: str) -> tuple[int, list[str]]:
    done = desk.run("translate", arguments[0], "--locales", "locales", *arguments[1:])
    return done.returncode, done.stdout.splitlines()


def test_every_language_has_all_domains_and_a_second_update_changes_nothing(desk: Desk) -> None:
    source = files(desk, "en")
    first = translate(desk, "update")
    before = {x: files(desk, x) for x in ("en", "el", "zh_Hans")}
    assert translate(desk, "update") == first
    assert {x: files(desk, x) for x in ("en", "el", "zh_Hans")} == before
    assert before["en"] == source
    lines = first[1]
    assert set(before["el"]) == set(ALL) == {*EVERY_SHIPPED, "ui", "rubric-service", "concepts"}
    heads = [x.partition(":")[0] for x in lines]
    greek, chinese = heads[: len(ALL) + 1], heads[len(ALL) + 1 :]
    assert sorted(greek[:-1]) == sorted(f"el {x}" for x in ALL)
    assert greek[-1] == "el"
    assert sorted(chinese[:-1]) == sorted(f"zh_Hans {x}" for x in ALL)
    assert chinese[-1] == "zh_Hans"
    assert translate(desk, "status") == (0, lines)


def test_the_last_line_of_a_language_is_the_sum_of_its_lines(desk: Desk) -> None:
    _, lines = translate(desk, "status", "el")
    numbers = [[int(x) for x in re.findall("[0-9]+", line.partition(":")[2])] for line in lines]
    assert [sum(x) for x in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1][0] > 999


def test_names_restrict_what_is_shown(desk: Desk) -> None:
    done, lines = translate(desk, "status", "el", "wrong-dish", "concepts")
    assert done == 0
    assert [x.partition(":")[0] for x in lines] == ["el wrong-dish", "el concepts", "el"]
    _, lines = translate(desk, "status", "all", "ui")
    assert [x.partition(":")[0] for x in lines] == ["el ui", "el", "zh_Hans ui", "zh_Hans"]


def test_a_new_language_starts_with_what_was_named(desk: Desk) -> None:
    done, lines = translate(desk, "update", "fr", "wrong-dish")
    assert done == 0
    assert lines[0].startswith("fr wrong-dish: 0 translated, 0 out of date, ")
    assert set(files(desk, "fr")) == {"wrong-dish"}
    assert translate(desk, "update", "fr")[0] == 0
    assert set(files(desk, "fr")) == set(ALL)


def test_a_file_of_a_scenario_has_a_domain_too(desk: Desk) -> None:
    (desk.home / "tea.yaml").write_text(OWN)
    before = files(desk, "el")
    done, lines = translate(desk, "update", "el", "tea.yaml")
    assert (done, len(lines)) == (0, 2)
    after = files(desk, "el")
    tea = po.read(after.pop("tea"), "tea.po")
    assert [x for x in tea.entries if x.startswith("tea/hello")] == [
        "tea/hello/line",
        "tea/hello/sorry",
        "tea/hello/so",
    ]
    assert after == before


def test_what_is_written_in_a_language_is_not_translated_into_it(desk: Desk) -> None:
    before = files(desk, "en")
    (desk.home / "tea.yaml").write_text(OWN.replace("language: en", "language: el"))
    _, lines = translate(desk, "update", "en", "ui", "wrong-dish", "tea.yaml")
    assert [x.partition(":")[0] for x in lines] == ["en tea", "en"]
    after = files(desk, "en")
    assert after.pop("tea")
    assert after == before
    assert translate(desk, "status", "el", "tea.yaml") == (
        0,
        ["el: 0 translated, 0 out of date, 0 missing."],
    )


@pytest.mark.parametrize(
    "name",
    [
        "wrong-dish",
        "../el",
        "wrong-dish.yaml",
        "",
        "..",
        "/",
        "a b",
        "fr FR",
        "x" * 5000,
        "fr/../el",
    ],
)
def test_a_name_that_is_no_language_makes_no_folder(desk: Desk, name: str) -> None:
    before = sorted((desk.home / "locales").iterdir())
    done = desk.run("translate", "update", "--locales", "locales", name)
    assert done.returncode == 2
    assert f"“{name}”" in done.stderr
    assert sorted((desk.home / "locales").iterdir()) == before


def test_a_scenario_that_is_not_there_is_named(desk: Desk) -> None:
    done = desk.run("translate", "status", "el", "no-such-dish")
    assert done.returncode == 1
    assert "no-such-dish" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "near"), [("fr FR", "fr_FR"), ("english", "en"), ("zh-Hanz", "zh_Hant")]
)
def test_an_unknown_language_has_a_near_one(desk: Desk, name: str, near: str) -> None:
    done = desk.run("translate", "status", "--locales", "locales", name)
    assert done.returncode == 2
    assert f"Did you mean “{near}”?" in done.stderr


@pytest.mark.parametrize(
    ("tag", "folder"),
    [
        ("zh-Hant", "zh_Hant"),
        ("ZH-hant", "zh_Hant"),
        ("zh-CN", "zh_Hans"),
        ("zh-cmn-Hans-CN", "zh_Hans"),
        ("el-GR", "el"),
        ("EL", "el"),
        ("pt-BR", "pt_BR"),
        ("fr-x-house", "fr"),
    ],
)
def test_a_tag_names_one_folder(desk: Desk, tag: str, folder: str) -> None:
    before = {x.name for x in (desk.home / "locales").iterdir()}
    done, lines = translate(desk, "update", tag, "ui")
    assert done == 0
    assert lines[0].startswith(f"{folder} ui: ")
    assert {x.name for x in (desk.home / "locales").iterdir()} == before | {folder}
    assert b"Language: " + folder.encode() + b"\\n" in files(desk, folder)["ui"]


def test_a_broken_file_is_named_left_alone_and_costs_only_itself(desk: Desk) -> None:
    broken = desk.home / "locales" / "el" / "LC_MESSAGES" / "ui.po"
    content = broken.read_bytes() + b'msgid "open\n'
    broken.write_bytes(content)
    for command in ("status", "update"):
        done = desk.run("translate", command, "--locales", "locales", "el")
        assert done.returncode == 1
        assert done.stderr.startswith(f"{Path('locales/el/LC_MESSAGES/ui.po')}, line ")
        assert len(done.stderr.splitlines()) == 1
        assert "el wrong-dish: " in done.stdout
    assert broken.read_bytes() == content


def test_a_placeholder_that_the_source_does_not_have_is_found(desk: Desk) -> None:
    file = desk.home / "locales" / "el" / "LC_MESSAGES" / "ui.po"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("δεν μπορεί να γραφτεί: {reason}", "{file.__class__} {reason"), "utf-8"
    )
    done, lines = translate(desk, "status", "el", "ui")
    assert done == 1
    number = text[: text.index("cli.cannot-write")].count("\n") + 1
    place = f"{Path('locales/el/LC_MESSAGES/ui.po')}, line {number}: "
    assert [x.partition(" has ")[2].partition(",")[0] for x in lines if x.startswith(place)] == [
        "{file.__class__}",
        "{",
    ]


def test_a_new_file_follows_the_umask_and_an_old_one_keeps_its_permissions(desk: Desk) -> None:
    file = desk.home / "locales" / "el" / "LC_MESSAGES" / "ui.po"
    file.chmod(0o640)
    assert translate(desk, "update", "el", "ui")[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
