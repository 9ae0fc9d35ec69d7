"""What is public of a period, as a bulletin: sums by harm and side, incidents, control, the period before, sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from marsad import __version__
from marsad.chronicle import Chronicle
from marsad.errors import UsageError
from marsad.issuing.described import KINDS, Kinds
from marsad.model import Group, Scope, Statement, Window
from marsad.model.terms import SIDES_OPEN, Harm
from marsad.model.toll import TollRow
from marsad.pipeline import Ledger
from marsad.publish.bulletins.bulletin import Bulletin, Cited
from marsad.publish.bulletins.content import COUNTED, Figure, Rise, Told, Turn, Where, stated
from marsad.publish.bulletins.forms import load_language
from marsad.publish.dataset import Happening, Spot
from marsad.publish.public import public_view
from marsad.reckon.table import toll_table
from marsad.releasing.rows import public_rows, public_statements

DAYS = 7
"""Days of a bulletin where no period is asked for."""

Umbrella = Mapping[str, frozenset[str]]


def compose(
    ledger: Ledger,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    as_of: dt.date | None = None,
    publisher: str = "marsad",
    before: Bulletin | None = None,
    corrects: str | None = None,
    why: str | None = None,
) -> Bulletin:
    """Return the bulletin of a period, `DAYS` up to the newest document by default; `before` is the last one.

    Raises `UsageError` where the ledger has no document with a day, or the period ends before it starts.
    """
    now = ledger.store.now()
    statements = public_statements(ledger, as_of=as_of)
    newest = max((one.published for one in statements if one.published), default=None)
    if newest is None:
        raise UsageError.of("nothing that has a day is in the ledger; add documents first")
    end = end or (min(newest, as_of) if as_of else newest)
    start = start or end - dt.timedelta(days=DAYS - 1)
    if end < start:
        raise UsageError.of("--to {end} lies before --from {start}", start=start, end=end)
    window = Window(start=start, end=end)
    umbrella = ledger.umbrella()
    public = public_rows(ledger, statements, as_of=as_of)
    rows, kinds = public.dataset.incidents, Kinds(ledger, statements, public.bare)
    totals = _totals(statements, window, umbrella, kinds)
    inside = [one for one in rows if one.start and one.end and Window(start=one.start, end=one.end).inside(window)]
    incidents = tuple(told for one in sorted(inside, key=_order) for told in _told(one, umbrella))
    length = end - start + dt.timedelta(days=1)
    earlier = Window(start=start - length, end=end - length)
    killed = [told.figures[0] for told in totals if told.figures[0].harm == "killed"]
    head = killed[0] if killed and (killed[0].group.side is None or len(killed) == 1) else None
    return Bulletin(
        publisher=publisher,
        pack=_pack(ledger, statements),
        window=window,
        as_of=(as_of or newest).isoformat(),
        known_at=now.isoformat(),
        head=ledger.store.head().head,
        tool=f"marsad {__version__}",
        headline=msgspec.structs.replace(head, parts=()) if head else None,
        totals=_without_single(totals, incidents),
        changed=_changed(before, statements, umbrella, kinds),
        since=before.id if before else None,
        since_window=before.window if before else None,
        incidents=incidents,
        control=_control(ledger, window, as_of),
        background=_totals(statements, earlier, umbrella, kinds),
        sources=sources_of(ledger, inside, statements),
        contradictions=len(toll_table(statements, Scope(window=window), umbrella=umbrella).contradictions),
        overlaps=any(count.overlaps for one in inside for count in one.tolls),
        corrects=corrects,
        why=why,
    ).named()


def _without_single(totals: Sequence[Told], incidents: Sequence[Told]) -> tuple[Told, ...]:
    """Return the sums without those that are but one incident's figure, which is told there."""
    single = {(f.harm, f.group, f.value, f.value_max, f.hedge) for told in incidents for f in told.figures}
    return tuple(
        told
        for told in totals
        for f in told.figures
        if f.parts or (f.harm, f.group, f.value, f.value_max, f.hedge) not in single
    )


def _order(one: Happening) -> tuple[str, str]:
    return (str(one.start), one.id)


