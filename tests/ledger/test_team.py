"""Accounts stand beside the chain, on either engine: changed and deleted as secrets must be, noted where it counts."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from marsad.accounts.porter import Porter, Rules
from marsad.accounts.staff import Staff
from marsad.errors import LedgerError, UsageError
from marsad.ledger import Store

PASSWORD = "copper lantern orchard"


def test_a_ledger_without_accounts_has_no_tables_of_them(store: Store) -> None:
    assert Staff(store).list() == []
    assert Porter(store).visitor("nothing") is None
    with store.register() as register:
        assert not register.there


def test_an_account_lives_and_its_acts_are_in_the_custody_record(store: Store) -> None:
    staff, porter = Staff(store), Porter(store, Rules(totp=False))
    staff.add("rana", "admin", PASSWORD, by="test")
    with pytest.raises(UsageError):
        staff.add("Rana", "viewer", PASSWORD, by="test")
    staff.add("sami", "viewer", PASSWORD, by="rana")
    cookie = porter.enter("sami", PASSWORD, "192.0.2.1")
    visitor = porter.visitor(cookie)
    assert visitor is not None and (visitor.name, visitor.role) == ("sami", "viewer")
    staff.give_role("sami", "editor", by="rana")
    assert porter.visitor(cookie) is None, "another role ends the sessions"
    for act in (staff.disable, lambda name, by: staff.give_role(name, "viewer", by=by)):
        with pytest.raises(UsageError, match="last administrator"):
            act("rana", by="rana")
    staff.disable("sami", by="rana")
    assert [(one.name, one.state) for one in staff.list()] == [("rana", "active"), ("sami", "disabled")]
    acts = [(act.act, act.who, act.item) for act in store.acts()]
    for told in (
        ("account_added", "rana", "sami"),
        ("role_given", "rana", "sami"),
        ("account_disabled", "rana", "sami"),
    ):
        assert told in acts
    assert store.verify().ok


def test_no_secret_is_kept_in_words_or_leaves_in_a_dump(store: Store) -> None:
    staff, porter = Staff(store), Porter(store, Rules(totp=False))
    staff.add("rana", "admin", PASSWORD, by="test")
    cookie = porter.enter("rana", PASSWORD, "192.0.2.1")
    token, _ = porter.make_token("rana", ["read"], 30, "", by="test")
    with store.register() as register:
        rows = [
            register.connection.execute(text(f"SELECT * FROM {table}")).all()
            for table in ("team_accounts", "team_sessions", "team_tokens", "team_recovery")
        ]
    kept = str(rows)
    assert PASSWORD not in kept and cookie not in kept and token.split("_", 2)[2] not in kept
    dumped = b"".join(store.dump()).decode()
    assert not re.search(r"argon2|team_", dumped) and cookie not in dumped


def test_accounts_of_a_newer_layout_are_refused(store: Store) -> None:
    Staff(store).add("rana", "admin", PASSWORD, by="test")
    with store.register(write=True) as register:
        register.connection.execute(text("INSERT INTO team_layouts VALUES (99)"))
    with pytest.raises(LedgerError, match="newer marsad"):
        Staff(store).list()


def test_a_code_is_taken_once_even_by_two_at_the_same_time(store: Store) -> None:
    Staff(store).add("rana", "admin", PASSWORD, by="test")
    with store.register(write=True) as register:
        assert register.take_step("rana", 7)
        assert not register.take_step("rana", 7)
        assert not register.take_step("rana", 6)
        register.put_recovery("rana", ["a", "b"])
        assert register.take_recovery("rana", "a") and not register.take_recovery("rana", "a")
        assert register.left("rana") == 1
