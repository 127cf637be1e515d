"""Attempts are signed by the key of a site, and a sheet can be checked against the store."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest

from simulator.store.sql import SqlStore
from tests.cli.test_commands import Desk
from tests.postgres import new_database

if TYPE_CHECKING:
    from pathlib import Path

PLAY = ("play", "wrong-dish", "--text", "--trainee", "Ana")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One attempt that was ended before there was a key, and two after."""
    desk = Desk(tmp_path_factory.mktemp("signed"))
    desk.run(*PLAY, typed="1\nx\n")
    assert desk.run("key", "make").returncode == 0
    for _ in range(2):
        desk.run(*PLAY, "--cohort", "spring", typed="1\nx\n")
    return desk


@pytest.fixture
def copy(signed: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(signed.home, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def database(desk: Desk) -> Path:
    return next(desk.home.rglob("attempts.sqlite3"))


def edit(desk: Desk, *statements: str) -> None:
    with closing(sqlite3.connect(database(desk))) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rows(desk: Desk) -> list[dict[str, str]]:
    done = desk.run("scores", "export", "--output", "sheet.csv")
    assert done.returncode == 0
    with (desk.home / "sheet.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write(desk: Desk, sheet: list[dict[str, str]]) -> None:
    with (desk.home / "sheet.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, sheet[0])
        writer.writeheader()
        writer.writerows(sheet)


def test_a_key_is_private_and_is_never_replaced(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("key", "show").returncode == 1
    made = desk.run("key", "make")
    key = next(tmp_path.rglob("site.key"))
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    again = desk.run("key", "make")
    assert (again.returncode, "is never replaced" in again.stderr) == (1, True)
    assert key.read_bytes() == before
    shown = desk.run("key", "show").stdout.strip()
    assert len(shown) == 64
    assert shown in made.stdout


def test_what_ended_with_a_key_is_signed(signed: Desk) -> None:
    key = signed.run("key", "show").stdout.strip()
    with closing(SqlStore(f"sqlite:///{database(signed)}", reading=True)) as store:
        signatures = [store.audit.signed(x) for x in store.attempts()]
    assert sorted(x.signer for x in signatures if x) == [key, key]
    verified = signed.run("scores", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signatures SET signature = replace(signature, substr(signature, 9, 4), '0000')",
        "UPDATE signatures SET signature = ''",
        "UPDATE signatures SET signature = x'00ff'",
        "UPDATE signatures SET signer = 'nobody'",
        "UPDATE signatures SET signature = (SELECT max(signature) FROM signatures)",
        "UPDATE attempts SET total = 99999 WHERE cohort = 'spring'",
        "UPDATE attempts SET number = 9 WHERE cohort = 'spring'",
        "UPDATE attempts SET cohort = 'autumn' WHERE cohort = 'spring'",
        "UPDATE attempts SET length = length + 1 WHERE cohort = 'spring'",
    ],
)
def test_whatever_is_changed_in_a_signed_attempt_is_named(copy: Desk, statement: str) -> None:
    edit(copy, statement)
    verified = copy.run("scores", "verify")
    assert verified.returncode == 1
    assert "the signature does not hold" in verified.stdout
    assert "Traceback" not in verified.stderr


def test_who_forges_chain_fingerprint_and_scores_cannot_forge_the_signature(copy: Desk) -> None:
    with closing(SqlStore(f"sqlite:///{database(copy)}")) as store:
        one, two = (x for x in store.attempts(cohort="spring"))
        with store._writing as cursor:
            # The log, the header and the seals of one attempt become those of another play.
            cursor.execute("UPDATE attempts SET stage = 4 WHERE id = ?", (one.id,))
        del two
    assert "the signature does not hold" in copy.run("scores", "verify").stdout


def test_a_foreign_key_is_named_unless_it_is_trusted(copy: Desk) -> None:
    key = copy.run("key", "show").stdout.strip()
    next(copy.home.rglob("site.key")).unlink()
    assert copy.run("key", "make").returncode == 0
    verified = copy.run("scores", "verify")
    assert (verified.returncode, key in verified.stdout) == (1, True)
    assert "a key that is not trusted" in verified.stdout
    assert copy.run("scores", "verify", "--trust", key).returncode == 0


def test_a_signature_is_delivered_and_still_holds_when_the_name_is_erased(copy: Desk) -> None:
    url = new_database()
    assert copy.run("scores", "deliver", "--to", url).returncode == 0
    copy.environ["SIMULATOR_DATABASE"] = url
    with closing(SqlStore(url, reading=True)) as store:
        assert sum(store.audit.signed(x) is not None for x in store.attempts()) == 2
    assert copy.run("scores", "verify").returncode == 0
    assert copy.run("trainee", "erase", "Ana", "--yes").returncode == 0
    assert copy.run("scores", "verify").returncode == 0


def test_a_code_finds_the_attempt_and_tells_whether_the_values_are_those_of_the_sheet(
    copy: Desk,
) -> None:
    sheet = rows(copy)[1]
    shown = copy.run("scores", "show", sheet["attempt"][:8]).stdout
    assert f"Verification code: {sheet['code']}" in shown
    for code in (sheet["code"], sheet["code"].lower()):
        found = copy.run("scores", "verify", code)
        assert (found.returncode, sheet["attempt"] in found.stdout) == (0, True)
    for wrong in (f"{sheet['code'][:8]}-AAAAAAAA", "00000000-AAAAAAAA", "nothing", "-"):
        assert copy.run("scores", "verify", wrong).returncode == 1
    edit(copy, f"UPDATE attempts SET total = 99999 WHERE id = '{sheet['attempt']}'")  # noqa: S608 - our own id
    other = copy.run("scores", "verify", sheet["code"])
    assert (other.returncode, "its values are others" in other.stdout) == (1, True)


def test_an_exported_sheet_is_compared_cell_by_cell(copy: Desk) -> None:
    sheet = rows(copy)
    fine = copy.run("scores", "verify", "sheet.csv")
    assert (fine.returncode, fine.stdout) == (0, "3 rows compared, 0 of them differ.\n")
    sheet[1]["total"] = "99.000"
    sheet[1]["passed"] = "yes"
    sheet[2]["attempt"] = "f" * 32
    write(copy, sheet)
    done = copy.run("scores", "verify", "sheet.csv")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 4
    assert "total: the sheet says “99.000”" in lines[0]
    assert "passed: the sheet says “yes”" in lines[1]
    assert "no attempt ffff" in lines[2]
    assert lines[3] == "3 rows compared, 2 of them differ."


def test_a_workbook_is_compared_too(copy: Desk) -> None:
    export = ("scores", "export", "--format", "xlsx", "--output", "sheet.xlsx")
    assert copy.run(*export).returncode == 0
    fine = copy.run("scores", "verify", "sheet.xlsx")
    assert (fine.returncode, fine.stdout) == (0, "3 rows compared, 0 of them differ.\n")
    book = openpyxl.load_workbook(copy.home / "sheet.xlsx")
    column = next(x.column for x in book.worksheets[0][1] if x.value == "empathy")
    book.worksheets[0].cell(3, column).value = 100
    book.save(copy.home / "sheet.xlsx")
    done = copy.run("scores", "verify", "sheet.xlsx")
    assert (done.returncode, "Row 2" in done.stdout, "empathy" in done.stdout) == (1, True, True)


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"PK\x03\x04", b'"', b"attempt\n"]
)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_that_is_no_sheet_is_named(copy: Desk, content: bytes, suffix: str) -> None:
    (copy.home / f"odd.{suffix}").write_bytes(content)
    done = copy.run("scores", "verify", f"odd.{suffix}")
    assert "Traceback" not in done.stderr
    if content == b"attempt\n" and suffix == "csv":
        assert done.returncode == 0
    else:
        assert (done.returncode, f"odd.{suffix}" in done.stderr) == (1, True)


def test_a_missing_file_is_named(copy: Desk) -> None:
    done = copy.run("scores", "verify", "nowhere.csv")
    assert (done.returncode, "nowhere.csv cannot be read" in done.stderr) == (1, True)


def test_without_a_key_signatures_are_left_alone(copy: Desk) -> None:
    next(copy.home.rglob("site.key")).unlink()
    edit(copy, "UPDATE signatures SET signature = ''")
    done = copy.run("scores", "verify", "--json")
    assert (done.returncode, len(json.loads(done.stdout))) == (0, 3)
