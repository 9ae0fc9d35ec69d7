"""The reader compiled is the reader: byte for byte the same readings, derivations and refusals, in less time.

What is compiled is a wheel of its own, put into a folder of its own: the sources here stay what runs here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from marsad.knowledge.files import HOME, read_yaml

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
pytestmark = pytest.mark.slow


def build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    asked = {**os.environ, "MARSAD_COMPILE": "1", **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=1500, check=False, env=asked)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = build(folder)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def compiled(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a compiled marsad is put in."""
    folder = tmp_path_factory.mktemp("compiled")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of gold and of the corpora."""
    path = tmp_path_factory.mktemp("texts") / "all.jsonl"
    records: list[dict[str, Any]] = []
    for gold in sorted((ROOT / "tests/gold").glob("*/*.json")):
        record = json.loads(gold.read_text(encoding="utf-8"))
        records.append({key: record[key] for key in ("id", "text", "published", "source", "lang") if record.get(key)})
    for corpus in sorted([*HOME.glob("languages/*/*/corpus.yml"), *HOME.glob("packs/*/corpus.yml")]):
        content = read_yaml(corpus)
        for line in content["reads"] + content["refuses"]:
            day = line.get("published", content.get("published"))
            lang = corpus.parent.parent.name if "languages" in corpus.parts else None
            record = {"id": f"{corpus.parent.name}-{len(records)}", "text": line.get("text"), "lang": lang}
            record |= {"published": str(day) if day else None, "pack": line.get("pack", content.get("pack"))}
            records.append({key: value for key, value in record.items() if value})
    lines = [json.dumps(record, ensure_ascii=False) for record in records if record.get("text")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(where: Path, cache: Path, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """`marsad` as it stands in a folder."""
    alone = {**os.environ, "PYTHONPATH": str(where), "MARSAD_CACHE": str(cache)}
    command = [sys.executable, "-m", "marsad.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=900, check=False, env=alone, cwd=cache)


def test_the_wheel_holds_sources_and_machine_code_of_the_reader_only(wheel: Path) -> None:
    assert not wheel.name.endswith("-none-any.whl")
    assert wheel.stat().st_size < 12 * MEGABYTE
    held = zipfile.ZipFile(wheel).namelist()
    machine = [name for name in held if name.endswith(".so")]
    rooms = {"/".join(name.split("/")[:2]) for name in machine if "/" in name}
    assert rooms == {"marsad/read", "marsad/text", "marsad/knowledge"}
    assert {name.split(".")[0] + ".py" for name in machine if "/" in name} <= set(held)
    assert not list((ROOT / "src").rglob("*.so")), "no machine code beside the sources that are edited"


def test_every_text_of_gold_and_corpora_is_read_and_explained_alike(
    compiled: Path, texts: Path, tmp_path: Path
) -> None:
    """Through the words as either has compiled them, and through those that the other has."""
    number = len(texts.read_text(encoding="utf-8").splitlines())
    assert number > 2_000
    for verb in ("read", "explain"):
        plain = run(ROOT / "src", tmp_path, verb, texts, "--format", "jsonl")
        fast = run(compiled, tmp_path, verb, texts, "--format", "jsonl")
        assert plain.returncode == fast.returncode == 0, fast.stderr.decode()[-2000:]
        assert verb == "explain" or len(plain.stdout.splitlines()) == number
        assert fast.stdout == plain.stdout
    own = tmp_path / "own"
    own.mkdir()
    assert (
        run(compiled, own, "read", texts, "--format", "jsonl").stdout
        == run(ROOT / "src", own, "read", texts, "--format", "jsonl", "--jobs", "2").stdout
    )


def test_it_is_the_compiled_reader_that_reads(compiled: Path, tmp_path: Path) -> None:
    said = run(compiled, tmp_path, "doctor", "--format", "json", "--no-verify", "--ledger", tmp_path / "m.db")
    (reader,) = [check for check in json.loads(said.stdout)["checks"] if check["name"] == "reader"]
    assert reader["state"] == "ok"
    assert "compiled" in reader["found"]


def test_workers_and_refusals_are_as_ever(compiled: Path, texts: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    lines = texts.read_text(encoding="utf-8").splitlines()[:40]
    broken.write_text("\n".join([*lines, '{"id": "no text"}', '{"id": "x", "text": "y", "lang": "tlh"}', *lines]))
    for options in (("--jobs", "1"), ("--jobs", "2")):
        plain = run(ROOT / "src", tmp_path, "read", broken, "--format", "jsonl", *options)
        fast = run(compiled, tmp_path, "read", broken, "--format", "jsonl", *options)
        assert (fast.returncode, fast.stdout, fast.stderr) == (plain.returncode, plain.stdout, plain.stderr)
        assert b"error" in fast.stdout


def test_made_up_texts_raise_nothing(compiled: Path, tmp_path: Path) -> None:
    """A type that isn't what it is said to be shows only when it is met."""
    command = [sys.executable, str(ROOT / "bench/fuzz_reading.py"), "--texts", "1500", "--seed", "50000"]
    alone = {**os.environ, "PYTHONPATH": str(compiled), "MARSAD_CACHE": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, env=alone)
    assert "raised" not in done.stdout
    assert "1500 inputs" in done.stdout


def test_without_a_compiler_it_says_what_to_install(tmp_path: Path) -> None:
    done = build(tmp_path, CC="/nowhere/cc")
    assert done.returncode != 0
    assert "apt-get install gcc python3-dev" in done.stdout + done.stderr
