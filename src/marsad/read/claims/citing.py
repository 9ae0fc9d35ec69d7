"""Citing: whom the text cites for each count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from marsad.knowledge.lore import Voice
from marsad.read.attribution import Attribution, read_attribution, tightest
from marsad.read.claims.draft import Draft
from marsad.read.clauses import Clauses
from marsad.read.parties import media_of, owners_of
from marsad.read.scan import Scan
from marsad.text.fold import plain

_UN = "un"
_OTHERS = 5
"""Tokens from 'others' to the number that they put at most."""


def _opens_line(scan: Scan, found: Attribution) -> bool:
    """Tell whether the words cited are a whole line under a dateline ('Deir ez-Zor - the Observatory:')."""
    return (
        found.scope_first <= found.last <= found.scope_first + 12
        and found.scope_last - found.last > 20
        and (
            ":" in scan.tokens.folds[found.last : found.last + 2]
            or "::" in scan.tokens.folds[found.last : found.last + 2]
        )
    )


class _Cited:
    """Answers whose words hold at a token; `attributions` are those of the text in order."""

    def __init__(self, scan: Scan, attributions: list[Attribution]) -> None:
        self.breaks = scan.breaks
        self.starts, self.tightest = tightest(attributions)
        said = [(n, a) for n, a in enumerate(attributions) if a.verb_kind == "said" and not a.rival]
        said.sort(key=lambda item: item[1].last)
        self.ends = [a.last for _, a in said]
        self.latest = [attributions[n] for n in accumulate((n for n, _ in said), max)]

    def at(self, token: int) -> Attribution | None:
        """Return the tightest attribution whose scope holds `token`; of equal ones the later."""
        n = bisect_right(self.starts, token) - 1
        return self.tightest[n] if n >= 0 else None

    def carried(self, draft: Draft) -> Attribution | None:
        """Return who was last cited in the paragraph, by 'said' and not as a rival: what follows is still theirs."""
        n = bisect_right(self.ends, draft.first) - 1
        if n < 0:
            return None
        found = self.latest[n]
        same = bisect_left(self.breaks, found.last) == bisect_left(self.breaks, draft.first)
        return found if same else None


def cite(scan: Scan, voice: Voice, drafts: list[Draft], source: str | None, reach: Clauses) -> None:
    """Say who is cited for each count.

    Who publishes the text (its `source`, or the name in its dateline) is not cited when it speaks of itself; who admits
    losses or mourns martyrs speaks of its own.
    """
    attributions = [a for a in read_attribution(scan, voice, reach) if not _counted(scan, drafts, a)]
    own = {source} | {a.claimant for a in attributions if _opens_line(scan, a)}
    owners, media = owners_of(voice), media_of(voice)
    cited = _Cited(scan, attributions)
    for draft in drafts:
        others = _others(scan, draft)
        if others is not None:
            draft.claimant, draft.rival = others, True
            continue
        found = cited.at(draft.core) or cited.carried(draft)
        if found is None:
            continue
        draft.claimant = None if found.claimant in own and not found.rival else found.claimant
        draft.rival = found.rival and draft.claimant is not None
        losses = found.verb_kind == "admitted" or (draft.head.own and found.claimant in media)
        if draft.side is None and (losses or _mourns(scan, draft)):
            draft.side = None if scan.lang == "ar" and _strangers(draft) else owners.get(found.claimant)
        if _own_staff(scan, draft) and owners.get(found.claimant) == _UN:
            draft.side, draft.head.civilian = _UN, None


def _own_staff(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'six of its workers' is counted, who are of whoever speaks of them.  Arabic."""
    return scan.lang == "ar" and draft.head.role == "worker" and draft.head.pronoun and not draft.head.actors


def _strangers(draft: Draft) -> bool:
    """Tell whether persons are nobody's: 'the army mourned two recruits, and one of the wanted men was killed'."""
    head = draft.head
    named = any(not noun.get("harm") for noun, _ in head.nouns)
    return named and not (head.party or head.own or head.pronoun or head.role or head.actors)


def _mourns(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'three of the fighters were martyred' is said: whoever says so mourns his own.  Arabic."""
    word = draft.trigger is not None and scan.at(draft.trigger, "martyr_word") is not None
    return scan.lang == "ar" and word and draft.head.civilian is False and not draft.head.actors


def _counted(scan: Scan, drafts: list[Draft], told: Attribution) -> bool:
    """Tell whether whom the words cite is who is counted: 'an estimated 30 militants', 'Regime soldiers: 1,830'."""
    at = bisect_left(drafts, told.first, key=lambda draft: draft.last)
    while at < len(drafts) and drafts[at].first < told.last:
        draft = drafts[at]
        if told.first < draft.last and told.claimant in plain(scan.quote(draft.first, draft.last)):
            return True
        at += 1
    return False


def _others(scan: Scan, draft: Draft) -> str | None:
    """'while others put the number at 20': return the words for those who told a number otherwise, or None.  Arabic."""
    if scan.lang == "en" and "count.told" in draft.rules:
        of = scan.at(draft.first - 1, "of")  # 'the mayor spoke of 23 and a priest of 31'
        voice = scan.ending(of.first, "attribution_source") if of is not None else None
        return scan.quote(voice.first, voice.last) if voice is not None else None
    if "harm.of_total" not in draft.rules or scan.lang != "ar":
        return None
    for i in range(draft.first - 1, max(0, draft.first - _OTHERS) - 1, -1):
        others = scan.at(i, "other")
        if others is not None and scan.ending(i, "attribution_verb") is not None:
            return plain(scan.quote(others.first, others.last))
    return None
