"""Time stamps by a third party (RFC 3161): what proves that a signed head existed at a time, whoever owns its key.

What is stamped is a seal: SHA-256 over the canonical JSON of ["marsad-stamp-1", ledger, seq, head, at, key, signature].
A request has no nonce, so that the same seal always gives the same request: it may go by any road, and a reply is
checked against it (`openssl ts -verify -queryfile`) years later.  An old reply proves what a new one does, and more.
The reply is kept as it came.  `rfc3161-client` reads and verifies it; without that library stamps are only rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, func, select

from marsad.errors import LedgerError, UsageError
from marsad.ledger.append import Batch
from marsad.ledger.items import Bad, Head, Stamp
from marsad.ledger.seals import stored_seals
from marsad.ledger.tables import stamps

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

    Roots = Sequence[Certificate]
    """Certificates that are trusted."""

FORMAT = "marsad-stamp-1"
MEDIA_TYPES = ("application/timestamp-query", "application/timestamp-reply")
"""Of a request and of a reply (RFC 3161, 3.4)."""
_GRANTED = 0
SKEW = dt.timedelta(minutes=1)
"""How far two right clocks may be apart."""


def statement(seal: Head) -> bytes:
    """Return the bytes whose SHA-256 is stamped."""
    return msgspec.json.encode([FORMAT, seal.ledger, seal.seq, seal.head, seal.at, seal.key, seal.signature])


def request(seal: Head) -> bytes:
    """Return the request for a stamp on a seal, DER.  Raises `UsageError` without the library."""
    _needed()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    asked = TimestampRequestBuilder().data(statement(seal)).hash_algorithm(HashAlgorithm.SHA256)
    return asked.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def append_reply(connection: Connection, reply: bytes, roots: Roots, at: str) -> Stamp:
    """Keep a reply with the seal that it stamps.

    Raises `UsageError` without the library, `LedgerError` for what is no granted reply, for one that stamps no seal of
    this ledger, one that is older than its seal, one that is there already and, where `roots` are given, one that no
    authority of theirs signed.
    """
    _needed()
    found = _decoded(reply)
    told = stored_seals(connection)
    match = next(((n, seal) for n, seal in reversed(told) if _imprint(found) == _digest(seal)), None)
    if match is None:
        raise LedgerError.of("the reply stamps no seal of this ledger; `marsad stamp request` makes a request for one")
    seal, head = match
    if (early := _early(found, head)) is not None:
        raise LedgerError.of(early[0], **early[1])
    if roots and (why := _distrust(found, head, roots)) is not None:
        raise LedgerError.of("the stamp does not hold: {why}", why=why)
    here = list(connection.execute(select(stamps.c.number, stamps.c.token).where(stamps.c.seal == seal)))
    if any(row.token == reply for row in here):
        raise LedgerError.of("the stamp on seal {seal} is in the ledger already", seal=seal)
    stamp = Stamp(
        seal=seal,
        number=1 + max((row.number for row in here), default=0),
        seq=head.seq,
        authority=_authority(found),
        time=_time(found),
        at=at,
    )
    row = {"seal": seal, "number": stamp.number, "token": reply, "authority": stamp.authority, "at": at}
    batch = Batch(connection, at)
    batch.add(stamps, f"{seal}@{stamp.number}", row)
    batch.write()
    return stamp


def stored_stamps(connection: Connection) -> Iterator[Stamp]:
    """Yield every stamp, oldest first.  Raises `UsageError` without the library, `LedgerError` for a damaged one."""
    if connection.execute(select(func.count()).select_from(stamps)).scalar():
        _needed()
    seals = dict(stored_seals(connection))
    for row in connection.execute(select(stamps).order_by(stamps.c.entry)):
        time = _time(_decoded(row.token))
        yield Stamp(
            seal=row.seal, number=row.number, seq=seals[row.seal].seq, authority=row.authority, time=time, at=row.at
        )


def check(connection: Connection, roots: Roots) -> tuple[list[Bad], int | None, str | None]:
    """Return what is wrong with stamps, the last entry that one covers, and the time that the first to cover it tells.

    With `roots` (certificates that are trusted) a stamp covers only what an authority of theirs signed; without, what
    it names.  The entry is None where there are stamps and no library to look into them.
    """
    rows = list(connection.execute(select(stamps).order_by(stamps.c.entry)))
    if not rows and not roots:
        return [], 0, None
    if roots:
        _needed()
    elif find_spec("rfc3161_client") is None:
        return [], None, None
    seals, bad, held = dict(stored_seals(connection)), [], dict[int, str]()
    for row in rows:
        why, time = _fault(row.token, seals.get(row.seal), roots)
        if why is not None:
            bad.append(Bad.of("stamps", f"{row.seal}@{row.number}", why[0], **why[1]))
        else:
            seq = seals[row.seal].seq
            held[seq] = min(time, held.get(seq, time))
    last = max(held, default=0)
    return bad, last, held.get(last)


def read_roots(path: str | Path) -> list[Certificate]:
    """Return the certificates of a PEM file.  Raises `LedgerError` where there is none in it."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise LedgerError.of("{path}: no certificates can be read from it ({error})", path=path, error=error) from error


