"""The contract of all adapters, on real ledgers.

Bytes are kept before they are parsed, identity is stable, nothing is lost silently, each document has a state, a run
that was cut off goes on.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from collect.given import GIVEN, HTML, WORDS, Sample, warc, workbook
from marsad.collect import confined
from marsad.collect.adapters import adapters, choose
from marsad.collect.files import Unread
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way
from marsad.errors import MarsadError, UsageError
from marsad.gathering import Gathering, Step
from marsad.ids import sha256
from marsad.ledger import Capture
from marsad.pipeline import Ledger

STATES = ("complete", "partial", "blocked", "failed")
NO_LETTERS = pytest.mark.skipif(confined.tesseract() is None, reason="tesseract-ocr-ara isn't installed")
ALL = [pytest.param(one, id=one.adapter, marks=NO_LETTERS if one.adapter == "image" else ()) for one in GIVEN]


def test_every_adapter_has_a_sample() -> None:
    assert {one.adapter for one in GIVEN} == {one.NAME for one in adapters()}


def flat(found: Iterator[Item], way: Way) -> Iterator[Item]:
    """Yield what is in packed material, too."""
    for item in found:
        if isinstance(item, Material):
            yield from flat(choose(item, Way()).items(item, Way()), way)
        else:
            yield item


def items(sample: Sample) -> list[Item]:
    return list(flat(choose(sample.material, sample.way).items(sample.material, sample.way), sample.way))


@pytest.mark.parametrize("sample", ALL)
def test_it_is_chosen_and_nothing_is_lost_silently(sample: Sample) -> None:
    assert sample.adapter == choose(sample.material, sample.way).NAME
    found = items(sample)
    pieces = [item for item in found if isinstance(item, Piece)]
    texts = "\n".join(piece.document.text for piece in pieces)
    assert len(pieces) == sample.count
    for words in sample.says:
        assert words in texts
    assert tuple(item.url for item in found if isinstance(item, Link)) == sample.links
    assert all(item.why for item in found if isinstance(item, Skipped))
    assert not any(isinstance(item, Unread) for item in found)
    if sample.published is not None:
        assert pieces[0].document.published == sample.published
    for piece in pieces:
        assert sha256(piece.document.data or piece.document.text.encode()) == piece.document.sha256
        assert piece.state in STATES
        assert piece.state == "complete" or piece.note
    assert any(piece.state == "partial" for piece in pieces) == sample.is_partial


@pytest.mark.parametrize("sample", ALL)
def test_identity_is_the_same_in_every_run(sample: Sample) -> None:
    runs = [[(p.document.id, p.document.address) for p in items(sample) if isinstance(p, Piece)] for _ in range(2)]
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == len(runs[0])
    assert all(address for _, address in runs[0])


def take(ledger: Ledger, sample: Sample, most: int | None = None) -> list[Step]:
    return list(islice(Gathering(ledger, way=sample.way).material(sample.material), most))


@pytest.mark.parametrize("sample", ALL)
def test_a_run_that_was_cut_off_goes_on(sample: Sample, tmp_path: Path) -> None:
    """Whatever was told before it is there; what wasn't comes in the next run, nothing twice."""
    with Ledger(tmp_path / "l.db") as ledger:
        take(ledger, sample, 1)
    with Ledger(tmp_path / "l.db") as ledger:
        take(ledger, sample)
        again = take(ledger, sample)
        assert {step.result for step in again} <= {"unchanged", "skipped"}
        assert len([one for one in ledger.documents() if ledger.store.text(one.id)]) == sample.count
        for one in ledger.documents():
            (capture,) = ledger.store.history(one.id)[1]
            assert capture.capture.state in STATES
        assert ledger.verify().ok


