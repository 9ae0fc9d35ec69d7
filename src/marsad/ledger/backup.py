"""Copies: the dump of a ledger in one compressed file, encrypted where somebody is named who may read it.

The file is gzip over the lines of `dump`, or that encrypted by age (https://age-encryption.org/v1) for one or more
recipients, so that `zcat` and `age -d` read it without marsad.  It is written beside its name and takes it when it is
whole and on the disk.  Nothing is ever unencrypted on the disk on the way.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import threading
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from marsad.errors import LedgerError

AGE = b"age-encryption.org/v1\n"
GZIP = b"\x1f\x8b"
_GZIP_BITS = 31
_PORTION = 1 << 16


def write(path: Path, lines: Iterable[bytes], recipients: Sequence[str] = ()) -> int:
    """Write the lines of a dump into a file and return its size.  Raises `LedgerError` where it cannot be written."""
    known = [_recipient(one) for one in recipients]
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            unfinished = Path(file.name)
            try:
                _fill(file, _compressed(lines), known)
                file.flush()
                os.fsync(file.fileno())
                size = file.tell()
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise LedgerError.of(
            "{path}: the backup cannot be written ({reason}); nothing is left of it", path=path, reason=error.strerror
        ) from error
    return size


def digest(path: Path) -> str:
    """Return the SHA-256 of a backup as it lies there, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(file: IO[bytes], portions: Iterator[bytes], recipients: list[object]) -> None:
    if not recipients:
        for portion in portions:
            file.write(portion)
        return
    import pyrage

    pyrage.encrypt_io(_Reader(portions), file, recipients)


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    engine = zlib.compressobj(6, zlib.DEFLATED, _GZIP_BITS)
    for line in lines:
        yield engine.compress(line)
    yield engine.flush()


class _Reader(io.RawIOBase):
    """A generator of bytes as a file to read from."""

    def __init__(self, portions: Iterator[bytes]) -> None:
        super().__init__()
        self._portions = portions
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, none at the end."""
        while len(self._rest) < size or size < 0:
            portion = next(self._portions, None)
            if portion is None:
                break
            self._rest += portion
        cut = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:cut], self._rest[cut:]
        return given


@contextmanager
def lines_of(path: Path, identity: Path | None = None) -> Iterator[Iterator[bytes]]:
    """Give the lines of a backup.

    Raises `LedgerError` where it cannot be read, is no backup, is cut short, or needs a key that isn't given.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(AGE))
            file.seek(0)
            if start == AGE:
                with closing(_decrypted(path, file, identity)) as portions:
                    yield _split(portions, path)
            elif start.startswith(GZIP):
                yield _split(iter(lambda: file.read(_PORTION), b""), path)
            else:
                raise LedgerError.of("{path}: is no backup of a ledger; `marsad backup` makes one", path=path)
    except OSError as error:
        raise LedgerError.of("{path}: cannot be read ({reason})", path=path, reason=error.strerror) from error


def _split(portions: Iterator[bytes], path: Path) -> Iterator[bytes]:
    engine, rest = zlib.decompressobj(_GZIP_BITS), b""
    try:
        for portion in portions:
            while portion:
                *whole, rest = (rest + engine.decompress(portion, _PORTION * 16)).split(b"\n")
                yield from whole
                portion = engine.unconsumed_tail
    except zlib.error as error:
        raise _damaged(path, error) from error
    if not engine.eof or rest or engine.unused_data:
        raise _damaged(path, "its end is missing")


def _damaged(path: Path, why: object) -> LedgerError:
    return LedgerError.of("{path}: the backup is damaged or cut short ({why}); take another", path=path, why=why)


def _decrypted(path: Path, file: IO[bytes], identity: Path | None) -> Generator[bytes]:
    """Yield what age gives, decrypted by a thread into a pipe."""
    import pyrage

    known = _identities(path, identity)
    end, start = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        with os.fdopen(start, "wb") as sink:
            try:
                pyrage.decrypt_io(file, sink, known)
            except (pyrage.DecryptError, OSError) as error:
                failed.append(error)

    worker = threading.Thread(target=decrypt, daemon=True)
    worker.start()
    with os.fdopen(end, "rb") as source:
        yield from iter(lambda: source.read(_PORTION), b"")
    worker.join()
    if failed:
        raise LedgerError.of(
            "{path}: cannot be decrypted ({why}); give the right key with --key-file", path=path, why=failed[0]
        )


def make_identity() -> tuple[str, str]:
    """Make a key that opens backups, and return it with its recipient, which encrypts them."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def _recipient(given: str) -> object:
    """Return a recipient, given itself (age1...) or as a file of one."""
    import pyrage

    text = given
    if not given.startswith("age1"):
        try:
            text = Path(given).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError.of("{given}: is no age recipient and no file of one", given=given) from error
    try:
        found: object = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise LedgerError.of("{given}: is no age recipient and no file of one", given=given) from error
    return found


def _identities(path: Path, identity: Path | None) -> list[object]:
    import pyrage

    if identity is None:
        raise LedgerError.of("{path}: is encrypted; name the file of its key with --key-file", path=path)
    try:
        rows = identity.read_text(encoding="ascii").splitlines()
        found = [pyrage.x25519.Identity.from_str(row.strip()) for row in rows if row.strip() and row[0] != "#"]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise LedgerError.of("{path}: is no key that opens backups ({why})", path=identity, why=error) from error
    return found
