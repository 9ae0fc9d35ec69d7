"""Showing a view: the language and digits that were chosen, and the template with what it may call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from marsad.accounts.visitor import Visitor
from marsad.model.decision import same_person
from marsad.publish.highlight import Mark, Piece, pieces
from marsad.web.drawing import drawn_map, drawn_timeline
from marsad.web.gate import form_token
from marsad.web.house import visitor_of
from marsad.web.routes import VIEWS, View
from marsad.web.wording import Wording

if TYPE_CHECKING:
    from marsad.web.house import House

LANGUAGES = ("en", "ar")
DIGITS = ("latn", "arab")


class Standpoint:
    """In which language and digits one request is answered; `chosen` is what it asked to be remembered."""

    def __init__(self, lang: str, digits: str, chosen: dict[str, str]) -> None:
        self.lang = lang
        self.chosen = chosen
        self.wording = Wording(lang, eastern=digits == "arab")


def standpoint(request: Request, lang: str) -> Standpoint:
    """Return the standpoint: by the address, else the cookie, else `lang` and western digits."""
    asked = {name: request.query_params.get(name, "") for name in ("lang", "digits")}
    kept = {name: request.cookies.get(f"marsad_{name}", "") for name in asked}
    known = {"lang": LANGUAGES, "digits": DIGITS}
    chosen = {name: value for name, value in asked.items() if value in known[name]}
    held = {name: chosen.get(name) or (kept[name] if kept[name] in known[name] else "") for name in asked}
    return Standpoint(held["lang"] or lang, held["digits"] or "latn", chosen)


@cache
def environment() -> Environment:
    """Return the templates; everything that is put in is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(
    house: House, view: View, request: Request, stand: Standpoint, found: Any, asked: Mapping[str, Any]
) -> str:
    """Return the page of a view."""
    wording, query = stand.wording, dict(request.query_params)
    names, visitor = house.room.names(stand.lang), visitor_of(request)

    def here(**changes: str) -> str:
        return f"{request.url.path}?{urlencode(query | changes)}"

    data = "/overview" if request.url.path == "/" else request.url.path
    plain = {name: value for name, value in query.items() if name not in ("lang", "digits")}
    return (
        environment()
        .get_template(f"{view.name}.html.j2")
        .render(
            wording=wording,
            t=wording.say,
            w=wording.words,
            view=view,
            menu=menu_of(visitor),
            visitor=visitor,
            may_undo=lambda one: may_undo(visitor, one),
            found=found,
            asked=asked,
            here=here,
            data=f"{quote(data)}.json" + (f"?{urlencode(plain)}" if plain else ""),
            csv=f"/tolls.csv?{urlencode(plain)}",
            names=names,
            called={id: {stand.lang: name} for id, name in names.items()},
            token=form_token(visitor.secret),
            operator=house.room.operator,
            document_link=document_link,
            incident_link=lambda id: f"/incidents/{quote(id)}",
            marked=marked,
            under=under,
            snippet=snippet,
            parameters={parameter.name: parameter for parameter in view.parameters},
            app_words=lambda: msgspec.json.encode(stand.wording.for_app()).decode(),
            drawn_map=drawn_map,
            drawn_timeline=drawn_timeline,
        )
    )


def may_undo(visitor: Visitor, decision: Mapping[str, Any]) -> bool:
    """Tell whether a visitor may take a decision back: anybody's, or only own ones."""
    return visitor.may("judge") or (visitor.may("amend") and same_person(decision["who"], visitor.name))


def menu_of(visitor: Visitor | None) -> list[View]:
    """Return the pages that a visitor may go to."""
    return [one for one in VIEWS if one.in_menu and visitor is not None and visitor.may(one.right)]


def render_account(
    request: Request, stand: Standpoint, name: str, visitor: Visitor | None, values: Mapping[str, Any]
) -> str:
    """Return a page of the entrance: a login, an account, the accounts of others."""
    wording, query = stand.wording, dict(request.query_params)
    error = values.get("error")
    return (
        environment()
        .get_template(f"{name}.html.j2")
        .render(
            {
                "error": None,
                "made": None,
                **values,
                "wording": wording,
                "t": wording.say,
                "view": {"name": name},
                "menu": menu_of(visitor),
                "visitor": visitor,
                "found": {},
                "data": None,
                "here": lambda **changes: f"{request.url.path}?{urlencode(query | changes)}",
                "token": form_token(visitor.secret) if visitor is not None else "",
                "message": wording.error(error) if error is not None else None,
                "moment": lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat(),
            }
        )
    )


def render_error(stand: Standpoint, status: int, message: str, *, making: bool = False) -> str:
    """Return the page that says what is wrong, or that what was asked for is being made."""
    wording = stand.wording
    return (
        environment()
        .get_template("error.html.j2")
        .render(wording=wording, t=wording.say, status=status, message=message, making=making)
    )


def document_link(key: str) -> str:
    """Return where a claim, by its DOCUMENT#CLAIM, stands in its document's text."""
    document, _, claim = key.rpartition("#")
    return f"/documents/{quote(document)}#t-{quote(claim)}"


def marked(found: Mapping[str, Any]) -> list[Piece]:
    """Return a document's text in pieces: claims, places, days, passed-over and unread numbers."""
    text, reading = found["text"], found["reading"]
    marks = [
        Mark(f"t-{one['claim'].id}", one["claim"].span, f"claim {one['standing']}", f"#c-{one['claim'].id}")
        for one in found["claims"]
        if text[slice(*one["claim"].span)] == one["claim"].text
    ]
    marks += [Mark(f"p-{n}", place.span, "place") for n, place in enumerate(reading.places)]
    marks += [Mark(f"d-{n}", date.span, "date") for n, date in enumerate(reading.dates)]
    marks += [Mark(f"i-{n}", one.span, "ignored", "#ignored") for n, one in enumerate(reading.ignored)]
    marks += [Mark(f"u-{n}", one.span, "unread", "#unread") for n, one in enumerate(found["unread"])]
    return pieces(text, marks)


def under(piece: Piece) -> dict[str, str | None]:
    """Return how a piece under marks is shown: the kinds of all, the claims among them, and where a click leads."""
    claims = [mark for mark in piece.over if (mark.href or "").startswith("#c-")]
    inner = sorted(claims, key=lambda mark: mark.span[1] - mark.span[0])
    assert piece.mark is not None
    return {
        "kinds": " ".join(dict.fromkeys(kind for mark in piece.over for kind in mark.kind.split())),
        "claims": " ".join(mark.name.removeprefix("t-") for mark in claims),
        "href": inner[0].href if inner else piece.mark.href,
    }


def snippet(result: Any) -> list[Piece]:
    """Return a search result's passage in pieces, its words marked."""
    start = result.span[0]
    marks = [Mark(f"m-{n}", (a - start, b - start), "hit") for n, (a, b) in enumerate(result.marks)]
    return pieces(result.snippet, [m for m in marks if 0 <= m.span[0] < m.span[1] <= len(result.snippet)])