@pytest.mark.parametrize("sample", ALL)
def test_the_bytes_are_kept_before_they_are_parsed(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = choose(sample.material, sample.way)

    class BrokenError(Exception):
        pass

    def broken(material: Material, way: Way) -> Iterator[Item]:
        raise BrokenError

    monkeypatch.setattr(adapter, "items", broken)
    with Ledger(tmp_path / "l.db") as ledger:
        with pytest.raises(BrokenError):
            take(ledger, sample)
        assert ledger.store.original(sha256(sample.material.data)) == sample.material.data


@pytest.mark.parametrize("sample", ALL)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_torn_material_is_a_clear_error_or_a_part(sample: Sample, share: float, tmp_path: Path) -> None:
    data = sample.material.data[: int(len(sample.material.data) * share)]
    torn = Sample(
        sample.adapter,
        Material("torn", data, sample.material.address, sample.material.media_type, None, "torn"),
        0,
        (),
        way=Way(adapter=sample.adapter, columns=sample.way.columns),
    )
    with Ledger(tmp_path / "l.db") as ledger:
        steps = take(ledger, torn)
        assert all(step.error is None or isinstance(step.error, MarsadError) for step in steps)
        assert ledger.verify().ok
        if data and any(step.result == "failed" for step in steps):
            assert ledger.store.original(sha256(data)) == data


TELETEXT = '''"""Pages of teletext."""
from marsad.collect.material import Piece
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "teletext"
ORDER = 5


def accepts(material):
    return material.data.startswith(b"TELETEXT")


def items(material, way):
    text = material.data.decode("utf-8", "replace").partition("\\n")[2] or "-"
    digest, address = sha256(material.data), material.address
    yield Piece(Document(id=material.id, text=text, sha256=digest, data=material.data, address=address))
'''


def test_an_adapter_that_a_package_brings_is_found_and_held_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the entry point `marsad.adapters`, as an installed package has it."""
    home = tmp_path / "brought"
    about = home / "teletext-1.dist-info"
    about.mkdir(parents=True)
    (home / "teletexts.py").write_text(TELETEXT)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: teletext\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[marsad.adapters]\nteletext = teletexts\n")
    monkeypatch.syspath_prepend(home)
    importlib.invalidate_caches()
    adapters.cache_clear()
    sample = Sample("teletext", Material("p", f"TELETEXT\n{WORDS}".encode(), "/in/p", id="p"), 1, (WORDS,))
    try:
        assert "teletext" in [one.NAME for one in adapters()]
        test_it_is_chosen_and_nothing_is_lost_silently(sample)
        test_identity_is_the_same_in_every_run(sample)
        test_a_run_that_was_cut_off_goes_on(sample, tmp_path)
        with monkeypatch.context() as broken:
            (tmp_path / "2").mkdir()
            test_the_bytes_are_kept_before_they_are_parsed(sample, tmp_path / "2", broken)
    finally:
        adapters.cache_clear()


def test_in_a_web_archive_each_record_is_read_or_named(tmp_path: Path) -> None:
    """What was saved without an answer around it (`resource`) is a page; what holds none is skipped and why."""
    page = [("https://a.example/1", "text/html", HTML.encode())]
    whole = b"".join(warc(page, kind=kind) for kind in ("warcinfo", "resource", "conversion", "continuation"))
    with Ledger(tmp_path / "l.db") as ledger:
        material = Material("a.warc.gz", whole, "/in/a.warc.gz", id="a")
        told = [(step.result, step.why) for step in Gathering(ledger).material(material)]
        known = ledger.store.captured("https://a.example/1")
        assert known is not None
        assert WORDS in ledger.store.text(known.document)
    assert told == [
        ("new", None),
        ("skipped", "was made of another record, which is read"),
        ("skipped", "is the rest of a record that was cut up"),
    ]


def test_a_web_archive_that_holds_a_page_twice_gives_two_revisions(tmp_path: Path) -> None:
    pages = [("https://a.example/1", "text/html", HTML.replace("Douma", name).encode()) for name in ("Homs", "Hama")]
    with Ledger(tmp_path / "l.db") as ledger:
        material = Material("a.warc.gz", warc(pages), "/in/a.warc.gz", id="a")
        assert [step.result for step in Gathering(ledger).material(material)] == ["new", "revised"]
        assert [step.result for step in Gathering(ledger).material(material)] != ["new", "revised"]
        assert len(ledger.documents()) == 1


def test_a_web_archive_tells_when_it_was_fetched_and_a_page_is_the_one_of_the_network(tmp_path: Path) -> None:
    sample = next(one for one in GIVEN if one.adapter == "warc")
    with Ledger(tmp_path / "l.db") as ledger:
        steps = take(ledger, sample)
        known = ledger.store.captured("https://a.example/1")
        assert known is not None
        note = "from a web archive, fetched at 2018-06-09T10:00:00Z; author: The desk"
        assert (known.status, known.note) == (200, note)
        (capture,) = ledger.store.history(known.document)[1]
        assert isinstance(capture.capture, Capture)
        assert (capture.capture.network, capture.capture.url) == ("archive", "https://a.example/1")
        assert [step.why for step in steps if step.result == "skipped"] == ["is of no kind that is read: image/gif"]


def test_a_row_is_a_line_with_what_became_of_it(tmp_path: Path) -> None:
    sample = next(one for one in GIVEN if one.adapter == "table")
    with Ledger(tmp_path / "l.db") as ledger:
        steps = take(ledger, sample)
        results = [(step.address.rpartition("/")[2], step.result) for step in steps]
        assert results == [
            ("t.xlsx", "skipped"),
            ("t.xlsx", "skipped"),
            ("t.xlsx#7", "new"),
            ("t.xlsx#8", "new"),
            ("t.xlsx, row 4", "skipped"),
        ]
        assert steps[0].why == "columns kept with the row and not read: Clerk"
        assert steps[1].why == "sheets that are not read, only the first is: Notes"
        assert [step.state for step in steps[2:4]] == ["complete", "partial"]
        assert steps[3].note == "the day 'then' isn't understood; write 2018-06-09"
        known = ledger.store.captured("/in/t.xlsx#8")
        assert known is not None
        assert "isn't understood" in (known.note or "")
        assert b'"Clerk":"y"' in ledger.store.original(known.sha256), "the whole row is the original"


@pytest.mark.parametrize(
    ("columns", "named"),
    [({"text": ("Nothing",)}, "Nothing"), ({"id": ("No.",)}, "which column"), ({"body": ("Report",)}, "body")],
)
def test_a_wrong_mapping_is_named(columns: dict[str, tuple[str, ...]], named: str) -> None:
    material = Material("t.xlsx", workbook(), "/in/t.xlsx", id="t")
    way = Way(columns=columns)
    with pytest.raises(UsageError, match=named):
        list(choose(material, way).items(material, way))


def test_a_table_without_a_mapping_is_read_by_headings_called_as_the_parts() -> None:
    data = f"text,published\n{WORDS},2018-06-09\n".encode("cp1256")
    material = Material("t.csv", data, "/in/t.csv", id="t")
    (piece,) = choose(material, Way()).items(material, Way())
    assert isinstance(piece, Piece)
    assert (piece.document.text, piece.document.published) == (WORDS, "2018-06-09")


def test_what_a_web_archive_was_refused_is_told_as_blocked(tmp_path: Path) -> None:
    material = Material(
        "a.warc",
        warc([("https://a.example/3", "text/html", b"no")], packed=False, status="403 Forbidden"),
        "/in/a.warc",
        id="a",
    )
    with Ledger(tmp_path / "l.db") as ledger:
        for _ in range(2):
            (step,) = Gathering(ledger).material(material)
            assert (step.result, step.why) == ("blocked", "the server answered: 403")
        (act,) = [act for act in ledger.store.custody() if act.act == "blocked"]
        assert (act.item, act.detail["status"]) == ("https://a.example/3", 403)