def _figure(harm: str, side: str | None, lo: int, hi: int | None, claims: Iterable[str]) -> Figure | None:
    said = stated(lo, hi)
    if said is None or harm not in COUNTED or (lo, hi) == (0, 0):
        return None
    value, most, hedge = said
    known: Harm = harm  # type: ignore[assignment]  # of COUNTED
    group = Group(side=side, civilian=True if side == "civilians" else None)
    return Figure(harm=known, value=value, value_max=most, hedge=hedge, group=group, claims=tuple(claims))


def _totals(statements: Sequence[Statement], window: Window, umbrella: Umbrella, kinds: Kinds) -> tuple[Told, ...]:
    """Return one sum a harm over all sides, with the sides, or the kinds of civilians, as its parts."""
    scope = Scope(window=window)
    rows = toll_table(statements, scope, by=(), umbrella=umbrella).rows
    by_side = toll_table(statements, scope, by=("side",), umbrella=umbrella).rows
    described = kinds.within(scope)
    out: list[Told] = []
    for row in rows:
        whole = _figure(row.harm, None, row.lo, row.hi, row.claims)
        if whole is None:
            continue
        named = [one for one in by_side if one.harm == row.harm and one.side not in SIDES_OPEN and _has_words(one.side)]
        parts = _figures(named)
        people = [
            msgspec.structs.replace(part, group=Group(side="civilians", civilian=True, sex=sex, age=age))  # type: ignore[arg-type]
            for one in described
            if one.harm == row.harm and one.group
            for sex, age in [KINDS[one.group]]
            for part in _figures([one])
        ]
        inner = {side for part in parts for side in umbrella.get(part.group.side or "", ())}
        own = [_with_own(part, parts, people, umbrella) for part in parts if part.group.side not in inner]
        top = [part for part in parts if part.group.side not in inner]
        if not _can_hold(whole, top) or (len(top) == 1 and _same_number(whole, top[0])):
            told = own  # one side alone, or a sum of other sources than the sides
        else:
            told = [msgspec.structs.replace(whole, parts=tuple(top)), *(part for part in own if part.parts)]
        out += [Told(figures=(figure,), window=window, sum=True) for figure in told]
    return tuple(out)


def _figures(rows: Iterable[TollRow]) -> list[Figure]:
    """Return the figures of rows that bound anything, civilians first, then the most."""
    found = [figure for one in rows if (figure := _figure(one.harm, one.side, one.lo, one.hi, one.claims)) is not None]
    return sorted(found, key=lambda figure: (figure.group.side != "civilians", -(figure.value or 0)))


def _with_own(part: Figure, parts: Sequence[Figure], described: Sequence[Figure], umbrella: Umbrella) -> Figure:
    """Return a side's figure with what it consists of: kinds of civilians, or the sides that it is over."""
    inside = umbrella.get(part.group.side or "", frozenset())
    own = described if part.group.side == "civilians" else [one for one in parts if one.group.side in inside]
    return msgspec.structs.replace(part, parts=tuple(own)) if _can_hold(part, own) else part


