"""A cached scenario equals the scenario of the file, and is used only while no file has changed."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from simulator.attempt.edition import edition_of
from simulator.authoring import cache as module
from simulator.authoring.cache import Cache
from simulator.authoring.load import load_scenario, load_scenario_bytes
from simulator.authoring.references import References
from simulator.files.sealed import SealedFolder
from simulator.scenario.codec import encode
from simulator.scenario.nodes import LazyNodes
from tests.authoring.cases import REFERENCES
from tests.chance import chance as seeded

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("[!c]*.yaml"))
STORY = """\
title: Tea
customer: {name: 'Ana "nodes":{} Wei'}
nodes:
  hello: {line: Héllo 你好, choices: [{id: bye, say: Bye., to: end}]}
  end: {line: Bye., ending: resolved}
  apart: {line: Never., choices: [{id: bye, say: Bye., to: end}]}
"""
USING = STORY.replace("nodes:\n", "use: {part: more, as: more}\nnodes:\n", 1)
PART = "part: more\nextras: {cake: {title: Cake}}\n"


class Reads:
    """Counts how often a scenario file is parsed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        monkeypatch.setattr(module, "load_scenario_bytes", self)

    def __call__(self, path: Path, data: bytes, *, references: References) -> object:
        self.count += 1
        return load_scenario_bytes(path, data, references=references)


@pytest.fixture(name="reads")
def _reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    file = tmp_path / "tea.yaml"
    file.write_text(STORY, encoding="utf-8")
    return file


def cache_in(tmp_path: Path, references: References) -> Cache:
    return Cache(SealedFolder(tmp_path / "cache", tmp_path / "key"), references)


