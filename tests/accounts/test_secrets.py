"""Passwords, codes, throttling and names, each by itself."""

from __future__ import annotations

import pyotp
import pytest

from marsad.accounts import codes
from marsad.accounts.passwords import check_password, is_outdated, is_password, make_hash
from marsad.accounts.roles import RIGHTS, ROLES, VERDICTS
from marsad.accounts.staff import account_name
from marsad.accounts.throttle import MOST, WINDOW, Throttle, ThrottledError
from marsad.errors import UsageError

ALEF = chr(0x627)
TEH, HEH = chr(0x629), chr(0x647)


def test_a_password_is_kept_as_argon2id_and_never_in_words() -> None:
    first, second = make_hash("copper lantern orchard"), make_hash("copper lantern orchard")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$") and first != second
    assert "copper" not in first
    assert is_password(first, "copper lantern orchard") and not is_password(first, "copper lantern orchards")
    assert not is_password(None, "nobody has this password"), "no account, no password"
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$PRBc0HMYlFpvM4wzoEvMgg")
    assert not is_password("damaged", "copper lantern orchard")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "elevensigns",
        "password1234",
        "P@ssw0rd2018",
        "aaaaaaaaaaaaaa",
        "qwertyuiop12",
        "123456789012",
        "rana-rana-2018",
    ],
)
def test_what_is_guessed_first_is_no_password(password: str) -> None:
    with pytest.raises(UsageError):
        check_password(password, "rana")


@pytest.mark.parametrize("password", ["copper lantern orchard", "8Vq-x!mB2_pLw", ALEF + "bcd efgh ijkp vwz"])
def test_what_is_long_and_not_commonplace_is_one(password: str) -> None:
    check_password(password, "rana")


def test_a_code_holds_for_its_half_minute_and_one_beside() -> None:
    secret = codes.totp_secret("a session")
    assert secret == codes.totp_secret("a session") != codes.totp_secret("another")
    now = 1_700_000_010
    for steps, right in ((0, True), (-1, True), (1, True), (2, False), (-2, False)):
        code = pyotp.TOTP(secret).at(now + 30 * steps)
        assert (codes.right_step(secret, code, now) is not None) is right
    for nonsense in ("", "12345", "1234567", "abcdef", chr(0x661) * 6):
        assert codes.right_step(secret, nonsense, now) is None


def test_the_picture_of_a_second_factor_holds_no_script_and_no_style() -> None:
    picture = codes.totp_picture(codes.totp_address("ABC234", "rana"))
    assert picture.startswith(b"<svg") and b"script" not in picture and b"style" not in picture


def test_recovery_codes_are_ten_and_however_typed_the_same() -> None:
    found = codes.recovery_codes()
    assert len(set(found)) == 10
    assert codes.bare_code(f" {found[0].upper()} ") == codes.bare_code(found[0])


def test_failures_count_for_their_window_by_account_and_by_address() -> None:
    throttle = Throttle()
    for number in range(MOST["account"]):
        throttle.check("rana", f"a{number}", 0)
        throttle.failed("rana", f"a{number}", 0)
    with pytest.raises(ThrottledError) as told:
        throttle.check("rana", "b", 1)
    assert told.value.wait == WINDOW - 1
    throttle.check("sami", "b", 1)
    throttle.check("rana", "b", WINDOW + 1)
    for number in range(MOST["address"]):
        throttle.failed(f"n{number}", "b", 0)
    with pytest.raises(ThrottledError):
        throttle.check("sami", "b", 1)
    throttle.succeeded("rana")
    throttle.check("rana", "c", 1)


@pytest.mark.parametrize("name", ["rana", "rana.k-2", ALEF + HEH])
def test_names_are_of_one_script(name: str) -> None:
    assert account_name(f" {name.upper()} ") == name


@pytest.mark.parametrize(
    "name", ["", "a", "r" * 41, "rana " + ALEF, "ra" + chr(0x43D) + "a", "a b", "<b>", "ra\u202ena", "12"]
)
def test_no_name_looks_like_anothers(name: str) -> None:
    with pytest.raises(UsageError):
        account_name(name)


def test_a_reviewer_never_edits_and_an_admin_neither_decides_nor_sees_the_restricted() -> None:
    assert set(RIGHTS) == set(ROLES)
    assert not RIGHTS["reviewer"] & {"amend", "restrict", "accounts"}
    assert not RIGHTS["admin"] & {"amend", "judge", "queue", "restricted", "restrict"}
    assert RIGHTS["viewer"] == {"read", "self"}
    assert [role for role in ROLES if "accounts" in RIGHTS[role]] == ["admin"]
    assert VERDICTS["amend"].isdisjoint(RIGHTS["reviewer"])
