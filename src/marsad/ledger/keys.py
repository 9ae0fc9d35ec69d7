"""Keys: pairs in a folder of their own, outside every ledger; Ed25519 signs.

NAME.key is the private key (PKCS #8 in PEM, encrypted where a passphrase is given, readable by its owner alone),
NAME.pub the public one (32 bytes in hex, as it is printed).  The private one signs heads; the public one is for all.
Keys that open backups are age's: NAME.age and, to encrypt by, NAME.recipient.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PURPOSES = ("signing", "backups")
_PUBLIC = {"signing": ".pub", "backups": ".recipient"}
_PRIVATE = {"signing": ".key", "backups": ".age"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PublicKey:
    """A key's name, what it is for, its public half, and the file of its private one."""

    name: str
    purpose: str
    public: str
    path: Path


class KeyRing:
    """The keys of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str, passphrase: str | None = None, *, purpose: str = "signing") -> PublicKey:
        """Make a pair.  Raises `UsageError` for a name that is none, `LedgerError` where there is one of that name."""
        if not _NAME.fullmatch(name):
            raise UsageError.of("{name!r} is no name of a key; write Latin letters, digits, - and _", name=name)
        if any(key.name == name for key in self.all()):
            raise LedgerError.of(
                "{path}: is there already; nothing was changed, choose another name", path=self.folder / name
            )
        private, public = _signing_pair(passphrase) if purpose == "signing" else _backup_pair(passphrase)
        path = self.folder / f"{name}{_PRIVATE[purpose]}"
        write_private(path, private)
        write_new(path.with_suffix(_PUBLIC[purpose]), public.encode() + b"\n")
        return PublicKey(name, purpose, public, path)

    def all(self) -> list[PublicKey]:
        """Return every key, by purpose and name."""
        return [
            PublicKey(path.stem, purpose, path.read_text(encoding="ascii").strip(), path.with_suffix(_PRIVATE[purpose]))
            for purpose in PURPOSES
            for path in sorted(self.folder.glob(f"*{_PUBLIC[purpose]}"))
        ]

    def public(self, name: str) -> PublicKey:
        """Return a key's public half.  Raises `LedgerError` where there is none of that name."""
        found = next((key for key in self.all() if key.name == name), None)
        if found is None:
            raise self._unknown(name)
        return found

    def _unknown(self, name: str) -> LedgerError:
        return LedgerError.of(
            "there is no key {name!r} in {folder}; `marsad key list` shows them", name=name, folder=self.folder
        )

    def private(self, name: str, passphrase: str | None = None) -> Ed25519PrivateKey:
        """Return a private key.  Raises `LedgerError` where there is none, or it cannot be unlocked."""
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        path = self.folder / f"{name}.key"
        if not _NAME.fullmatch(name) or not path.is_file():
            raise self._unknown(name)
        try:
            found = load_pem_private_key(path.read_bytes(), passphrase.encode() if passphrase else None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise LedgerError.of(
                "{path}: the key cannot be unlocked ({error}); give its passphrase in MARSAD_PASSPHRASE",
                path=path,
                error=error,
            ) from error
        if not isinstance(found, Ed25519PrivateKey):
            raise LedgerError.of("{path}: is no Ed25519 key; make one with `marsad key new`", path=path)
        return found


def _signing_pair(passphrase: str | None) -> tuple[bytes, str]:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    made = Ed25519PrivateKey.generate()
    locked = form.BestAvailableEncryption(passphrase.encode()) if passphrase else form.NoEncryption()
    pem = made.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)
    return pem, made.public_key().public_bytes_raw().hex()


def _backup_pair(passphrase: str | None) -> tuple[bytes, str]:
    from marsad.ledger.backup import make_identity

    if passphrase:
        raise UsageError.of("a key for backups has no passphrase; unset MARSAD_PASSPHRASE, and keep its file apart")
    identity, recipient = make_identity()
    return identity.encode() + b"\n", recipient


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet.  Raises `LedgerError` where it is, or cannot be written."""
    _create(path, content, 0o644)


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone may read.  Raises `LedgerError` where it is there or cannot be written."""
    _create(path, content, 0o600)


def _create(path: Path, content: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise LedgerError.of("{path}: is there already; nothing was changed, choose another name", path=path) from error
    except OSError as error:
        raise LedgerError.of(
            "{path}: cannot be written ({reason}); check its folder", path=path, reason=error.strerror
        ) from error


def read_public(given: str) -> str:
    """Return a public key, given itself in hex or as a file, in hex.  Raises `LedgerError` where it is neither."""
    text = given.strip()
    if not _HEX.fullmatch(text):
        try:
            text = Path(given).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError.of(
                "{key}: is no public key and no file of one; `marsad key public` prints it", key=given
            ) from error
    if not _HEX.fullmatch(text):
        raise LedgerError.of("{key}: is no public key and no file of one; `marsad key public` prints it", key=given)
    return text
