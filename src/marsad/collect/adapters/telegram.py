"""A channel as Telegram Desktop exports it (`result.json`): a document a message, under its number in the channel."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from marsad.collect.material import Item, Material, Piece, Skipped, Way
from marsad.errors import UnreadableDocumentError
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "telegram"
ORDER = 40
_ACCOUNT = re.compile(rb'^\s*\{\s*"about"\s*:.*?"(?:personal_information|chats|left_chats)"\s*:\s*\{', re.DOTALL)


class _Export(msgspec.Struct):
    messages: list[msgspec.Raw] | None = None
    id: int = 0
    name: str | None = None
    chats: msgspec.Raw = msgspec.Raw()
    personal_information: msgspec.Raw = msgspec.Raw()

    @property
    def is_account(self) -> bool:
        """Whether it is the export of a whole account, private chats and all."""
        return self.messages is None and bool(bytes(self.chats) or bytes(self.personal_information))


class _Part(msgspec.Struct):
    text: str = ""


class _Message(msgspec.Struct):
    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | None = None
    text: str | list[str | _Part] = ""
    photo: str | None = None
    file: str | None = None
    media_type: str | None = None


def accepts(material: Material) -> bool:
    """Tell whether the material is the export of one chat, or of a whole account."""
    start = material.data[:4096]
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    return (b'"messages"' in start and b'"type"' in start) or _ACCOUNT.search(start) is not None


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield each message that has words; what else is in the export is named as skipped.

    Raises `UnreadableDocumentError` where the export is malformed, or that of a whole account.
    """
    try:
        export = msgspec.json.decode(material.data.removeprefix(b"\xef\xbb\xbf"), type=_Export)
        if export.messages is None:
            raise _no_chat(export, material.name)
        decoder = msgspec.json.Decoder(_Message)
        for raw in export.messages:
            data = bytes(raw)
            yield _item(decoder.decode(data), data, export)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableDocumentError.of(
            "{name}: is no Telegram export that can be read ({reason})", name=material.name, reason=error
        ) from error


def _no_chat(export: _Export, name: str) -> UnreadableDocumentError:
    if export.is_account:
        return UnreadableDocumentError.of(
            "{name}: is the export of a whole account, with private chats; export the channel by itself"
            " (in the channel: Export chat history), and `marsad erase` this one",
            name=name,
        )
    return UnreadableDocumentError.of(
        "{name}: is no Telegram export that can be read ({reason})", name=name, reason="no messages"
    )


def _item(message: _Message, data: bytes, export: _Export) -> Item:
    key = f"telegram-{export.id}-{message.id}"
    text = message.text if isinstance(message.text, str) else "".join(map(_words, message.text))
    if message.type != "message" or not text.strip():
        return Skipped(key, "the message has no words")
    stamp = message.date_unixtime or ""
    published = (
        dt.datetime.fromtimestamp(int(stamp), dt.UTC).isoformat()
        if stamp.isascii() and stamp.isdigit() and len(stamp) < len("99999999999")
        else message.date
    )
    document = Document(
        id=key,
        text=text,
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="application/json",
        address=f"telegram:{export.id}/{message.id}",
        published=published,
        source=export.name,
    )
    attached = message.photo or message.file or message.media_type
    return Piece(document, "partial", "what is attached is not in the text") if attached else Piece(document)


def _words(part: str | _Part) -> str:
    return part if isinstance(part, str) else part.text
