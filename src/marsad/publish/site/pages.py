"""Every page and file of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from marsad.publish.dataset import Happening
from marsad.publish.paper import TEMPLATES, environment
from marsad.publish.releases.corrections_said import said_rows
from marsad.publish.releases.files import File
from marsad.publish.releases.stored import Stored
from marsad.publish.site.drawing import draw_map, draw_timelines
from marsad.publish.site.view import Voice
from marsad.publish.words import LANGUAGES

A_PAGE = 200
"""Incidents that a page of the list shows."""
MENU = ("index", "map", "timeline", "incidents", "methodology", "downloads", "corrections", "search")
STATIC = {"site.css": "text/css", "search.js": "text/javascript"}


def site_files(folder: Stored) -> tuple[File, ...]:
    """Return the site of a release, the release's own files under `data/` among them."""
    files = [
        File(
            "index.html", _page("site/choose.html.j2", voices=[Voice(folder, lang) for lang in LANGUAGES]), "text/html"
        )
    ]
    for lang in LANGUAGES:
        files += _Language(folder, lang).pages()
    for name, media_type in STATIC.items():
        files.append(File(name, (TEMPLATES / "site" / name).read_bytes(), media_type))
    files += (file._replace(path=f"data/{file.path}") for file in folder.files())
    return tuple(files)


def _page(template: str, **values: object) -> bytes:
    return environment().get_template(template).render(**values).encode()


class _Language:
    """The pages of one language, in its folder."""

    def __init__(self, folder: Stored, lang: str) -> None:
        self.folder, self.lang = folder, lang
        self.voice = Voice(folder, lang)
        self.other = next(one for one in LANGUAGES if one != lang)
        self.incidents: Sequence[Happening] = sorted(
            folder.release.dataset.incidents, key=lambda one: (one.end is not None, str(one.end), one.id), reverse=True
        )

    def pages(self) -> Iterator[File]:
        release, voice = self.folder.release, self.voice
        yield self._made("index", totals=[voice.figure(total) for total in release.whole()])
        yield self._made("map", map=draw_map(self.incidents))
        yield self._made("timeline", lines=list(draw_timelines(release.totals)))
        yield from self._lists()
        yield self._made("methodology")
        yield self._made("downloads", manifest=self.folder.manifest, signature=self.folder.signature)
        yield self._made(
            "corrections", log=self.folder.corrections, rows=list(said_rows(self.folder.corrections, self.lang))
        )
        yield self._made("search")
        index = [voice.entry(one) for one in self.incidents]
        script = b"globalThis.marsadIndex = " + msgspec.json.encode(index).replace(b"<", b"\\u003c") + b";\n"
        yield File(f"{self.lang}/search-index.js", script, "text/javascript")
        for one in self.incidents:
            tolls = [voice.figure(toll) for toll in one.tolls]
            told = {document.id: voice.source(document.source) for document in one.documents}
            yield self._made("incident", f"incident/{one.id}", up="../", one=one, tolls=tolls, document_sources=told)
        for id, now in release.retired.items():
            yield self._made("retired", f"incident/{id}", up="../", id=id, now=now)

    def _lists(self) -> Iterator[File]:
        pages = [self.incidents[n : n + A_PAGE] for n in range(0, len(self.incidents), A_PAGE)] or [()]
        names = ["incidents", *(f"incidents-{number}" for number in range(2, len(pages) + 1))]
        for number, here in enumerate(pages):
            older = names[number + 1] if number + 1 < len(pages) else None
            newer = names[number - 1] if number else None
            yield self._made("incidents", names[number], incidents=here, older=older, newer=newer)

    def _made(self, template: str, name: str | None = None, *, up: str = "", **values: object) -> File:
        name = name or template
        page = _page(
            f"site/{template}.html.j2",
            v=self.voice, words=self.voice.words, own=self.voice.own, release=self.folder.release, lang=self.lang,
            other=self.other, menu=MENU, here=name, up=up, root=f"../{up}", **values,
        )  # fmt: skip
        return File(f"{self.lang}/{name}.html", page, "text/html")
