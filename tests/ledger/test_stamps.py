"""Time stamps of a third party: what is stamped is a seal, anybody can check it, and whoever changes one is found."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from time_authority import Authority

from marsad.errors import LedgerError, UsageError
from marsad.ledger import Head, Store
from marsad.ledger.stamps import read_roots, request

from .conftest import Back, Clock, make_document, put


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "authority")


@pytest.fixture
def sealed(store: Store) -> Head:
    put(store, make_document("a"))
    return store.seal(Ed25519PrivateKey.generate())


def test_a_stamp_covers_what_its_seal_does(store: Store, sealed: Head, authority: Authority) -> None:
    roots = read_roots(authority.root)
    made = store.append_stamp(authority.reply(request(sealed)), roots)
    put(store, make_document("b"))
    found = store.verify(roots=roots)
    assert (found.ok, found.stamped, found.stamped_at) == (True, sealed.seq, made.time)
    assert store.stamps() == [made]
    assert made.authority == "CN=Authority of the test"
    assert store.verify().stamped == sealed.seq


def test_another_program_checks_the_same_reply(store: Store, sealed: Head, authority: Authority, back: Back) -> None:
    store.append_stamp(authority.reply(request(sealed)))
    kept = bytes(back.rows("SELECT token FROM stamps")[0][0])
    again = request(store.sealed()[1])
    assert again == request(sealed), "the same seal gives the same request"
    assert authority.holds(again, kept)
    put(store, make_document("b"))
    other = store.seal(Ed25519PrivateKey.generate())
    assert not authority.holds(request(other), kept)


def test_who_is_not_trusted_stamps_nothing(store: Store, sealed: Head, authority: Authority) -> None:
    reply, strange = authority.reply(request(sealed)), read_roots(authority.other)
    with pytest.raises(LedgerError, match="does not hold"):
        store.append_stamp(reply, strange)
    assert store.stamps() == []
    store.append_stamp(reply)
    found = store.verify(roots=strange)
    assert [(item.kind, item.id) for item in found.bad] == [("stamps", "1@1")]
    assert found.stamped == 0


@pytest.mark.parametrize("reply", [b"", b"no reply", bytes(500)])
def test_what_is_no_reply_is_refused(store: Store, sealed: Head, reply: bytes) -> None:
    with pytest.raises(LedgerError, match="no reply of a time-stamping authority"):
        store.append_stamp(reply)


def test_a_reply_comes_in_once_and_only_for_a_seal_of_this_ledger(
    store: Store, sealed: Head, authority: Authority, tmp_path: Path
) -> None:
    reply = authority.reply(request(sealed))
    store.append_stamp(reply)
    with pytest.raises(LedgerError, match="already"):
        store.append_stamp(reply)
    assert store.append_stamp(authority.reply(request(sealed))).number == 2
    with Store.create(tmp_path / "other.db")[0] as other:
        other.seal(Ed25519PrivateKey.generate())
        with pytest.raises(LedgerError, match="stamps no seal of this ledger"):
            other.append_stamp(reply)


def test_a_changed_stamp_is_named(store: Store, sealed: Head, authority: Authority, back: Back) -> None:
    """By its row's hash, and by what it stamps where the row was vouched for anew."""
    store.append_stamp(authority.reply(request(sealed)), read_roots(authority.root))
    token = bytearray(back.rows("SELECT token FROM stamps")[0][0])
    for at in (len(token) // 2, len(token) - 5):
        flipped = bytearray(token)
        flipped[at] ^= 1
        back.tamper("UPDATE stamps SET token = :token", token=bytes(flipped))
        found = store.verify(roots=read_roots(authority.root))
        assert {(item.kind, item.id) for item in found.bad} == {("stamps", "1@1")}
        assert any("does not say what its entry vouches for" in item.why for item in found.bad)


def test_a_stamp_older_than_its_seal_is_refused_and_one_that_is_kept_is_named(
    store: Store, clock: Clock, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever dates a seal forward is contradicted by the authority's clock; seconds between two clocks are nothing."""
    clock.now = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=20)
    near = store.seal(Ed25519PrivateKey.generate())
    store.append_stamp(authority.reply(request(near)))
    assert store.verify().ok
    clock.now += dt.timedelta(hours=1)
    ahead = store.seal(Ed25519PrivateKey.generate())
    reply, roots = authority.reply(request(ahead)), read_roots(authority.root)
    with pytest.raises(LedgerError, match=f"before the seal says that it was made .{ahead.at}"):
        store.append_stamp(reply, roots)
    monkeypatch.setattr("marsad.ledger.stamps.SKEW", dt.timedelta(days=1))  # as a program without this rule keeps it
    store.append_stamp(reply, roots)
    monkeypatch.undo()
    for trusted in ((), roots):
        found = store.verify(roots=trusted)
        assert [(item.kind, item.id) for item in found.bad] == [("stamps", "2@1")]
        assert ahead.at in found.bad[0].why
        assert found.stamped == near.seq


def test_without_the_library_stamps_stay_rows_that_are_checked(
    store: Store, sealed: Head, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append_stamp(authority.reply(request(sealed)))
    roots = read_roots(authority.root)
    found: Callable[..., Any] = importlib.util.find_spec
    gone = lambda name, *more: None if name == "rfc3161_client" else found(name, *more)  # noqa: E731
    monkeypatch.setattr("marsad.ledger.stamps.find_spec", gone)
    assert (store.verify().ok, store.verify().stamped) == (True, None)
    for needed in (lambda: store.verify(roots=roots), store.stamps, lambda: request(sealed)):
        with pytest.raises(UsageError, match=r"pip install 'marsad\[stamps\]'"):
            needed()
