"""The pages and the API, asked as a browser asks them."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
import uvicorn

from marsad.ids import sha256
from marsad.ledger import StoredDocument
from marsad.link.control.timeline import Holding
from marsad.model import Decision, PlaceMention
from marsad.model.claim import Claim
from marsad.model.document import Document
from marsad.model.incident import Incident
from marsad.model.toll import Contradiction
from marsad.pipeline import Ledger
from marsad.reckon.ask import GROUPS
from marsad.web.answers import write_csv
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room
from marsad.web.routes import VIEWS
from marsad.web.wording import load_web_words

HOSTILE = (
    "<script>alert(1)</script> Three civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018. "
    "<img src=x onerror=alert(2)>"
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, httpx.Client, Gate]]:
    """A ledger with a hostile bulletin, asked with and without the session."""
    place: Path = tmp_path_factory.mktemp("web")
    with Ledger(place / "web.db") as ledger:
        text, day = HOSTILE, "2018-06-09"
        document = Document(id="hostile", text=text, sha256=sha256(text.encode()), published=day, source="=cmd")
        assert [one.error for one in ledger.add([document])] == [None]
        gate = Gate()
        listening = socket.create_server(("127.0.0.1", 0))
        app = make_app(Room(ledger, operator="Tester"), gate)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        inside, outside = httpx.Client(base_url=base, timeout=60), httpx.Client(base_url=base, timeout=60)
        answer = inside.get(f"/open?key={gate.key}", follow_redirects=False)
        assert answer.status_code == 303 and "httponly" in answer.headers["set-cookie"].lower()
        assert "samesite" in answer.headers["set-cookie"].lower()
        yield inside, outside, gate
        inside.close()
        outside.close()
        server.should_exit = True
        thread.join()
        listening.close()


def addresses() -> list[str]:
    out = [
        "/",
        "/static/web.css",
        "/static/app/marsad.js",
        "/api/v1/openapi.json",
        "/tolls.csv",
        "/derivations/hostile",
        "/no-such-page",
    ]
    for view in VIEWS:
        path = view.path.replace("{id:path}", "hostile")
        out += [f"/{path}", f"/{path}.json", f"/api/v1/{path}"]
    return out


@pytest.mark.parametrize("path", addresses())
def test_without_the_session_everything_answers_401(opened: tuple[httpx.Client, httpx.Client, Gate], path: str) -> None:
    assert opened[1].get(path).status_code == 401
    assert opened[1].post("/review/decide").status_code == 401


def test_health_needs_no_session_and_the_key_opens_once(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    _, outside, gate = opened
    assert outside.get("/healthz").status_code == 200
    assert gate.key is None
    assert outside.get("/open?key=wrong").status_code == 401
    assert outside.get("/healthz", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", [view.name for view in VIEWS if view.page])
def test_every_page_shows_in_both_languages_and_runs_no_captured_script(
    opened: tuple[httpx.Client, httpx.Client, Gate], view: str, lang: str
) -> None:
    inside = opened[0]
    found = next(one for one in VIEWS if one.name == view)
    incident = inside.get("/api/v1/incidents").json()["results"][0]["id"]
    path = found.path.replace("{id:path}", incident if view == "incident" else "hostile")
    answer = inside.get(f"/{path}?lang={lang}")
    assert answer.status_code == 200, answer.text
    assert f'<body dir="{"rtl" if lang == "ar" else "ltr"}">' in answer.text
    ours = '<script type="module" src="/static/app/marsad.js"></script>'
    assert not re.search(r"<script|<img|\sonerror=alert\(2\)>", answer.text.replace(ours, "").replace("&lt;", "~"))
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert inside.get(f"/{path}.json").json() == inside.get(f"/api/v1/{path}").json()


def test_a_figure_leads_to_its_words_and_back(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    page = opened[0].get("/tolls?harm=killed").text
    link = re.search(r'href="/documents/hostile#(t-[^"]+)"', page)
    assert link
    document = opened[0].get("/documents/hostile").text
    assert f'id="{link[1]}"' in document
    assert 'href="/tolls?harm=killed' in document


def test_how_a_figure_grew_is_told_where_it_is_asked_for(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    asked = opened[0].get("/tolls?harm=killed&grown=1&lang=en").text
    assert 'href="/tolls?harm=killed&amp;grown=1&amp;lang=en&amp;as_of=2018-06-09"' in asked
    assert "as_of=2018-06-09" not in opened[0].get("/tolls?harm=killed&lang=en").text


def test_the_kept_original_is_held_against_its_hash(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    found = opened[0].get("/api/v1/documents/hostile").json()
    assert found["verified"] is True and found["changes"] == [] and found["reprints"] == []


def test_errors_have_one_shape_and_etags_hold(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    inside = opened[0]
    for path, status in (
        ("tolls?from=x", 400),
        ("tolls?nix=1", 400),
        ("documents/none", 404),
        ("claims?cursor=z", 400),
    ):
        answer = inside.get(f"/api/v1/{path}")
        assert answer.status_code == status
        assert set(answer.json()["error"]) == {"status", "code", "message"}
    tag = inside.get("/api/v1/claims").headers["etag"]
    assert inside.get("/api/v1/claims", headers={"if-none-match": tag}).status_code == 304


def post(client: httpx.Client, gate: Gate, **form: str) -> httpx.Response:
    data = {"csrf": gate.token, "who": "Tester", **form}
    answer: httpx.Response = client.post("/review/decide", data=data, follow_redirects=False)
    return answer


def test_a_decision_needs_token_and_reason_moves_the_toll_and_is_taken_back(
    opened: tuple[httpx.Client, httpx.Client, Gate],
) -> None:
    inside, _, gate = opened
    key = inside.get("/api/v1/claims").json()["results"][0]["key"]

    def least() -> list[int]:
        return [row["lo"] for row in inside.get("/api/v1/tolls?harm=killed").json()["rows"]]

    before = least()
    assert inside.post("/review/decide", data={"verdict": "refuse", "id": key, "why": "x"}).status_code == 403
    assert post(inside, gate, verdict="refuse", id=key, why="").status_code == 400
    assert least() == before == [3]
    assert post(inside, gate, verdict="amend", id=key, why="typo", field="value", value="5").status_code == 303
    assert least() == [5]
    made = inside.get("/api/v1/review").json()["log"][0]["id"]
    assert post(inside, gate, verdict="undo", id=made, why="no typo").status_code == 303
    assert least() == before


def test_csv_holds_no_formula() -> None:
    assert write_csv(("a",), [("=cmd()",), (-3,)]) == b"a\r\n'=cmd()\r\n-3\r\n"


TABLES: dict[str, type[msgspec.Struct]] = {
    "claim": Claim,
    "incident": Incident,
    "place": PlaceMention,
    "document": StoredDocument,
    "control": Holding,
    "contradiction": Contradiction,
    "decision": Decision,
}


@pytest.mark.parametrize("table", TABLES)
def test_the_codebook_explains_every_field_in_both_languages(table: str) -> None:
    fields = {field.encode_name for field in msgspec.structs.fields(TABLES[table])}
    for lang in ("en", "ar"):
        told = load_web_words(lang).codebook[table]
        assert set(told) == fields and all(told.values())


def test_both_languages_have_the_same_words() -> None:
    english, arabic = load_web_words("en"), load_web_words("ar")
    assert {t: list(f) for t, f in english.codebook.items()} == {t: list(f) for t, f in arabic.codebook.items()}
    assert list(english.text) == list(arabic.text)
    assert english.app == arabic.app and set(english.app) <= set(english.text)
    assert english.counted.keys() == arabic.counted.keys()
    assert set(english.groups) == set(arabic.groups) == set(GROUPS.values())


def test_an_incident_counts_its_whole_before_its_groups(opened: tuple[httpx.Client, httpx.Client, Gate]) -> None:
    named = opened[0].get("/api/v1/incidents").json()["results"][0]["id"]
    first = opened[0].get(f"/api/v1/incidents/{named}").json()["cells"][0]
    assert (first["row"]["harm"], first["row"]["group"], first["row"]["lo"]) == ("killed", None, 3)
    assert first["claims"] == ["hostile#c1"] and first["grade"] == "one"
