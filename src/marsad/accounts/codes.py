"""Second factors and secrets by chance: codes of an authenticator, recovery codes, sessions, tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from urllib.parse import quote

ISSUER = "marsad"
STEP = 30
"""Seconds for which a code holds (RFC 6238)."""
DRIFT = 1
"""Steps by which a clock may be wrong."""
CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """Return what a session's cookie or a token says: 256 bits by chance."""
    return secrets.token_urlsafe(32)


def digest(*parts: str) -> str:
    """Return what is kept of a secret that chance made."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def totp_secret(session: str) -> str:
    """Return the secret of a second factor that a session offers: the same until it is confirmed."""
    return base64.b32encode(hmac.new(session.encode(), b"totp", hashlib.sha256).digest()[:20]).decode()


def right_step(secret: str, code: str, now: float) -> int | None:
    """Return the time step of which a code is, None where it is of none near now."""
    import pyotp

    bare = "".join(code.split())
    if not (bare.isascii() and bare.isdigit() and len(bare) == 6):
        return None
    generator, found = pyotp.TOTP(secret, interval=STEP), None
    for step in range(int(now) // STEP - DRIFT, int(now) // STEP + DRIFT + 1):
        if hmac.compare_digest(generator.generate_otp(step), bare):
            found = step
    return found


def totp_address(secret: str, account: str) -> str:
    """Return the address that an authenticator takes a second factor from."""
    return f"otpauth://totp/{ISSUER}:{quote(account)}?secret={secret}&issuer={ISSUER}"


def totp_picture(address: str) -> bytes:
    """Return an address as a QR code: SVG without any style or script of its own."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return out.getvalue()


def recovery_codes() -> list[str]:
    """Return codes that stand for a lost second factor, each once: 50 bits by chance."""
    return ["-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]


def first_password() -> str:
    """Return a password by chance for an account that an administrator makes: 98 bits, changed at the first login."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))


def bare_code(code: str) -> str:
    """Return a recovery code as it is kept, however it was typed."""
    return "".join(sign for sign in code.casefold() if sign in _SIGNS)
