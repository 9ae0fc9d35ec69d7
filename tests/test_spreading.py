"""Reading and adding in processes: the same readings, errors, order and ledger as here."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec

from marsad.blocks import Engine, Processes, Serial
from marsad.collect.files import Found, Unread, read_files
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model import Document
from marsad.pipeline import Ledger, read_all
from marsad.spreading import Answer, add_over, lost_row, read_over, row_of

GOLD = Path(__file__).parent / "gold" / "open"


def given() -> list[Found]:
    paths = sorted(str(path) for path in GOLD.glob("*.json"))[:12]
    found: list[Found] = list(read_files(paths, io.BytesIO()))
    found.insert(0, Unread("first", UnreadableDocumentError.of("{path}: is empty", path="first")))
    found.insert(5, Document(id="klingon", text="x", sha256=sha256(b"x"), lang="tlh"))
    found.append(Unread("last", UnreadableDocumentError("last: gone")))
    return found


def plain(item: object) -> object:
    return (item.id, type(item.error), str(item.error)) if isinstance(item, Unread) else item


def test_readings_and_errors_are_those_of_one_process_in_the_same_order() -> None:
    here = [plain(item) for item in read_all(given())]
    engines: list[Engine] = [Serial(), Processes(2)]
    for engine in engines:
        assert [plain(item) for item in read_over(given(), engine)] == here


def test_a_ledger_filled_by_processes_holds_what_one_filled_here_holds(tmp_path: Path) -> None:
    outcomes, bodies = [], []
    for name, engine in (("a", None), ("b", Processes(2))):
        with Ledger(tmp_path / name) as ledger:
            twice = [*given(), *given()[:4]]
            told = ledger.add(twice, batch=4) if engine is None else add_over(ledger, twice, engine, batch=4)
            outcomes.append([(one.id, one.result, str(one.error)) for one in told])
            bodies.append([(one.document, one.revision, one.reading) for one in ledger.readings()])
            assert ledger.verify().ok
    assert outcomes[0] == outcomes[1]
    assert bodies[0] == bodies[1]
    assert [result for _, result, _ in outcomes[0]].count("unchanged") == 3


def test_a_document_at_which_the_process_ended_is_an_error_with_its_name() -> None:
    document = Document(id="heavy", text="x", sha256=sha256(b"x"))
    answer = msgspec.json.decode(lost_row(row_of(document), "killed"), type=Answer).opened()
    assert isinstance(answer, Unread)
    assert (answer.id, str(answer.error)) == ("heavy", "heavy: the process that read it ended: killed")
