"""The keys of confidential fields: a file outside every ledger, readable by its owner alone.

First line the format, then a line a key: id, key (256 bits, base64), when it was made.  The last is the present one,
older ones still open what was encrypted with them.  AES-256-GCM with a fresh nonce for each value; the value's own
reference is authenticated with it, so that no encrypted value can be put in the place of another.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from pathlib import Path

from marsad.errors import LedgerError

FORMAT = "marsad-confidential-1"
FILE = "confidential.keys"
_NONCE = 12
_PSEUDONYM = b"marsad pseudonym"


class KeyMissingError(LedgerError):
    """A value was encrypted with a key that is not at hand."""


class Vault:
    """The keys of a file; there may be none yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._keys = _read(path)

    @property
    def present(self) -> str | None:
        """The id of the key that new values are encrypted with; None where there is none."""
        return next(reversed(self._keys), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys, oldest first."""
        return tuple(self._keys)

    def make(self, at: str) -> str:
        """Add a key, which is the present one from now on, and return its id.  Raises `LedgerError`."""
        key, name = os.urandom(32), os.urandom(4).hex()
        lines = self.path.read_text(encoding="ascii") if self.path.exists() else f"{FORMAT}\n"
        self._write(f"{lines}{name} {b64encode(key).decode()} {at}\n")
        self._keys[name] = key
        return name

    def seal(self, plain: bytes, reference: str) -> tuple[str, bytes]:
        """Encrypt a value and return the key's id with the encrypted bytes.  Raises `KeyMissingError` without a key."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        name = self.present
        if name is None:
            raise KeyMissingError.of(
                "{path}: there is no key for restricted fields, nothing was written; `marsad key rotate` makes one",
                path=self.path,
            )
        nonce = os.urandom(_NONCE)
        return name, nonce + AESGCM(self._keys[name]).encrypt(nonce, plain, reference.encode())

    def open(self, key: str, sealed: bytes, reference: str) -> bytes:
        """Decrypt a value.  Raises `KeyMissingError` where its key isn't here, `LedgerError` where it was changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if key not in self._keys:
            raise KeyMissingError.of(
                "the key {key} of a restricted field is not in {path}; `marsad key recover` brings it back from its "
                "escrow copy. Everything else works without it",
                key=key,
                path=self.path,
            )
        try:
            return AESGCM(self._keys[key]).decrypt(sealed[:_NONCE], sealed[_NONCE:], reference.encode())
        except (InvalidTag, ValueError) as error:
            raise LedgerError.of(
                "the restricted field {reference} does not open with its key {key}: it or the key was changed",
                reference=reference,
                key=key,
            ) from error

    def pseudonym(self, name: str) -> str:
        """Return what stands for a restricted name wherever it occurs; the same for the same name."""
        first = next(iter(self._keys.values()), b"")
        digest = hmac.new(first, _PSEUDONYM + name.strip().casefold().encode(), hashlib.sha256).hexdigest()
        return f"restricted-{digest[:12]}"

    def escrow(self, path: Path, recipients: list[str]) -> None:
        """Write all keys into a file that only who holds one of other keys can open.  Raises `LedgerError`."""
        from marsad.ledger import backup

        if not self._keys:
            raise KeyMissingError.of("{path}: there is no key yet; `marsad key rotate` makes one", path=self.path)
        backup.write(path, [self.path.read_bytes()], recipients)

    def recover(self, path: Path, identity: Path | None) -> tuple[str, ...]:
        """Take in the keys of an escrow copy that are missing here and return their ids.  Raises `LedgerError`."""
        from marsad.ledger import backup

        with backup.lines_of(path, identity) as lines:
            found = _parse(b"\n".join(line.strip() for line in lines).decode("ascii", "replace"), path)
        new = {name: line for name, (_, line) in found.items() if name not in self._keys}
        if new:
            mine = self.path.read_text(encoding="ascii").splitlines()[1:] if self.path.exists() else []
            kept = sorted([*mine, *new.values()], key=lambda line: line.split()[2])
            self._write("\n".join([FORMAT, *kept]) + "\n")
            self._keys = _read(self.path)
        return tuple(new)

    def _write(self, content: str) -> None:
        unfinished = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path)
        except OSError as error:
            raise LedgerError.of(
                "{path}: cannot be written ({reason}); check its folder", path=self.path, reason=error.strerror
            ) from error


def _read(path: Path) -> dict[str, bytes]:
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError.of("{path}: is no file of keys for restricted fields", path=path) from error
    return {name: key for name, (key, _) in _parse(text, path).items()}


def _parse(text: str, path: Path) -> dict[str, tuple[bytes, str]]:
    first, *lines = text.splitlines() or [""]
    out = {}
    try:
        if first != FORMAT:
            raise ValueError(first)
        for line in lines:
            name, key, _ = line.split()
            out[name] = (b64decode(key, validate=True), line)
            if len(out[name][0]) != 32:
                raise ValueError(name)
    except ValueError as error:
        raise LedgerError.of("{path}: is no file of keys for restricted fields", path=path) from error
    return out