Why = tuple[str, dict[str, object]]
EARLY = "the stamp is of {time}, before the seal says that it was made ({at}): one of the two clocks was wrong"


def _fault(token: bytes, seal: Head | None, roots: Roots) -> tuple[Why | None, str]:
    """Return what is wrong with a reply, as a template and its values, and the time that it tells."""
    try:
        found = _decoded(token)
    except LedgerError as error:
        return ("the stamp does not hold: {why}", {"why": error}), ""
    if seal is None or _imprint(found) != _digest(seal):
        return ("it does not stamp the seal that it is kept for", {}), ""
    if roots and (why := _distrust(found, seal, roots)) is not None:
        return ("the stamp does not hold: {why}", {"why": why}), ""
    return _early(found, seal), _time(found)


def _early(found: TimeStampResponse, seal: Head) -> Why | None:
    """Return that a seal says that it was made after it was stamped: one of the two clocks was wrong."""
    if found.tst_info.gen_time + SKEW >= dt.datetime.fromisoformat(seal.at):
        return None
    return EARLY, {"time": _time(found), "at": seal.at}


def _distrust(found: TimeStampResponse, seal: Head, roots: Roots) -> str | None:
    """Return why no authority under `roots` signed a reply, None where one did."""
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(found, statement(seal))
    except (VerificationError, ValueError) as error:
        return str(error).partition(": ErrorStack")[0]
    return None


def _decoded(reply: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        found = decode_timestamp_response(reply)
        if found.status == _GRANTED:
            found.tst_info  # noqa: B018 - raises where the reply has no token
            return found
    except ValueError as error:
        raise LedgerError.of("no reply of a time-stamping authority (RFC 3161): {error}", error=error) from error
    raise LedgerError.of(
        "the authority refused (status {status}) {why}", status=found.status, why=" ".join(found.status_string)
    )


def _imprint(found: TimeStampResponse) -> bytes:
    return found.tst_info.message_imprint.message


def _digest(seal: Head) -> bytes:
    return hashlib.sha256(statement(seal)).digest()


def _time(found: TimeStampResponse) -> str:
    return found.tst_info.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _authority(found: TimeStampResponse) -> str:
    """Return who says that it stamped: the token's name, else the issuer of the certificate that signed."""
    from cryptography.x509 import Name

    name = found.tst_info.name
    value = getattr(name, "value", None)
    if isinstance(value, Name):
        return value.rfc4514_string()
    signers = list(found.signed_data.signer_infos)
    return signers[0].issuer.rfc4514_string() if signers else "?"


def _needed() -> None:
    if find_spec("rfc3161_client") is None:
        raise UsageError.of("time stamps need a library; install it with: pip install 'marsad[stamps]'")
