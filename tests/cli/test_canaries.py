"""What is planted in every internal and restricted field is in no output where it must not be: one list, all exits."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import msgspec
import openpyxl
import pyarrow.parquet
import pypdfium2
import pytest
from canaries import KEPT, SEALED, Planted, unclassed

from marsad.chronicle import Chronicle
from marsad.ledger.confidential import Vault, hide
from marsad.model import Decision
from marsad.pipeline import Ledger
from marsad.publish.exports import format_names
from marsad.publish.pictures import KINDS

from .conftest import Run

TEXT = "At least 5 civilians were killed by shelling in Idlib city on Friday, 9 March 2018."
RESTRICTED, INTERNAL = Planted("restricted"), Planted("internal")


@pytest.fixture
def planted(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with a bulletin and everything planted; linked and indexed, its keys at hand."""
    monkeypatch.setenv("MARSAD_KEYS", str(folder.parent / "keys"))
    monkeypatch.setenv("MARSAD_OPERATOR", "R.")
    monkeypatch.setenv("MARSAD_LOG", str(folder / "marsad.log"))
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("add", "one.txt", "--published", "2018-03-11", "--source", "sohr").code == 0
    assert run("key", "rotate").code == 0
    vault = Vault(folder.parent / "keys" / "confidential.keys")
    with Ledger(folder / "marsad.db") as ledger:
        for decision in INTERNAL.decisions:
            ledger.store.append_decision(decision)
        for decision in RESTRICTED.decisions:
            closed, hidden = hide(decision, vault)
            decided = len(ledger.store.decisions())
            assert ledger.store.append_decisions([closed], decided=decided, hidden=[hidden])
        Chronicle(ledger).refresh()
    return folder


def found(text: str, *words: set[str]) -> list[str]:
    return sorted(word for some in words for word in some if word in text)


def test_every_field_of_the_model_is_classed() -> None:
    """A new field fails here until somebody says what it is."""
    assert unclassed() == set()


@pytest.mark.parametrize("planter", [RESTRICTED, INTERNAL], ids=["restricted", "internal"])
def test_every_sealed_field_has_a_canary(planter: Planted) -> None:
    said = b"".join(msgspec.json.encode(decision) for decision in planter.decisions).decode()
    assert found(said, planter.sealed, planter.kept) == sorted(planter.sealed | planter.kept)
    for struct, names in SEALED.items():
        for name in names - {"lat", "lon", "radius_km", "age"}:
            assert f"{struct.__name__}{name.title().replace('_', '')}".casefold() in _squeezed(said), name
    assert set(KEPT[Decision]) == {"id", "who"}


def _squeezed(said: str) -> str:
    numbers = str.maketrans("", "", "0123456789")
    return said.translate(numbers).casefold().replace("victimgroup", "group").replace("victimplace", "place")


VIEWS = (
    "toll", "toll --explain", "toll --by place", "incidents", "control", "contradictions", "search Canary*",
    "search Canary* --claims", "review", "review log", "people list", "people match", "custody", "custody one",
    "verify", "doctor", "config", "publish release --why", "publish list", "toll --policy named-only",
)  # fmt: skip


def test_nothing_restricted_is_on_the_screen_in_the_files_or_in_the_log(planted: Path, run: Run) -> None:
    """Not even for who has the keys: nobody asked for them."""
    for view in VIEWS:
        for form, lang in (("json", "en"), ("table", "ar")):
            said = run(*view.split(), "--format", form, "--lang", lang)
            assert said.code in (0, 1), (view, said.err)
            assert found(said.out + said.err, RESTRICTED.sealed) == [], (view, form, lang)
    shown = run("review", "log", "--format", "json").out
    assert len(found(shown, INTERNAL.sealed)) == len(INTERNAL.decisions), "what is internal is shown inside"
    assert run("backup", "copy.backup").code == 0
    assert run("add", "none.txt").code == 3
    assert run("review", "accept", "one#c9", "--why", "CanaryWhyOfAnError").code == 2
    for path in planted.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            plain = zlib.decompress(data, zlib.MAX_WBITS | 32) if path.suffix == ".backup" else data
            assert found(plain.decode("utf-8", "replace"), RESTRICTED.sealed) == [], path
    log = (planted / "marsad.log").read_text(encoding="utf-8")
    assert log
    assert found(log, INTERNAL.sealed, INTERNAL.kept, RESTRICTED.kept, {"CanaryWhyOfAnError"}) == []


EXITS = (
    "publish release --despite a --out release", "publish site --from release --out site",
    "publish bulletin --from 2018-03-01 --to 2018-03-31 --out bulletin.txt",
    "publish bulletin --from 2018-03-01 --to 2018-03-31 --lang ar --out bulletin.html",
    "publish report --period 2018-03 --out en.pdf", "publish report --period 2018-03 --lang ar --out ar.pdf",
    *(f"chart {kind} --out {kind}.{form}" for kind in ("toll", "map") for form in ("svg", "pdf", "png")),
    *(f"chart {kind} --lang ar --out {kind}.svg" for kind in KINDS if kind not in ("toll", "map")),
    *(f"export {name} --out export.{name}" for name in format_names()),
)  # fmt: skip


def test_nothing_internal_or_restricted_leaves_by_any_exit(planted: Path, run: Run) -> None:
    mine = {path for path in planted.rglob("*") if path.is_file()}
    for number, exit_ in enumerate(EXITS):
        said = run(*exit_.split())
        assert said.code == 0, (exit_, said.err)
        words = (RESTRICTED.sealed, RESTRICTED.kept, INTERNAL.sealed, INTERNAL.kept)
        assert found(said.out + said.err, *words) == [], (number, exit_)
    left = [path for path in planted.rglob("*") if path.is_file() and path not in mine and "marsad." not in path.name]
    assert len(left) > len(EXITS)
    assert {path.name for path in left} >= {"search-index.js", "feed.xml", "export.feed", "map.png", "ar.pdf"}
    for path in left:
        assert found(readable(path), *words) == [], path


def readable(path: Path) -> str:
    """Return all that a file says as one text."""
    data = path.read_bytes()
    said = data.decode("utf-8", "replace")
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        said += "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    if path.suffix == ".parquet":
        said += str(pyarrow.parquet.read_table(path).to_pylist())
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(data)
        said += "\n".join(page.get_textpage().get_text_bounded() for page in document)
        said += str(document.get_metadata_dict())
    return said


def test_an_evidence_package_says_nothing_of_what_is_not_public(planted: Path, run: Run) -> None:
    """It is the document's whole record: internal decisions about it are in it, restricted ones are not."""
    assert run("export", "evidence", "--id", "one", "--out", "bag").code == 0
    for path in (planted / "bag").rglob("*"):
        if path.is_file():
            assert found(path.read_bytes().decode("utf-8", "replace"), RESTRICTED.sealed) == [], path
