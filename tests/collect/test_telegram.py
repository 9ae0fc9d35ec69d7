"""Telegram exports: one document a message, the same in every export; an edited message is a revision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.collect.adapters import choose
from marsad.collect.material import Material, Piece, Skipped, Way
from marsad.errors import UnreadableDocumentError
from marsad.gathering import Gathering
from marsad.pipeline import Ledger

EXPORT = {
    "name": "Monitor",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2018-06-09T10:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2018-06-09T13:00:00",
            "date_unixtime": "1528538400",
            "text": ["Three ", {"type": "bold", "text": "killed"}, " in Homs"],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2018-06-09T14:00:00",
            "photo": "photos/../../x.jpg",
            "text": "Two killed",
        },
    ],
}


def material(data: bytes) -> Material:
    return Material("result.json", data, "/in/result.json", id="result")


def test_messages_keep_words_number_and_moment() -> None:
    whole = material(json.dumps(EXPORT).encode())
    adapter = choose(whole, Way())
    assert adapter.NAME == "telegram"
    service, first, second = adapter.items(whole, Way())
    assert isinstance(service, Skipped)
    assert isinstance(first, Piece)
    assert (first.document.text, first.document.address) == ("Three killed in Homs", "telegram:77/2")
    assert (first.document.published, first.document.source) == ("2018-06-09T10:00:00+00:00", "Monitor")
    assert isinstance(second, Piece)
    assert (second.state, second.document.id) == ("partial", "telegram-77-3")


def test_a_torn_export_is_refused_with_the_reason() -> None:
    whole = material(json.dumps(EXPORT).encode()[:-40])
    with pytest.raises(UnreadableDocumentError, match=r"result\.json"):
        list(choose(whole, Way()).items(whole, Way()))


@pytest.mark.parametrize("also", [{}, {"personal_information": {"user_id": 1}, "contacts": {"list": []}}])
def test_the_export_of_a_whole_account_is_refused_for_its_private_chats(also: dict[str, object]) -> None:
    chats = {"about": "These are your chats", "list": [EXPORT]}
    whole = material(json.dumps({"about": "Here is your data", **also, "chats": chats}).encode())
    adapter = choose(whole, Way())
    assert adapter.NAME == "telegram"
    with pytest.raises(UnreadableDocumentError, match="export the channel by itself"):
        list(adapter.items(whole, Way()))


def test_an_edited_message_is_a_revision_and_the_others_stay_as_they_are(tmp_path: Path) -> None:
    edited = json.loads(json.dumps(EXPORT))
    edited["messages"][1] |= {"text": "Four killed in Homs", "edited": "2018-06-10T13:00:00"}
    with Ledger(tmp_path / "l.db") as ledger:
        for export in (EXPORT, edited, edited):
            told = [step.result for step in Gathering(ledger).material(material(json.dumps(export).encode()))]
        assert told == ["skipped", "unchanged", "unchanged"]
        texts = [ledger.store.text("telegram-77-2", revision) for revision in (1, 2)]
    assert texts == ["Three killed in Homs", "Four killed in Homs"]
