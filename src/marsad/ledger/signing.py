"""Ed25519 over any statement: what is published is signed with the keys that sign heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def signed(statement: bytes, key: Ed25519PrivateKey) -> tuple[str, str]:
    """Return the public key and the signature over a statement, both in hex."""
    return key.public_key().public_bytes_raw().hex(), key.sign(statement).hex()


def signature_holds(statement: bytes, public: str, signature: str) -> bool:
    """Tell whether a signature (hex) is that of the key (hex) over the statement."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), statement)
    except (ValueError, InvalidSignature):
        return False
    return True
