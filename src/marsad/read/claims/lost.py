"""'A fourth was lost', 'three lost their limbs', '300 lost their homes': what losing says of who loses.  Arabic."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD


def lost_from_sight(scan: Scan, drafts: list[Draft]) -> None:
    """'three were killed, and a fourth was lost': lost by nobody in particular, he is missing.  Arabic."""
    for draft in drafts if scan.lang == "ar" else ():
        if draft.harm != "killed":
            continue
        lost = _lost(scan, draft)
        if lost is not None:
            draft.harm = lost or None
            draft.drop = draft.drop if lost else NO_HARM
            draft.rules.append("harm.lost_from_sight")
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
    kin = scan.at(what, "person")
    if kin is not None and kin.clitics.suffix and verb.first >= draft.last:
        return ""  # '120 orphans who lost their fathers'
    thing = scan.at(what, "lost_thing")
    if thing is None and verb.first == draft.last and _from_sight(scan, verb.last):
        return "missing"  # '12 fishermen who were lost off the coast'
    return str(thing.entry.features.get("harm", "")) if thing is not None else None


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
