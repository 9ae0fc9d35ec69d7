"""What is compressed comes back, and what could not have been compressed so is refused."""

from __future__ import annotations

import zlib

import pytest

from marsad.ids import sha256
from marsad.ledger import Store
from marsad.ledger.dictionary import DICTIONARY
from marsad.ledger.packing import Packed, unpack

from .conftest import make_document, make_reading, put


def test_the_dictionary_is_the_one_that_everything_was_written_with() -> None:
    assert sha256(DICTIONARY) == "4baf2ce9acc2c5b549108b033a6cc0ff179ebf96a7d4c6da476fd09c2a66fa73"


@pytest.mark.parametrize("pack", [Packed.of, Packed.record])
def test_bytes_come_back_and_no_others_are_taken_for_them(pack: object) -> None:
    plain = make_reading(make_document()).to_json()
    stored = pack(plain).stored  # type: ignore[operator]
    assert unpack(stored) == plain
    for wrong in (stored[:-1], stored + b"x", b"", stored[:4] + bytes([stored[4] ^ 1]) + stored[5:]):
        with pytest.raises(zlib.error):
            unpack(wrong)


def test_a_reading_takes_less_than_half_of_its_plain_form(store: Store) -> None:
    reading = make_reading(make_document()).to_json()
    assert len(Packed.record(reading).stored) * 2 < len(Packed.of(reading).stored)


def test_readings_and_originals_of_the_older_form_are_read(store: Store) -> None:
    put(store, make_document("a"))
    assert unpack(zlib.compress(b"3 killed", 6)) == b"3 killed"
    assert store.original(make_document("a").sha256) == b"3 killed"
