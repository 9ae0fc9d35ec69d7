"""A signed head proves what was there: what was cut off, made anew or signed by another is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from marsad.errors import LedgerError, UsageError
from marsad.ledger import Bad, Head, KeyRing, Store
from marsad.ledger.seals import holds, read_head
from marsad.model import Document

from .conftest import Back

Make = Callable[..., Document]
Add = Callable[..., str]


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys")


@pytest.fixture
def public(ring: KeyRing) -> str:
    return ring.make("office").public


@pytest.fixture
def sealed(store: Store, ring: KeyRing, public: str, document: Make, add: Add) -> Iterator[Head]:
    """A ledger of three documents, sealed after the second."""
    add(store, document(name="a"))
    add(store, document(name="b", text="4 killed"))
    head = store.seal(ring.private("office"))
    add(store, document(name="c", text="5 killed"))
    yield head


def faults(bad: tuple[Bad, ...]) -> set[str]:
    return {item.kind for item in bad}


def test_a_sealed_ledger_is_sound_and_says_how_far_it_is_sealed(store: Store, sealed: Head, public: str) -> None:
    found = store.verify(heads=[sealed, sealed.head], keys=[public])
    assert (found.ok, found.sealed) == (True, sealed.seq)
    assert found.entries > sealed.seq
    assert holds(sealed)


def test_a_cut_off_end_is_named_by_the_head_that_was_kept(store: Store, back: Back, sealed: Head, public: str) -> None:
    """Rows and entries gone together leave a chain that is whole: only a head from elsewhere tells."""
    cut = sealed.seq - 5
    tables = ("seals", "readings", "captures", "revisions", "documents", "originals")
    back.tamper(
        *(f"DELETE FROM {table} WHERE entry > {cut}" for table in tables), f"DELETE FROM entries WHERE seq > {cut}"
    )
    assert store.verify().ok
    (bad,) = store.verify(heads=[sealed]).bad
    assert (bad.kind, bad.id) == ("head", str(sealed.seq))
    assert f"entries {cut + 1} to {sealed.seq} are missing" in bad.why
    (bad,) = store.verify(heads=[sealed.head]).bad
    assert bad.kind == "head"
    assert faults(store.verify(keys=[public]).bad) == {"key"}


def test_a_chain_made_anew_does_not_agree_with_the_seal(store: Store, back: Back, sealed: Head) -> None:
    """A forger who edits a row and seals the whole chain anew cannot sign it."""
    from marsad.ledger.chain import content_hash, entry_hash

    row = dict(back.rows("SELECT id, address FROM documents WHERE id = 'a'")[0]._mapping)
    content = content_hash("documents", {**row, "address": "/forged"})
    back.tamper("UPDATE documents SET address = '/forged' WHERE id = 'a'")
    entries = back.rows("SELECT seq, kind, item, content, previous, at FROM entries ORDER BY seq")
    last = bytes(32)
    for entry in entries:
        new = content if (entry.kind, entry.item) == ("documents", "a") else entry.content
        digest = entry_hash(entry.seq, entry.kind, entry.item, new, last, entry.at)
        back.tamper(
            "UPDATE entries SET content = :content, previous = :previous, hash = :hash WHERE seq = :seq",
            content=new,
            previous=last,
            hash=digest,
            seq=entry.seq,
        )
        last = digest
    assert {(item.kind, item.id) for item in store.verify().bad} == {("seals", "1")}
    assert {(item.kind, item.id) for item in store.verify(heads=[sealed]).bad} == {
        ("seals", "1"),
        ("head", str(sealed.seq)),
    }


def test_a_forged_signature_is_named(store: Store, back: Back, sealed: Head) -> None:
    back.tamper("UPDATE seals SET signature = :new WHERE number = 1", new="00" * 64)
    whys = [item.why for item in store.verify().bad if item.kind == "seals"]
    assert any("signature does not hold" in why for why in whys)
    forged = msgspec.structs.replace(sealed, at="2001-01-01T00:00:00.000000Z")
    assert "head" in faults(store.verify(heads=[forged]).bad)


def test_a_seal_by_another_key_is_no_seal_by_the_trusted_one(store: Store, ring: KeyRing, sealed: Head) -> None:
    other = ring.make("other").public
    found = store.verify(keys=[other])
    assert [(item.kind, item.id) for item in found.bad] == [("key", other)]
    assert found.sealed == 0


def test_a_head_of_another_ledger_is_refused(
    store: Store, sealed: Head, tmp_path: Path, document: Make, add: Add
) -> None:
    with Store.create(tmp_path / "other.db")[0] as other:
        for name in "abcdef":
            add(other, document(name=name, text=name))
        (bad,) = other.verify(heads=[msgspec.structs.replace(sealed, seq=3)]).bad
    assert "another ledger" in bad.why


def test_a_missing_guard_is_named(store: Store, back: Back, document: Make, add: Add) -> None:
    add(store, document())
    name = "readings_no_delete"
    back.do(f"DROP TRIGGER {name}" + (" ON readings" if back.place.kind == "postgresql" else ""))
    (bad,) = store.verify().bad
    assert (bad.kind, bad.id) == ("guard", name)


def test_a_head_is_read_from_a_file_or_given_bare(sealed: Head, tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    path.write_bytes(sealed.to_json())
    assert read_head(str(path)) == sealed
    path.write_text(sealed.head + "\n")
    assert read_head(str(path)) == read_head(sealed.head) == sealed.head
    path.write_text("nothing of the kind")
    with pytest.raises(LedgerError, match="is no head of a ledger"):
        read_head(str(path))


def test_keys_are_for_their_owner_alone_and_never_overwritten(ring: KeyRing, public: str) -> None:
    path = ring.public("office").path.with_suffix(".key")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(LedgerError, match="is there already"):
        ring.make("office")
    assert [(key.name, key.public) for key in ring.all()] == [("office", public)]
    with pytest.raises(UsageError, match="is no name of a key"):
        ring.make("../office")


def test_a_locked_key_opens_with_its_passphrase_only(ring: KeyRing) -> None:
    made = ring.make("locked", "seven words")
    assert ring.private("locked", "seven words").public_key().public_bytes_raw().hex() == made.public
    for wrong in (None, "eight words"):
        with pytest.raises(LedgerError, match="cannot be unlocked"):
            ring.private("locked", wrong)
    with pytest.raises(LedgerError, match="there is no key"):
        ring.private("nobody")


def test_published_figures_are_recomputed_by_who_can(store: Store) -> None:
    digest = store.append_release("2018-06", b'{"lo": 30}')
    (kept,) = store.releases()
    assert (kept.id, kept.sha256, kept.body) == ("2018-06", digest, b'{"lo": 30}')
    assert store.verify(recompute=lambda release: ()).ok
    wrong = Bad.of("figures", "2018-06", "{said} was published, {now} is reckoned", said=30, now=31)
    assert store.verify(recompute=lambda release: [wrong] if release.id == "2018-06" else ()).bad == (wrong,)


def test_an_edited_release_is_named(store: Store, back: Back) -> None:
    from marsad.ledger.packing import Packed

    store.append_release("2018-06", b'{"lo": 30}')
    back.tamper("UPDATE releases SET body = :new", new=Packed.of(b'{"lo": 31}').stored)
    assert {(item.kind, item.id) for item in store.verify(recompute=lambda release: ()).bad} == {
        ("releases", "2018-06")
    }