def _can_hold(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether the parts are together not more than their whole is at most, or, of a minimum, is for certain."""
    return sum(part.value or 0 for part in parts) <= (whole.value_max or whole.value or 0)


def _same_number(one: Figure, other: Figure) -> bool:
    return (one.value, one.value_max, one.hedge) == (other.value, other.value_max, other.hedge)


def _has_words(side: str | None) -> bool:
    language = load_language("en")
    return side == "civilians" or side in language.sides or any(side in own for own in language.sides_in.values())


def _told(one: Happening, umbrella: Umbrella) -> list[Told]:
    """Return what is told of an incident: one sentence for each side that suffered, the parts of a side in its own."""
    figures: dict[str | None, list[Figure]] = {}
    sides = {count.side for count in one.tolls}
    inside = {part for side in sides for part in umbrella.get(side or "", ())} & {side for side in sides if side}
    for count in sorted(one.tolls, key=lambda count: (*COUNTED, count.harm).index(count.harm)):
        figure = _figure(count.harm, count.side, count.lo, count.hi, count.claims)
        named = count.side is None or count.side in SIDES_OPEN or _has_words(count.side)
        if figure is not None and named and count.side not in inside:
            parts = [
                part
                for other in one.tolls
                if other.harm == count.harm and other.side in umbrella.get(count.side or "", ())
                if (part := _figure(other.harm, other.side, other.lo, other.hi, other.claims)) is not None
            ]
            figures.setdefault(count.side, []).append(
                msgspec.structs.replace(figure, parts=tuple(parts) if _can_hold(figure, parts) else ())
            )
    cause = one.causes[0] if len(one.causes) == 1 else None
    perpetrator = one.perpetrators[0] if len(one.perpetrators) == 1 and _has_words(one.perpetrators[0]) else None
    return [
        Told(
            figures=tuple(own),
            where=_where(one.place),
            window=Window(start=one.start, end=one.end),
            cause=cause,  # type: ignore[arg-type]  # of the closed list
            perpetrator=perpetrator if perpetrator != side and perpetrator != "civilians" else None,
            incident=one.id,
        )
        for side, own in figures.items()
    ]


def _where(place: Spot | None) -> Where | None:
    if place is None:
        return None
    return Where(gazetteer=place.gazetteer, name_en=place.name_en, name_ar=place.name_ar, kind=place.kind)


def _changed(
    before: Bulletin | None, statements: Sequence[Statement], umbrella: Umbrella, kinds: Kinds
) -> tuple[Rise, ...]:
    """Return the figures of the bulletin before that are others now, over its own period."""
    if before is None:
        return ()
    was = {(told.figures[0].harm, told.figures[0].group): told.figures[0] for told in reversed(before.totals)}
    now = {
        (told.figures[0].harm, told.figures[0].group): told.figures[0]
        for told in reversed(_totals(statements, before.window, umbrella, kinds))
    }
    return tuple(
        Rise(before=msgspec.structs.replace(was[key], parts=()), now=msgspec.structs.replace(now[key], parts=()))
        for key in reversed(was)
        if key in now and not _same_number(was[key], now[key])
    )


def _control(ledger: Ledger, window: Window, as_of: dt.date | None) -> tuple[Turn, ...]:
    """Return the places that changed hands within the period, as far as documents of the standpoint say."""
    known = {one.document for one in ledger.readings(as_of=as_of)}
    out = []
    for line in Chronicle(ledger).timelines():
        place = msgspec.convert(public_view("place", msgspec.to_builtins(line.place)), Spot)
        for one in line.holdings:
            days = Window(start=one.start, end=one.start) if one.start else None
            if days is None or not days.inside(window) or one.state != "held" or not _has_words(one.holder):
                continue
            told = all(key.partition("#")[0] in known for key in one.keys)
            if told and one.holder and one.precision == "day" and (place.name_en or place.name_ar):
                where = _where(place)
                assert where is not None
                out.append(Turn(side=one.holder, where=where, window=days, claims=one.keys))
    return tuple(sorted(out, key=lambda turn: (str(turn.window.start), turn.where.gazetteer or "")))


def sources_of(ledger: Ledger, inside: Sequence[Happening], statements: Sequence[Statement]) -> tuple[Cited, ...]:
    """Return the sources of incidents by their names, with how many documents each gave, the most first."""
    voices = {one.document: one.source for one in statements}
    documents = {document.id: document.source for one in inside for document in one.documents}
    folded = {key: voices.get(key) or ledger.lore.fold_source(source) for key, source in documents.items()}
    spelled = {folded[key]: source for key, source in sorted(documents.items(), reverse=True)}
    names = {lang: ledger.source_names(lang) for lang in ("ar", "en")}
    return tuple(
        Cited(
            id=source,
            documents=number,
            name_en=names["en"].get(source or "", spelled[source]),
            name_ar=names["ar"].get(source or "", spelled[source]),
        )
        for source, number in sorted(Counter(folded.values()).items(), key=lambda item: (-item[1], item[0] or ""))
    )


def _pack(ledger: Ledger, statements: Sequence[Statement]) -> str | None:
    documents = {one.document for one in statements}
    packs = Counter(one.reading.pack for one in ledger.readings() if one.document in documents and one.reading.pack)
    return packs.most_common(1)[0][0] if packs else None
