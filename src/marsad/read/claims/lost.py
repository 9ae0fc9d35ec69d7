"""'A fourth was lost', 'three lost their limbs', '300 lost their homes': what losing says of who loses.  Arabic."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD


def lost_from_sight(scan: Scan, drafts: list[Draft]) -> None:
    """'three were killed, and a fourth was lost': lost by nobody in particular, he is missing.  Arabic."""
    for k, draft in enumerate(drafts) if scan.lang == "ar" else ():
        if draft.harm not in ("killed", "missing"):
            continue
        lost = _lost(scan, draft)
        if lost is not None:
            draft.harm = lost or None
            draft.drop = draft.drop if lost else NO_HARM
            draft.rules.append("harm.lost_from_sight")
            for of_each in drafts[k + 1 : k + 2] if not lost and (draft.value or 0) > 1 else ():
                if of_each.value == 1 and of_each.trigger == draft.trigger:
                    of_each.drop, of_each.harm = NO_HARM, None  # '210 lost a relative each'
            continue
        if draft.harm == "missing":
            continue
        verb = scan.ending(draft.first, "harm_verb")
        unsaid = verb.entry.features.get("unsaid") if verb is not None and _opens(scan, verb) else None
        if unsaid and not (draft.head.pronoun or draft.head.actors):
            draft.harm = str(unsaid)
            draft.rules.append("harm.lost_from_sight")


def _lost(scan: Scan, draft: Draft) -> str | None:
    """Return what is said of who lost his limbs (injured), his life (killed) or his home (displaced), or None.

    Nothing, as an empty word, of who lost his work.
    """
    verb = scan.at(draft.trigger, "harm_verb") if draft.trigger is not None else None
    if verb is None or not verb.entry.features.get("loses"):
        return None
    what = max(verb.last, draft.last)
    if scan.at(what, "body_part") is not None:
        return "injured"
    thing = scan.at(what, "lost_thing")
    if thing is None and _lost_kin(scan, what, behind=verb.first >= draft.last, subject=verb.last == draft.first):
        return ""  # '120 orphans who lost their fathers', '40 pupils lost one of their parents'
    if thing is None and verb.first == draft.last and _from_sight(scan, verb.last):
        return "missing"  # '12 fishermen who were lost off the coast'
    return str(thing.entry.features.get("harm", "")) if thing is not None else None


def _lost_kin(scan: Scan, what: int, *, behind: bool, subject: bool) -> bool:
    """Tell whether who is lost by several stands at token `what`: 'their father', 'a relative', 'one of their sons'."""
    if not (behind or subject) or what >= len(scan):
        return False
    kin = scan.at(what, "person")
    if kin is not None:
        return bool(kin.clitics.suffix) or (behind and scan.lexicon.ends_indefinite(scan.tokens.folds[kin.last - 1]))
    one = scan.at(what, "number")
    if one is not None:
        their = (scan.tokens.folds[i] for i in range(one.last, min(one.last + 2, len(scan))))
        return one.entry.features.get("value") == 1 and any(map(scan.lexicon.ends_in_pronoun, their))
    return subject and not scan.hits[what] and scan.lexicon.ends_in_pronoun(scan.tokens.folds[what])


def _from_sight(scan: Scan, i: int) -> bool:
    """Tell whether nothing that is lost stands at token `i`: no persons, no number, nothing known or of theirs."""
    if i >= len(scan) or scan.tokens.kinds[i] != WORD:
        return i >= len(scan) or scan.tokens.kinds[i] != NUMBER
    if scan.any_at(i, "person", "number", "vague", "unit", "among", "harm_noun") is not None:
        return False
    if scan.any_at(i, "place_prep", "place_side", "place_near", "place_kind") is not None:
        return True
    word = scan.tokens.folds[i]
    return not (scan.lexicon.begins(word, "the") or scan.lexicon.ends_in_pronoun(word))


def _opens(scan: Scan, verb: Hit) -> bool:
    """Tell whether a verb begins a statement, so that nobody is its subject before it."""
    first, _ = scan.sents[scan.sentence_of(verb.first)]
    return bool(verb.clitics.conjunction) or verb.first == first or scan.tokens.kinds[verb.first - 1] != "w"
