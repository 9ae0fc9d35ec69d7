"""A release is frozen, blocked by what is open, made again byte for byte, and its difference is the corrections."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from marsad.errors import LedgerError, MarsadError, UsageError
from marsad.ids import sha256
from marsad.knowledge.spec import AssertionSpec
from marsad.ledger.signing import signed
from marsad.model import Document
from marsad.pipeline import Ledger
from marsad.publish.dataset import Dataset, Happening
from marsad.publish.releases import Release, Rules, corrections
from marsad.publish.releases.corrections import retired
from marsad.publish.releases.files import Signature
from marsad.publish.releases.folder import write_files
from marsad.publish.releases.harmless import harmless
from marsad.publish.releases.reading import read_release
from marsad.publish.releases.stored import Stored
from marsad.releasing import blocks, find, gathered, issue, rebuilt, recompute
from marsad.releasing.again import faults
from marsad.releasing.issue import sealed
from marsad.releasing.kept import read_stored
from marsad.releasing.rows import public_statements

from .conftest import documents, entered, judged

DAY = dt.date(2018, 3, 31)


def bounds(release: Release, side: str) -> tuple[int, int | None]:
    return next((t.lo, t.hi) for t in release.whole() if t.harm == "killed" and t.side == side)


def test_a_release_is_named_by_what_it_says_and_kept_in_the_ledger(ledger: Ledger) -> None:
    made = issue(ledger, as_of=DAY)
    assert made.new
    assert made.release.id.startswith("r-2018-03-31-")
    assert made.release.named().id == made.release.id
    kept = ledger.store.releases()[0]
    assert (kept.id, kept.sha256) == (made.release.id, sha256(kept.body))
    assert ledger.verify().ok
    assert bounds(made.release, "civilians") == (5, None)
    assert made.release.counted["documents"] == 2
    assert made.release.counted["incidents"] == len(made.release.dataset.incidents) == 2


def test_it_has_method_limits_dictionary_licence_and_every_file_by_hash(ledger: Ledger) -> None:
    files = {file.path: file.data for file in issue(ledger, as_of=DAY).files}
    listed = json.loads(files["manifest.json"])["files"]
    assert {one["path"]: one["sha256"] for one in listed} == {
        path: sha256(data) for path, data in files.items() if path not in ("manifest.json", "signature.json")
    }
    english, arabic = files["README.en.md"].decode(), files["README.ar.md"].decode()
    for heading in ("## Methodology", "## What entered", "## Limitations", "## Licence", "## Corrections"):
        assert heading in english
    assert "creativecommons.org" in english
    assert "creativecommons.org" in arabic
    dictionary = files["dictionary.csv"].decode().splitlines()
    for column in files["tolls.csv"].decode().splitlines()[0].split(","):
        assert any(line.startswith(f"tolls.csv,{column},") for line in dictionary)


def test_the_same_again_is_no_new_release(ledger: Ledger) -> None:
    first, second = issue(ledger, as_of=DAY), issue(ledger, as_of=DAY + dt.timedelta(days=1))
    assert not second.new
    assert second.files == first.files
    assert len(ledger.store.releases()) == 1


def test_it_is_made_again_byte_for_byte_from_the_claims_though_the_ledger_went_on(ledger: Ledger) -> None:
    made = issue(ledger, as_of=DAY)
    list(ledger.add(documents({"three": "3 civilians were killed by gunfire in Homs on 8 March 2018."})))
    ledger.store.append_decision(judged("refuse", ["one#c1"]))
    assert rebuilt(ledger, find(ledger, made.release.id)) == made.files
    second = issue(ledger, as_of=DAY)
    assert second.new
    assert rebuilt(ledger, find(ledger, "latest")) == second.files
    assert rebuilt(ledger, find(ledger, made.release.id)) == made.files


def test_the_manifest_is_signed_with_a_key_that_others_can_check(ledger: Ledger) -> None:
    key = Ed25519PrivateKey.generate()
    files = {file.path: file.data for file in issue(ledger, as_of=DAY, sign=lambda said: signed(said, key)).files}
    said = json.loads(files["signature.json"])
    assert said["manifest"] == sha256(files["manifest.json"])
    statement = json.dumps([said["format"], said["id"], said["manifest"]], separators=(",", ":")).encode()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["key"])).verify(bytes.fromhex(said["signature"]), statement)


def test_a_release_that_was_touched_is_found(ledger: Ledger) -> None:
    """Figures that the claims do not give, a signature over something else: `verify` names the release."""
    key = Ed25519PrivateKey.generate()
    issue(ledger, as_of=DAY, sign=lambda said: signed(said, key))
    kept = ledger.store.releases()[0]
    check = recompute(ledger)
    assert list(check(kept)) == []
    stored = read_stored(kept)
    totals = tuple(msgspec.structs.replace(one, lo=one.lo + 1) for one in stored.release.totals)
    forged = msgspec.structs.replace(stored.release, totals=totals)
    resigned = Stored.of(forged, stored.corrections, sealed_by(forged, key))
    assert ["first in totals" in bad.why for bad in faults(ledger, resigned)] == [True]
    mark = msgspec.structs.replace(stored.signature, id="r-other")
    texts = {**stored.texts, "signature.json": mark.to_json().decode()}
    assert [bad.why for bad in faults(ledger, Stored(texts=texts))] == ["its signature does not hold"]
    touched = Stored(texts={**stored.texts, "tolls.csv": stored.texts["tolls.csv"].replace("5", "6")})
    bad = list(check(msgspec.structs.replace(kept, body=touched.to_json())))
    assert [(one.kind, "tolls.csv" in one.why) for one in bad] == [("releases", True)]
    assert [bad.kind for bad in check(msgspec.structs.replace(kept, body=b"{}"))] == ["releases"]


def sealed_by(release: Release, key: Ed25519PrivateKey) -> Signature:
    changed = corrections(None, release)
    return sealed(release, changed, lambda said: signed(said, key)).signature


def test_open_reviews_block_until_they_are_settled_or_it_is_said_why_not(ledger: Ledger) -> None:
    list(ledger.add(documents({"four": "4 fighters were killed in clashes near al-Bukamal on 20 March 2018."})))
    open_ = list(blocks(ledger, public_statements(ledger)))
    assert {one.kind for one in open_} == {"actor"}
    with pytest.raises(UsageError, match="actor 1"):
        issue(ledger, as_of=DAY)
    assert ledger.store.releases() == []
    spite = issue(ledger, as_of=DAY, despite="the side is asked for")
    assert spite.release.despite is not None
    assert spite.release.despite.open == {"actor": 1}
    assert "the side is asked for" in next(f.data.decode() for f in spite.files if f.path == "README.en.md")
    ledger.store.append_decision(judged("skip", [open_[0].id]))
    with pytest.raises(UsageError, match="actor 1"):
        issue(ledger, as_of=DAY)
    ledger.store.append_decision(judged("accept", [open_[0].id]))
    assert issue(ledger, as_of=DAY).release.despite is None


@pytest.mark.parametrize(("least", "most", "blocked"), [(17, 17, False), (0, 16, True), (18, None, True)])
def test_an_assertion_of_the_pack_blocks_where_the_lower_bound_is_outside(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, least: int, most: int | None, blocked: bool
) -> None:
    said = AssertionSpec(id="all", harm="killed", why="counted by hand", least=least, most=most)
    pack = msgspec.structs.replace(ledger.lore.packs["syria"], assertions=[said])
    monkeypatch.setitem(ledger.lore.packs, "syria", pack)
    if blocked:
        with pytest.raises(UsageError, match="assertion 1"):
            issue(ledger, as_of=DAY)
    else:
        assert issue(ledger, as_of=DAY).new


def test_the_difference_says_what_why_and_the_effect_on_the_totals(ledger: Ledger) -> None:
    first = issue(ledger, as_of=DAY).release
    list(ledger.add(documents({"three": "3 civilians were killed by gunfire in Homs on 8 March 2018."})))
    refused = judged("refuse", ["two#c1"], why="withdrawn by the monitor")
    ledger.store.append_decision(refused)
    second = issue(ledger, as_of=DAY).release
    log = corrections(first, second)
    by_what = {one.what: one for one in log.incidents}
    assert {reason.what for reason in by_what["added"].why} == {"new_document", "new_claim"}
    assert "three" in by_what["added"].why[0].items
    changed = by_what["changed"]
    assert (changed.tolls[0].before, changed.tolls[0].after) == ((12, 12), None)
    assert {(reason.what, reason.items) for reason in changed.why} >= {("decision", (refused.id,))}
    totals = {(one.harm, one.side): (one.before, one.after) for one in log.totals}
    assert totals[("killed", "civilians")] == ((5, None), (8, None))
    assert totals[("killed", "government")] == ((12, 12), None)
    assert totals[("killed", None)] == ((17, None), (8, None))
    assert find(ledger, second.id).corrections == log


def test_a_retired_id_leads_to_where_its_claims_went(ledger: Ledger) -> None:
    """Two incidents are judged one: the later id goes, and from every release on it names the earlier."""
    first = issue(ledger, as_of=DAY).release
    ids = {one.id: one.keys()[0] for one in first.dataset.incidents}
    ledger.store.append_decision(judged("same", sorted(ids.values())))
    second = issue(ledger, as_of=DAY).release
    gone = set(ids) - {one.id for one in second.dataset.incidents}
    kept = second.dataset.incidents[0].id
    assert len(gone) == 1
    assert second.retired == dict.fromkeys(gone, (kept,))
    row = next(one for one in corrections(first, second).incidents if one.what == "retired")
    assert (row.now, {reason.what for reason in row.why}) == ((kept,), {"decision", "linked_anew"})
    later = Release.from_json(second.to_json())
    assert retired(later, msgspec.structs.replace(later.dataset, incidents=())) == {
        **dict.fromkeys(gone, ()), kept: (),
    }  # fmt: skip


def test_decisions_that_are_not_public_move_nothing_and_are_counted(ledger: Ledger) -> None:
    before = gathered(ledger)
    for verdict, subjects in (("refuse", ["one#c1"]), ("same", ["one#c1", "two#c1"])):
        ledger.store.append_decision(judged(verdict, subjects, "internal"))
    ledger.store.append_decision(judged("amend", ["two#c1"], "internal", amendment={"value": 99, "hedge": "exact"}))
    ledger.store.append_decision(entered("internal"))
    assert gathered(ledger).incidents == before.incidents
    release = issue(ledger, as_of=DAY).release
    assert release.counted["decisions_not_public"] == 3
    assert release.counted["entered_not_public"] == 1
    assert release.decisions == ()


def test_what_was_public_can_be_taken_back_in_confidence(ledger: Ledger) -> None:
    before = gathered(ledger)
    public = judged("refuse", ["one#c1"])
    ledger.store.append_decision(public)
    assert gathered(ledger).incidents != before.incidents
    ledger.store.append_decision(judged("undo", [], "internal", reverses=public.id))
    assert gathered(ledger).incidents == before.incidents


RULES = Rules(small_cell=3, coarse_harms=(), coarse_kinds=())


def dataset(*claims: dict[str, Any]) -> Dataset:
    one = Happening(
        id="i-1", start=None, end=None, place=None, causes=(), perpetrators=(), tolls=(), totals=(), cumulative=False,
        sources=(), documents=(), claims=claims,
    )  # fmt: skip
    return Dataset(as_of=None, known_at=None, incidents=(one,))


def claim(key: str, value: int, sex: str | None, part_of: str | None = None) -> dict[str, Any]:
    group = {"side": "civilians", "civilian": True, "sex": sex, "age": None}
    return {"id": key, "harm": "killed", "value": value, "group": group, "part_of": part_of}


def sexes(found: Dataset) -> list[str | None]:
    return [one["group"]["sex"] for one in found.incidents[0].claims]


def test_few_persons_show_neither_sex_nor_age_nor_do_the_other_parts_of_their_whole() -> None:
    made = harmless(
        dataset(claim("d#c1", 6, None), claim("d#c2", 5, "m", "d#c1"), claim("d#c3", 1, "f", "d#c1")), RULES
    )
    assert sexes(made.dataset) == [None, None, None]
    assert made.counts == {"withheld_small": 2, "withheld_differing": 0}
    assert sexes(harmless(dataset(claim("d#c1", 3, "f")), RULES).dataset) == ["f"]


def test_comparing_releases_tells_of_no_few_persons_and_later_ones_keep_to_that() -> None:
    first = dataset(claim("d#c1", 4, "f"))
    second = harmless(dataset(claim("d#c1", 5, "f")), RULES, first)
    assert sexes(second.dataset) == [None]
    assert second.counts["withheld_differing"] == 1
    third = harmless(dataset(claim("d#c1", 5, "f")), RULES, second.dataset, second.withheld)
    assert sexes(third.dataset) == [None]
    assert sexes(harmless(dataset(claim("d#c1", 7, "f")), RULES, first).dataset) == ["f"]


def test_comparing_an_export_with_the_last_release_tells_of_no_few_persons(tmp_path: Path) -> None:
    def women(dataset: Dataset) -> list[object]:
        return [claim["group"]["sex"] for one in dataset.incidents for claim in one.claims]

    def told(number: int) -> Document:
        """Return the document as it now stands at its address."""
        text = f"{number} women were killed by shelling in Idlib city on 9 March 2018."
        return Document(
            id="d", text=text, sha256=sha256(text.encode()), published="2018-03-11", source="sohr", lang="en",
            pack="syria", address="https://monitor.example/d",
        )  # fmt: skip

    with Ledger(tmp_path / "l.db") as made:
        list(made.add([told(4)]))
        assert women(gathered(made)) == ["f"]
        issue(made, as_of=DAY, despite="a test")
        assert women(gathered(made)) == ["f"]
        list(made.add([told(5)]))
        assert women(gathered(made)) == [None]
        issue(made, as_of=DAY, despite="a test")
        list(made.add([told(9)]))
        assert women(gathered(made)) == [None], "what was withheld once stays so"


@pytest.mark.parametrize("where", ["Idlib city", "al-Bukamal"])
def test_of_the_held_only_the_wider_place_is_shown(tmp_path: Path, where: str) -> None:
    with Ledger(tmp_path / "l.db") as made:
        list(made.add(documents({"d": f"5 civilians were detained in {where} on 9 March 2018."})))
        one = gathered(made).incidents[0]
    assert one.place is not None
    assert one.place.kind in ("governorate", "district", "country")
    for shown in (one.place.lat, one.place.lon):
        assert shown == round(shown or 0)
    assert where.removesuffix(" city") not in json.dumps(one.claims) or where == "Idlib city"


def test_a_folder_is_read_back_only_as_its_manifest_says(ledger: Ledger, tmp_path: Path) -> None:
    made = issue(ledger, as_of=DAY)
    write_files(tmp_path / "r", made.files)
    found = read_release(tmp_path / "r")
    assert found.release == made.release
    with pytest.raises(UsageError, match="not empty"):
        write_files(tmp_path / "r", made.files)
    path = tmp_path / "r" / "tolls.csv"
    path.write_bytes(path.read_bytes().replace(b"12", b"13", 1))
    with pytest.raises(MarsadError, match=r"tolls\.csv"):
        read_release(tmp_path / "r")


def test_an_erased_document_ends_the_reckoning_not_the_release(ledger: Ledger) -> None:
    made = issue(ledger, as_of=DAY)
    assert ledger.store.erase("two", who="A", second="B", why="asked for").releases == (made.release.id,)
    assert list(recompute(ledger)(ledger.store.releases()[0])) == []
    assert find(ledger, "latest").files() == made.files


def test_what_is_not_there_is_said(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="publish list"):
        find(ledger, "r-none")
    stored = find(ledger, issue(ledger, as_of=DAY).release.id)
    forged = msgspec.structs.replace(stored.release, totals=())
    with pytest.raises(LedgerError, match="does not come out"):
        rebuilt(ledger, Stored.of(forged, stored.corrections, stored.signature))


def test_other_words_change_nothing_in_a_release_that_was_issued(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = issue(ledger, as_of=DAY)
    monkeypatch.setattr("marsad.publish.releases.files.paper", lambda *_: "other words")
    assert rebuilt(ledger, find(ledger, made.release.id)) == made.files