def entry(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache").iterdir()
    return found


@pytest.mark.parametrize("file", SHIPPED, ids=lambda x: x.stem)
def test_a_cached_scenario_equals_the_read_one(file: Path, tmp_path: Path, reads: Reads) -> None:
    references = References()
    first, again = (cache_in(tmp_path, references).load(file) for _ in range(2))
    fresh = load_scenario(file, references=references)
    assert reads.count == 1
    assert first.value is not None
    assert again.value is not None
    assert fresh.value is not None
    assert isinstance(again.value.nodes, LazyNodes)
    assert first.findings == again.findings == fresh.findings
    assert first.text == again.text == encode(fresh.value)
    assert again.value == fresh.value
    assert encode(again.value) == again.text


def test_an_entry_gives_the_same_edition_digest(file: Path, tmp_path: Path) -> None:
    cache = cache_in(tmp_path, REFERENCES)
    assert REFERENCES.rubrics is not None
    rubric = next(iter(REFERENCES.rubrics.values()))
    names = set()
    for loaded in (load_scenario(file, references=REFERENCES), cache.load(file), cache.load(file)):
        assert loaded.value is not None
        names.add(edition_of(loaded.value, rubric, text=loaded.text).digest)
    assert len(names) == 1


def test_warnings_are_cached_too(file: Path, tmp_path: Path, reads: Reads) -> None:
    cache = cache_in(tmp_path, REFERENCES)
    first, again = cache.load(file), cache.load(file)
    assert reads.count == 1
    assert [x.name for x in again.findings] == ["unreachable-node", "no-lost-ending"][::-1]
    assert again.findings == first.findings


def test_a_changed_file_is_loaded_again(file: Path, tmp_path: Path, reads: Reads) -> None:
    cache = cache_in(tmp_path, REFERENCES)
    cache.load(file)
    file.write_text(STORY.replace("title: Tea", "title: Milk"), encoding="utf-8")
    loaded = cache.load(file)
    assert reads.count == 2
    assert loaded.value is not None
    assert loaded.value.title.source == "Milk"
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_file_with_a_changed_part_is_loaded_again(
    file: Path, tmp_path: Path, reads: Reads
) -> None:
    part = file.with_name("more.yaml")
    file.write_text(USING, encoding="utf-8")
    part.write_text(PART, encoding="utf-8")
    cache = cache_in(tmp_path, REFERENCES)
    assert cache.load(file) == cache.load(file)
    assert reads.count == 1
    part.write_text(PART.replace("Cake", "Pie"), encoding="utf-8")
    loaded = cache.load(file)
    assert reads.count == 2
    assert loaded.value is not None
    assert loaded.value.extras["more-cake"].title.source == "Pie"
    part.unlink()
    assert cache.load(file).value is None


def test_a_file_is_loaded_again_when_references_change(
    file: Path, tmp_path: Path, reads: Reads
) -> None:
    cache_in(tmp_path, REFERENCES).load(file)
    cache_in(tmp_path, References(rubrics=REFERENCES.rubrics)).load(file)
    assert reads.count == 2


def test_another_version_of_the_program_loads_again(
    file: Path, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_in(tmp_path, REFERENCES).load(file)
    monkeypatch.setattr(module, "__version__", "next")
    cache_in(tmp_path, REFERENCES).load(file)
    assert reads.count == 2


def test_a_broken_file_is_not_cached(file: Path, tmp_path: Path) -> None:
    file.write_text(STORY.replace("to: end", "to: nowhere"), encoding="utf-8")
    cache = cache_in(tmp_path, REFERENCES)
    for _ in range(2):
        loaded = cache.load(file)
        assert loaded.value is None
        assert "undefined-node" in [x.name for x in loaded.findings]
    assert not (tmp_path / "cache").exists()


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    loaded = cache_in(tmp_path, REFERENCES).load(tmp_path / "nothing.yaml")
    assert loaded.value is None
    assert [x.name for x in loaded.findings] == ["file-not-found"]


@pytest.mark.parametrize("harm", ["cut", "empty", "flip", "head", "none"])
def test_a_damaged_entry_is_written_again(
    harm: str, file: Path, tmp_path: Path, reads: Reads
) -> None:
    cache = cache_in(tmp_path, REFERENCES)
    whole = cache.load(file)
    file_in_cache = entry(tmp_path)
    data = file_in_cache.read_bytes()
    harmed = {
        "cut": data[:-20],
        "empty": b"",
        "flip": data[:-20] + b"!" + data[-19:],
        "head": data.replace(b'"findings":[', b'"findings": ', 1),
        "none": None,
    }[harm]
    if harmed is None:
        file_in_cache.unlink()
    else:
        file_in_cache.write_bytes(harmed)
    assert cache.load(file).value == whole.value
    assert reads.count == 2
    assert file_in_cache.read_bytes() == data


def test_a_load_works_without_the_cache_folder(file: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert cache_in(tmp_path, REFERENCES).load(file).value is not None


def test_an_entry_cannot_tell_another_story_than_its_file(
    file: Path, tmp_path: Path, reads: Reads
) -> None:
    whole = cache_in(tmp_path, REFERENCES).load(file)
    data = entry(tmp_path).read_bytes()
    rest = data[32:].replace(b"Bye.", b"Die.")
    assert rest != data[32:]
    checksum = b"%d %08x\n" % (len(rest), zlib.crc32(rest))
    digest = hashlib.sha256(rest).digest()
    for doctored in (data[:32] + rest, checksum + rest, digest + rest, rest):
        entry(tmp_path).write_bytes(doctored)
        loaded = cache_in(tmp_path, REFERENCES).load(file)
        assert (loaded.value, loaded.text) == (whole.value, whole.text)
        assert entry(tmp_path).read_bytes() == data
    assert reads.count == 5


def test_an_entry_of_another_file_is_a_miss(file: Path, tmp_path: Path, reads: Reads) -> None:
    cache = cache_in(tmp_path, REFERENCES)
    cache.load(file)
    first = entry(tmp_path)
    other = file.with_name("milk.yaml")
    other.write_text(STORY.replace("title: Tea", "title: Milk"), encoding="utf-8")
    cache.load(other)
    (second,) = {*first.parent.iterdir()} - {first}
    second.write_bytes(first.read_bytes())
    loaded = cache.load(other)
    assert reads.count == 3
    assert loaded.value is not None
    assert loaded.value.title.source == "Milk"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda x: x.symlink_to("/dev/zero")])
def test_what_is_no_file_in_the_cache_is_a_miss(
    make: Callable[[Path], None], file: Path, tmp_path: Path, reads: Reads
) -> None:
    whole = cache_in(tmp_path, REFERENCES).load(file)
    place = entry(tmp_path)
    place.unlink()
    make(place)
    assert cache_in(tmp_path, REFERENCES).load(file).value == whole.value
    assert reads.count == 2


def test_a_spoilt_entry_under_a_valid_seal_raises_nothing_else_than_a_damaged_text(
    file: Path, tmp_path: Path, reads: Reads
) -> None:
    chance = seeded()
    cache = cache_in(tmp_path, REFERENCES)
    cache.load(file)
    sealed: dict[str, bytes] = {}

    class Spoilt(SealedFolder):
        """A folder whose files have any content under a valid seal."""

        def read(self, name: str, made_from: Iterable[bytes]) -> bytes | None:
            whole = sealed.setdefault(name, super().read(name, made_from) or b"")
            content = bytearray(whole)
            for _ in range(chance.randrange(1, 4)):
                content[chance.randrange(len(content))] = chance.choice(b'"{}[],:0aA\\\0\xff')
            return bytes(
                content[: chance.randrange(len(content))] if chance.random() < 0.2 else content
            )

    spoilt = Cache(Spoilt(tmp_path / "cache", tmp_path / "key"), REFERENCES)
    for _ in range(300):
        loaded = spoilt.load(file)
        assert loaded.value is not None
        with suppress(ValueError):
            list(loaded.value.nodes.values())
    assert reads.count > 10
